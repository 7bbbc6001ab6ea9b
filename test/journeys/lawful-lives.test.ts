/**
 * Random lives of applications on the real database, lawful acts and unlawful ones, held against a model that shares
 * nothing with the product: which acts are lawful, every date, and the one cell of the annual report of each case.
 */
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectReport } from '../../src/domain/annual-report/projection.ts'
import { endRequest, withdrawRequest } from '../../src/domain/requests/handling/end-request.ts'
import { confirmReceipt } from '../../src/domain/requests/handling/confirm-receipt.ts'
import {
  consult,
  recordOpinion,
  recordService,
  recordSilence,
} from '../../src/domain/requests/handling/consultations.ts'
import {
  askForCorrection,
  receiveCorrection,
} from '../../src/domain/requests/handling/corrections.ts'
import { extendDeadline } from '../../src/domain/requests/handling/extend-deadline.ts'
import { noticeFee, recordPayment } from '../../src/domain/requests/handling/fees.ts'
import type { Handled } from '../../src/domain/requests/handling/take-step.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import { verifyRequests } from '../../src/domain/requests/verify.ts'
import { Refusal } from '../../src/platform/kernel/refusal.ts'
import {
  answer,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  type OfficeStaff,
} from '../builders/requests.ts'
import {
  dayAfter,
  noFacts,
  opinionLimit,
  reckon,
  type Facts,
} from '../builders/clerk-with-a-calendar.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
})
afterAll(() => database.close())

/** The official forms' rows, written down again: the row in the 2019 form and in the 2021 form. */
const ROW = {
  A1: ['open', 'open'],
  A2: ['open', 'open'],
  B1: ['partial', 'partial'],
  C1: ['refuse_1_state_secret', 'refuse_1_state_secret'],
  C4: ['refuse_4_third_party', 'refuse_4_third_party'],
  C7: ['refuse_7_enforcement_file', 'refuse_7_enforcement_file'],
  C8: ['refuse_8_admin_query', 'refuse_8_admin_query'],
  D1a: ['unable_1_not_held', 'unable_1_not_held'],
  D1b: ['unable_1_not_held', 'unable_1_not_held'],
  D2: ['unable_2_must_create', 'unable_2_must_create'],
  D3: ['unable_3_still_unclear', 'unable_3_still_unclear'],
  E1: ['reject_1_petition', 'reject_1_petition'],
  E2: ['reject_2_repeat', 'reject_2_repeat'],
  E4: ['reject_4_excessive', 'reject_4_excessive'],
  F1: ['other', 'other_1_no_correction'],
  F2: ['other', 'other_2_no_fee'],
  F3: ['other', 'other_3_other'],
} as const
type Code = keyof typeof ROW
const CODES = Object.keys(ROW) as Code[]

const CLASSES = ['natural_person', 'company', 'research', 'legal_services'] as const
const CHANNELS = ['in_person', 'registered_mail', 'ordinary_mail', 'internet', 'fax'] as const

type Phase = 'unconfirmed' | 'open' | 'correction' | 'payment' | 'consulting' | 'over'

/** What the clerk with the calendar knows of a case. */
interface Model {
  readonly facts: Facts
  readonly arrived: string
  phase: Phase
  concluded: { readonly code: Code; readonly on: string; readonly inTime: boolean | null } | null
}

const ACTS = [
  'confirm',
  'ask',
  'correct',
  'consult',
  'serve',
  'opinion',
  'silence',
  'extend',
  'fee',
  'pay',
  'answer',
  'answer',
  'withdraw',
  'end',
] as const

interface Act {
  /** what the case waits for, done today: or hardly any would go far */
  readonly guided: boolean
  readonly what: (typeof ACTS)[number]
  readonly daysLater: number
  /** how long ago it is said to have happened; -1 is tomorrow */
  readonly daysAgo: number
  readonly days: number
  readonly code: Code
  readonly letter: number
  readonly agrees: boolean
}

const act: fc.Arbitrary<Act> = fc.record({
  guided: fc.oneof({ arbitrary: fc.constant(true), weight: 2 }, fc.constant(false)),
  what: fc.constantFrom(...ACTS),
  daysLater: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 30 })),
  daysAgo: fc.oneof({ arbitrary: fc.constant(0), weight: 5 }, fc.constantFrom(-1, 400)),
  days: fc.integer({ min: 1, max: 22 }),
  code: fc.constantFrom(...CODES),
  letter: fc.integer({ min: 1, max: 3 }),
  agrees: fc.boolean(),
})

