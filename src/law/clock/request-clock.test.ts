import { describe, expect, test } from 'vitest'
import { builtInCalendar as calendar } from '../calendar/calendar.ts'
import { DEFAULT_SETTINGS, type LawSettings } from '../settings.ts'
import { answerInJson } from './answer-json.ts'

type Json = Readonly<Record<string, unknown>>

interface Answer {
  readonly receivedOn: string | null
  readonly reason?: string
  readonly correctionNoticeDueOn: string | null
  readonly correctionDueOn?: string
  readonly consultations: readonly { dueOn: string | null; excludedWorkingDays: number }[]
  readonly paymentDueOn?: string
  readonly replyDueOn: string | null
  readonly provisional: boolean
  readonly steps: readonly {
    from: string
    to: string
    counted: number
    skipped: readonly object[]
    article: string
  }[]
  readonly error?: {
    code: string
    year?: number
    problems?: readonly { at: string; message: string }[]
  }
}

function ask(
  input: unknown,
  choices: Partial<LawSettings> = {},
  missing: 'refuse' | 'by-weekday' = 'refuse',
): Answer {
  const settings = { ...DEFAULT_SETTINGS, ...choices }
  const { days } = calendar.whenMissing(missing)
  return JSON.parse(answerInJson(input, days, settings).text) as Answer
}

/** 2024-04-01 (Mon), in person: the plain reply date is 2024-04-29. */
const april = (...events: Json[]): Json => ({
  channel: 'in_person',
  arrivedOn: '2024-04-01',
  events,
})

const letter = (sentOn: string, receivedOn?: string, opinionOn?: string): Json => ({
  type: 'consultation',
  kind: 'third-party',
  sentOn,
  ...(receivedOn ? { receivedOn } : {}),
  ...(opinionOn ? { opinionOn } : {}),
})

const asked = (servedOn: string, days = 10): Json => ({ type: 'correction-asked', servedOn, days })
const corrected = (receivedOn: string): Json => ({ type: 'corrected', receivedOn })
const extended = (days: number, on?: string): Json => ({
  type: 'extended',
  days,
  ...(on ? { on } : {}),
})

const places = (answer: Answer): string[] => (answer.error?.problems ?? []).map(({ at }) => at)

describe('the day of receipt, 条例 第三十一条', () => {
  test('signed-for mail counts from the day signed, even a Sunday, not from its arrival at the office', () => {
    const input = { channel: 'registered_mail', arrivedOn: '2026-03-17', signedOn: '2026-03-15' }
    expect(ask(input)).toMatchObject({ receivedOn: '2026-03-15', replyDueOn: '2026-04-13' })
  })

  test.each(['registered_mail', 'ordinary_mail', 'internet', 'email', 'fax'])(
    '%s without its signature or confirmation has not started the clock, and says so',
    (channel) => {
      const answer = ask({ channel, arrivedOn: '2024-04-01' })
      expect(answer).toMatchObject({
        receivedOn: null,
        replyDueOn: null,
        correctionNoticeDueOn: null,
        steps: [],
      })
      expect(answer.reason).toContain('期限没有起算')
    },
  )

  test('nothing can be recorded for an application that has not been received', () => {
    const input = { channel: 'internet', arrivedOn: '2024-04-01', events: [extended(5)] }
    expect(places(ask(input))).toEqual(['events'])
  })

  test('a confirmation cannot precede the arrival', () => {
    const input = { channel: 'fax', arrivedOn: '2024-04-02', confirmedOn: '2024-04-01' }
    expect(places(ask(input))).toEqual(['confirmedOn'])
  })

  test('an office may let the automatic receipt confirm a web form, but not an e-mail', () => {
    const choice = { autoAcknowledgementConfirms: true }
    const web = { channel: 'internet', arrivedOn: '2024-04-01' }
    expect(ask(web, choice).receivedOn).toBe('2024-04-01')
    expect(ask({ ...web, channel: 'email' }, choice).receivedOn).toBeNull()
  })

  test('an office may start the clock of an unreachable letter writer on arrival', () => {
    const input = { channel: 'ordinary_mail', arrivedOn: '2024-04-01' }
    expect(ask(input, { unreachableApplicant: 'from-arrival' }).replyDueOn).toBe('2024-04-29')
  })
})

