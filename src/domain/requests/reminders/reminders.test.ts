import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildOfficer } from '../../../../test/builders/people.ts'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  sign,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { noJobs } from '../../../platform/jobs/jobs.ts'
import { appointDeputy } from '../../accounts/deputies.ts'
import type { Officer } from '../../accounts/officer.ts'
import { changeOwnMail } from '../../accounts/profile.ts'
import type { CaseRoom } from '../case-room.ts'
import { assignHandler } from '../handling/keep-file.ts'
import { issueReply } from '../handling/issue-reply.ts'
import { listDueBetween } from '../todo-calendar.ts'
import { runDailyRound } from './daily-round.ts'
import { listUnseenNotices, markNoticesSeen } from './notices.ts'

const day = Temporal.PlainDate.from

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  staff = await buildOffice(database.db)
})

const round = (on: string) => runDailyRound(room, day(on), at(on))
const told = async (officer: Officer) =>
  (await listUnseenNotices(database.db, officer)).map(({ kind, requestId }) => [kind, requestId])

test('a reply is called due soon in its last three working days, and once a day', async () => {
  const { id } = await buildCase(room, staff.clerk, '2024-05-07') // due 2024-06-03
  await round('2024-05-28')
  expect(await told(staff.clerk)).toEqual([])
  await round('2024-05-29')
  await round('2024-05-29')
  expect(await told(staff.clerk)).toEqual([['due-soon', id]])
  expect(await told(staff.head)).toEqual([])
  expect(await told(staff.legalAdviser)).toEqual([])
})

test('what is late is told to the handler and to the head, and gone once seen', async () => {
  const { id } = await buildCase(room, staff.clerk, '2024-05-07')
  await round('2024-06-04')
  expect(await told(staff.head)).toEqual([['overdue', id]])
  const [notice] = await listUnseenNotices(database.db, staff.clerk)
  await markNoticesSeen(database.db, staff.clerk, notice!.id, at('2024-06-04'))
  expect(await told(staff.clerk)).toEqual([])
  await round('2024-06-05')
  expect(await told(staff.clerk)).toEqual([['overdue', id]])
})

test('the colleague to whom a case was passed on is told instead', async () => {
  const colleague = await buildOfficer(database.db, staff.agencyId, 'clerk')
  const opened = await buildCase(room, staff.clerk, '2024-05-07')
  await assignHandler(room, staff.clerk, opened, { handlerId: colleague.id }, at('2024-05-07'))
  await round('2024-06-03')
  expect(await told(colleague)).toEqual([['due-soon', opened.id]])
  expect(await told(staff.clerk)).toEqual([])
})

test('a letter with a number is chased from the second working day on', async () => {
  const opened = await buildCase(room, staff.clerk, '2024-05-07')
  const signed = await sign(room, staff, opened, draftOf('A2'), at('2024-05-10'))
  await issueReply(room, staff.clerk, signed, { happenedOn: day('2024-05-10') }, at('2024-05-10'))
  await round('2024-05-13') // Saturday the 11th was worked in exchange
  expect(await told(staff.clerk)).toEqual([['unserved', opened.id]])
})

test('a letter whose receipt is unconfirmed is told every working day; nothing on a day off', async () => {
  const { id } = await buildCase(room, staff.clerk, '2024-05-17', { channel: 'ordinary_mail' })
  expect(await round('2024-05-18')).toBe(0)
  await round('2024-05-20')
  expect(await told(staff.clerk)).toEqual([['unconfirmed', id]])
})

