import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  sign,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { buildOfficer } from '../../../../test/builders/people.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRoom } from '../case-room.ts'
import { contentHashOf } from '../content-hash.ts'
import type { Draft } from '../draft.ts'
import { linkEvents, type Happening } from '../event-chain.ts'
import { getOpenCase } from '../requests-store.ts'
import { reviewLegally, reviewSecrecy, signOff, type ApprovalForm } from './approve-reply.ts'
import { draftReply } from './draft-reply.ts'
import { issueReply } from './issue-reply.ts'
import { takeBackDraft } from './take-back-draft.ts'
import type { Handled } from './take-step.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
let registered: Handled
const now = at('2024-03-05')
const today = Temporal.PlainDate.from('2024-03-05')
const draft = draftOf('D1a')
const approve = ({ state }: Handled): ApprovalForm => ({
  decision: 'approved',
  contentHash: state.reply!.contentHash,
  opinion: undefined,
})

beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  registered = await buildCase(room, staff.clerk, '2024-03-01')
})

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })

describe('审签绑定内容', () => {
  test('one changed character voids both signatures', async () => {
    const signed = await sign(room, staff, registered, draft, now)
    const changed = { ...draft, text: `${draft.text}。` }
    const again = await draftReply(room, staff.clerk, signed, changed, now)
    expect(again.state.status).toBe('drafted')
    expect(again.state.reply).toMatchObject({ legal: null, signOff: null })
    const issuing = issueReply(room, staff.clerk, again, { happenedOn: today }, now)
    await expect(issuing).rejects.toEqual(refused('wrong-state'))
  })

  test('an opinion over another text than the one on file is refused', async () => {
    const drafted = await draftReply(room, staff.clerk, registered, draft, now)
    const contentHash = contentHashOf({ ...drafted.state.reply!.draft, reasons: '别的理由' })
    const other = { ...approve(drafted), contentHash }
    await expect(reviewLegally(room, staff.legalAdviser, drafted, other, now)).rejects.toEqual(
      refused('stale'),
    )
  })

  test('nobody approves what they wrote, not even an earlier version of it', async () => {
    const both = await buildOfficer(database.db, staff.agencyId, 'clerk', 'legal-adviser', 'head')
    const first = await draftReply(room, both, registered, draft, now)
    await expect(reviewLegally(room, both, first, approve(first), now)).rejects.toEqual(
      refused('forbidden'),
    )
    const changed = { ...draft, text: `${draft.text}！` }
    const second = await draftReply(room, staff.clerk, first, changed, now)
    await expect(reviewLegally(room, both, second, approve(second), now)).rejects.toEqual(
      refused('forbidden'),
    )
    const reviewed = await reviewLegally(room, staff.legalAdviser, second, approve(second), now)
    await expect(signOff(room, both, reviewed, approve(reviewed), now)).rejects.toEqual(
      refused('forbidden'),
    )
  })

  test('a return gives reasons, voids every signature and leads back to where drafting began', async () => {
    const drafted = await draftReply(room, staff.clerk, registered, draft, now)
    const secret = await reviewSecrecy(room, staff.secrecyReviewer, drafted, approve(drafted), now)
    const reviewed = await reviewLegally(room, staff.legalAdviser, secret, approve(secret), now)
    const returned = { ...approve(reviewed), decision: 'returned', opinion: '理由不充分' } as const
    const back = await signOff(room, staff.head, reviewed, returned, now)
    expect(back.state.status).toBe('examining')
    expect(back.state.reply).toMatchObject({ secrecy: null, legal: null, signOff: null })
    expect(back.state.reply?.returned?.opinion).toBe('理由不充分')
  })

  test('the clerk can take a draft back until it is issued', async () => {
    const signed = await sign(room, staff, registered, draft, now)
    const form = { reason: '还要征求第三方意见' }
    const back = await takeBackDraft(room, staff.clerk, signed, form, now)
    expect(back.state).toMatchObject({ status: 'examining', reply: null })
  })
})