describe('correction, 条例 第三十条', () => {
  test('waiting for it, no reply period runs', () => {
    const answer = ask(april(asked('2024-04-08')))
    expect(answer).toMatchObject({
      correctionDueOn: '2024-04-22',
      replyDueOn: null,
      provisional: false,
    })
  })

  test('it is asked once', () => {
    const input = april(asked('2024-04-08'), corrected('2024-04-10'), asked('2024-04-12'))
    expect(places(ask(input))).toEqual(['events.2'])
    expect(ask(input, { secondCorrection: 'allowed' })).toMatchObject({
      correctionDueOn: '2024-04-26',
      replyDueOn: null,
    })
  })

  test('its limit is at most what the office allows; the preset applies when the notice names none', () => {
    expect(places(ask(april(asked('2024-04-08', 16))))).toEqual(['events.0.days'])
    expect(ask(april(asked('2024-04-08', 16)), { correctionMaxDays: 20 }).correctionDueOn).toBe(
      '2024-04-29',
    )
    const silent = { type: 'correction-asked', servedOn: '2024-04-08' }
    expect(ask(april(silent), { correctionPresetDays: 5 }).correctionDueOn).toBe('2024-04-15')
  })

  test('a late one restarts the period all the same', () => {
    const answer = ask(april(asked('2024-04-08', 5), corrected('2024-04-30')))
    expect(answer).toMatchObject({ correctionDueOn: '2024-04-15', replyDueOn: '2024-05-30' })
  })

  test('it cannot come in before it was asked for', () => {
    expect(places(ask(april(asked('2024-04-08'), corrected('2024-04-07'))))).toEqual([
      'events.1.receivedOn',
    ])
  })
})

describe('consultation, 条例 第三十二条至第三十四条', () => {
  test('overlapping letters exclude a day once', () => {
    const answer = ask(
      april(
        letter('2024-04-08', '2024-04-10', '2024-04-16'),
        letter('2024-04-12', '2024-04-12', '2024-04-18'),
      ),
    )
    expect(answer.consultations.map(({ excludedWorkingDays }) => excludedWorkingDays)).toEqual([
      6, 4,
    ])
    // (04-08, 04-18] holds 8 working days: 04-29 and eight more
    expect(answer.replyDueOn).toBe('2024-05-13')
  })

  test('a letter inside another adds nothing', () => {
    const outer = letter('2024-04-08', '2024-04-10', '2024-04-18')
    const inner = letter('2024-04-10', '2024-04-10', '2024-04-12')
    expect(ask(april(inner, outer)).replyDueOn).toBe(ask(april(outer)).replyDueOn)
  })

  test('letters one after the other exclude both stretches', () => {
    const answer = ask(
      april(
        letter('2024-04-02', '2024-04-02', '2024-04-03'),
        letter('2024-04-08', '2024-04-08', '2024-04-10'),
      ),
    )
    expect(answer.replyDueOn).toBe('2024-05-07')
    expect(answer.steps.map(({ counted }) => counted)).toEqual([7, 15, 15, 20, 1, 2, 3])
  })

  test('an opinion after the fifteen days excludes no more than the fifteen days', () => {
    const late = ask(april(letter('2024-04-08', '2024-04-10', '2024-05-20')))
    expect(late.consultations).toEqual([{ dueOn: '2024-04-30', excludedWorkingDays: 17 }])
    expect(late.replyDueOn).toBe('2024-05-24')
  })

  test('an opinion on the day of sending excludes nothing', () => {
    const answer = ask(april(letter('2024-04-08', '2024-04-08', '2024-04-08')))
    expect(answer).toMatchObject({
      replyDueOn: '2024-04-29',
      consultations: [{ excludedWorkingDays: 0 }],
    })
  })

  test('while the addressee has not received the letter, nothing is excluded and the date is provisional', () => {
    const answer = ask(april(letter('2024-04-08')))
    expect(answer.consultations).toEqual([{ dueOn: null, excludedWorkingDays: 0 }])
    expect(answer).toMatchObject({ replyDueOn: '2024-04-29', provisional: true })
  })

  test('an opinion in hand counts though the day of receipt was never learnt', () => {
    const answer = ask(april(letter('2024-04-08', undefined, '2024-04-16')))
    expect(answer).toMatchObject({ replyDueOn: '2024-05-10', provisional: false })
  })

  test('only the days in the running period are excluded after a correction restarted it', () => {
    const across = letter('2024-04-08', '2024-04-08', '2024-04-18')
    const answer = ask(april(asked('2024-04-09'), corrected('2024-04-15'), across))
    // the new period runs from 04-15: of the letter only (04-15, 04-18] counts
    expect(answer.consultations[0]!.excludedWorkingDays).toBe(3)
    expect(answer.replyDueOn).toBe(
      calendar.addWorkingDays(Temporal.PlainDate.from('2024-04-15'), 23).toString(),
    )
    const before = letter('2024-04-02', '2024-04-02', '2024-04-10')
    expect(
      ask(april(asked('2024-04-09'), corrected('2024-04-15'), before)).consultations[0]!
        .excludedWorkingDays,
    ).toBe(0)
  })

  test('only the days in the running period are excluded after a payment restarted it', () => {
    const fee = [
      { type: 'fee-noticed', receivedOn: '2024-04-09' },
      { type: 'fee-paid', on: '2024-04-15' },
    ]
    const answer = ask(april(...fee, letter('2024-04-08', '2024-04-08', '2024-04-18')))
    expect(answer.consultations[0]!.excludedWorkingDays).toBe(3)
  })

  test('a letter sent after the last day cannot revive the period', () => {
    const answer = ask(april(letter('2024-04-30', '2024-04-30', '2024-05-10')))
    expect(answer).toMatchObject({
      replyDueOn: '2024-04-29',
      consultations: [{ excludedWorkingDays: 0 }],
    })
  })

  test('a letter sent on the last day still shifts it', () => {
    expect(ask(april(letter('2024-04-29', '2024-04-29', '2024-05-06'))).replyDueOn).toBe(
      '2024-05-06',
    )
  })

  test('a letter sent in the extended part of the period shifts it', () => {
    const late = letter('2024-05-08', '2024-05-08', '2024-05-10')
    expect(ask(april(extended(10, '2024-04-26'), late)).replyDueOn).toBe('2024-05-17')
    expect(ask(april(extended(10), late)).replyDueOn).toBe('2024-05-17')
  })

  test('an office may exclude only from the day the addressee received the letter', () => {
    const input = april(letter('2024-04-08', '2024-04-10', '2024-04-16'))
    const answer = ask(input, { consultationExclusion: 'from-receipt' })
    expect(answer).toMatchObject({
      replyDueOn: '2024-05-08',
      consultations: [{ excludedWorkingDays: 4 }],
    })
  })

  test('a letter cannot be received before it is sent, nor answered before it is received', () => {
    expect(places(ask(april(letter('2024-04-08', '2024-04-07'))))).toEqual(['events.0.receivedOn'])
    expect(places(ask(april(letter('2024-04-08', '2024-04-10', '2024-04-09'))))).toEqual([
      'events.0.opinionOn',
    ])
  })
})

