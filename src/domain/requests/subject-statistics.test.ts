import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildOffice, buildRoom, type OfficeStaff } from '../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { CaseRoom } from './case-room.ts'
import { countLedger, listLedger } from './ledger.ts'
import { expectedHolders } from './subject-statistics.ts'

const CASES = 20_000
let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
  // rows only: what is asked here reads no events
  await sql`
    insert into requests (agency_id, register_year, register_number, channel, status, arrived_on, received_on,
      applicant_class, applicant_shown, applicant_key, subject, folded, last_seq, last_hash, registered_at)
    select ${staff.agencyId}, 2024, n, 'in_person', 'examining', '2024-03-01', '2024-03-01', 'natural_person', '示*',
      decode(md5(n::text), 'hex'),
      (array['道路', '学校'])[1 + n % 2] || (array['征收', '规划'])[1 + n / 2 % 2] || '文件' || n % 1000
        || case when n = 777 then '沉船' else '' end,
      '{"letterNumber": null, "issuedOn": null, "drafters": []}', 1, sha256(n::text::bytea), now()
    from generate_series(1, ${CASES}::int) n`.execute(database.db)
  await sql`analyze requests`.execute(database.db)
})
afterAll(() => database.close())

test.each([
  ['道路', CASES / 2],
  ['道路征收', CASES / 4],
  ['征收文件777', CASES / 2000],
  ['沉船', 0],
])('%s is expected in about as many cases as hold it', async (text, actual) => {
  const expected = await expectedHolders(database.db, text)
  expect(expected).toBeGreaterThanOrEqual(actual / 3)
  expect(expected).toBeLessThanOrEqual(actual * 3 + 10)
})

const today = Temporal.PlainDate.from('2024-03-04')
const find = (text: string) =>
  listLedger(
    room,
    staff.clerk,
    { filter: { text }, sort: 'register', descending: false, limit: 3 },
    today,
  )

test.each([
  ['道路征收', ['道路征收文件4', '道路征收文件8', '道路征收文件12']],
  ['文件777', ['学校征收文件777沉船', '学校征收文件777', '学校征收文件777']],
  ['沉船', ['学校征收文件777沉船']],
  ['没有这样的', []],
])('%s is found in order, whether it is common or rare', async (text, subjects) => {
  expect((await find(text)).entries.map(({ subject }) => subject)).toEqual(subjects)
})

test('a common text is counted up to a point, a rare one to the end', async () => {
  const count = (text: string) => countLedger(room, staff.clerk, { text }, today)
  expect(await count('道路')).toEqual({ count: 300, capped: true })
  expect(await count('文件777')).toEqual({ count: 20, capped: false })
})
