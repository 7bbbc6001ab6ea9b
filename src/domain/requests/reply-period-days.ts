import type { ClockAnswer, ClockStep } from '../../law/clock/answer.ts'
import type { ClockDay } from '../../platform/web/components/clock-strip.ts'

const RUNNING: readonly ClockStep['kind'][] = ['reply', 'shift', 'extension', 'delayed-term']

/**
 * The reply period as a strip of days: from the day it began to the day it ends, each counted, skipped (no working
 * day) or excluded (a working day that the law leaves out), so that the last counted number is the length of the period.
 */
export function replyPeriodDays(answer: ClockAnswer, today: Temporal.PlainDate): ClockDay[] {
  const begins = answer.steps.findLastIndex(({ kind }) => kind === 'reply')
  const start = answer.steps[begins]
  if (!start) return []
  const running = answer.steps.slice(begins).filter(({ kind }) => RUNNING.includes(kind))
  const excluded = answer.steps.filter(({ kind }) => kind === 'excluded')
  const due = running.map(({ to }) => to).reduce(later)
  const reasons = new Map(
    [...running, ...excluded].flatMap(({ skipped }) =>
      skipped.map(({ on, why }) => [on.toString(), why]),
    ),
  )
  const days: ClockDay[] = [dayOf(start.from, today, { kind: 'start', note: '收到，次日起算' })]
  let count = 0
  for (let on = start.from.add({ days: 1 }); isUpTo(on, due); on = on.add({ days: 1 })) {
    const why = reasons.get(on.toString())
    if (why !== undefined) days.push(dayOf(on, today, { kind: 'skipped', note: why }))
    else if (excluded.some((step) => isWithin(on, step)))
      days.push(dayOf(on, today, { kind: 'excluded', note: '征求意见，扣除' }))
    else {
      count += 1
      const last = on.equals(due)
      days.push(
        dayOf(on, today, {
          kind: last ? 'due' : 'counted',
          count,
          ...(last ? { note: '届满' } : {}),
        }),
      )
    }
  }
  return days
}

function dayOf(
  on: Temporal.PlainDate,
  today: Temporal.PlainDate,
  day: Omit<ClockDay, 'on' | 'today'>,
): ClockDay {
  return { on, ...day, ...(on.equals(today) ? { today: true } : {}) }
}

const isUpTo = (day: Temporal.PlainDate, end: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(day, end) <= 0

const later = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  isUpTo(one, other) ? other : one

/** The day a period begins with does not count: `(from, to]`. */
const isWithin = (day: Temporal.PlainDate, { from, to }: ClockStep) =>
  !isUpTo(day, from) && isUpTo(day, to)
