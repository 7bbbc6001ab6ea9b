/**
 * The rows of a CSV text: quotes, doubled quotes, line breaks within quotes; comma, semicolon, tab or bar between.
 * A quotation mark that belongs to the words (`"十四五"规划`) stays where it is.
 */
export function parseCsv(source: string): string[][] {
  const whole = source.replace(/^\uFEFF/u, '')
  // a line for Excel alone: sep=;
  const declared = /^sep=(.)\r?\n/iu.exec(whole)
  const text = declared === null ? whole : whole.slice(declared[0].length)
  const separator = declared?.[1] ?? separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length;) {
    const { cell, end } = cellAt(text, at, separator)
    row.push(cell)
    if (text[end] === separator) at = end + 1
    else {
      rows.push(row)
      row = []
      at = end + (text.startsWith('\r\n', end) ? 2 : 1)
    }
    if (at === text.length && text[end] === separator) row.push('')
  }
  if (row.length > 0) rows.push(row)
  return rows
}

interface Cell {
  readonly cell: string
  /** of the separator, line end or end of text behind it */
  readonly end: number
}

function cellAt(text: string, start: number, separator: string): Cell {
  return quotedCellAt(text, start, separator) ?? plainCellAt(text, start, separator)
}

function plainCellAt(text: string, start: number, separator: string): Cell {
  let end = start
  while (end < text.length && text[end] !== separator && !/[\r\n]/u.test(text[end]!)) end += 1
  return { cell: text.slice(start, end), end }
}

/** Undefined unless the quotation that begins here ends where the cell ends. */
function quotedCellAt(text: string, start: number, separator: string): Cell | undefined {
  let at = start
  while (text[at] === ' ') at += 1
  if (text[at] !== '"') return undefined
  let cell = ''
  for (at += 1; at < text.length; at += 1) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return undefined
    cell += text.slice(at, quote)
    at = quote + 1
    if (text[at] !== '"') break
    cell += '"'
  }
  while (text[at] === ' ') at += 1
  const ends = at >= text.length || text[at] === separator || /[\r\n]/u.test(text[at]!)
  return ends ? { cell, end: at } : undefined
}

const SEPARATORS = [',', '\t', ';', '|'] as const

/** Of the first line that has any: above the header there may be a heading. */
function separatorOf(text: string): string {
  const lines = text.split(/\r\n|\r|\n/u, HEADER_WITHIN)
  const header = lines.find((line) => /[,\t;|]/u.test(line)) ?? ''
  const count = (separator: string) => header.split(separator).length
  return SEPARATORS.reduce<string>((best, one) => (count(one) > count(best) ? one : best), ',')
}

const HEADER_WITHIN = 10
