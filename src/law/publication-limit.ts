import type { CountedStretch, WorkingCalendar } from './calendar/calendar.ts'

/** Working days from formation or change to publication. 条例 第二十六条 */
export const PUBLICATION_DAYS = 20

/** A limit that another law sets instead of the twenty days, e.g. 7 工作日 for 行政许可 and 行政处罚 results. */
export type PublicationTerm =
  | { readonly kind: 'general' }
  | { readonly kind: 'working-days'; readonly days: number; readonly basis: string }
  | { readonly kind: 'calendar-days'; readonly days: number; readonly basis: string }
  | { readonly kind: 'fixed-day'; readonly on: Temporal.PlainDate; readonly basis: string }
  /** 及时: at once, without a number. The twenty days are the outer limit. */
  | { readonly kind: 'promptly'; readonly basis: string }

export const GENERAL_TERM: PublicationTerm = { kind: 'general' }

export interface PublicationLimit {
  /** Last day on which publication is in time. */
  readonly dueOn: Temporal.PlainDate
  readonly article: string
  /** The days counted; absent for a fixed day. */
  readonly stretch?: CountedStretch
}

const ARTICLE = '条例 第二十六条'

/**
 * By when information to be disclosed proactively must be public: 20 working days after it was formed or changed,
 * unless a law, regulation or state provision sets another term. 条例 第二十六条
 *
 * @param formedOn 形成 or 变更, whichever came last; the day itself does not count
 */
export function publicationLimit(
  formedOn: Temporal.PlainDate,
  term: PublicationTerm,
  calendar: WorkingCalendar,
): PublicationLimit {
  switch (term.kind) {
    case 'general':
      return counted(PUBLICATION_DAYS, ARTICLE)
    case 'promptly':
      return counted(PUBLICATION_DAYS, `${term.basis}；${ARTICLE}`)
    case 'working-days':
      return counted(term.days, term.basis)
    case 'calendar-days': {
      const dueOn = calendar.rollForward(formedOn.add({ days: term.days }))
      return { dueOn, article: term.basis, stretch: calendar.explain(formedOn, dueOn) }
    }
    case 'fixed-day':
      return { dueOn: term.on, article: term.basis }
  }

  function counted(days: number, article: string): PublicationLimit {
    const dueOn = calendar.addWorkingDays(formedOn, days)
    return { dueOn, article, stretch: calendar.explain(formedOn, dueOn) }
  }
}

/**
 * The first day on which a published list with personal data comes down, once its purpose has ended; undefined while
 * it stays. A law that prescribes longer publication prevails (`prescribedUntil`). 个人信息保护法 第十九条
 */
export function personalListHiddenOn(list: {
  readonly purposeEndsOn?: Temporal.PlainDate
  readonly prescribedUntil?: Temporal.PlainDate
}): Temporal.PlainDate | undefined {
  const { purposeEndsOn, prescribedUntil } = list
  if (purposeEndsOn === undefined) return undefined
  const last =
    prescribedUntil !== undefined && Temporal.PlainDate.compare(prescribedUntil, purposeEndsOn) > 0
      ? prescribedUntil
      : purposeEndsOn
  return last.add({ days: 1 })
}
