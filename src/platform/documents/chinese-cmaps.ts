/**
 * Older Chinese PDF files name a font without embedding it and encode text by tables a reader is expected to own
 * (GBK-EUC-H, UniGB-UCS2-H …). pdf.js asks for these tables; they are made here from what Node knows about GBK.
 *
 * The tables go from codes to numbers of the Adobe-GB1 collection and from those to Unicode. Letters and digits get
 * their true numbers, because widths are stated by number; every other character simply gets its code point.
 */
export class ChineseCmaps {
  /** pdf.js constructs this and calls `fetch`. */
  // oxlint-disable-next-line class-methods-use-this
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const table = kind === 'cMapUrl' ? tableFor(filename) : undefined
    if (table === undefined) throw new Error(`no table ${filename}`)
    return new TextEncoder().encode(table)
  }
}

/** Numbers of the letters and digits: proportional from 1, half-width from 814. */
const PROPORTIONAL = 1
const HALF_WIDTH = 814
const FIRST_LETTER = 0x20
const LETTERS = 0x5f

function tableFor(name: string): string | undefined {
  if (name === 'Adobe-GB1-UCS2') return toUnicode()
  if (/^UniGB-(?:UCS2|UTF16)-[HV]$/u.test(name)) return fromUnicode(name)
  if (/^(?:GB|GBpc|GBT|GBK|GBKp|GBK2K)(?:-EUC)?-[HV]$/u.test(name)) return fromGbk(name)
  return undefined
}

function wrap(name: string, spaces: readonly string[], body: readonly string[]): string {
  const mode = name.endsWith('-V') ? 1 : 0
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    `/CMapName /${name} def /WMode ${mode} def /CMapType 1 def`,
    `${spaces.length} begincodespacerange`,
    ...spaces,
    'endcodespacerange',
    ...body,
    'endcmap end end',
  ].join('\n')
}

function toUnicode(): string {
  return wrap(
    'Adobe-GB1-UCS2',
    ['<0000> <ffff>'],
    [
      '3 beginbfrange',
      // Later ranges win: first everything, then the letters.
      '<0000> <ffff> <0000>',
      letterRange(PROPORTIONAL),
      letterRange(HALF_WIDTH),
      'endbfrange',
    ],
  )
}

function letterRange(first: number): string {
  return `<${hex(first, 4)}> <${hex(first + LETTERS - 1, 4)}> <${hex(FIRST_LETTER, 4)}>`
}

function fromUnicode(name: string): string {
  return wrap(
    name,
    ['<0000> <ffff>'],
    [
      '2 begincidrange',
      '<0000> <ffff> 0',
      `<${hex(FIRST_LETTER, 4)}> <${hex(FIRST_LETTER + LETTERS - 1, 4)}> ${PROPORTIONAL}`,
      'endcidrange',
    ],
  )
}

function fromGbk(name: string): string {
  const first = name.includes('GBKp') || name.includes('GBpc') ? PROPORTIONAL : HALF_WIDTH
  return wrap(
    name,
    ['<00> <80>', '<8140> <fefe>'],
    [
      '1 begincidrange',
      `<${hex(FIRST_LETTER, 2)}> <${hex(FIRST_LETTER + LETTERS - 1, 2)}> ${first}`,
      'endcidrange',
      'begincidchar',
      ...gbkCharacters(),
      'endcidchar',
    ],
  )
}

function* gbkCharacters(): Generator<string> {
  const decoder = new TextDecoder('gbk')
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const character = decoder.decode(new Uint8Array([high, low]))
      const code = character.length === 1 ? character.charCodeAt(0) : 0xfffd
      if (code !== 0xfffd) yield `<${hex(high, 2)}${hex(low, 2)}> ${code}`
    }
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
