import type { WorkingCalendar } from '../calendar/calendar.ts'
import { dueOnUnder, type RowLimit } from './time-limit.ts'

/** A piece of information under a row: when it was formed, and when it became public, if it did. */
export interface RowContent {
  readonly formedOn: Temporal.PlainDate | null
  readonly publishedOn: Temporal.PlainDate | null
}

export interface RowDuty {
  readonly limit: RowLimit
  /** At least one publication in so many months, whatever happens: [practice], set row by row. */
  readonly atLeastEveryMonths: number | null
  /** The day from which the row is in force: nobody is late for what was not asked. */
  readonly since: Temporal.PlainDate
}

/** 已兑现、将到期、已逾期、从未公开 */
export type RowState = 'kept' | 'due' | 'overdue' | 'never'

export interface RowStanding {
  readonly state: RowState
  readonly lastOn?: Temporal.PlainDate
  /** The next or the missed day. */
  readonly dueOn?: Temporal.PlainDate
  /** A sentence for the board. */
  readonly why: string
}

/** What is missing, by when. The earliest counts. */
interface Owed {
  readonly dueOn: Temporal.PlainDate
  readonly why: string
}

/**
 * How a row of the catalogue stands on a day. Overdue is what is owed and was due before today; a row never filled and
 * not yet late is `never`, so that an empty column is seen before it is a breach.
 */
export function rowStanding(
  duty: RowDuty,
  contents: readonly RowContent[],
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): RowStanding {
  const published = contents.flatMap(({ publishedOn }) => (publishedOn ? [publishedOn] : []))
  const lastOn = published.sort(Temporal.PlainDate.compare).at(-1)
  const owed = [
    ...unpublished(duty, contents, calendar),
    ...missedPeriods(duty, lastOn, today),
    ...staleness(duty, lastOn, today),
  ].sort((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn))[0]
  const last = lastOn === undefined ? {} : { lastOn }
  if (owed && isBefore(owed.dueOn, today)) return { ...last, state: 'overdue', ...owed }
  if (lastOn === undefined) return { state: 'never', why: '还没有公开过内容', ...owed }
  if (owed) return { ...last, state: 'due', ...owed }
  return { ...last, state: 'kept', why: `最近公开于${lastOn.toString()}` }
}

/** Formed, bound to the row and not public yet. */
function unpublished(
  { limit }: RowDuty,
  contents: readonly RowContent[],
  calendar: WorkingCalendar,
): Owed[] {
  return contents.flatMap(({ formedOn, publishedOn }) => {
    if (publishedOn !== null || formedOn === null) return []
    const due = dueOnUnder(limit, formedOn, calendar)
    if (!due) return []
    return [{ dueOn: due.dueOn, why: `${formedOn.toString()}形成的信息还没有公开` }]
  })
}

/** The last whole period without a publication, or else the running one. What comes out counts for the period it came out in. */
function missedPeriods(
  { limit, since }: RowDuty,
  lastOn: Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
): Owed[] {
  const running = periodOf(limit, today)
  if (!running) return []
  const before = periodOf(limit, running.from.subtract({ days: 1 }))!
  const missing = [before, running].find(
    ({ from, dueOn }) =>
      !isBefore(dueOn, since) && (lastOn === undefined || isBefore(lastOn, from)),
  )
  if (!missing) return []
  const { from, dueOn } = missing
  return [{ dueOn, why: `${from.toString()}至${dueOn.toString()}应当公开一次` }]
}

interface Period {
  readonly from: Temporal.PlainDate
  /** Its last day. */
  readonly dueOn: Temporal.PlainDate
}

const MONTHS = { 'half-yearly': 6, quarterly: 3, monthly: 1 } as const

function periodOf(limit: RowLimit, day: Temporal.PlainDate): Period | undefined {
  if (limit.kind === 'yearly') {
    const due = (year: number) =>
      Temporal.PlainDate.from({ year, month: limit.month, day: limit.day })
    const year = isBefore(due(day.year), day) ? day.year + 1 : day.year
    return { from: due(year - 1).add({ days: 1 }), dueOn: due(year) }
  }
  if (limit.kind !== 'half-yearly' && limit.kind !== 'quarterly' && limit.kind !== 'monthly')
    return undefined
  const months = MONTHS[limit.kind]
  const month = Math.floor((day.month - 1) / months) * months + 1
  const from = Temporal.PlainDate.from({ year: day.year, month, day: 1 })
  return { from, dueOn: from.add({ months }).subtract({ days: 1 }) }
}

function staleness(
  { atLeastEveryMonths: months, since }: RowDuty,
  lastOn: Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
): Owed[] {
  if (months === null) return []
  const from = lastOn && isBefore(since, lastOn) ? lastOn : since
  const dueOn = from.add({ months })
  // said a month ahead: a board on which everything is due says nothing
  if (isBefore(today, dueOn.subtract({ months: 1 }))) return []
  return [{ dueOn, why: `本栏目至少每${months}个月公开一次` }]
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(a, b) < 0