describe('the event store itself refuses what the application would never write', () => {
  /** Writes events past all handling, with a correct chain. */
  async function force(id: number, actor: Officer | null, ...happenings: Happening[]) {
    const open = await getOpenCase(room.db, id)
    const last = { seq: open.state.lastSeq, hash: open.lastHash }
    const { stored } = linkEvents(happenings, last, actor?.id ?? null, now)
    await room.db
      .insertInto('request_events')
      .values(
        stored.map((event) => ({
          ...event,
          request_id: id,
          payload: sql`${JSON.stringify(event.payload)}::jsonb`,
        })),
      )
      .execute()
  }
  const letterNumber = { prefix: '示公复', year: 2024, number: 999 }
  const issued = (of: Draft): Happening => ({
    body: { type: 'issued', payload: { contentHash: contentHashOf(of), letterNumber } },
    happenedOn: today,
  })
  const drafted = (of: Draft, contentHash = contentHashOf(of)): Happening => ({
    body: { type: 'reply-drafted', payload: { draft: of, contentHash } },
    happenedOn: today,
  })
  const approval = (type: 'legally-reviewed' | 'signed-off', of: Draft): Happening => ({
    body: { type, payload: { decision: 'approved', contentHash: contentHashOf(of), opinion: '' } },
    happenedOn: today,
  })

  test('a letter without signatures', async () => {
    await force(registered.id, staff.clerk, drafted(draft))
    await expect(force(registered.id, staff.clerk, issued(draft))).rejects.toThrow('未经法律审核')
  })

  test('a letter with one signature', async () => {
    await force(registered.id, staff.clerk, drafted(draft))
    await force(registered.id, staff.legalAdviser, approval('legally-reviewed', draft))
    await expect(force(registered.id, staff.clerk, issued(draft))).rejects.toThrow('未经法律审核')
  })

  test('a letter signed by its drafter', async () => {
    await force(registered.id, staff.clerk, drafted(draft))
    await force(registered.id, staff.clerk, approval('legally-reviewed', draft))
    await force(registered.id, staff.head, approval('signed-off', draft))
    await expect(force(registered.id, staff.clerk, issued(draft))).rejects.toThrow('未经法律审核')
  })

  test('a letter changed after it was signed', async () => {
    const signed = await sign(room, staff, registered, draft, now)
    const whole = signed.state.reply!.draft
    const changed = { ...whole, text: '换了正文' }
    await expect(force(registered.id, staff.clerk, issued(changed))).rejects.toThrow('未经法律审核')
    await force(registered.id, staff.clerk, drafted(changed))
    await expect(force(registered.id, staff.clerk, issued(changed))).rejects.toThrow('未经法律审核')
    await expect(force(registered.id, staff.clerk, issued(whole))).rejects.toThrow('未经法律审核')
  })

  test('a letter signed and then returned', async () => {
    const signed = await sign(room, staff, registered, draft, now)
    const whole = signed.state.reply!.draft
    const returned = { ...approve(signed), decision: 'returned', opinion: '理由不充分' } as const
    await signOff(room, staff.head, signed, returned, now)
    await expect(force(registered.id, staff.clerk, issued(whole))).rejects.toThrow('未经法律审核')
  })

  test('a draft whose hash is of another text', async () => {
    const forged = drafted(draft, contentHashOf({ ...draft, text: '无害的正文' }))
    await expect(force(registered.id, staff.clerk, forged)).rejects.toThrow('散列与内容不符')
  })

  test('a delivery of what was never issued', async () => {
    const signed = await sign(room, staff, registered, draft, now)
    const payload = {
      contentHash: signed.state.reply!.contentHash,
      way: 'direct',
      trackingNumber: null,
      proof: '',
      inTime: true,
    } as const
    const delivered: Happening = { body: { type: 'delivered', payload }, happenedOn: today }
    await expect(force(registered.id, staff.clerk, delivered)).rejects.toThrow('未编号发出')
  })

  test('events are neither changed nor removed', async () => {
    const change = sql`update request_events set happened_on = '2000-01-01' where request_id = ${registered.id}`
    await expect(change.execute(room.db)).rejects.toThrow('只增不改')
    const removal = sql`delete from request_events where request_id = ${registered.id}`
    await expect(removal.execute(room.db)).rejects.toThrow('只增不改')
  })
})