describe('extension, 条例 第三十三条第二款', () => {
  test('is told by the last day of the shifted period, not after it', () => {
    expect(ask(april(extended(20, '2024-04-29'))).replyDueOn).toBe('2024-05-29')
    expect(places(ask(april(extended(20, '2024-04-30'))))).toEqual(['events.0.on'])
    const shifted = letter('2024-04-08', '2024-04-10', '2024-04-16')
    expect(ask(april(shifted, extended(20, '2024-05-10'))).replyDueOn).toBe('2024-06-06')
    expect(places(ask(april(shifted, extended(20, '2024-05-11'))))).toEqual(['events.1.on'])
  })

  test('is of one to twenty working days, once', () => {
    expect(places(ask(april(extended(21))))).toEqual(['events.0.days'])
    expect(places(ask(april(extended(0))))).toEqual(['events.0.days'])
    expect(places(ask(april(extended(5), extended(5))))).toEqual(['events.1'])
  })

  test('of a period since restarted does not lengthen the new one', () => {
    const restarted = april(
      extended(20, '2024-04-03'),
      asked('2024-04-08'),
      corrected('2024-04-10'),
    )
    expect(ask(restarted).replyDueOn).toBe(
      ask(april(asked('2024-04-08'), corrected('2024-04-10'))).replyDueOn,
    )
  })

  test('an office may append it to the unshifted date: the later of the two counts', () => {
    const input = april(letter('2024-04-08', '2024-04-10', '2024-04-16'), extended(20))
    expect(ask(input, { extensionBase: 'original-due' }).replyDueOn).toBe('2024-05-29')
  })
})

describe('the processing fee, 国办函〔2020〕109号', () => {
  const noticed = { type: 'fee-noticed', receivedOn: '2024-04-09' }

  test('while it is unpaid no reply period runs', () => {
    expect(ask(april(noticed))).toMatchObject({ paymentDueOn: '2024-05-09', replyDueOn: null })
  })

  test('is not paid without a notice, nor before it', () => {
    expect(places(ask(april({ type: 'fee-paid', on: '2024-04-10' })))).toEqual(['events.0'])
    expect(places(ask(april(noticed, { type: 'fee-paid', on: '2024-04-08' })))).toEqual([
      'events.1.on',
    ])
  })
})