const SOMETHING_TO_DO = ['consult', 'ask', 'fee', 'extend', 'consult', 'answer'] as const

function guided(model: Model, one: Act): Act {
  const now = { ...one, daysAgo: 0 }
  switch (model.phase) {
    case 'unconfirmed':
      return { ...now, what: 'confirm' }
    case 'correction':
      return one.agrees
        ? { ...now, what: 'correct' }
        : { ...now, what: 'answer', code: 'F1', daysLater: 15 + one.daysLater }
    case 'payment':
      return one.agrees
        ? { ...now, what: 'pay' }
        : { ...now, what: 'answer', code: 'F2', daysLater: 15 + one.daysLater }
    case 'consulting': {
      const at = model.facts.letters.findIndex((one) => one.opinion === null && !one.silent)
      const letter = at + 1
      if (one.days > 16) return { ...now, what: one.agrees ? 'consult' : 'extend' }
      if (model.facts.letters[at]?.served === null) return { ...now, what: 'serve', letter }
      const what = one.days % 2 === 0 ? 'opinion' : 'silence'
      return { ...now, what, letter, daysLater: 15 + Math.ceil(one.daysLater / 2) }
    }
    case 'open':
      return { ...now, what: SOMETHING_TO_DO[one.days % SOMETHING_TO_DO.length]! }
    case 'over':
      return one
  }
}

/** What the act changes in the model, or null where the law does not allow it. Written from the statute, not the code. */
function lawful(model: Model, one: Act, today: string): (() => void) | null {
  const { facts, phase } = model
  const day = dayAfter(today, -one.daysAgo)
  const dated = day <= today && day >= (facts.received ?? model.arrived)
  const letter = facts.letters[one.letter - 1]
  const awaited = letter && letter.opinion === null && !letter.silent ? letter : undefined
  const { replyDue, unextendedDue, correctionDue, paymentDue } = reckon(facts)
  if (phase === 'over') return null
  switch (one.what) {
    case 'confirm':
      if (phase !== 'unconfirmed' || !dated) return null
      return () => {
        facts.received = day
        model.phase = 'open'
      }
    case 'ask': // 第三十条：一次性
      if (phase !== 'open' || !dated || facts.askedOn !== null || one.days > 15) return null
      return () => {
        Object.assign(facts, { askedOn: day, askedDays: one.days })
        model.phase = 'correction'
      }
    case 'correct':
      if (phase !== 'correction' || !dated || day < facts.askedOn!) return null
      return () => {
        facts.correctedOn = day
        model.phase = 'open'
      }
    case 'consult':
      if ((phase !== 'open' && phase !== 'consulting') || !dated) return null
      return () => {
        facts.letters.push({
          sent: day,
          served: null,
          opinion: null,
          agrees: false,
          silent: false,
        })
        model.phase = 'consulting'
      }
    case 'serve':
      if (phase !== 'consulting' || !awaited || awaited.served !== null) return null
      if (!dated || day < awaited.sent) return null
      return () => {
        awaited.served = day
      }
    case 'opinion':
      if (phase !== 'consulting' || !awaited || !dated) return null
      if (day < (awaited.served ?? awaited.sent)) return null
      return () => {
        Object.assign(awaited, { opinion: day, agrees: one.agrees })
        backToWork(model)
      }
    case 'silence': {
      const limit = awaited && opinionLimit(awaited)
      if (phase !== 'consulting' || !awaited || !limit || today <= limit) return null
      return () => {
        awaited.silent = true
        backToWork(model)
      }
    }
    case 'extend': // 第三十三条第二款：届满前告知，一次，不超过二十日
      if (replyDue === null || facts.extendedOn !== null || one.days > 20) return null
      if (!dated || day > unextendedDue!) return null
      return () => void Object.assign(facts, { extendedOn: day, extendedDays: one.days })
    case 'fee':
      if (phase !== 'open' || facts.feeOn !== null || !dated) return null
      return () => {
        facts.feeOn = day
        model.phase = 'payment'
      }
    case 'pay':
      if (phase !== 'payment' || !dated || day < facts.feeOn!) return null
      return () => {
        facts.paidOn = day
        model.phase = 'open'
      }
    case 'answer': {
      const { code } = one
      const allowed =
        phase === 'correction'
          ? code === 'F1' && today > correctionDue!
          : phase === 'payment'
            ? code === 'F2' && today > paymentDue!
            : phase === 'open' && mayAnswer(facts, code)
      if (!allowed) return null
      return () => {
        const inTime = replyDue === null ? null : today <= replyDue
        model.concluded = { code, on: today, inTime }
        model.phase = 'over'
      }
    }
    case 'withdraw':
    case 'end':
      if (!dated) return null
      return () => {
        if (facts.received !== null) model.concluded = { code: 'F3', on: day, inTime: null }
        model.phase = 'over'
      }
  }
}

