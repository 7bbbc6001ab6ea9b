import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  at,
  buildOffice,
  buildRoom,
  draftOf,
  sign,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { onlineApplication } from '../../../../test/builders/online.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { DeliveryForm, deliverReply } from '../handling/deliver-reply.ts'
import { askForCorrection } from '../handling/corrections.ts'
import { confirmReceipt } from '../handling/confirm-receipt.ts'
import { issueReply } from '../handling/issue-reply.ts'
import type { CaseRoom } from '../case-room.ts'
import { openApplicant } from '../applicant.ts'
import { getOpenCase, listEvents } from '../requests-store.ts'
import { correctOnline, suggestPublication, takeAnswer, withdrawOnline } from './applicant-acts.ts'
import { remediesOf } from './applicant-remedies.ts'
import { getTrackedCase, identifyCase, openPass, passFor } from './track.ts'
import { newTicket, openTicket, submitApplication, type Receipt } from './submit-application.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
  staff = await buildOffice(database.db)
})
afterAll(() => database.close())

const NOW = at('2026-03-02')
const LATER = NOW.add({ minutes: 3 })
const noProofs = async () => {}

async function submit(
  given: Parameters<typeof onlineApplication>[0] = {},
  text = newTicket(room.sealer, NOW),
): Promise<Receipt> {
  const ticket = openTicket(text, room.sealer, LATER)!
  const application = onlineApplication(given)
  return submitApplication(room, staff.agencyId, { application, ticket }, LATER, noProofs)
}

const CONTACT = '000-0000-0001'
const find = (code: string, contact = CONTACT) => identifyCase(room, { code, contact })

test('an application over the internet waits for confirmation, entered by nobody', async () => {
  const { cases } = await submit()
  const { state } = await getOpenCase(room.db, await find(cases[0]!.code))
  expect(state).toMatchObject({
    channel: 'internet',
    status: 'awaiting-confirmation',
    handlerId: null,
    confirmedOn: null,
  })
  const [registered] = await listEvents(room.db, await find(cases[0]!.code))
  expect(registered!.actorId).toBeNull()
  expect(openApplicant(state.applicant, room.sealer).name).toBe('示例甲')
})

test('an office that lets the receipt of the site confirm starts the clock on the day of submission', async () => {
  const own = await buildOffice(room.db)
  await room.db
    .updateTable('agencies')
    .set({ law_settings: JSON.stringify({ autoAcknowledgementConfirms: true }) })
    .where('id', '=', own.agencyId)
    .execute()
  const ticket = openTicket(newTicket(room.sealer, NOW), room.sealer, LATER)!
  const application = onlineApplication()
  const { cases } = await submitApplication(
    room,
    own.agencyId,
    { application, ticket },
    LATER,
    noProofs,
  )
  expect(cases[0]!.receivedOn?.toString()).toBe('2026-03-02')
  expect(cases[0]!.replyDueOn?.toString()).toBe('2026-03-30')
})

test('the same form sent twice, even at the same moment, is one application with one code', async () => {
  const text = newTicket(room.sealer, NOW)
  const [one, two] = await Promise.all([submit({}, text), submit({}, text)])
  expect(two).toEqual(one)
  const changed = await submit({ details: { applicantName: '示例乙' } }, text)
  expect(changed.changedSince).toBe(true)
  expect(changed.cases).toEqual(one.cases)
  const { state } = await getOpenCase(room.db, await find(one.cases[0]!.code))
  expect(state.applicant.shown).toBe('示**')
})

test('一事一申请: several contents are cases of their own when the applicant says so, else one', async () => {
  const contents = [
    { subject: '甲方案', description: '甲地块的方案。' },
    { subject: '乙方案', description: '乙地块的方案。' },
  ]
  const each = await submit({ wanted: { contents, split: 'each' } })
  expect(each.cases.map(({ subject }) => subject)).toEqual(['甲方案', '乙方案'])
  expect(new Set(each.cases.map(({ code }) => code)).size).toBe(2)
  const together = await submit({ wanted: { contents, split: 'together' } })
  expect(together.cases.map(({ subject }) => subject)).toEqual(['甲方案等2项信息'])
  const { state } = await getOpenCase(room.db, await find(together.cases[0]!.code))
  expect(state.description).toBe('一、甲方案\n甲地块的方案。\n二、乙方案\n乙地块的方案。')
})

