/** Defects seen in systems of this kind elsewhere, each as a test of ours: foi-flow, NYC OpenRecords, Alaveteli, froide. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importNotice, loadCalendar } from '../../src/domain/requests/holiday-notices.ts'
import { ACTS } from '../../src/domain/accounts/permissions.ts'
import { registerRequest } from '../../src/domain/requests/handling/register-request.ts'
import { askForCorrection } from '../../src/domain/requests/handling/corrections.ts'
import { draftReply } from '../../src/domain/requests/handling/draft-reply.ts'
import { STEPS } from '../../src/domain/requests/lifecycle.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import { builtInCalendar } from '../../src/law/calendar/calendar.ts'
import { builtInNotices } from '../../src/law/calendar/notices/built-in.ts'
import { parseNotice } from '../../src/law/calendar/parse-notice.ts'
import { directSuitPeriod, TOLD } from '../../src/law/remedies.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  registration,
} from '../builders/requests.ts'
import type { OfficeStaff } from '../builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
})
afterAll(() => database.close())

/** A notice nobody has issued yet: the days of 2026, a year later. */
const inNextYear = (text: string) => text.replace('2026', '2027')
const day = (text: string) => Temporal.PlainDate.from(text)

test('foi-flow: counting back over a holiday moved forward; here it moves back', () => {
  expect(builtInCalendar.lastWorkingDayOnOrBefore(day('2024-10-07'))).toEqual(day('2024-09-30'))
  expect(builtInCalendar.lastWorkingDayOnOrBefore(day('2024-02-17'))).toEqual(day('2024-02-09'))
})

test('foi-flow: holidays were known for three years only; here a case of 2019 is counted the same in 2026', async () => {
  const form = registration({ arrivedOn: '2019-09-25' })
  const then = await registerRequest(room, staff.clerk, form, at('2019-09-25'))
  const now = await registerRequest(room, staff.clerk, form, at('2026-11-02'))
  expect(then.state.clock.replyDueOn).toEqual(day('2019-10-28'))
  expect(now.state.clock).toEqual(then.state.clock)
})

test('Alaveteli: holidays added later were ignored until a restart; here the next reading knows them', async () => {
  const source = {
    year: 2027,
    document: '国办发明电〔2026〕99号',
    blocks: builtInNotices.at(-1)!.blocks.map(({ name, ...days }) => ({
      name,
      off: days.off.map(inNextYear),
      makeUp: [],
    })),
  }
  const before = await loadCalendar(database.db)
  expect(() => before.addWorkingDays(day('2026-12-31'), 1)).toThrow()
  const checked = parseNotice(source)
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  await importNotice(
    database.db,
    checked.value,
    source,
    { id: null, name: '测试' },
    at('2026-11-02'),
  )
  const after = await loadCalendar(database.db)
  expect(after.addWorkingDays(day('2026-12-31'), 1)).toEqual(day('2027-01-04'))
})

test('Alaveteli: one minute before and after midnight, in China whatever the zone of the server', async () => {
  // last day of the correction limit: 2023-05-16
  const one = await buildCase(room, staff.clerk, '2023-04-20')
  const notice = { happenedOn: day('2023-04-28'), days: 10, items: '名称' }
  const asked = await askForCorrection(room, staff.clerk, one, notice, at('2023-04-28'))
  const lapse = (moment: string) =>
    draftReply(room, staff.clerk, asked, draftOf('F1'), chinaMoment(moment))
  await expect(lapse('2023-05-16T23:59')).rejects.toMatchObject({ code: 'incomplete' })
  await expect(lapse('2023-05-17T00:01')).resolves.toMatchObject({ state: { status: 'drafted' } })
})

test('NYC: the default time was that of the start of the program; here each act has its own', async () => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const two = await buildCase(room, staff.clerk, '2024-03-04')
  const rows = await database.db
    .selectFrom('request_events')
    .select('recorded_at')
    .where('request_id', 'in', [one.id, two.id])
    .orderBy('request_id')
    .execute()
  expect(rows.map((row) => row.recorded_at.toString())).toEqual([
    at('2024-03-01').toString(),
    at('2024-03-04').toString(),
  ])
})

test('NYC: two permissions shared one bit; here each act and each step has a name of its own', () => {
  expect(new Set(ACTS).size).toBe(ACTS.length)
  expect(new Set(STEPS).size).toBe(STEPS.length)
})

test('froide: the month rule; six months from 31 August end in February, which has no 31st', () => {
  const { dueOn } = directSuitPeriod(day('2025-08-31'), TOLD, builtInCalendar)
  expect(dueOn).toEqual(day('2026-02-28'))
})