function backToWork(model: Model): void {
  const open = model.facts.letters.some(({ opinion, silent }) => opinion === null && !silent)
  if (!open) model.phase = 'open'
}

function mayAnswer({ correctedOn, letters }: Facts, code: Code): boolean {
  if (code === 'F1' || code === 'F2' || code === 'F3' || code === 'E4') return false
  if (code === 'D3') return correctedOn !== null
  const consent = letters.length > 0 && letters.every(({ agrees }) => agrees)
  // 第十五条、第三十二条: asked first, and no refusal against their consent; the part withheld here is on 第十五条, too
  if (code === 'C4') return letters.length > 0 && !consent
  return code !== 'B1' || !consent
}

function perform(one: Act, ref: Handled, today: string): Promise<Handled> {
  const now = at(today)
  const happenedOn = Temporal.PlainDate.from(dayAfter(today, -one.daysAgo))
  const { clerk, head } = staff
  const { letter: number, days } = one
  switch (one.what) {
    case 'confirm':
      return confirmReceipt(room, clerk, ref, { happenedOn, way: 'phone', note: undefined }, now)
    case 'ask':
      return askForCorrection(room, clerk, ref, { happenedOn, days, items: '名称' }, now)
    case 'correct':
      return receiveCorrection(
        room,
        clerk,
        ref,
        { happenedOn, subject: '示例', description: '示例' },
        now,
      )
    case 'consult': {
      const to = { kind: 'third-party', to: '示例乙', isPerson: true, about: '合同' } as const
      return consult(room, clerk, ref, { ...to, happenedOn }, now)
    }
    case 'serve':
      return recordService(room, clerk, ref, { number, proof: '回执', happenedOn }, now)
    case 'opinion': {
      const opinion = one.agrees ? 'agrees' : 'objects'
      return recordOpinion(
        room,
        clerk,
        ref,
        { number, opinion, reasons: undefined, happenedOn },
        now,
      )
    }
    case 'silence':
      return recordSilence(room, clerk, ref, { number }, now)
    case 'extend':
      return extendDeadline(room, head, ref, { happenedOn, days, reason: '量大' }, now)
    case 'fee': {
      const fee = { basis: 'pages', quantity: 68, amountYuan: 380 } as const
      return noticeFee(room, clerk, ref, { ...fee, happenedOn }, now)
    }
    case 'pay':
      return recordPayment(
        room,
        clerk,
        ref,
        { amountYuan: 380, receiptNumber: '1', happenedOn },
        now,
      )
    case 'answer':
      return answer(room, staff, ref, draftOf(one.code), now)
    case 'withdraw':
      return withdrawRequest(room, clerk, ref, { happenedOn, reason: '撤回' }, now)
    case 'end':
      return endRequest(room, head, ref, { ending: 'merged', happenedOn, reason: '并案' }, now)
  }
}

const life = fc.record({
  channel: fc.constantFrom(...CHANNELS),
  applicantClass: fc.constantFrom(...CLASSES),
  arrivesAfter: fc.nat({ max: 500 }),
  acts: fc.array(act, { minLength: 4, maxLength: 30 }),
})
type Life = typeof life extends fc.Arbitrary<infer L> ? L : never

async function live({ channel, applicantClass, arrivesAfter, acts }: Life): Promise<Model> {
  const arrived = dayAfter('2023-01-03', arrivesAfter)
  const organisation = { contactPerson: '示例丙', idNumber: '91110000000000000X', idType: 'uscc' }
  let ref = await buildCase(room, staff.clerk, arrived, {
    channel,
    applicantClass,
    ...(channel === 'registered_mail' && { signedOn: arrived }),
    ...(applicantClass !== 'natural_person' && organisation),
  })
  const received = channel === 'in_person' || channel === 'registered_mail' ? arrived : null
  const facts = { ...noFacts(), received }
  const phase = received === null ? 'unconfirmed' : 'open'
  const model: Model = { facts, arrived, phase, concluded: null }
  let today = arrived
  for (const random of acts) {
    const one = random.guided ? guided(model, random) : random
    today = dayAfter(today, one.daysLater)
    if (today > '2025-11-30') break
    const change = lawful(model, one, today)
    const done = await perform(one, ref, today).catch((error: unknown) => {
      if (error instanceof Refusal) return error
      throw error
    })
    const outcome = done instanceof Refusal ? `refused: ${done.message}` : 'done'
    const told = JSON.stringify({ ...one, today, phase: model.phase, facts, outcome })
    expect(done instanceof Refusal, told).toBe(change === null)
    if (done instanceof Refusal) continue
    ref = done
    change!()
    await expectSameDates(ref.id, model, told)
  }
  return model
}

