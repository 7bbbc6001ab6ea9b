import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { builtInCalendar as calendar } from '../calendar/calendar.ts'
import { DEFAULT_SETTINGS } from '../settings.ts'
import type { ClockAnswer } from './answer.ts'
import type { ClockEvent, ConsultationHeld } from './case.ts'
import { answerClock } from './request-clock.ts'

type Day = Temporal.PlainDate

const FIRST = Temporal.PlainDate.from('2019-05-15')
const receipts = fc.integer({ min: 0, max: 2300 }).map((days) => FIRST.add({ days }))

/** A letter sent within the first days of the period, before its last working day. */
interface Letter {
  readonly sentAfter: number
  readonly receivedAfter: number
  readonly opinionAfter: number | null
}
const letters = fc.array(
  fc.record({
    sentAfter: fc.integer({ min: 0, max: 20 }),
    receivedAfter: fc.integer({ min: 0, max: 6 }),
    opinionAfter: fc.option(fc.integer({ min: 0, max: 30 })),
  }),
  { maxLength: 4 },
)
const extensions = fc.integer({ min: 0, max: 20 })

const consultation = (receivedOn: Day, letter: Letter): ConsultationHeld<Day> => {
  const sentOn = receivedOn.add({ days: letter.sentAfter })
  const arrivedOn = sentOn.add({ days: letter.receivedAfter })
  return {
    type: 'consultation',
    kind: 'third-party',
    sentOn,
    receivedOn: arrivedOn,
    ...(letter.opinionAfter === null
      ? {}
      : { opinionOn: arrivedOn.add({ days: letter.opinionAfter }) }),
  }
}

function answer(receivedOn: Day, events: readonly ClockEvent<Day>[]): ClockAnswer {
  const found = answerClock(
    { channel: 'in_person', arrivedOn: receivedOn, events },
    calendar,
    DEFAULT_SETTINGS,
  )
  if (!found.ok) throw new Error(JSON.stringify(found.problems))
  return found.value
}

const isLater = (a: Day, b: Day): boolean => Temporal.PlainDate.compare(a, b) > 0

/** Day by day: a working day counts unless a letter is out; the n-th that counts is the last. */
function walkedDue(start: Day, letters: readonly ConsultationHeld<Day>[], extension: number): Day {
  const stretches = letters.map(({ sentOn, receivedOn, opinionOn }) => {
    let limit = receivedOn!
    for (let n = 0; n < 15; n += calendar.isWorkingDay(limit) ? 1 : 0)
      limit = limit.add({ days: 1 })
    return {
      from: sentOn,
      to: opinionOn !== undefined && isLater(limit, opinionOn) ? opinionOn : limit,
    }
  })
  let day = start
  for (let counted = 0; counted < 20 + extension;) {
    day = day.add({ days: 1 })
    const isOut = stretches.some(({ from, to }) => isLater(day, from) && !isLater(day, to))
    if (calendar.isWorkingDay(day) && !isOut) counted++
  }
  return day
}

test('the reply date equals a walk day by day with letters out and an extension', () => {
  fc.assert(
    fc.property(receipts, letters, extensions, (receivedOn, out, extension) => {
      const events = out.map((letter) => consultation(receivedOn, letter))
      const extended = extension > 0 ? [{ type: 'extended', days: extension } as const] : []
      const { replyDueOn } = answer(receivedOn, [...events, ...extended])
      expect(replyDueOn!.toString()).toBe(walkedDue(receivedOn, events, extension).toString())
    }),
    { numRuns: 400 },
  )
})

test('the order in which events are written does not matter', () => {
  fc.assert(
    fc.property(receipts, letters, extensions, (receivedOn, out, extension) => {
      const events: ClockEvent<Day>[] = [
        { type: 'correction-asked', servedOn: receivedOn.add({ days: 1 }), days: 10 },
        { type: 'corrected', receivedOn: receivedOn.add({ days: 4 }) },
        ...out.map((letter) => consultation(receivedOn, letter)),
        { type: 'extended', days: Math.max(1, extension) },
      ]
      const forward = answer(receivedOn, events)
      const backward = answer(receivedOn, events.toReversed())
      expect(backward.replyDueOn).toEqual(forward.replyDueOn)
      expect(backward.correctionDueOn).toEqual(forward.correctionDueOn)
    }),
  )
})

test('a later receipt never makes an earlier deadline', () => {
  fc.assert(
    fc.property(receipts, (receivedOn) => {
      const today = answer(receivedOn, []).replyDueOn!
      const tomorrow = answer(receivedOn.add({ days: 1 }), []).replyDueOn!
      expect(isLater(today, tomorrow)).toBe(false)
    }),
  )
})

test('an extension of n adds exactly n working days to the shifted date', () => {
  fc.assert(
    fc.property(receipts, letters, fc.integer({ min: 1, max: 20 }), (receivedOn, out, days) => {
      const events = out.map((letter) => consultation(receivedOn, letter))
      const before = answer(receivedOn, events).replyDueOn!
      const after = answer(receivedOn, [...events, { type: 'extended', days }]).replyDueOn!
      expect(calendar.workingDaysBetween(before, after)).toBe(days)
    }),
  )
})

test('no deadline falls on a day off, and the last step ends on the reply date', () => {
  fc.assert(
    fc.property(receipts, letters, (receivedOn, out) => {
      const found = answer(
        receivedOn,
        out.map((letter) => consultation(receivedOn, letter)),
      )
      const due = [
        found.correctionNoticeDueOn,
        found.replyDueOn,
        ...found.consultations.map(({ dueOn }) => dueOn),
      ]
      for (const day of due) expect(calendar.isWorkingDay(day!)).toBe(true)
      expect(found.steps.at(-1)!.to).toEqual(found.replyDueOn)
    }),
  )
})

test('every step accounts for each of its days', () => {
  fc.assert(
    fc.property(receipts, letters, extensions, (receivedOn, out, extension) => {
      const extended = extension > 0 ? [{ type: 'extended', days: extension } as const] : []
      const events = [...out.map((letter) => consultation(receivedOn, letter)), ...extended]
      for (const { from, to, counted, skipped } of answer(receivedOn, events).steps) {
        expect(counted + skipped.length).toBe(from.until(to).days)
        for (const { on } of skipped) expect(calendar.isWorkingDay(on)).toBe(false)
      }
    }),
  )
})

test('the excluded days of all letters together are the working days of their union', () => {
  fc.assert(
    fc.property(receipts, letters, (receivedOn, out) => {
      const { steps, consultations } = answer(
        receivedOn,
        out.map((letter) => consultation(receivedOn, letter)),
      )
      const sum = (days: readonly number[]): number => days.reduce((total, each) => total + each, 0)
      const union = sum(
        steps.filter(({ kind }) => kind === 'excluded').map(({ counted }) => counted),
      )
      const shift = sum(steps.filter(({ kind }) => kind === 'shift').map(({ counted }) => counted))
      const alone = consultations.map(({ excludedWorkingDays }) => excludedWorkingDays)
      expect(shift).toBe(union)
      expect(union).toBeLessThanOrEqual(sum(alone))
      expect(union).toBeGreaterThanOrEqual(Math.max(0, ...alone))
    }),
  )
})