test('the code is kept nowhere, and no two applications show that they share a contact', async () => {
  const [one, two] = [await submit(), await submit()]
  const rows = await room.db.selectFrom('online_applications').selectAll().execute()
  const text = JSON.stringify(rows)
  for (const { cases } of [one, two]) expect(text).not.toContain(cases[0]!.code)
  const hashes = rows.flatMap(({ contact_hashes }) =>
    contact_hashes.map((hash) => hash.toString('hex')),
  )
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('code and contact together open the case, however they were typed; anything else is refused alike', async () => {
  const { code } = (await submit()).cases[0]!
  const id = await find(code)
  const typed = code.toLowerCase().replace(/(.{4})/g, '$1 ')
  expect(await find(typed, '0000000 0001')).toBe(id)
  expect(await find(code, ' JIA@Example.cn ')).toBe(id)
  const wrong = [
    find(code, '000-0000-0002'),
    find('ABCD-EFGH-JKMN'),
    find('不是查询码'),
    find(code, ''),
    find('', ''),
  ]
  const refusals = await Promise.all(wrong.map((one) => one.catch((error: unknown) => error)))
  expect(new Set(refusals.map(String)).size).toBe(1)
  expect(refusals[0]).toMatchObject({ code: 'not-found' })
})

test('a pass is good for its case and half an hour', async () => {
  const id = await find((await submit()).cases[0]!.code)
  const pass = passFor(await getTrackedCase(room, id), room, LATER)
  expect(openPass(pass, room, LATER.add({ minutes: 29 }))).toEqual({ id, seenSeq: 1 })
  expect(() => openPass(pass, room, LATER.add({ minutes: 31 }))).toThrow('停留的时间太长')
  expect(() => openPass(`${pass}x`, room, LATER)).toThrow('停留的时间太长')
  expect(() => openPass(newTicket(room.sealer, LATER), room, LATER)).toThrow('停留的时间太长')
})

test('a form sent faster than it can be read is stopped, and can be sent again', async () => {
  const ticket = openTicket(newTicket(room.sealer, NOW), room.sealer, NOW)!
  const input = { application: onlineApplication(), ticket }
  await expect(
    submitApplication(room, staff.agencyId, input, NOW.add({ seconds: 2 }), noProofs),
  ).rejects.toMatchObject({ code: 'too-many' })
  const receipt = await submitApplication(room, staff.agencyId, input, LATER, noProofs)
  expect(receipt.cases).toHaveLength(1)
})

test('the applicant corrects online: the period runs anew from that day', async () => {
  const id = await find((await submit()).cases[0]!.code)
  const confirmed = await confirmReceipt(
    room,
    staff.clerk,
    { id, seenSeq: 1 },
    { happenedOn: Temporal.PlainDate.from('2026-03-03'), way: 'phone', note: undefined },
    at('2026-03-03'),
  )
  await askForCorrection(
    room,
    staff.clerk,
    confirmed,
    { happenedOn: Temporal.PlainDate.from('2026-03-04'), days: 10, items: '写明地块\n写明年份' },
    at('2026-03-04'),
  )
  const tracked = await getTrackedCase(room, id)
  expect(tracked.correction?.items).toEqual(['写明地块', '写明年份'])
  expect(tracked.may.has('correct')).toBe(true)
  const form = { subject: '示例地块方案', description: '示例路1号地块，2025年。' }
  const done = await correctOnline(room, tracked, form, at('2026-03-10'))
  expect(done.state.status).toBe('examining')
  expect(done.state.clock.replyDueOn?.toString()).toBe('2026-04-08')
  expect((await listEvents(room.db, id)).at(-1)!.actorId).toBeNull()
  await expect(correctOnline(room, done, form, at('2026-03-10'))).rejects.toMatchObject({
    code: 'wrong-state',
  })
})

test('the applicant withdraws until the reply is issued, and not after', async () => {
  const id = await find((await submit()).cases[0]!.code)
  const tracked = await getTrackedCase(room, id)
  await withdrawOnline(room, tracked, { reason: undefined, confirmed: 'yes' }, LATER)
  const after = await getTrackedCase(room, id)
  expect(after.status).toBe('ended')
  expect(after.may.has('withdraw')).toBe(false)
})

async function answered(way: 'platform' | 'email'): Promise<number> {
  const id = await find((await submit()).cases[0]!.code)
  const day = Temporal.PlainDate.from('2026-03-03')
  const confirmation = { happenedOn: day, way: 'phone', note: undefined } as const
  const ref = { id, seenSeq: 1 }
  const confirmed = await confirmReceipt(room, staff.clerk, ref, confirmation, at('2026-03-03'))
  const signed = await sign(room, staff, confirmed, draftOf('A2'), at('2026-03-09'))
  const tracked = await getTrackedCase(room, id)
  expect(tracked).toMatchObject({ status: 'examining', answer: null })
  expect(JSON.stringify(tracked)).not.toContain('对您的申请答复如下')
  const issued = await issueReply(
    room,
    staff.clerk,
    signed,
    { happenedOn: Temporal.PlainDate.from('2026-03-09') },
    at('2026-03-09'),
  )
  await expect(takeAnswer(room, id, at('2026-03-09'))).rejects.toMatchObject({
    code: 'wrong-state',
  })
  const form = DeliveryForm.parse({ way, happenedOn: '2026-03-09', proof: '系统记录' })
  await deliverReply(room, staff.clerk, issued, form, at('2026-03-09'))
  return id
}

test('an answer served on the platform is downloaded, and the first time goes on the file', async () => {
  const id = await answered('platform')
  const first = await takeAnswer(room, id, at('2026-03-10'))
  expect(JSON.stringify(first.document)).toContain('对您的申请答复如下')
  await takeAnswer(room, id, at('2026-03-11'))
  const notes = (await listEvents(room.db, id)).filter(({ type }) => type === 'noted')
  expect(notes.map(({ happenedOn, actorId }) => [happenedOn.toString(), actorId])).toEqual([
    ['2026-03-10', null],
  ])
})

test('复议、诉讼: none before the answer; then the body and the last days, counted from service', async () => {
  const agency = await getAgency(room.db, staff.agencyId)
  const open = await find((await submit()).cases[0]!.code)
  const today = Temporal.PlainDate.from('2026-03-10')
  expect(await remediesOf(room, agency, open, today)).toBeNull()
  const id = await answered('platform')
  const remedies = await remediesOf(room, agency, id, today)
  expect(remedies).toMatchObject({ against: 'answer', remedy: { reconsiderationFirst: false } })
  expect(remedies?.reconsideration.dueOn.toString()).toBe('2026-05-08')
  expect(remedies?.suit?.dueOn.toString()).toBe('2026-09-09')
})

test('a period that ran out without an answer opens the way against silence', async () => {
  const id = await find((await submit()).cases[0]!.code)
  const day = Temporal.PlainDate.from('2026-03-03')
  const form = { happenedOn: day, way: 'phone', note: undefined } as const
  await confirmReceipt(room, staff.clerk, { id, seenSeq: 1 }, form, at('2026-03-03'))
  const agency = await getAgency(room.db, staff.agencyId)
  const on = (text: string) => remediesOf(room, agency, id, Temporal.PlainDate.from(text))
  expect(await on('2026-03-31')).toBeNull()
  expect(await on('2026-04-01')).toMatchObject({
    against: 'silence',
    remedy: { reconsiderationFirst: true },
    suit: undefined,
  })
})

test('an answer served another way is not given out here', async () => {
  const id = await answered('email')
  await expect(takeAnswer(room, id, at('2026-03-10'))).rejects.toMatchObject({
    code: 'wrong-state',
  })
})

test('第四十四条: one open suggestion to publish a case’s information, and only when it was given', async () => {
  const id = await answered('platform')
  await suggestPublication(room, id, { text: '涉及众多住户。' }, at('2026-03-11'))
  await expect(
    suggestPublication(room, id, { text: '再次建议。' }, at('2026-03-11')),
  ).rejects.toMatchObject({ code: 'wrong-state' })
  const unanswered = await find((await submit()).cases[0]!.code)
  await expect(
    suggestPublication(room, unanswered, { text: '建议。' }, LATER),
  ).rejects.toMatchObject({ code: 'wrong-state' })
})
