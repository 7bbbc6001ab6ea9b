/** The rows of a CSV text: quotes, doubled quotes, line breaks within quotes; comma, semicolon or tab between. */
export function parseCsv(source: string): string[][] {
  const text = source.replace(/^\uFEFF/u, '')
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!
    if (quoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (character === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (character === separator) endCell()
    else if (character === '\n') endRow()
    else if (character !== '\r' || text[at + 1] !== '\n') cell += character
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

function separatorOf(text: string): string {
  const header = /^[^\r\n]*/u.exec(text)?.[0] ?? ''
  const count = (separator: string) => header.split(separator).length
  return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best))
}
