import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  answer,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  type OfficeStaff,
} from '../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { CaseRoom } from './case-room.ts'
import { closeCase } from './handling/close-case.ts'
import { askForCorrection } from './handling/corrections.ts'
import { draftReply } from './handling/draft-reply.ts'
import type { Handled } from './handling/take-step.ts'
import { countTodo, listTodo } from './todo.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
let correcting: Handled
const day = (text: string) => Temporal.PlainDate.from(text)

beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
  const { clerk } = staff
  const closed = await answer(
    room,
    staff,
    await buildCase(room, clerk, '2024-03-01'),
    draftOf('A1'),
    at('2024-03-05'),
  )
  await closeCase(room, clerk, closed, { archiveNumber: undefined }, at('2024-03-06'))
  await answer(
    room,
    staff,
    await buildCase(room, clerk, '2024-03-01'),
    draftOf('A1'),
    at('2024-03-05'),
  )
  await buildCase(room, clerk, '2024-03-06')
  await buildCase(room, clerk, '2024-03-08', { channel: 'ordinary_mail' })
  await draftReply(
    room,
    clerk,
    await buildCase(room, clerk, '2024-03-04'),
    draftOf('A1'),
    at('2024-03-08'),
  )
  const notice = { happenedOn: day('2024-03-11'), days: 5, items: '名称' }
  const five = await buildCase(room, clerk, '2024-03-07')
  correcting = await askForCorrection(room, clerk, five, notice, at('2024-03-11'))
})
afterAll(() => database.close())

test('the unconfirmed letter first, then by date, the archive last; closed cases are gone', async () => {
  const items = await listTodo(room, staff.clerk, day('2024-03-12'))
  expect(
    items.map(({ registerNumber, step, reason, isMine }) => [registerNumber, step, reason, isMine]),
  ).toEqual([
    ['〔2024〕4号', 'confirm-receipt', 'receipt-unconfirmed', true],
    ['〔2024〕6号', 'receive-correction', 'correction-awaited', true],
    ['〔2024〕5号', 'review-legally', 'legal-review-due', false],
    ['〔2024〕3号', 'draft-reply', 'reply-due', true],
    ['〔2024〕2号', 'close', 'filing-due', true],
  ])
})

test('working days left: 0 on the last day, negative afterwards, over holidays too', async () => {
  const leftOn = async (today: string) =>
    (await listTodo(room, staff.clerk, day(today))).find(
      ({ registerNumber }) => registerNumber === '〔2024〕3号',
    )?.workingDaysLeft
  expect(await leftOn('2024-03-12')).toBe(16)
  expect(await leftOn('2024-04-03')).toBe(0)
  // 清明节 4—6 April; 7 April is worked
  expect(await leftOn('2024-04-05')).toBe(-1)
  expect(await leftOn('2024-04-08')).toBe(-2)
})

test('a correction that never came becomes the clerk’s next step on the day after its limit', async () => {
  const dueOn = correcting.state.clock.correctionDueOn!
  const itemOn = async (today: Temporal.PlainDate) =>
    (await listTodo(room, staff.clerk, today)).find(({ id }) => id === correcting.id)
  expect(await itemOn(dueOn)).toMatchObject({ step: 'receive-correction' })
  expect(await itemOn(dueOn.add({ days: 1 }))).toMatchObject({
    step: 'draft-reply',
    reason: 'correction-overdue',
    workingDaysLeft: -1,
  })
})

test('counted by status, for those who may read', async () => {
  const counts = await countTodo(room, staff.head)
  expect(counts.get('drafted')).toBe(1)
  expect(counts.get('closed')).toBe(0)
})
