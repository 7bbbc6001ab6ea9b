/** 公民身份号码, GB 11643: region, day of birth, sequence, and a check digit by ISO 7064 MOD 11-2. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECKS = '10X98765432'
/** The first two digits: provinces, 台港澳, and 91 for foreigners with permanent residence. */
const REGIONS = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
)

export function identityCheck(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return CHECKS[sum % 11]!
}

/** Eighteen characters without separators; the last may be `x`. */
export function isIdentityNumber(text: string): boolean {
  return (
    /^[1-9]\d{16}[\dXx]$/.test(text) &&
    hasRegionAndBirthday(text) &&
    identityCheck(text.slice(0, 17)) === text[17]?.toUpperCase()
  )
}

/** What a number of another kind hardly ever has. */
export function hasRegionAndBirthday(text: string): boolean {
  return REGIONS.has(text.slice(0, 2)) && isBirthday(text.slice(6, 14))
}

/** Fifteen digits, valid until 2013, without a check digit: only beside a word that says what it is. */
export function isOldIdentityNumber(text: string): boolean {
  return (
    /^[1-9]\d{14}$/.test(text) &&
    REGIONS.has(text.slice(0, 2)) &&
    isBirthday(`19${text.slice(6, 12)}`)
  )
}

function isBirthday(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(
    Number,
  ) as [number, number, number]
  if (year < 1900 || year > 2049 || month < 1 || month > 12) return false
  const lastDay = month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day >= 1 && day <= lastDay
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
