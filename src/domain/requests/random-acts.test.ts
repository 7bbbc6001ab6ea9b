import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildOfficer } from '../../../test/builders/people.ts'
import {
  buildOffice,
  buildRoom,
  draftOf,
  registration,
  type OfficeStaff,
} from '../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { DISPOSITION_CODES, reportRowOf } from '../../law/dispositions.ts'
import { DEFAULT_SETTINGS } from '../../law/settings.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import type { Officer } from '../accounts/officer.ts'
import type { CaseRef, CaseRoom } from './case-room.ts'
import { findTransition, NEXT_STEP, STEPS, type Step } from './lifecycle.ts'
import {
  reviewLegally,
  reviewSecrecy,
  signOff,
  type ApprovalForm,
} from './handling/approve-reply.ts'
import { answerAnew } from './handling/answer-anew.ts'
import { closeCase } from './handling/close-case.ts'
import { confirmReceipt } from './handling/confirm-receipt.ts'
import { consult, recordOpinion, recordService, recordSilence } from './handling/consultations.ts'
import { askForCorrection, receiveCorrection } from './handling/corrections.ts'
import { deliverReply, DeliveryForm } from './handling/deliver-reply.ts'
import { draftReply } from './handling/draft-reply.ts'
import { endRequest, withdrawRequest } from './handling/end-request.ts'
import { askForReasons, delayReply, receiveReasons } from './handling/excessive-requests.ts'
import { examineRequest } from './handling/examine-request.ts'
import { extendDeadline } from './handling/extend-deadline.ts'
import { noticeFee, recordPayment } from './handling/fees.ts'
import { issueReply } from './handling/issue-reply.ts'
import { addNote, assignHandler } from './handling/keep-file.ts'
import { recomputeClock } from './handling/recompute-clock.ts'
import { registerRequest } from './handling/register-request.ts'
import { decideRemedy, fileRemedy } from './handling/remedies.ts'
import { tellThirdParty } from './handling/tell-third-party.ts'
import { takeBackDraft } from './handling/take-back-draft.ts'
import type { Handled } from './handling/take-step.ts'
import {
  decideRectification,
  RectificationDecisionForm,
} from './rectification/decide-rectification.ts'
import { getOpenCase } from './requests-store.ts'
import { verifyRequests } from './verify.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
let people: readonly Officer[]
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
  const everything = ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head'] as const
  people = [
    staff.clerk,
    staff.secrecyReviewer,
    staff.legalAdviser,
    staff.head,
    // a small office where one person is everything, and an outsider
    await buildOfficer(database.db, staff.agencyId, ...everything),
    await buildOfficer(database.db, staff.agencyId, 'auditor'),
    (await buildOffice(database.db)).clerk,
  ]
})
afterAll(() => database.close())

/** One act of somebody, lawful or not, some days after the last. */
interface RandomAct {
  /** take the case on by its next step, by whoever may: or hardly any would reach the archive */
  readonly guided: boolean
  readonly step: Step
  readonly who: number
  readonly daysLater: number
  readonly daysAgo: number
  readonly disposition: (typeof DISPOSITION_CODES)[number]
  readonly returns: boolean
  readonly stale: boolean
  readonly number: number
}

type Perform = (
  officer: Officer,
  ref: CaseRef,
  now: Temporal.Instant,
  act: RandomAct,
) => Promise<Handled>

const on = (now: Temporal.Instant, { daysAgo }: RandomAct) => dayOf(now).subtract({ days: daysAgo })

async function approval(ref: CaseRef, { returns }: RandomAct): Promise<ApprovalForm> {
  const { state } = await getOpenCase(room.db, ref.id)
  const contentHash = state.reply?.contentHash ?? '0'.repeat(64)
  return returns
    ? { decision: 'returned', contentHash, opinion: '请再斟酌' }
    : { decision: 'approved', contentHash, opinion: undefined }
}

