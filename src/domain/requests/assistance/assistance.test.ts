import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { countLedger } from '../ledger.ts'
import type { CaseRoom } from '../case-room.ts'
import { runDailyRound } from '../reminders/daily-round.ts'
import { listUnseenNotices } from '../reminders/notices.ts'
import { AssistanceForm, ReplyForm } from './assistance.ts'
import { countAssistance, getAssistance, listAssistance } from './assistance-store.ts'
import { registerAssistance, replyToAssistance } from './handle-assistance.ts'

const day = Temporal.PlainDate.from

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
})
afterAll(() => database.close())

const letter = (given: Record<string, string> = {}) =>
  AssistanceForm.parse({
    direction: 'incoming',
    organ: '示例分局',
    about: '核实一份批复',
    begunOn: '2020-06-19',
    ...given,
  })
const reply = (given: Record<string, string> = {}) =>
  ReplyForm.parse({ repliedOn: '2020-07-01', result: 'provided', reply: '已提供', ...given })

test('a series of its own, fifteen working days, counted apart from applications', async () => {
  await buildCase(room, staff.clerk, '2020-06-19')
  const first = await registerAssistance(room, staff.clerk, letter(), at('2020-06-19'))
  const second = await registerAssistance(
    room,
    staff.clerk,
    letter({ direction: 'outgoing', requestNumber: '〔2020〕1号' }),
    at('2020-06-19'),
  )
  const one = await getAssistance(database.db, staff.head, first)
  expect(one.registerNumber).toBe('协〔2020〕1号')
  // across Dragon Boat, with the Sunday worked in exchange
  expect(one.dueOn.toString()).toBe('2020-07-13')
  expect((await getAssistance(database.db, staff.head, second)).requestNumber).toBe('〔2020〕1号')
  expect(await countAssistance(database.db, staff.agencyId, 2020)).toEqual({
    incoming: 1,
    outgoing: 1,
    open: 2,
  })
  expect((await countLedger(room, staff.clerk, {}, day('2020-06-19'))).count).toBe(1)
})

test('it is answered once, on a possible day', async () => {
  const id = await registerAssistance(room, staff.clerk, letter(), at('2020-06-19'))
  const answer = (form: ReplyForm, on = '2020-07-01') =>
    replyToAssistance(room, staff.clerk, id, form, at(on))
  await expect(answer(reply({ repliedOn: '2020-06-18' }))).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(answer(reply({ repliedOn: '2020-07-02' }))).rejects.toMatchObject({
    code: 'invalid',
  })
  await answer(reply())
  await expect(answer(reply())).rejects.toMatchObject({ code: 'wrong-state' })
  expect((await getAssistance(database.db, staff.clerk, id)).result).toBe('provided')
})

test('an unknown application, a due day before the beginning, a day to come are refused', async () => {
  for (const given of [
    { requestNumber: '〔2020〕999号' },
    { dueOn: '2020-06-01' },
    { begunOn: '2020-06-20' },
  ])
    await expect(
      registerAssistance(room, staff.clerk, letter(given), at('2020-06-19')),
    ).rejects.toMatchObject({ code: 'invalid' })
})

test('what is open is told before and after its day, and stays in the list of later years', async () => {
  const office = await buildOffice(database.db)
  const id = await registerAssistance(room, office.clerk, letter(), at('2020-06-19'))
  await runDailyRound(room, day('2020-07-13'), at('2020-07-13'))
  const [due] = await listUnseenNotices(database.db, office.clerk)
  expect([due?.kind, due?.assistanceId, due?.registerNumber]).toEqual([
    'assistance-due',
    id,
    '协〔2020〕1号',
  ])
  await runDailyRound(room, day('2020-07-14'), at('2020-07-14'))
  const [late] = await listUnseenNotices(database.db, office.clerk)
  expect(late?.kind).toBe('assistance-overdue')
  expect(await listAssistance(database.db, office.clerk, 2021)).toHaveLength(1)
})

test('another body sees and answers nothing', async () => {
  const id = await registerAssistance(room, staff.clerk, letter(), at('2020-06-19'))
  const other = await buildOffice(database.db)
  await expect(getAssistance(database.db, other.head, id)).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(
    replyToAssistance(room, other.clerk, id, reply(), at('2020-07-01')),
  ).rejects.toMatchObject({ code: 'not-found' })
})