describe('excessive requests, 条例 第三十五条', () => {
  const reasons = { type: 'reasons-asked', on: '2024-04-03' }

  test('asking for reasons does not stop the clock', () => {
    expect(ask(april(reasons)).replyDueOn).toBe('2024-04-29')
  })

  test('a delayed term stands in place of the reply date, and is explained', () => {
    const answer = ask(april(reasons, { type: 'delayed', untilOn: '2024-06-28', on: '2024-04-20' }))
    expect(answer.replyDueOn).toBe('2024-06-28')
    expect(answer.steps.at(-1)).toMatchObject({
      from: '2024-04-29',
      to: '2024-06-28',
      counted: 41,
      article: '条例 第三十五条',
    })
  })

  test('a delayed term is later than the period, on a working day, and told in time', () => {
    expect(places(ask(april(reasons, { type: 'delayed', untilOn: '2024-04-26' })))).toEqual([
      'events.1.untilOn',
    ])
    expect(places(ask(april(reasons, { type: 'delayed', untilOn: '2024-06-30' })))).toEqual([
      'events.1.untilOn',
    ])
    expect(
      places(ask(april(reasons, { type: 'delayed', untilOn: '2024-06-28', on: '2024-05-06' }))),
    ).toEqual(['events.1.on'])
  })
})

describe('what cannot be answered', () => {
  test('no event happens before receipt', () => {
    const early = [
      asked('2024-03-29'),
      corrected('2024-03-29'),
      letter('2024-03-29'),
      extended(3, '2024-03-29'),
    ]
    for (const event of early) expect(places(ask(april(event)))).toHaveLength(1)
  })

  test('a year without a notice names the year, or is provisional on request', () => {
    const input = { channel: 'in_person', arrivedOn: '2026-12-10' }
    expect(ask(input)).toEqual({ error: { code: 'calendar-missing', year: 2027 } })
    expect(ask(input, {}, 'by-weekday')).toMatchObject({
      replyDueOn: '2027-01-07',
      provisional: true,
    })
    expect(ask({ ...input, arrivedOn: '2015-06-01' })).toEqual({
      error: { code: 'calendar-missing', year: 2015 },
    })
  })

  test.each([
    [null, ''],
    [[], ''],
    [{}, 'channel'],
    [{ channel: 'pigeon', arrivedOn: '2024-04-01' }, 'channel'],
    [{ channel: 'in_person' }, 'arrivedOn'],
    [{ channel: 'in_person', arrivedOn: '2023-02-29' }, 'arrivedOn'],
    [{ channel: 'in_person', arrivedOn: 20240401 }, 'arrivedOn'],
    [{ channel: 'in_person', arrivedOn: '2024-04-01', events: {} }, 'events'],
    [april({ type: 'forgotten' }), 'events.0.type'],
    [april({ type: 'corrected' }), 'events.0.receivedOn'],
    [april({ type: 'extended', days: 2.5 }), 'events.0.days'],
    [april({ type: 'consultation', kind: 'neighbour', sentOn: '2024-04-02' }), 'events.0.kind'],
  ])('%# points at what is malformed', (input, at) => {
    const answer = ask(input)
    expect(answer.error?.code).toBe('invalid')
    expect(places(answer)).toContain(at)
  })

  test('a null field is an absent field', () => {
    const silent = { ...letter('2024-04-08', '2024-04-10'), opinionOn: null }
    expect(ask(april(silent)).replyDueOn).toBe('2024-05-24')
  })
})

test('the answer has exactly the fields of the contract, in order', () => {
  const answer = ask(april(letter('2024-04-08', '2024-04-10', '2024-04-16')))
  expect(Object.keys(answer)).toEqual([
    'receivedOn',
    'correctionNoticeDueOn',
    'consultations',
    'replyDueOn',
    'provisional',
    'steps',
  ])
  expect(Object.keys(answer.steps[0]!)).toEqual(['from', 'to', 'counted', 'skipped', 'article'])
  expect(answer.steps[0]!.skipped).toEqual([
    { on: '2024-04-04', why: '清明节假期' },
    { on: '2024-04-05', why: '清明节假期' },
    { on: '2024-04-06', why: '清明节假期' },
  ])
})
