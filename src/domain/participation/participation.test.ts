import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency } from '../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  clearReview,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { builtInCalendar } from '../../law/calendar/calendar.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { createSealer } from '../../platform/sealing/sealer.ts'
import { newTicket, openTicket } from '../../platform/sealing/form-ticket.ts'
import { getEdition } from '../publications/editions-store.ts'
import { submitForReview } from '../publications/handling/drafting.ts'
import { publishEdition } from '../publications/handling/publish.ts'
import { reviewEdition } from '../publications/handling/review.ts'
import { ConsultationForm, stageOn } from './consultations/consultation.ts'
import { findConsultation, listOpinions } from './consultations/consultations-store.ts'
import {
  decideOpinion,
  draftConsultation,
  draftResult,
  readOpinion,
  recordOpinion,
  sendOpinion,
  type ConsultationRoom,
} from './consultations/handling.ts'
import { draftReply, recordReplied, registerProposal, voidProposal } from './proposals/handling.ts'
import { ProposalForm, ReplyForm } from './proposals/proposal.ts'
import { countProposals, getProposal, listPublicReplies } from './proposals/proposals-store.ts'
import { replyPublicationLimit } from './proposals/reply-clock.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const on = (iso: string) => Temporal.PlainDate.from(iso)
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })

let database: TestDatabase
let agencyId: number
let desk: PublicationDesk
let room: ConsultationRoom
beforeAll(async () => {
  database = await createTestDatabase()
  agencyId = await buildAgency(database.db)
  desk = await buildPublicationDesk(database.db, agencyId)
  room = { db: database.db, sealer: createSealer(Buffer.alloc(32, 7)), calendar: builtInCalendar }
})
afterAll(() => database.close())

async function review(editionId: number, now = NOW): Promise<void> {
  const { db } = database
  await submitForReview(db, desk.drafter, editionId, now)
  const { contentHash } = await getEdition(db, editionId)
  await reviewEdition(db, desk.reviewer, editionId, clearReview(contentHash), now)
}

async function publish(editionId: number, now = NOW): Promise<string> {
  await review(editionId, now)
  return publishEdition(database.db, desk.head, editionId, now)
}

let number = 0
const proposal = (given: Record<string, string> = {}) => {
  number += 1
  return ProposalForm.parse({
    kind: 'suggestion',
    session: '十三届四次',
    number: String(number),
    title: '改善老旧小区停车的建议',
    proposer: '示例代表',
    role: 'lead',
    receivedOn: '2020-04-01',
    ...given,
  })
}
const reply = (given: Record<string, string> = {}) =>
  ReplyForm.parse({ result: 'A', attribute: 'proactive', text: '已经新增车位。', ...given })

test('reply and attribute are reviewed together before the answer is given; the clock to publish runs from the answer', async () => {
  const { db } = database
  const id = await registerProposal(db, desk.drafter, proposal(), NOW)
  const answer = recordReplied(db, desk.drafter, id, on('2020-08-17'), NOW)
  await expect(answer).rejects.toEqual(refusal('incomplete'))
  const editionId = await draftReply(db, desk.drafter, id, reply(), NOW)
  await expect(draftReply(db, desk.drafter, id, reply(), NOW)).rejects.toEqual(
    refusal('wrong-state'),
  )
  await review(editionId)
  await recordReplied(db, desk.drafter, id, on('2020-08-17'), NOW)
  const replied = await getProposal(db, id)
  expect(replyPublicationLimit(replied, builtInCalendar)?.dueOn.toString()).toBe('2020-09-14')
  expect((await listPublicReplies(db)).length).toBe(0)
  await publishEdition(db, desk.head, editionId, NOW)
  expect((await listPublicReplies(db)).map(({ title }) => title)).toEqual([
    '关于十三届四次第1号建议“改善老旧小区停车的建议”的答复',
  ])
})

test('a reply that is not public says why, is reviewed all the same, and never appears', async () => {
  const { db } = database
  const bare = ReplyForm.safeParse({ result: 'C', attribute: 'withheld', text: '复文' })
  expect(bare.error?.issues.map(({ path }) => path[0])).toEqual(['ground', 'reason'])
  const id = await registerProposal(db, desk.drafter, proposal({ kind: 'proposal' }), NOW)
  const kept = reply({ attribute: 'withheld', ground: 'X14c', reason: '涉及安全布防' })
  const editionId = await draftReply(db, desk.drafter, id, kept, NOW)
  await review(editionId)
  await recordReplied(db, desk.drafter, id, on('2020-08-17'), NOW)
  await expect(publishEdition(db, desk.head, editionId, NOW)).rejects.toEqual(
    refusal('wrong-state'),
  )
  expect(replyPublicationLimit(await getProposal(db, id), builtInCalendar)).toBeUndefined()
})

