/** Numbers of persons in a text: identity cards with their check digit, mobile telephones, e-mail addresses. */
export interface PersonalNumber {
  readonly kind: 'id-number' | 'mobile' | 'email'
  readonly start: number
  readonly value: string
}

const PATTERNS = [
  ['id-number', /(?<!\d)\d{17}[\dXx](?!\d)/g],
  ['mobile', /(?<!\d)1[3-9]\d{9}(?!\d)/g],
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
] as const

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

export function findPersonalNumbers(text: string): PersonalNumber[] {
  return PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)]
      .filter(([value]) => kind !== 'id-number' || hasCheckDigit(value))
      .map((match) => ({ kind, start: match.index, value: match[0] })),
  )
}

// GB 11643
function hasCheckDigit(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return '10X98765432'[sum % 11] === number.at(-1)?.toUpperCase()
}

export const PERSONAL_NUMBER_WORDS = {
  'id-number': '身份证号码',
  mobile: '手机号码',
  email: '电子邮箱',
} as const satisfies Record<PersonalNumber['kind'], string>

/** Enough to find the place, not enough to know it. */
export function maskedNumber({ kind, value }: PersonalNumber): string {
  if (kind === 'email') return value.replace(/^(.).*@/, '$1***@')
  return value.slice(0, 3) + '*'.repeat(value.length - 5) + value.slice(-2)
}
