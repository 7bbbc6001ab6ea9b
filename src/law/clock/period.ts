import type { WorkingDays } from '../calendar/working-days.ts'
import type { ClockNote, StepOf } from './answer.ts'
import type { Extended } from './case.ts'
import { type Consultation, type Interval, SENT_AFTER_DUE, clip } from './consultation.ts'
import type { Run } from './run.ts'

/** Working days for the reply. 条例 第三十三条第二款 */
export const REPLY_DAYS = 20

/** What started the running reply period. */
export type PeriodStart = 'receipt' | 'correction' | 'payment'

/** One run of the reply period, from its start to its end, with what was taken out and put on. */
export interface ReplyPeriod {
  readonly start: number
  /** Without exclusion and extension. */
  readonly baseDueOn: number
  /** With the consultations' days taken out; an extension is told before this day ends. */
  readonly shiftedDueOn: number
  readonly dueOn: number
  /** The merged stretches that do not count, in order. */
  readonly excluded: readonly Interval[]
  readonly excludedDays: number
  /** Working days each consultation excludes by itself, in the order given. */
  readonly ownDays: readonly number[]
  readonly extension: number
}

/**
 * The reply period that starts after `start`: 20 working days, plus every working day of the union of the
 * consultations (a day is excluded once, however many letters are out), plus the extension.
 *
 * A consultation counts from where this period begins, and only when it was sent while the period still ran: a letter
 * after the last day cannot revive it.
 */
export function replyPeriod(
  start: number,
  consultations: readonly Consultation[],
  extension: Extended<number> | undefined,
  { days, settings, notes }: Run,
): ReplyPeriod {
  const baseDueOn = days.add(start, REPLY_DAYS)
  const extra = extension?.days ?? 0
  const union = unionOf(
    consultations,
    start,
    (excludedDays, on) => {
      const told = extension !== undefined && (extension.on ?? start) <= on
      return days.add(start, REPLY_DAYS + excludedDays + (told ? extra : 0))
    },
    days,
    notes,
  )
  const shiftedDueOn = days.add(start, REPLY_DAYS + union.excludedDays)
  return { start, baseDueOn, shiftedDueOn, ...union, extension: extra, dueOn: extended() }

  function extended(): number {
    if (extra === 0) return shiftedDueOn
    if (settings.extensionBase === 'shifted-due') return days.add(shiftedDueOn, extra)
    return Math.max(shiftedDueOn, days.add(baseDueOn, extra))
  }
}

type Union = Pick<ReplyPeriod, 'excluded' | 'excludedDays' | 'ownDays'>

const NOTHING_EXCLUDED: Union = { excluded: [], excludedDays: 0, ownDays: [] }

function unionOf(
  consultations: readonly Consultation[],
  start: number,
  dueAt: (excludedDays: number, on: number) => number,
  days: WorkingDays,
  notes: ClockNote[],
): Union {
  if (consultations.length === 0) return NOTHING_EXCLUDED
  const ownDays = consultations.map(() => 0)
  const excluded: Interval[] = []
  let excludedDays = 0
  for (const { index, interval } of inOrder(consultations, start)) {
    if (interval.from > dueAt(excludedDays, interval.from)) {
      notes.push(SENT_AFTER_DUE)
      continue
    }
    ownDays[index] = days.count(interval.from, interval.to)
    const last = excluded.at(-1)
    const fresh = clip(interval, last?.to ?? start)
    if (fresh === undefined) continue
    excludedDays += days.count(fresh.from, fresh.to)
    if (last !== undefined && fresh.from === last.to) excluded.pop()
    excluded.push(
      last !== undefined && fresh.from === last.to ? { from: last.from, to: fresh.to } : fresh,
    )
  }
  return { excluded, excludedDays, ownDays }
}

interface Numbered {
  readonly index: number
  readonly interval: Interval
}

function inOrder(consultations: readonly Consultation[], start: number): Numbered[] {
  const numbered: Numbered[] = []
  for (const [index, consultation] of consultations.entries()) {
    const interval = clip(consultation.interval, start)
    if (interval !== undefined) numbered.push({ index, interval })
  }
  return numbered.sort((a, b) => a.interval.from - b.interval.from)
}

const REPLY_ARTICLE: Readonly<Record<PeriodStart, string>> = {
  receipt: '条例 第三十三条第二款',
  correction: '条例 第三十条、第三十三条第二款',
  payment: '国办函〔2020〕109号',
}

/** The reckoning of a period, step by step; the last step ends on its due date. */
export function periodSteps(
  period: ReplyPeriod,
  startedBy: PeriodStart,
  days: WorkingDays,
): StepOf<number>[] {
  const { start, baseDueOn, shiftedDueOn, dueOn, excluded, excludedDays } = period
  const steps: StepOf<number>[] = [
    {
      kind: 'reply',
      from: start,
      to: baseDueOn,
      counted: REPLY_DAYS,
      article: REPLY_ARTICLE[startedBy],
    },
  ]
  const exclusion = '条例 第三十三条第三款'
  for (const { from, to } of excluded) {
    const counted = days.count(from, to)
    // a letter answered before the next working day takes nothing out
    if (counted > 0) steps.push({ kind: 'excluded', from, to, counted, article: exclusion })
  }
  if (excludedDays > 0) {
    steps.push({
      kind: 'shift',
      from: baseDueOn,
      to: shiftedDueOn,
      counted: excludedDays,
      article: exclusion,
    })
  }
  if (dueOn > shiftedDueOn) {
    const counted = days.count(shiftedDueOn, dueOn)
    steps.push({
      kind: 'extension',
      from: shiftedDueOn,
      to: dueOn,
      counted,
      article: '条例 第三十三条第二款',
    })
  }
  return steps
}
