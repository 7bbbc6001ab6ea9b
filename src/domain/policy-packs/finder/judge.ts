/**
 * Does a firm meet an item's conditions? Three-valued: met, unmet, unknown. A question left open never counts against the
 * firm, and an answer that meets a condition never makes an item fall behind.
 */
import {
  CRITERION_NAMES,
  isAsked,
  type Criteria,
  type CriterionName,
  type Range,
} from '../criteria.ts'
import {
  APPLICANT_WORDS,
  CERTIFICATION_WORDS,
  LOCATION_WORDS,
  SECTOR_WORDS,
  SIZE_WORDS,
} from '../vocabulary.ts'
import type { Answers } from './answers.ts'

export type Verdict = 'met' | 'unmet' | 'unknown'

export interface Finding {
  readonly criterion: CriterionName
  readonly verdict: Verdict
  /** what the firm said; undefined when it did not */
  readonly answered?: string
  /** for a number that falls short or goes too far: by how much */
  readonly gap?: string
}

/**
 * `meets`: every condition met · `may-meet`: none unmet, some unknown · `nearly`: one or two unmet · `not`: more, or not
 * what the firm looks for.
 */
export const OUTCOMES = ['meets', 'may-meet', 'nearly', 'not'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface Judgement {
  readonly outcome: Outcome
  /** in the order of the questions; only what the item asks for */
  readonly findings: readonly Finding[]
  readonly unmet: number
  readonly unknown: number
  /** the firm named needs, and the item serves none of them */
  readonly isOffNeed: boolean
}

/** Off by so many conditions an item is still worth showing with what is missing. */
export const MOST_UNMET = 2

export function judge(criteria: Criteria, answers: Answers): Judgement {
  const findings: Finding[] = []
  let [unmet, unknown] = [0, 0]
  for (const criterion of CRITERION_NAMES) {
    if (!isAsked(criteria, criterion)) continue
    const finding = { criterion, ...judged(criterion, criteria, answers) }
    if (finding.verdict === 'unmet') unmet += 1
    if (finding.verdict === 'unknown') unknown += 1
    findings.push(finding)
  }
  const { needs } = answers
  // an item that does not say what it helps with may help with anything
  const isOffNeed =
    needs !== undefined &&
    criteria.needs.length > 0 &&
    !needs.some((need) => criteria.needs.includes(need))
  return { outcome: outcomeOf(unmet, unknown, isOffNeed), findings, unmet, unknown, isOffNeed }
}

function outcomeOf(unmet: number, unknown: number, isOffNeed: boolean): Outcome {
  if (isOffNeed || unmet > MOST_UNMET) return 'not'
  if (unmet > 0) return 'nearly'
  return unknown > 0 ? 'may-meet' : 'meets'
}

interface Judged {
  readonly verdict: Verdict
  readonly answered?: string
  readonly gap?: string
}

function judged(name: CriterionName, criteria: Criteria, answers: Answers): Judged {
  switch (name) {
    case 'applicants':
      return among(criteria.applicants, answers.applicant, APPLICANT_WORDS)
    case 'sizes':
      return among(criteria.sizes, answers.size, SIZE_WORDS)
    case 'sectors':
      return among(criteria.sectors, answers.sector, SECTOR_WORDS)
    case 'locations':
      return among(criteria.locations, answers.location, LOCATION_WORDS)
    case 'certifications':
      return anyOf(criteria, answers)
    case 'years':
      return inYears(criteria.years, answers.years)
    case 'turnover':
      return within(criteria.turnover, answers.turnover, '万元')
    case 'staff':
      return within(criteria.staff, answers.staff, '人')
  }
}

const UNKNOWN: Judged = { verdict: 'unknown' }

function among<K extends string>(
  allowed: readonly K[],
  answer: K | undefined,
  words: Readonly<Record<K, string>>,
): Judged {
  if (answer === undefined) return UNKNOWN
  return { verdict: allowed.includes(answer) ? 'met' : 'unmet', answered: words[answer] }
}

function anyOf({ certifications: wanted }: Criteria, { certifications: held }: Answers): Judged {
  if (held === undefined) return UNKNOWN
  const answered = held.map((one) => CERTIFICATION_WORDS[one]).join('、') || '都没有'
  return { verdict: held.some((one) => wanted.includes(one)) ? 'met' : 'unmet', answered }
}

/** `n` full years are an age from `n` up to, but without, `n + 1`. */
function inYears({ min, max }: Range, years: number | undefined): Judged {
  if (years === undefined) return UNKNOWN
  const answered = years === 0 ? '成立不满1年' : `成立${years}年`
  if (min !== null && years < min)
    return { verdict: 'unmet', answered, gap: `还差${min - years}年` }
  if (max !== null && years >= max) return { verdict: 'unmet', answered, gap: '已超过年限' }
  return { verdict: 'met', answered }
}

function within({ min, max }: Range, value: number | undefined, unit: string): Judged {
  if (value === undefined) return UNKNOWN
  const answered = `${value}${unit}`
  if (min !== null && value < min)
    return { verdict: 'unmet', answered, gap: `还差${tidy(min - value)}${unit}` }
  if (max !== null && value > max)
    return { verdict: 'unmet', answered, gap: `超出${tidy(value - max)}${unit}` }
  return { verdict: 'met', answered }
}

/** 0.1 + 0.2 is not what people want to read. */
const tidy = (difference: number) => Number(difference.toFixed(4))
