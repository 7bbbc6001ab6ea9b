import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import type { DispositionCode } from '../../../law/dispositions.ts'
import type { LawSettings } from '../../../law/settings.ts'
import type { CaseRoom } from '../case-room.ts'
import { linkEvents } from '../event-chain.ts'
import { getOpenCase } from '../requests-store.ts'
import { listTodo } from '../todo.ts'
import { reviewLegally, reviewSecrecy, signOff } from './approve-reply.ts'
import { draftReply } from './draft-reply.ts'
import type { Handled } from './take-step.ts'

let database: TestDatabase
let room: CaseRoom
const now = at('2024-03-05')
const today = Temporal.PlainDate.from('2024-03-05')
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
})
afterAll(() => database.close())

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })

/** A drafted reply in an office that chose so. */
async function drafted(code: DispositionCode, chosen: Partial<LawSettings>) {
  const staff = await buildOffice(room.db)
  await room.db
    .updateTable('agencies')
    .set({ law_settings: JSON.stringify(chosen) })
    .where('id', '=', staff.agencyId)
    .execute()
  const registered = await buildCase(room, staff.clerk, '2024-03-01')
  return { staff, ref: await draftReply(room, staff.clerk, registered, draftOf(code), now) }
}

const approval = ({ state }: Handled) => ({
  decision: 'approved' as const,
  contentHash: state.reply!.contentHash,
  opinion: undefined,
})
const secrecy = (staff: OfficeStaff, ref: Handled) =>
  reviewSecrecy(room, staff.secrecyReviewer, ref, approval(ref), now)
const legal = (staff: OfficeStaff, ref: Handled) =>
  reviewLegally(room, staff.legalAdviser, ref, approval(ref), now)
const sign = (staff: OfficeStaff, ref: Handled) =>
  signOff(room, staff.head, ref, approval(ref), now)

describe('审签流程', () => {
  test('by default what hands something out is not signed off without 保密审查', async () => {
    const { staff, ref } = await drafted('A2', {})
    const reviewed = await legal(staff, ref)
    await expect(sign(staff, reviewed)).rejects.toEqual(refused('unapproved'))
    const secret = await secrecy(staff, reviewed)
    expect((await sign(staff, secret)).state.status).toBe('signed-off')
  })

  test('a refusal needs none by default, and every reply where the office says so', async () => {
    const free = await drafted('D1a', {})
    await expect(sign(free.staff, await legal(free.staff, free.ref))).resolves.toBeDefined()
    const strict = await drafted('D1a', { secrecyReview: 'every' })
    const reviewed = await legal(strict.staff, strict.ref)
    await expect(sign(strict.staff, reviewed)).rejects.toEqual(refused('unapproved'))
  })

  test('in sequence: 保密审查 before 法律审核', async () => {
    const chosen = { secrecyReview: 'every', reviewOrder: 'sequence' } as const
    const { staff, ref } = await drafted('D1a', chosen)
    await expect(legal(staff, ref)).rejects.toEqual(refused('unapproved'))
    const secret = await secrecy(staff, ref)
    expect((await legal(staff, secret)).state.status).toBe('legally-reviewed')
  })

  test('the case keeps the chain it was registered under', async () => {
    const { staff, ref } = await drafted('A2', { secrecyReview: 'every' })
    await room.db
      .updateTable('agencies')
      .set({ law_settings: JSON.stringify({ secrecyReview: 'optional' }) })
      .where('id', '=', staff.agencyId)
      .execute()
    await expect(sign(staff, await legal(staff, ref))).rejects.toEqual(refused('unapproved'))
  })

  test('no choice of an office takes legal review or sign-off away', async () => {
    const { staff, ref } = await drafted('A2', { secrecyReview: 'optional' })
    await expect(sign(staff, ref)).rejects.toEqual(refused('wrong-state'))
  })

  test('the reviewer sees it among the things to do, and legal review does not wait', async () => {
    const { staff, ref } = await drafted('B1', {})
    const stepFor = async (who: OfficeStaff['clerk']) =>
      (await listTodo(room, who, today)).find(({ id }) => id === ref.id)?.step
    expect(await stepFor(staff.secrecyReviewer)).toBe('review-secrecy')
    expect(await stepFor(staff.legalAdviser)).toBe('review-legally')
    await legal(staff, ref)
    expect(await stepFor(staff.head)).toBe('review-secrecy')
  })

  test('the database refuses the letter, too', async () => {
    const { staff, ref } = await drafted('A2', { secrecyReview: 'disclosing' })
    await legal(staff, ref)
    const force = async (
      actorId: number,
      body: Parameters<typeof linkEvents>[0][number]['body'],
    ) => {
      const open = await getOpenCase(room.db, ref.id)
      const seq = await room.db
        .selectFrom('request_events')
        .select(['seq', 'hash'])
        .where('request_id', '=', ref.id)
        .orderBy('seq', 'desc')
        .executeTakeFirstOrThrow()
      const { stored } = linkEvents([{ body, happenedOn: today }], seq, actorId, now)
      const event = { ...stored[0]!, request_id: open.id }
      const payload = sql`${JSON.stringify(event.payload)}::jsonb`
      await room.db
        .insertInto('request_events')
        .values({ ...event, payload })
        .execute()
    }
    const { contentHash } = ref.state.reply!
    const decision = { decision: 'approved', contentHash, opinion: '' } as const
    await force(staff.head.id, { type: 'signed-off', payload: decision })
    const letterNumber = { prefix: '示公复', year: 2024, number: 1 }
    const issued = force(staff.clerk.id, { type: 'issued', payload: { contentHash, letterNumber } })
    await expect(issued).rejects.toThrow('答复不得发出')
  })
})
