import type { CellLook } from './cell-look.ts'

const LONG_NUMBER = /^\d{11,19}$/
const THING = /编号|代码|编码|单号|流水|批号|序列|条码|户号|文号|许可证/
const AMOUNT =
  /金额|资金|投资|预算|决算|总额|合计|数量|面积|产值|收入|支出|余额|价|费|万元|（元|亩|吨|人口/

export const isLongNumber = (text: string) => LONG_NUMBER.test(text)

/** What a long number is, only its column's heading tells: of contracts it says so, sums are written as such. */
export function meaningOf(text: string, type: string, heading: string): string {
  if (!isLongNumber(text)) return text
  if (THING.test(heading)) return `编号：${text}`
  return type === 'n' && AMOUNT.test(heading) ? Number(text).toLocaleString('en-US') : text
}

/** Sums of money and shares are no numbers of persons, however long. */
export function plainNumber(value: string, look: CellLook): string {
  const number = Number(value)
  if (/[,.%年月日¥￥$]|元/.test(look.format)) return number.toLocaleString('en-US')
  return Number.isSafeInteger(number) ? String(number) : value
}
