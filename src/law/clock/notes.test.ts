import { expect, test } from 'vitest'
import { builtInCalendar as calendar } from '../calendar/calendar.ts'
import { DEFAULT_SETTINGS } from '../settings.ts'
import type { ClockAnswer } from './answer.ts'
import type { ClockEvent, ConsultationHeld } from './case.ts'
import { answerClock } from './request-clock.ts'

const on = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)

function april(...events: ClockEvent<Temporal.PlainDate>[]): ClockAnswer {
  const input = { channel: 'in_person', arrivedOn: on('2024-04-01'), events } as const
  const answer = answerClock(input, calendar, DEFAULT_SETTINGS)
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return answer.value
}

const codes = (answer: ClockAnswer): string[] => answer.notes.map(({ code }) => code)

const letter = (kind: ConsultationHeld<unknown>['kind'], sentOn: string, opinionOn?: string) =>
  ({
    type: 'consultation',
    kind,
    sentOn: on(sentOn),
    receivedOn: on(sentOn),
    ...(opinionOn === undefined ? {} : { opinionOn: on(opinionOn) }),
  }) as const

test('a correction notice after the seventh working day is noted and does not undo the restart', () => {
  const answer = april(
    { type: 'correction-asked', servedOn: on('2024-04-15'), days: 5 },
    { type: 'corrected', receivedOn: on('2024-04-17') },
  )
  expect(codes(answer)).toEqual(['late-correction-notice'])
  expect(answer.replyDueOn).toEqual(calendar.addWorkingDays(on('2024-04-17'), 20))
})

test('a correction without a recorded notice, or after its limit, is noted', () => {
  expect(codes(april({ type: 'corrected', receivedOn: on('2024-04-17') }))).toEqual([
    'correction-notice-not-recorded',
  ])
  const late = april(
    { type: 'correction-asked', servedOn: on('2024-04-08'), days: 1 },
    { type: 'corrected', receivedOn: on('2024-04-17') },
  )
  expect(codes(late)).toEqual(['late-correction'])
})

test('a fee notice after the last day of the period, and a late payment, are noted', () => {
  const noticed = { type: 'fee-noticed', receivedOn: on('2024-04-30') } as const
  expect(codes(april(noticed))).toEqual(['late-fee-notice'])
  expect(codes(april({ ...noticed, receivedOn: on('2024-04-29') }))).toEqual([])
  expect(
    codes(
      april(
        { ...noticed, receivedOn: on('2024-04-29') },
        { type: 'fee-paid', on: on('2024-06-30') },
      ),
    ),
  ).toEqual(['late-payment'])
})

test('late opinions, letters after the due date, lapsed extensions and unexplained delays are noted', () => {
  expect(codes(april(letter('third-party', '2024-04-08', '2024-05-20')))).toEqual(['late-opinion'])
  expect(codes(april(letter('third-party', '2024-04-30')))).toEqual(['consultation-after-due'])
  const restarted = april(
    { type: 'corrected', receivedOn: on('2024-04-17') },
    { type: 'extended', days: 5, on: on('2024-04-16') },
  )
  expect(codes(restarted)).toContain('extension-lapsed')
  expect(codes(april({ type: 'delayed', untilOn: on('2024-05-31') }))).toEqual([
    'delayed-without-reasons',
  ])
})

test('silence: the organ decides, consent is deemed, or nothing follows', () => {
  const silentFrom = (kind: ConsultationHeld<unknown>['kind']) =>
    april(letter(kind, '2024-04-10')).consultations[0]!.silentFrom?.toString()
  expect(silentFrom('third-party')).toBe('2024-05-01')
  expect(silentFrom('co-maker')).toBe('2024-05-01')
  expect(silentFrom('other-organ')).toBeUndefined()
})

test('while the applicant is waited for, the day from which the file may be closed is given', () => {
  const asked = april({ type: 'correction-asked', servedOn: on('2024-04-08'), days: 10 })
  expect({ waitingFor: asked.waitingFor, lapsesOn: asked.lapsesOn?.toString() }).toEqual({
    waitingFor: 'correction',
    lapsesOn: '2024-04-23',
  })
  const noticed = april({ type: 'fee-noticed', receivedOn: on('2024-04-09') })
  expect({ waitingFor: noticed.waitingFor, lapsesOn: noticed.lapsesOn?.toString() }).toEqual({
    waitingFor: 'payment',
    lapsesOn: '2024-05-10',
  })
})
