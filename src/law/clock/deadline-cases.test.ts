import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { builtInCalendar as calendar } from '../calendar/calendar.ts'
import { CalendarMissing } from '../calendar/calendar-missing.ts'
import { isTimely } from '../delivery.ts'
import { publicationLimit } from '../publication-limit.ts'
import {
  TOLD,
  directSuitPeriod,
  reconsiderationPeriod,
  suitAfterReconsiderationPeriod,
} from '../remedies.ts'
import { reportDates } from '../report-dates.ts'
import { DEFAULT_SETTINGS } from '../settings.ts'
import type { ClockAnswer } from './answer.ts'
import type { Channel, ClockEvent } from './case.ts'
import { answerClock } from './request-clock.ts'

type Value = string | number | boolean | null
type Fields = Readonly<Record<string, Value>>

interface DeadlineCase {
  readonly id: string
  readonly kind: keyof typeof RECKON
  readonly name: string
  readonly basis: string
  readonly given: Fields
  readonly expect: Fields
}

const cases = JSON.parse(
  readFileSync(new URL('../testdata/deadline-cases.json', import.meta.url), 'utf8'),
) as DeadlineCase[]

const day = (value: Value | undefined): Temporal.PlainDate => Temporal.PlainDate.from(String(value))

const isConfirmed = (channel: Channel) => !['in_person', 'registered_mail'].includes(channel)

/** The events of a row of the table; `only` keeps the kinds named, to see the dates on the way. */
function eventsOf(given: Fields, only?: readonly string[]): ClockEvent<Temporal.PlainDate>[] {
  const events: ClockEvent<Temporal.PlainDate>[] = []
  if (given['noticeServedOn']) {
    const servedOn = day(given['noticeServedOn'])
    events.push({ type: 'correction-asked', servedOn, days: Number(given['correctionDays']) })
  }
  if (given['correctedOn'])
    events.push({ type: 'corrected', receivedOn: day(given['correctedOn']) })
  if (given['letterSentOn']) {
    events.push({
      type: 'consultation',
      kind: 'third-party',
      sentOn: day(given['letterSentOn']),
      receivedOn: day(given['letterReceivedOn']),
      ...(given['opinionOn'] ? { opinionOn: day(given['opinionOn']) } : {}),
    })
  }
  if (given['extensionDays'])
    events.push({ type: 'extended', days: Number(given['extensionDays']) })
  if (given['feeNoticeOn'])
    events.push({ type: 'fee-noticed', receivedOn: day(given['feeNoticeOn']) })
  if (given['paidOn']) events.push({ type: 'fee-paid', on: day(given['paidOn']) })
  return events.filter((event) => only === undefined || only.includes(event.type))
}

function clock(given: Fields, events: readonly ClockEvent<Temporal.PlainDate>[]): ClockAnswer {
  const channel = (given['channel'] ?? 'in_person') as Channel
  const arrivedOn = day(given['arrivedOn'] ?? given['receivedOn'])
  const answer = answerClock(
    {
      channel,
      arrivedOn,
      ...(isConfirmed(channel)
        ? { confirmedOn: day(given['confirmedOn'] ?? given['receivedOn']) }
        : {}),
      ...(channel === 'registered_mail' ? { signedOn: arrivedOn } : {}),
      events,
    },
    calendar,
    DEFAULT_SETTINGS,
  )
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return answer.value
}