test('counts by kind: lead and assist, answered and public; an entry struck out counts nowhere', async () => {
  const { db } = database
  const assist = await registerProposal(db, desk.drafter, proposal({ role: 'assist' }), NOW)
  await expect(draftReply(db, desk.drafter, assist, reply(), NOW)).rejects.toEqual(
    refusal('wrong-state'),
  )
  const wrong = await registerProposal(db, desk.drafter, proposal(), NOW)
  await voidProposal(db, desk.drafter, wrong, '重复登记', NOW)
  const twin = registerProposal(db, desk.drafter, { ...proposal(), number: '1' }, NOW)
  await expect(twin).rejects.toEqual(refusal('invalid'))
  expect(await countProposals(db, agencyId, 2020)).toEqual([
    { kind: 'suggestion', lead: 1, assist: 1, replied: 1, published: 1 },
    { kind: 'proposal', lead: 1, assist: 0, replied: 1, published: 0 },
  ])
})

const CONSULTATION = ConsultationForm.parse({
  title: '示例办法（征求意见稿）',
  text: '第一条 示例。',
  opensOn: '2020-08-17',
  closesOn: '2020-09-15',
})

test('less than a week needs a reason; the last day counts whole', () => {
  const short = ConsultationForm.safeParse({
    title: '示例',
    text: '示例',
    opensOn: '2020-08-17',
    closesOn: '2020-08-20',
  })
  expect(short.error?.issues.map(({ path }) => path[0])).toEqual(['shortReason'])
  const stages = ['2020-08-16', '2020-08-17', '2020-09-15', '2020-09-16'].map((day) =>
    stageOn(CONSULTATION, on(day)),
  )
  expect(stages).toEqual(['not-open', 'open', 'open', 'closed'])
})

test('a consultation goes from draft to result, linked both ways, in the words of the office alone', async () => {
  const { db } = database
  const editionId = await draftConsultation(room, desk.drafter, CONSULTATION, NOW)
  const { documentId } = await getEdition(db, editionId)
  const opinion = { opinion: '建议增加第二条，联系13800000000', contact: '13800000000' }
  const ticket = openTicket(
    room.sealer,
    'consultation-opinion',
    newTicket(room.sealer, 'consultation-opinion', documentId, NOW),
    NOW,
  )!
  const later = NOW.add({ minutes: 5 })
  await expect(sendOpinion(room, ticket, opinion, later)).rejects.toEqual(refusal('not-found'))
  await publish(editionId)
  await expect(sendOpinion(room, ticket, opinion, NOW)).rejects.toEqual(refusal('too-many'))
  await sendOpinion(room, ticket, opinion, later)
  await sendOpinion(room, ticket, opinion, later)
  const posted = { channel: 'post', opinion: '赞成', contact: '' } as const
  await recordOpinion(room, desk.drafter, documentId, posted, later)
  const opinions = await listOpinions(db, documentId)
  expect(opinions.map(({ channel }) => channel)).toEqual(['online', 'post'])
  const opened = await readOpinion(room, desk.drafter, documentId, opinions[0]!.id, later)
  expect(opened).toEqual({ text: opinion.opinion, contact: '13800000000' })

  const after = chinaMoment('2020-09-16T09:00')
  const late = openTicket(
    room.sealer,
    'consultation-opinion',
    newTicket(room.sealer, 'consultation-opinion', documentId, after),
    after,
  )!
  const tooLate = sendOpinion(room, late, opinion, after.add({ minutes: 1 }))
  await expect(tooLate).rejects.toEqual(refusal('wrong-state'))
  await expect(draftResult(room, desk.drafter, documentId, later)).rejects.toEqual(
    refusal('wrong-state'),
  )
  await expect(draftResult(room, desk.drafter, documentId, after)).rejects.toEqual(
    refusal('incomplete'),
  )
  for (const [at, { id }] of opinions.entries()) {
    const outcome = {
      outcome: at === 0 ? 'adopted' : 'partly',
      summary: '增加一条',
      response: '',
    } as const
    await decideOpinion(room, desk.drafter, documentId, id, outcome, after)
  }
  const resultId = await draftResult(room, desk.drafter, documentId, after)
  const result = await getEdition(db, resultId)
  expect(result.bodyText).toContain('收到意见2条，采纳1条，部分采纳1条，未采纳0条')
  expect(result.bodyText).not.toContain('13800000000')
  await publish(resultId, after)
  const done = await findConsultation(db, documentId)
  expect(done?.resultIndexNumber).not.toBeNull()
  expect(done?.resultDueOn.toString()).toBe('2020-10-19')
})
