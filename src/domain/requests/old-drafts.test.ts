import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, buildCase, buildOffice, buildRoom, draftOf } from '../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { rowOf } from './case-row.ts'
import { contentHashOf } from './content-hash.ts'
import { linkEvents } from './event-chain.ts'
import { apply } from './fold.ts'
import { getOpenCase } from './requests-store.ts'
import { verifyRequests } from './verify.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('a draft from before conclusion records had fields still folds, hashes and verifies', async () => {
  const room = buildRoom(database.db)
  const staff = await buildOffice(database.db)
  const { id } = await buildCase(room, staff.clerk, '2024-03-01')
  const now = at('2024-03-05')
  const evidence = [{ kind: 'duty-basis', text: '职责分工文件' } as const]
  const draft = { ...draftOf('D1b'), evidence }
  const payload = { draft, contentHash: contentHashOf(draft) }
  const open = await getOpenCase(room.db, id)
  const { events, stored } = linkEvents(
    [
      {
        body: { type: 'reply-drafted', payload },
        happenedOn: Temporal.PlainDate.from('2024-03-05'),
      },
    ],
    { seq: open.state.lastSeq, hash: open.lastHash },
    staff.clerk.id,
    now,
  )
  const { folded, status, last_seq } = rowOf(events.reduce(apply, open.state))
  for (const event of stored) {
    const values = {
      ...event,
      request_id: id,
      payload: sql`${JSON.stringify(event.payload)}::jsonb`,
    }
    await room.db.insertInto('request_events').values(values).execute()
  }
  await room.db
    .updateTable('requests')
    .set({
      status,
      last_seq,
      last_hash: stored.at(-1)!.hash,
      folded: sql`${JSON.stringify(folded)}::jsonb`,
    })
    .where('id', '=', id)
    .execute()
  const findings = (await Array.fromAsync(verifyRequests(database.db))).filter(
    ({ kind }) => kind === 'finding',
  )
  expect(findings).toEqual([])
  const { state } = await getOpenCase(room.db, id)
  expect(state.reply?.draft.evidence).toEqual(evidence)
  expect(state.examination).toBeNull()
})
