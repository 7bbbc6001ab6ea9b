/** Amounts are exact: text in 元 with two decimals outside, whole 分 inside. No floating point touches them. */

/** What fits the database column numeric(16, 2). */
export const MAX_YUAN = '99999999999999.99'

/** `1,462,243` or `４００．５` typed by a person, as `1462243.00` and `400.50`; undefined when it is no amount. */
export function parseYuan(typed: string): string | undefined {
  const text = typed.normalize('NFKC').replace(/元$/, '').trim()
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) return undefined
  const whole = match[1]!.replaceAll(',', '').replace(/^0+(?=\d)/, '')
  if (whole.length > 14) return undefined
  return `${whole}.${(match[2] ?? '').padEnd(2, '0')}`
}

/**
 * 万元 as the annual report prints it: at most four decimals, trailing zeros dropped, e.g. `146.2243`, `0.04`, `0`.
 * @param yuan decimal text in 元, as the database returns numeric
 */
export function formatWanYuan(yuan: string): string {
  const [whole = '0', fraction = ''] = yuan.split('.')
  const cents = BigInt(whole + fraction.padEnd(2, '0').slice(0, 2))
  // four decimals of 万元 are whole 元; half a 元 is rounded up
  const wholeYuan = (cents + 50n) / 100n
  const decimals = (wholeYuan % 10_000n).toString().padStart(4, '0').replace(/0+$/, '')
  return `${wholeYuan / 10_000n}${decimals === '' ? '' : `.${decimals}`}`
}