/** What each kind of row finds out, by the names the table uses. */
const RECKON = {
  reply(given: Fields) {
    const answer = clock(given, eventsOf(given))
    const plain = clock(given, [])
    const corrected = clock(given, eventsOf(given, ['corrected']))
    const unextended = clock(given, eventsOf(given, ['corrected', 'consultation']))
    const extended = clock(given, [{ type: 'extended', days: 20 }])
    return {
      receivedOn: answer.receivedOn,
      correctionNoticeDueOn: answer.correctionNoticeDueOn,
      correctionDueOn: answer.correctionDueOn,
      lapsesOn: answer.lapsesOn,
      paymentDueOn: answer.paymentDueOn,
      opinionDueOn: answer.consultations[0]?.dueOn,
      excludedDays: answer.consultations[0]?.excludedWorkingDays,
      // the table calls the date before the full extension of D09 and D17 the reply date
      replyDueOn: extendedApart(given) ? plain.replyDueOn : answer.replyDueOn,
      replyDueIfConfirmedOnArrival: isConfirmed(given['channel'] as Channel)
        ? clock({ ...given, confirmedOn: given['arrivedOn'] ?? given['receivedOn'] ?? null }, [])
            .replyDueOn
        : undefined,
      voidedReplyDueOn: plain.replyDueOn,
      unshiftedDueOn: plain.replyDueOn,
      feeNoticeDueOn: plain.replyDueOn,
      afterCorrectionOn: corrected.replyDueOn,
      unextendedDueOn: unextended.replyDueOn,
      extensionToldBy: unextended.replyDueOn,
      extendedDueOn: extended.replyDueOn,
    }
  },
  consultation(given: Fields) {
    const receivedOn = day(given['letterReceivedOn'])
    const sent = { type: 'consultation', kind: 'co-maker', sentOn: receivedOn, receivedOn } as const
    const { consultations } = clock({ receivedOn: receivedOn.toString() }, [sent])
    return { opinionDueOn: consultations[0]?.dueOn, silentFrom: consultations[0]?.silentFrom }
  },
  publication(given: Fields) {
    const limit = publicationLimit(day(given['formedOn']), { kind: 'general' }, calendar)
    return { publishDueOn: limit.dueOn }
  },
  report(given: Fields) {
    const { department, government } = reportDates(Number(given['reportYear']), calendar)
    return {
      departmentLegalOn: department.legalOn,
      departmentTargetOn: department.targetOn,
      governmentLegalOn: government.legalOn,
      governmentTargetOn: government.targetOn,
    }
  },
  reconsideration(given: Fields) {
    const period = reconsiderationPeriod(day(given['servedOn']), TOLD, calendar)
    return { unrolledOn: period.unrolledOn, reconsiderationDueOn: period.dueOn }
  },
  suit(given: Fields) {
    return { suitDueOn: directSuitPeriod(day(given['servedOn']), TOLD, calendar).dueOn }
  },
  'suit-after-reconsideration'(given: Fields) {
    const period = suitAfterReconsiderationPeriod(day(given['servedOn']), calendar)
    return { unrolledOn: period.unrolledOn, suitDueOn: period.dueOn }
  },
  missing(given: Fields) {
    try {
      clock(given, [])
      return { missingYear: undefined }
    } catch (error) {
      if (!(error instanceof CalendarMissing)) throw error
      return { missingYear: error.year, counted: error.counted, remaining: error.remaining }
    }
  },
  timeliness(given: Fields) {
    const due = clock(given, []).replyDueOn!
    const posted = {
      way: 'post',
      carrier: 'china-post',
      handedOverOn: day(given['postedOn']),
      signedOn: day(given['signedOn']),
    } as const
    const nextDay = { way: 'direct', signedOn: due.add({ days: 1 }) } as const
    return {
      replyDueOn: due,
      inTimeByPost: isTimely(posted, due, DEFAULT_SETTINGS),
      inTimeByHandNextDay: isTimely(nextDay, due, DEFAULT_SETTINGS),
    }
  },
} satisfies Record<string, (given: Fields) => Readonly<Record<string, unknown>>>

const extendedApart = (given: Fields): boolean =>
  given['extensionDays'] !== undefined && given['letterSentOn'] === undefined

const plainValue = (value: unknown): unknown =>
  value instanceof Temporal.PlainDate ? value.toString() : value

test('the table holds every worked case', () => {
  expect(cases).toHaveLength(33)
})

test.each(cases)('$id $name（$basis）', ({ kind, given, expect: expected }) => {
  const found: Readonly<Record<string, unknown>> = RECKON[kind](given)
  const compared = Object.keys(expected).map((key) => [key, plainValue(found[key])])
  expect(Object.fromEntries(compared)).toEqual(expected)
})
