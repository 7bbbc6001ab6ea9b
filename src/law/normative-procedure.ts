/** What a normative document goes through before and after it is issued, and within which days. Pure. */
import type { WorkingCalendar } from './calendar/calendar.ts'

/** 合法性审核 normally takes five to fifteen working days (国办发〔2018〕115号). */
export const LEGALITY_REVIEW_DAYS = { least: 5, most: 15 } as const

export interface LegalityReviewTime {
  /** working days after the day of submission up to and including the day of the opinion */
  readonly workingDays: number
  readonly finding: 'in-time' | 'too-short' | 'too-long'
}

/** How long a legality review took, and whether that is usual; never more than a remark. */
export function timeLegalityReview(
  submittedOn: Temporal.PlainDate,
  concludedOn: Temporal.PlainDate,
  calendar: WorkingCalendar,
): LegalityReviewTime {
  const { least, most } = LEGALITY_REVIEW_DAYS
  const workingDays = calendar.workingDaysBetween(submittedOn, concludedOn)
  if (workingDays < least) return { workingDays, finding: 'too-short' }
  return { workingDays, finding: workingDays > most ? 'too-long' : 'in-time' }
}

/** 备案 within fifteen days of publication where the office has set nothing else. */
export const USUAL_FILING_DAYS = 15

/** The last day to file a document published then. @param within calendar days, the day of publication not counted */
export function filingDueOn(publishedOn: Temporal.PlainDate, within: number): Temporal.PlainDate {
  return publishedOn.add({ days: within })
}

/** Days between publication and force that leave people time to prepare, unless the matter is urgent. */
const NOTICE_DAYS = 30

/** Whether a document begins to apply sooner after publication than people should normally be given. */
export function appliesAtShortNotice(
  publishedOn: Temporal.PlainDate,
  effectiveOn: Temporal.PlainDate,
): boolean {
  return Temporal.PlainDate.compare(effectiveOn, publishedOn.add({ days: NOTICE_DAYS })) < 0
}
