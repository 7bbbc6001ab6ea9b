/** Payment cards, ISO/IEC 7812: issuer first, a check digit by Luhn last. */
export function hasLuhnCheck(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** UnionPay, and the numbers of Chinese banks from before it. */
const CHINESE = /^(?:62\d{14,17}|9558[0-9]\d{14}|95595\d{14}|95599\d{14}|103\d{16})$/
/** Visa, MasterCard, JCB: begin like many other numbers, so they need a word or their grouping beside them. */
const FOREIGN = /^(?:4\d{15}|5[1-5]\d{14}|35(?:2[89]|[3-8]\d)\d{12})$/

export type CardLikeness = 'no' | 'with-context' | 'surely'

/** Sixteen to nineteen digits without separators. */
export function cardLikeness(digits: string): CardLikeness {
  if (!hasLuhnCheck(digits) || /^(\d)\1+$/.test(digits)) return 'no'
  if (CHINESE.test(digits)) return 'surely'
  return FOREIGN.test(digits) ? 'with-context' : 'no'
}