const PERFORM: Record<Step, Perform> = {
  'confirm-receipt': (who, ref, now, act) =>
    confirmReceipt(
      room,
      who,
      ref,
      { happenedOn: on(now, act), way: 'phone', note: undefined },
      now,
    ),
  'ask-correction': (who, ref, now, act) =>
    askForCorrection(room, who, ref, { happenedOn: on(now, act), days: 5, items: '名称' }, now),
  'receive-correction': (who, ref, now, act) =>
    receiveCorrection(
      room,
      who,
      ref,
      { happenedOn: on(now, act), subject: '新', description: '新' },
      now,
    ),
  'ask-reasons': (who, ref, now, act) =>
    askForReasons(
      room,
      who,
      ref,
      { happenedOn: on(now, act), facts: '多', replyWithinDays: 5 },
      now,
    ),
  'receive-reasons': (who, ref, now, act) =>
    receiveReasons(room, who, ref, { happenedOn: on(now, act), reasons: '有' }, now),
  delay: (who, ref, now, act) => {
    const untilOn = on(now, act).add({ days: 40 })
    return delayReply(room, who, ref, { happenedOn: on(now, act), untilOn, reason: '多' }, now)
  },
  consult: (who, ref, now, act) => {
    const letter = { kind: 'third-party', to: '示例乙', isPerson: true, about: '合同' } as const
    return consult(room, who, ref, { ...letter, happenedOn: on(now, act) }, now)
  },
  'record-service': (who, ref, now, act) =>
    recordService(
      room,
      who,
      ref,
      { number: act.number, proof: '回执', happenedOn: on(now, act) },
      now,
    ),
  'record-opinion': (who, ref, now, act) => {
    const opinion = { opinion: act.returns ? 'objects' : 'agrees', reasons: undefined } as const
    return recordOpinion(
      room,
      who,
      ref,
      { number: act.number, ...opinion, happenedOn: on(now, act) },
      now,
    )
  },
  'record-silence': (who, ref, now, { number }) => recordSilence(room, who, ref, { number }, now),
  extend: (who, ref, now, act) =>
    extendDeadline(room, who, ref, { happenedOn: on(now, act), days: 20, reason: '多' }, now),
  'notice-fee': (who, ref, now, act) => {
    const fee = { basis: 'pages', quantity: 68, amountYuan: 380 } as const
    return noticeFee(room, who, ref, { ...fee, happenedOn: on(now, act) }, now)
  },
  'record-payment': (who, ref, now, act) =>
    recordPayment(
      room,
      who,
      ref,
      { amountYuan: 380, receiptNumber: '1', happenedOn: on(now, act) },
      now,
    ),
  // 信访 can be concluded from the beginning, so that random acts reach it; elsewhere it is refused
  examine: (who, ref, now) => examineRequest(room, who, ref, { answers: ['yes', 'petition'] }, now),
  'draft-reply': (who, ref, now, act) => draftReply(room, who, ref, draftOf(act.disposition), now),
  'take-back-draft': (who, ref, now) => takeBackDraft(room, who, ref, { reason: '另有情况' }, now),
  'review-secrecy': async (who, ref, now, act) =>
    reviewSecrecy(room, who, ref, await approval(ref, act), now),
  'review-legally': async (who, ref, now, act) =>
    reviewLegally(room, who, ref, await approval(ref, act), now),
  'sign-off': async (who, ref, now, act) => signOff(room, who, ref, await approval(ref, act), now),
  'return-draft': async (who, ref, now, act) =>
    reviewLegally(room, who, ref, await approval(ref, { ...act, returns: true }), now),
  issue: (who, ref, now, act) => issueReply(room, who, ref, { happenedOn: on(now, act) }, now),
  deliver: (who, ref, now, act) => {
    const form = { way: 'direct', happenedOn: on(now, act).toString(), proof: '回证' }
    return deliverReply(room, who, ref, DeliveryForm.parse(form), now)
  },
  withdraw: (who, ref, now, act) =>
    withdrawRequest(room, who, ref, { happenedOn: on(now, act), reason: '撤回' }, now),
  end: (who, ref, now, act) =>
    endRequest(room, who, ref, { ending: 'merged', happenedOn: on(now, act), reason: '并案' }, now),
  close: (who, ref, now) => closeCase(room, who, ref, { archiveNumber: undefined }, now),
  'file-remedy': (who, ref, now, act) => {
    const filing = { kind: 'reconsideration', body: '示例政府' } as const
    return fileRemedy(room, who, ref, { ...filing, happenedOn: on(now, act) }, now)
  },
  'decide-remedy': (who, ref, now, act) => {
    const result = act.returns ? 'corrected' : 'upheld'
    const outcome = { number: act.number, result, summary: '结果' } as const
    return decideRemedy(room, who, ref, { ...outcome, happenedOn: on(now, act) }, now)
  },
  'answer-anew': (who, ref, now, act) =>
    answerAnew(
      room,
      who,
      ref,
      { remedy: act.number, orders: '重新答复', dueOn: undefined, happenedOn: on(now, act) },
      now,
    ),
  'tell-third-party': (who, ref, now, act) =>
    tellThirdParty(
      room,
      who,
      ref,
      { number: act.number, way: 'direct', proof: '回证', happenedOn: on(now, act) },
      now,
    ),
  'recompute-clock': (who, ref, now) => recomputeClock(room, who, ref, { notice: '无' }, now),
  'assign-handler': (who, ref, now, { who: handler }) =>
    assignHandler(room, who, ref, { handlerId: people[handler]!.id }, now),
  'decide-rectification': (who, ref, now, act) =>
    decideRectification(
      room,
      who,
      ref,
      RectificationDecisionForm.parse({
        outcome: 'corrected',
        text: '已更正',
        way: 'direct',
        happenedOn: `${on(now, act).toString()}`,
      }),
      now,
    ),
  note: (who, ref, now) => addNote(room, who, ref, { text: '记事' }, now),
}

