import type { ReportFigures } from '../../../law/annual-report/figures.ts'
import { SECTION_TITLES } from '../../../law/annual-report/formats.ts'
import { encodeGbk } from './gbk-text.ts'
import { printedActive, printedRequests, printedReview, type PrintedRow } from './printed-tables.ts'

/** How a test page is set. */
export interface PageSetting {
  readonly size: number
  readonly align: 'left' | 'centre' | 'right'
  /** Shares of the width: three label columns of table 三 and one of its seven others. */
  readonly labels: readonly [number, number, number]
  /** The text in GBK by a table the file only names, as older software wrote it. */
  readonly gbk?: true
}

const WIDTH = 480
const LEFT = 57
const TOP = 780
const BOTTOM = 70

interface Placed {
  readonly text: string
  readonly x: number
  readonly y: number
}

/**
 * A small PDF of a report: text placed cell by cell, lines wrapped in narrow columns, values centred beside wrapped
 * labels, tables cut by the ends of pages, page numbers at the foot. The font is named, not embedded.
 */
export function pdfReport(figures: ReportFigures, setting: PageSetting): Uint8Array {
  const pages: Placed[][] = [[]]
  let y = TOP
  const line = (text: string): void => {
    y -= setting.size * 1.6
    pages.at(-1)!.push({ text, x: LEFT, y })
  }
  const table = (rows: readonly PrintedRow[], columns: readonly number[]): void => {
    for (const strip of stripsOf(rows, columns, setting)) {
      if (y - strip.height < BOTTOM) {
        pages.push([])
        y = TOP
      }
      pages.at(-1)!.push(...strip.lines.map((one) => ({ ...one, y: y + one.y })))
      y -= strip.height
    }
  }
  const [one, two, three, four, five, six] = SECTION_TITLES
  line(`${figures.agency}${figures.year}年政府信息公开工作年度报告`)
  line(one)
  line('本年度持续做好政务公开工作，举办培训3次。')
  line(two)
  table(printedActive(figures), evenly(12, WIDTH))
  line(three)
  table(printedRequests(figures), requestColumns(setting))
  line(four)
  table(printedReview(figures), evenly(15, WIDTH))
  line(five)
  line(six)
  const numbered = pages.map((page, at) => [...page, { text: `- ${at + 1} -`, x: 290, y: 40 }])
  return pdfOf(numbered, setting)
}

function evenly(count: number, width: number): readonly number[] {
  return Array.from({ length: count }, () => width / count)
}

function requestColumns({ labels }: PageSetting): readonly number[] {
  const widths = labels.map((share) => share * WIDTH)
  const rest = WIDTH - widths.reduce((sum, width) => sum + width, 0)
  return [...widths, ...evenly(7, rest)]
}

interface Strip {
  readonly height: number
  readonly lines: readonly Placed[]
}

/** Rows as strips of placed lines, `y` measured down from the top of the strip. */
function stripsOf(
  rows: readonly PrintedRow[],
  columns: readonly number[],
  setting: PageSetting,
): readonly Strip[] {
  const taken = new Map<number, Set<number>>()
  return rows.map((row, at) => {
    const busy = taken.get(at) ?? new Set<number>()
    const cells: { text: string; x: number; width: number }[] = []
    let column = 0
    for (const cell of row) {
      while (busy.has(column)) column += 1
      const x = LEFT + columns.slice(0, column).reduce((sum, width) => sum + width, 0)
      const width = columns.slice(column, column + cell.colspan).reduce((sum, one) => sum + one, 0)
      cells.push({ text: cell.text, x, width })
      for (let down = 1; down < cell.rowspan; down += 1) {
        const below = taken.get(at + down) ?? new Set<number>()
        for (let right = 0; right < cell.colspan; right += 1) below.add(column + right)
        taken.set(at + down, below)
      }
      column += cell.colspan
    }
    return stripOf(cells, setting)
  })
}

function stripOf(
  cells: readonly { readonly text: string; readonly x: number; readonly width: number }[],
  { size, align }: PageSetting,
): Strip {
  const pitch = size * 1.25
  const wrapped = cells.map((cell) => ({ ...cell, lines: wrap(cell.text, cell.width - 4, size) }))
  const most = Math.max(1, ...wrapped.map((cell) => cell.lines.length))
  const height = most * pitch + 6
  const lines = wrapped.flatMap((cell) =>
    cell.lines.map((text, at): Placed => {
      const free = cell.width - 4 - widthOf(text, size)
      const shift = align === 'left' ? 0 : align === 'right' ? free : free / 2
      const top = (height - cell.lines.length * pitch) / 2
      return { text, x: cell.x + 2 + shift, y: -(top + (at + 1) * pitch) }
    }),
  )
  return { height, lines }
}

/** Words wrap after any Chinese character; a number is never broken. */
function wrap(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.match(/[!-~]+|[^!-~]/gu) ?? []) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last + word, size) <= width)
      lines[lines.length - 1] = last + word
    else lines.push(word)
  }
  return lines
}

function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + (isHalf(character) ? 0.5 : 1) * size, 0)
}

function isHalf(character: string): boolean {
  return character.charCodeAt(0) < 0x80
}

function pdfOf(pages: readonly (readonly Placed[])[], setting: PageSetting): Uint8Array {
  const { size, gbk } = setting
  const used = [...new Set(pages.flatMap((page) => page.flatMap(({ text }) => [...text])))]
  const codeOf = new Map(used.map((character, at) => [character, at + 1] as const))
  const hex = (value: number) => value.toString(16).padStart(4, '0')
  const coded = (text: string) =>
    gbk
      ? Buffer.from(encodeGbk(text)).toString('hex')
      : [...text].map((character) => hex(codeOf.get(character)!)).join('')
  const widths = used.map((character, at) => `${at + 1} [${isHalf(character) ? 500 : 1000}]`)
  const unicode = used.map(
    (character, at) => `<${hex(at + 1)}> <${hex(character.codePointAt(0)!)}>`,
  )
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, at) => `${7 + at * 2} 0 R`).join(' ')}]>>`,
    ...(gbk
      ? [
          '<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[4 0 R]>>',
          '<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 5 0 R/DW 1000/W[814 939 500]>>',
        ]
      : [
          '<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>',
          `<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/DW 1000/W[${widths.join(' ')}]>>`,
        ]),
    '<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>',
    stream(
      `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n1 begincodespacerange <0000> <ffff> endcodespacerange\n${chunks(
        unicode,
        100,
      )
        .map((part) => `${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`)
        .join('\n')}\nendcmap end end`,
    ),
    ...pages.flatMap((page, at) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${8 + at * 2} 0 R>>`,
      stream(
        page
          .filter(({ text }) => text !== '')
          .map(
            ({ text, x, y }) =>
              `BT /F1 ${size} Tf 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm <${coded(text)}> Tj ET`,
          )
          .join('\n'),
      ),
    ]),
  ]
  return assemble(objects)
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  )
}

function stream(content: string): string {
  return `<</Length ${content.length}>>\nstream\n${content}\nendstream`
}

function assemble(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n'
  const places = objects.map((object, at) => {
    const place = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const start = file.length
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, 'latin1'))
}