test('one digest a day goes to the office, with numbers and without names, where mail goes out', async () => {
  await buildCase(room, staff.clerk, '2024-05-07', { subject: '不进邮件的内容' })
  const outbox = { sealer: room.sealer, jobs: noJobs, smtp: SMTP }
  const mails = async () =>
    (await database.db.selectFrom('mail_outbox').select(['sealed_body', 'state']).execute()).map(
      ({ sealed_body, state }) => [room.sealer.open(sealed_body!), state],
    )
  const on = day('2024-06-04')
  await runDailyRound(room, on, at('2024-06-04'), { ...outbox, smtp: undefined })
  expect(await mails()).toEqual([])
  await runDailyRound(room, on, at('2024-06-04'), outbox)
  await runDailyRound(room, on, at('2024-06-04'), outbox)
  const mine = (await mails()).filter(([body]) => body!.includes('已逾期未办结：1件'))
  expect(mine).not.toEqual([])
  expect(mine.every(([body, state]) => state === 'waiting' && !body!.includes('不进邮件'))).toBe(
    true,
  )
  const { sent } = await database.db
    .selectFrom('reminder_mails')
    .select((eb) => eb.fn.countAll<number>().as('sent'))
    .where('agency_id', '=', staff.agencyId)
    .executeTakeFirstOrThrow()
  expect(sent).toBe(1)
})

const SMTP = {
  host: 'mail.example.invalid',
  port: 25,
  secure: false,
  user: undefined,
  password: undefined,
  from: 'office@example.invalid',
}

test('who has an address gets a digest of their own, the rest share the one of the office', async () => {
  const colleague = await buildOfficer(database.db, staff.agencyId, 'clerk')
  await buildCase(room, staff.clerk, '2024-05-07')
  await buildCase(room, colleague, '2024-05-07')
  await changeOwnMail(database.db, colleague, { email: 'own@example.invalid' }, at('2024-05-07'))
  const outbox = { sealer: room.sealer, jobs: noJobs, smtp: SMTP }
  await runDailyRound(room, day('2024-06-03'), at('2024-06-03'), outbox)
  const rows = await database.db
    .selectFrom('reminder_mails')
    .select('user_id')
    .where('agency_id', '=', staff.agencyId)
    .orderBy('user_id')
    .execute()
  expect(rows.map(({ user_id }) => user_id)).toEqual([colleague.id, null])
  const sent = await database.db
    .selectFrom('mail_outbox')
    .select(['sealed_recipient', 'sealed_body'])
    .execute()
  const own = sent.filter(
    ({ sealed_recipient }) => room.sealer.open(sealed_recipient!) === 'own@example.invalid',
  )
  expect(own.map(({ sealed_body }) => room.sealer.open(sealed_body!))).toEqual([
    expect.stringContaining('即将到期：1件'),
  ])
})

test('a deputy is told what the absent 经办人 would be told, for the days of the absence', async () => {
  const deputy = await buildOfficer(database.db, staff.agencyId, 'legal-adviser')
  const { id } = await buildCase(room, staff.clerk, '2024-05-07')
  const absence = { fromOn: day('2024-06-03'), untilOn: day('2024-06-04') }
  const form = { personId: staff.clerk.id, deputyId: deputy.id, role: 'clerk', ...absence } as const
  await appointDeputy(database.db, staff.head, form, at('2024-05-07'))
  await round('2024-05-31')
  expect(await told(deputy)).toEqual([])
  await round('2024-06-03')
  expect(await told(deputy)).toEqual([['due-soon', id]])
  expect(await told(staff.clerk)).toEqual([['due-soon', id]])
})

test('a case whose 经办人 has left is told to all the others', async () => {
  const colleague = await buildOfficer(database.db, staff.agencyId, 'clerk')
  const { id } = await buildCase(room, staff.clerk, '2024-05-07')
  await database.db
    .updateTable('users')
    .set({ active: false })
    .where('id', '=', staff.clerk.id)
    .execute()
  await round('2024-06-03')
  expect(await told(colleague)).toEqual([['due-soon', id]])
})

test('the month shows each case on its due day', async () => {
  const { id } = await buildCase(room, staff.clerk, '2024-05-07')
  const june = [day('2024-06-01'), day('2024-06-30'), day('2024-05-20')] as const
  const due = await listDueBetween(room, staff.clerk, ...june)
  expect(due.map((item) => [item.id, item.dueOn.toString()])).toEqual([[id, '2024-06-03']])
  const may = [day('2024-05-01'), day('2024-05-31'), day('2024-05-20')] as const
  expect(await listDueBetween(room, staff.clerk, ...may)).toEqual([])
})
