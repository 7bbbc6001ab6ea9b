/**
 * Text for a spreadsheet cell. Cells are written with the type "string", so nothing in a workbook of ours is a
 * formula. But people save workbooks as CSV and open them again, and there a text that begins with one of
 * `= + - @`, a tab or a line end is read as a formula. Such a text gets an apostrophe in front, as spreadsheets
 * themselves mark text. Signed numbers (`+1`, `-1`) say nothing but themselves and stay as they are.
 */
const SIGNED_NUMBER = /^[+-]\d+(?:\.\d+)?$/
const READ_AS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u

export function safeCellText(text: string): string {
  if (!READ_AS_FORMULA.test(text) || SIGNED_NUMBER.test(text)) return text
  return `'${text}`
}

/** A plain figure becomes a number that can be added up; `+1`, `007`, `1,000` and a blank stay what they are. */
export function cellValue(text: string): string | number | null {
  if (text === '') return null
  return /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) && String(Number(text)) === text
    ? Number(text)
    : safeCellText(text)
}
