import { isOneEach, type NumberWindow } from './number-groups.ts'

/** The first three digits that 工业和信息化部 has given to mobile telephones. */
const PREFIX = /^1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/
const GROUPINGS = new Set(['11', '3-4-4', '3-8', '7-4', '4-3-4', '3-3-5', '4-4-3', '5-6', '6-5'])

/** Words after which eleven digits are the number of a thing. */
const THING =
  /(?:订单|单号|编号|编码|代码|流水|合同|案号|文号|字号|备案|登记|许可证|工单|户号|受理号|查询码|序列号|批号|货号|条码|批次|证号|QQ|ISBN|No\.?|序号)[^，。；、\s\d]{0,4}[:：]?\s*$/i
const PHONE =
  /(?:手机|电话|联系|移动|号码|热线|微信|传真|tel|phone|mobile|mob|cell|wechat)[^\n\d]{0,10}$/i
const AMOUNT = /^\s?(?:元|万|亿|吨|千克|公斤|米|平方|㎡|人|户|次|件|个|亩|公里|%|％|\.\d|,\d)/
const CONTEXT = 24

export function isMobileNumber(digits: string): boolean {
  return PREFIX.test(digits)
}

/** @param text the plain text that `window` was found in */
export function isMobileIn(text: string, window: NumberWindow): boolean {
  if (!isMobileNumber(window.digits)) return false
  const before = text.slice(Math.max(0, window.start - CONTEXT), window.start)
  const after = text.slice(window.end, window.end + CONTEXT)
  if (AMOUNT.test(after) || /^[A-Za-z]/.test(after) || /[¥￥$.,]$/.test(before)) return false
  if (PHONE.test(before)) return hasGrouping(window)
  // broken at the end of a line only where a word says what it is: columns of numbers are everywhere
  if (THING.test(before) || /[A-Za-z]$/.test(before) || window.links.has('line')) return false
  return hasGrouping(window) && standsAlone(window, before)
}

function hasGrouping({ lengths, links }: NumberWindow): boolean {
  if (lengths.length === 1 || (lengths.length === 11 && isOneEach(lengths))) return true
  // numbers beside or below each other in a table are their own
  if (links.has('cell') || links.size > 1) return false
  return GROUPINGS.has(lengths.join('-'))
}

/** With more digits hanging on, it is a piece of something longer, or a row of numbers. */
function standsAlone({ lengths, outer: [left, right] }: NumberWindow, before: string): boolean {
  const hasCountryCode = /(?:\+|00|^|\D)86[- ]?$/.test(before)
  const leftEnds =
    hasCountryCode || (left !== 'hyphen' && (lengths.length === 1 || left !== 'space'))
  const rightEnds = right !== 'hyphen' && (lengths.length === 1 || right !== 'space')
  return leftEnds && rightEnds
}