/** The row that lists and the report read, against the model. */
async function expectSameDates(id: number, model: Model, told: string): Promise<void> {
  const row = await room.db
    .selectFrom('requests')
    .select(['received_on', 'reply_due_on', 'folded', 'disposition', 'concluded_on'])
    .select('answered_in_time')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const folded = row.folded as unknown as Record<string, string | null>
  const dues = reckon(model.facts)
  const seen = {
    received: row.received_on?.toString() ?? null,
    correction: folded['correctionDueOn'],
    payment: folded['paymentDueOn'],
    concluded: row.disposition && [row.disposition, row.concluded_on!.toString()],
    inTime: row.answered_in_time,
  }
  const { concluded, facts, phase } = model
  const expected = {
    received: facts.received,
    correction: dues.correctionDue,
    payment: dues.paymentDue,
    concluded: concluded && [concluded.code, concluded.on],
    inTime: concluded?.inTime ?? null,
  }
  expect(seen, told).toEqual(expected)
  if (phase !== 'over') expect(row.reply_due_on?.toString() ?? null, told).toBe(dues.replyDue)
}

const yearOf = (day: string) => Number(day.slice(0, 4))

/** Table 三 counted by hand: row × class. */
function tally(models: readonly (readonly [Life, Model])[], year: number, form: 0 | 1) {
  const cells = new Map<string, number>()
  const add = (row: string, column: string) => {
    for (const key of [`${row} ${column}`, `${row} total`])
      cells.set(key, (cells.get(key) ?? 0) + 1)
  }
  for (const [{ applicantClass }, { facts, concluded }] of models) {
    if (facts.received === null || yearOf(facts.received) > year) continue
    if (concluded && yearOf(concluded.on) < year) continue
    add(yearOf(facts.received) === year ? 'new' : 'carried_in', applicantClass)
    if (concluded === null || yearOf(concluded.on) > year) add('carried_out', applicantClass)
    else {
      add(ROW[concluded.code][form], applicantClass)
      add('total', applicantClass)
    }
  }
  return cells
}

test('random lives: each act is lawful or refused as the statute says, each date is the clerk’s, each case in one cell', async () => {
  const reached = new Set<string>()
  const wanted = ['open', 'F3', 'A2']
  // twenty towns may by chance send no A2 to anybody: go on until every wanted end was met
  const hold = () =>
    fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 2, maxLength: 8 }), async (lives) => {
        staff = await buildOffice(room.db)
        const models: (readonly [Life, Model])[] = []
        for (const one of lives) models.push([one, await live(one)])
        for (const [, { concluded }] of models) reached.add(concluded?.code ?? 'open')
        for (const year of [2023, 2024, 2025]) {
          for (const form of [0, 1] as const) {
            const figures = await projectReport(
              room.db,
              staff.agencyId,
              year,
              form === 0 ? '2019' : '2021',
            )
            const expected = tally(models, year, form)
            for (const { key, cells } of figures.requests.rows) {
              const columns = [...figures.requests.columns]
              const seen = cells.map(Number)
              const byHand = [...CLASS_ORDER, 'total'].map(
                (column) => expected.get(`${key} ${column}`) ?? 0,
              )
              expect([year, form, key, columns.length, ...seen]).toEqual([
                year,
                form,
                key,
                7,
                ...byHand,
              ])
            }
          }
        }
      }),
      { numRuns: 20 },
    )
  await hold()
  for (let more = 0; more < 8 && wanted.some((end) => !reached.has(end)); more += 1) await hold()
  const findings = (await Array.fromAsync(verifyRequests(database.db))).filter(
    ({ kind }) => kind === 'finding',
  )
  expect(findings).toEqual([])
  expect([...reached]).toEqual(expect.arrayContaining(wanted))
}, 240_000)

const CLASS_ORDER = [
  'natural_person',
  'company',
  'research',
  'social_organisation',
  'legal_services',
  'other_organisation',
]
