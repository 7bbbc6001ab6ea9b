import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import { GENERAL_TERM, PUBLICATION_DAYS, publicationLimit } from '../../law/publication-limit.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import type { Edition } from './edition.ts'

/** By when an edition must be public (条例 第二十六条), seen from today. */
export interface PublicationClock {
  /** 形成 of the document, or 变更 that the edition is about */
  readonly startedOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate
  /** 工作日; negative when overdue, 0 on the last day */
  readonly workingDaysLeft: number
  readonly article: string
  /** a year was counted by weekday, because its holiday notice has not been imported */
  readonly isProvisional: boolean
}

export type ClockFacts = Pick<Edition, 'disclosure' | 'state' | 'number' | 'formedOn' | 'createdAt'>

/** Undefined for what is not to be published, and for what has been. */
export function publicationClock(
  edition: ClockFacts,
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): PublicationClock | undefined {
  const isOver = ['published', 'superseded', 'removed'].includes(edition.state)
  if (isOver || edition.disclosure !== 'proactive') return undefined
  const startedOn = startOf(edition)
  const counting = calendar.whenMissing('by-weekday')
  const { dueOn, article, stretch } = publicationLimit(startedOn, GENERAL_TERM, counting)
  const isLate = Temporal.PlainDate.compare(today, dueOn) > 0
  return {
    startedOn,
    dueOn,
    article,
    workingDaysLeft: isLate
      ? -counting.workingDaysBetween(dueOn, today)
      : counting.workingDaysBetween(today, dueOn),
    isProvisional: stretch?.provisional ?? false,
  }
}

function startOf({ number, formedOn, createdAt }: ClockFacts): Temporal.PlainDate {
  return (number === 1 ? formedOn : null) ?? dayOf(createdAt)
}

/** The last day of 形成 whose term has run out by today: what was formed on it or before, and is not public, is overdue. */
export function overdueFormedOn(
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): Temporal.PlainDate {
  const counting = calendar.whenMissing('by-weekday')
  let day = today.subtract({ days: PUBLICATION_DAYS })
  while (counting.workingDaysBetween(day, today) <= PUBLICATION_DAYS)
    day = day.subtract({ days: 1 })
  return day
}