const act: fc.Arbitrary<RandomAct> = fc.record({
  guided: fc.boolean(),
  step: fc.constantFrom(...STEPS),
  who: fc.nat({ max: 6 }),
  daysLater: fc.nat({ max: 12 }),
  daysAgo: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, fc.integer({ min: -1, max: 20 })),
  disposition: fc.constantFrom(...DISPOSITION_CODES),
  returns: fc.oneof({ arbitrary: fc.constant(false), weight: 4 }, fc.constant(true)),
  stale: fc.oneof({ arbitrary: fc.constant(false), weight: 9 }, fc.constant(true)),
  number: fc.integer({ min: 1, max: 3 }),
})

function guide(random: RandomAct, { state }: Handled): RandomAct {
  const step = NEXT_STEP[state.status]
  if (step === null) return random
  const who = people.findIndex((one) =>
    findTransition(state.status, step)!.by.some((role) => one.roles.has(role)),
  )
  return { ...random, step, who, daysAgo: 0, returns: false, stale: false }
}

/** Everything the database holds about a case, and the counters an act might move. */
async function snapshot(id: number): Promise<string> {
  const row = await room.db
    .selectFrom('requests')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  const events = await room.db
    .selectFrom('request_events')
    .select(['seq', 'hash'])
    .where('request_id', '=', id)
    .orderBy('seq')
    .execute()
  const remedies = await room.db
    .selectFrom('remedy_proceedings')
    .selectAll()
    .where('request_id', '=', id)
    .execute()
  const letters = await room.db.selectFrom('letter_counters').selectAll().execute()
  return JSON.stringify([row, events, remedies, letters])
}

test('random acts: what the table refuses changes nothing, and the fold never disagrees with the row', async () => {
  const reached = new Set<string>()
  const channels = fc.constantFrom('in_person', 'ordinary_mail', 'internet')
  await fc.assert(
    fc.asyncProperty(
      channels,
      fc.array(act, { minLength: 10, maxLength: 60 }),
      async (channel, acts) => {
        let now = Temporal.Instant.from('2024-03-01T02:00:00Z')
        const form = registration({ channel, arrivedOn: '2024-03-01' })
        let ref: Handled = await registerRequest(room, staff.clerk, form, now)
        for (const random of acts) {
          const one = random.guided ? guide(random, ref) : random
          now = now.add({ hours: 24 * one.daysLater })
          const officer = people[one.who]!
          const before = ref.state
          const untouched = await snapshot(ref.id)
          const target = one.stale ? { id: ref.id, seenSeq: ref.seenSeq - 1 } : ref
          try {
            ref = await PERFORM[one.step](officer, target, now, one)
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
            expect(await snapshot(ref.id)).toBe(untouched)
            continue
          }
          expect(one.stale).toBe(false)
          expect(officer.agencyId).toBe(before.agencyId)
          const taken =
            one.returns && /^(review-|sign-off)/.test(one.step) ? 'return-draft' : one.step
          const transition = findTransition(before.status, taken)
          expect(transition?.by.some((role) => officer.roles.has(role))).toBe(true)
          if (transition?.needs.includes('not-the-drafter')) {
            expect(before.drafters).not.toContain(officer.id)
          }
          reached.add(ref.state.status)
        }
        const { conclusion, clock, letter, delivery, order } = ref.state
        if (conclusion && !order) {
          expect(clock.receivedOn).not.toBeNull()
          expect(reportRowOf(conclusion.disposition, '2021', DEFAULT_SETTINGS)).toBeTruthy()
          expect(conclusion.disposition === 'F3').toBe(delivery === null)
        }
        if (delivery) expect(letter).not.toBeNull()
      },
    ),
    { numRuns: 40 },
  )
  const findings = (await Array.fromAsync(verifyRequests(database.db))).filter(
    ({ kind }) => kind === 'finding',
  )
  expect(findings).toEqual([])
  expect(reached.has('closed') && reached.has('delivered')).toBe(true)
}, 120_000)
