/** 有效期: how long a normative document is proposed to stand, and when its drafter is warned that it ends. */

export interface ProposedTerm {
  /** 有效期至: the last day in force. */
  readonly expiresOn: Temporal.PlainDate
  readonly years: 2 | 5
  /** The word in the title that makes the short term. */
  readonly provisional?: '暂行' | '试行'
}

const SHORT_TERM = 2
const USUAL_TERM = 5

/**
 * The longest usual term from a document's first day in force: five years, two for what its title calls 暂行 or 试行. A
 * proposal: the document itself says when it ends (山东省行政程序规定, 有效期制度).
 */
export function proposeTerm(title: string, effectiveOn: Temporal.PlainDate): ProposedTerm {
  const provisional = (['暂行', '试行'] as const).find((word) => title.includes(word))
  const years = provisional === undefined ? USUAL_TERM : SHORT_TERM
  const expiresOn = effectiveOn.add({ years }).subtract({ days: 1 })
  return provisional === undefined ? { expiresOn, years } : { expiresOn, years, provisional }
}

/** Days before the end of a term at which the drafter is told. */
export const EXPIRY_STAGES = [180, 90, 30] as const
export type ExpiryStage = (typeof EXPIRY_STAGES)[number]

/** The latest stage that a document expiring then has reached today; undefined before the first and after the end. */
export function expiryStageOf(
  expiresOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): ExpiryStage | undefined {
  const left = today.until(expiresOn, { largestUnit: 'day' }).days
  if (left < 0) return undefined
  return EXPIRY_STAGES.findLast((stage) => left <= stage)
}
