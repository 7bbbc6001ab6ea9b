import type { PersonalKind } from './letters-and-digits.ts'

const KEPT: Readonly<Record<Exclude<PersonalKind, 'email'>, readonly [number, number]>> = {
  'id-number': [3, 2],
  mobile: [3, 2],
  'bank-card': [4, 2],
  plate: [2, 1],
}

/** How many characters stay at either end. */
export const keptEnds = (kind: Exclude<PersonalKind, 'email'>) => KEPT[kind]

/** Enough of it to find the place, not enough to know it. */
export function masked(kind: PersonalKind, value: string): string {
  if (kind === 'email') return value.replace(/^(.).*@/, '$1***@')
  const [head, tail] = KEPT[kind]
  return value.slice(0, head) + '*'.repeat(value.length - head - tail) + value.slice(-tail)
}
