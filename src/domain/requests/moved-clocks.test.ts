import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  type OfficeStaff,
} from '../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { builtInNotices } from '../../law/calendar/notices/built-in.ts'
import type { HolidayNotice } from '../../law/calendar/notice.ts'
import type { CaseRoom } from './case-room.ts'
import { withdrawRequest } from './handling/end-request.ts'
import { importNotice } from './holiday-notices.ts'
import { recomputeClock } from './handling/recompute-clock.ts'
import { listMovedClocks } from './moved-clocks.ts'
import { verifyRequests } from './verify.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
})
afterAll(() => database.close())

const day = (text: string) => Temporal.PlainDate.from(text)
const notice2027: HolidayNotice = {
  year: 2027,
  documents: [{ number: '示例〔2026〕1号' }],
  blocks: [{ name: '元旦', off: ['2027-01-01', '2027-01-02', '2027-01-03'], makeUp: [] }],
}

test('a new notice lists the open cases whose days move, and a signed event moves them', async () => {
  const moving = await buildCase(room, staff.clerk, '2026-12-10')
  await buildCase(room, staff.clerk, '2026-11-02')
  const ended = await buildCase(room, staff.clerk, '2026-12-10')
  const withdrawal = { happenedOn: day('2026-12-11'), reason: '撤回' }
  await withdrawRequest(room, staff.clerk, ended, withdrawal, at('2026-12-11'))
  const calendar = room.calendar.withNotices([notice2027])

  const moved = await Array.fromAsync(listMovedClocks(database.db, calendar))
  expect(moved.map(({ id }) => id)).toEqual([moving.id])
  expect(moved[0]?.from).toMatchObject({ replyDueOn: day('2027-01-07'), provisional: true })
  expect(moved[0]?.to).toMatchObject({ replyDueOn: day('2027-01-08'), provisional: false })

  // until somebody signs, the record stays as it was and verifies
  const before = await Array.fromAsync(verifyRequests(database.db))
  expect(before.filter(({ kind }) => kind === 'finding')).toEqual([])

  const informed = { ...room, calendar }
  const form = { notice: '示例〔2026〕1号' }
  const { state } = await recomputeClock(informed, staff.head, moved[0]!, form, at('2026-12-20'))
  expect(state.clock.replyDueOn).toEqual(day('2027-01-08'))
  expect(await Array.fromAsync(listMovedClocks(database.db, calendar))).toEqual([])
})

test('an adjustment of a year already counted moves what was recorded before it, not what came after', async () => {
  const before = await buildCase(room, staff.clerk, '2024-04-25')
  const may = builtInNotices.find(({ year }) => year === 2024)!
  // 劳动节 gets a day more, as in 2019
  const blocks = may.blocks.map((block) =>
    block.name === '劳动节' ? { ...block, off: [...block.off, '2024-05-06'] } : block,
  )
  const adjusted = { ...may, blocks }
  const source = { year: 2024, document: '示例〔2024〕2号', blocks }
  await importNotice(database.db, adjusted, source, { id: null, name: '示例' }, at('2024-04-26'))
  const informed = { ...room, calendar: room.calendar.withNotices([adjusted]) }
  await buildCase(informed, staff.clerk, '2024-04-28')
  const moved = await Array.fromAsync(
    listMovedClocks(database.db, informed.calendar, staff.agencyId),
  )
  expect(moved.map(({ id }) => id)).toEqual([before.id])
})
