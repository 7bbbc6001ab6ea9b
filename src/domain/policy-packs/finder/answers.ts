import { z } from 'zod'
import {
  APPLICANTS,
  CERTIFICATIONS,
  LOCATIONS,
  NEEDS,
  SECTORS,
  SIZE_CLASSES,
  type ApplicantKind,
  type Certification,
  type Location,
  type Need,
  type Sector,
  type SizeClass,
} from '../vocabulary.ts'

/** What a firm says of itself; whatever it leaves open is unknown, which is not the same as no. */
export interface Answers {
  readonly applicant?: ApplicantKind
  readonly size?: SizeClass
  readonly sector?: Sector
  readonly location?: Location
  /** full years since founding */
  readonly years?: number
  /** 上年度营业收入，万元 */
  readonly turnover?: number
  readonly staff?: number
  /** all it has; an empty list says it has none of them */
  readonly certifications?: readonly Certification[]
  /** what it looks for; an empty list is no answer */
  readonly needs?: readonly Need[]
}

/** The tick that says: none of these. */
export const NONE = 'none'

// an address may be typed or shortened by anybody: what is no answer is none
const one = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined)
const several = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined)
    .transform((given) => {
      if (given === undefined) return undefined
      const names = typeof given === 'string' ? [given] : given
      const known = values.filter((value: T[number]) => names.includes(value)) as T[number][]
      return known.length > 0 || names.includes(NONE) ? known : undefined
    })
const amount = (max: number) =>
  z
    .string()
    .trim()
    .transform((text) => text.normalize('NFKC').replaceAll(',', ''))
    .pipe(z.string().regex(/^\d{1,9}(\.\d{1,4})?$/))
    .transform(Number)
    .pipe(z.number().max(max))
    .optional()
    .catch(undefined)

const Query = z.object({
  who: one(APPLICANTS),
  size: one(SIZE_CLASSES),
  field: one(SECTORS),
  place: one(LOCATIONS),
  years: amount(500),
  turnover: amount(999_999_999),
  staff: amount(9_999_999),
  has: several(CERTIFICATIONS),
  need: several(NEEDS),
})

/** Answers as they stand in an address. Whatever cannot be read counts as not answered. */
export function parseAnswers(query: unknown): Answers {
  const given = Query.parse(query)
  const { who, size, field, place, years, turnover, staff, has, need } = given
  return {
    ...(who && { applicant: who }),
    ...(size && { size }),
    ...(field && { sector: field }),
    ...(place && { location: place }),
    ...(years !== undefined && { years: Math.floor(years) }),
    ...(turnover !== undefined && { turnover }),
    ...(staff !== undefined && { staff: Math.floor(staff) }),
    ...(has && { certifications: has }),
    ...(need && need.length > 0 && { needs: need }),
  }
}

export function isUnanswered(answers: Answers): boolean {
  return Object.keys(answers).length === 0
}
