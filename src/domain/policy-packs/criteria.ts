import { z } from 'zod'
import {
  APPLICANT_WORDS,
  APPLICANTS,
  CERTIFICATION_WORDS,
  CERTIFICATIONS,
  LOCATION_WORDS,
  LOCATIONS,
  NEEDS,
  SECTOR_WORDS,
  SECTORS,
  SIZE_CLASSES,
  SIZE_WORDS,
} from './vocabulary.ts'

/** Either end may be open; a range without ends asks for nothing. */
export const Range = z.object({ min: z.number().nullable(), max: z.number().nullable() })
export type Range = z.infer<typeof Range>

/**
 * The part of an item's conditions that a machine can compare with a firm's answers. An empty list, or a range without
 * ends, asks for nothing. What it leaves out stands in the conditions that people read.
 */
export const Criteria = z.object({
  applicants: z.array(z.enum(APPLICANTS)),
  sizes: z.array(z.enum(SIZE_CLASSES)),
  sectors: z.array(z.enum(SECTORS)),
  locations: z.array(z.enum(LOCATIONS)),
  /** full years since founding: at least `min`, fewer than `max` */
  years: Range,
  /** 上年度营业收入，万元: from `min` to `max`, both included */
  turnover: Range,
  /** 职工人数: from `min` to `max`, both included */
  staff: Range,
  /** any one of them suffices */
  certifications: z.array(z.enum(CERTIFICATIONS)),
  /** what the item helps with: no condition, but what a firm looks for */
  needs: z.array(z.enum(NEEDS)),
})
export type Criteria = z.infer<typeof Criteria>

export const NO_CRITERIA: Criteria = {
  applicants: [],
  sizes: [],
  sectors: [],
  locations: [],
  years: { min: null, max: null },
  turnover: { min: null, max: null },
  staff: { min: null, max: null },
  certifications: [],
  needs: [],
}

/** The conditions, without what a firm looks for. */
export const CRITERION_NAMES = [
  'applicants',
  'sizes',
  'sectors',
  'locations',
  'years',
  'turnover',
  'staff',
  'certifications',
] as const
export type CriterionName = (typeof CRITERION_NAMES)[number]

export const CRITERION_WORDS: Readonly<Record<CriterionName, string>> = {
  applicants: '申报主体',
  sizes: '企业规模',
  sectors: '所属行业',
  locations: '注册地',
  years: '成立年限',
  turnover: '营业收入',
  staff: '职工人数',
  certifications: '资质称号',
}

export function isAsked(criteria: Criteria, name: CriterionName): boolean {
  const asked = criteria[name]
  return 'min' in asked ? asked.min !== null || asked.max !== null : asked.length > 0
}

/** What a criterion asks for, in words; undefined when it asks for nothing. */
export function requirementOf(criteria: Criteria, name: CriterionName): string | undefined {
  switch (name) {
    case 'applicants':
      return listed(criteria.applicants, APPLICANT_WORDS)
    case 'sizes':
      return listed(criteria.sizes, SIZE_WORDS)
    case 'sectors':
      return listed(criteria.sectors, SECTOR_WORDS)
    case 'locations':
      return listed(criteria.locations, LOCATION_WORDS)
    case 'certifications':
      return listed(criteria.certifications, CERTIFICATION_WORDS)
    case 'years':
      return ranged(
        criteria.years,
        (min) => `成立满${min}年`,
        (max) => `成立不满${max}年`,
      )
    case 'turnover':
      return ranged(
        criteria.turnover,
        (min) => `不低于${min}万元`,
        (max) => `不超过${max}万元`,
      )
    case 'staff':
      return ranged(
        criteria.staff,
        (min) => `不少于${min}人`,
        (max) => `不超过${max}人`,
      )
  }
}

function listed<K extends string>(
  keys: readonly K[],
  words: Readonly<Record<K, string>>,
): string | undefined {
  return keys.length === 0 ? undefined : keys.map((key) => words[key]).join('、')
}

function ranged(
  { min, max }: Range,
  from: (min: number) => string,
  to: (max: number) => string,
): string | undefined {
  const ends = [min === null ? [] : [from(min)], max === null ? [] : [to(max)]].flat()
  return ends.length === 0 ? undefined : ends.join('，')
}
