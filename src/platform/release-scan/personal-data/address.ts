/** 住址 down to the door: road and number, or village and group, then building, unit or room. */
const HOUSE =
  /[\u4e00-\u9fff]{2,24}?(?:路|街|巷|道|大街|胡同|小区|花园|社区|苑|村)\s*(?:\d+号?(?:院|小区)?)?[\u4e00-\u9fff]{0,12}?\s*\d+\s*(?:号楼|栋|幢|座|号)\s*(?:[\dA-Za-z一二三四五六七八九十]+\s*单元)?\s*\d{2,4}\s*(?:室|房|号|户)/g
const MOST = 50

/** Addresses of homes, as far as words show them: a hint, no more. */
export function findAddresses(text: string): string[] {
  return [...text.matchAll(HOUSE)].slice(0, MOST).map(([address]) => address)
}
