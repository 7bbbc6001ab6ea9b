/**
 * What went wrong, or hurt, in systems of this kind elsewhere, each as a test of ours: foi-flow, NYC OpenRecords,
 * Alaveteli, froide, RecordTrac, NextRequest, foia.gov, MuckRock. The name of a test says whose and what; those about
 * pages and addresses speak to the whole app, the others to the rooms.
 */
import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { applicantKey } from '../../src/domain/requests/applicant.ts'
import { explainClock } from '../../src/domain/requests/case-clock.ts'
import { closeCase } from '../../src/domain/requests/handling/close-case.ts'
import { consult, recordOpinion } from '../../src/domain/requests/handling/consultations.ts'
import { DeliveryForm } from '../../src/domain/requests/handling/deliver-reply.ts'
import { extendDeadline } from '../../src/domain/requests/handling/extend-deadline.ts'
import { issueReply } from '../../src/domain/requests/handling/issue-reply.ts'
import { listLedger } from '../../src/domain/requests/ledger.ts'
import { rebuildRows } from '../../src/domain/requests/rebuild-rows.ts'
import { runDailyRound } from '../../src/domain/requests/reminders/daily-round.ts'
import { listUnseenNotices } from '../../src/domain/requests/reminders/notices.ts'
import { likenessOf, pairsOf } from '../../src/domain/requests/repeats/similar-subjects.ts'
import { getOpenCase } from '../../src/domain/requests/requests-store.ts'
import { listTodo, todoOf } from '../../src/domain/requests/todo.ts'
import { checkReport } from '../../src/law/annual-report/check-report.ts'
import { buildFigures } from '../../src/law/annual-report/sample-figures.ts'
import { inTransaction } from '../../src/platform/database/database.ts'
import { cellValue, safeCellText } from '../../src/platform/documents/xlsx-text.ts'
import { openFile, receiveFile, type Files } from '../../src/platform/files/files.ts'
import { createFolderStore } from '../../src/platform/files/folder-store.ts'
import { stageFile } from '../../src/platform/files/stage-file.ts'
import { testFiles } from '../builders/files.ts'
import { buildOfficer } from '../builders/people.ts'
import { temporaryFolder } from '../cluster.ts'
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
  answerAndClose,
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

test('all seven engines that were read: Saturday never counts; here a Saturday worked for a holiday does', async () => {
  // Saturday 2024-05-11 is worked for 劳动节: twenty working days from 2024-05-06
  const { state } = await buildCase(room, staff.clerk, '2024-05-06')
  expect(state.clock.replyDueOn).toEqual(day('2024-05-31'))
  expect(builtInCalendar.isWorkingDay(day('2024-05-11'))).toBe(true)
})

test('foi-flow, froide: an hour of the evening moved the day of receipt; here the day is the day', async () => {
  const form = registration({ arrivedOn: '2024-03-01' })
  const early = await registerRequest(room, staff.clerk, form, chinaMoment('2024-03-01T00:01'))
  const late = await registerRequest(room, staff.clerk, form, chinaMoment('2024-03-01T23:59'))
  expect(late.state.clock).toEqual(early.state.clock)
})

test('NextRequest: a pause did not pause; here the days of a consultation are the days that are given back', async () => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const asked = { kind: 'third-party', to: '示例公司', isPerson: false, about: '协议' } as const
  const sent = await consult(
    room,
    staff.clerk,
    one,
    { ...asked, happenedOn: day('2024-03-04') },
    at('2024-03-04'),
  )
  const opinion = { number: 1, opinion: 'agrees', reasons: undefined } as const
  const answered = await recordOpinion(
    room,
    staff.clerk,
    sent,
    { ...opinion, happenedOn: day('2024-03-11') },
    at('2024-03-11'),
  )
  const before = one.state.clock.replyDueOn!
  const after = answered.state.clock.replyDueOn!
  expect(builtInCalendar.workingDaysBetween(before, after)).toBe(
    builtInCalendar.workingDaysBetween(day('2024-03-04'), day('2024-03-11')),
  )
})

test('Alaveteli, froide: an extension could not be recorded, so that all looked late; here it moves the day', async () => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const form = { happenedOn: day('2024-03-20'), days: 20, reason: '需要清点档案' }
  await extendDeadline(room, staff.head, one, form, at('2024-03-20'))
  const overdue = async (today: string) =>
    (
      await listLedger(
        room,
        staff.clerk,
        { filter: { due: 'overdue' }, sort: 'due', descending: false, limit: 100 },
        day(today),
      )
    ).entries.some(({ id }) => id === one.id)
  expect(await overdue('2024-04-15')).toBe(false)
  expect(await overdue('2024-05-20')).toBe(true)
})

test('Alaveteli: nobody could say how a date was counted; here each day left out has its reason', async () => {
  const { state } = await buildCase(room, staff.clerk, '2024-09-10')
  const clock = explainClock(state, builtInCalendar)
  const skipped = (clock.ok ? clock.value.steps : []).flatMap((step) => step.skipped)
  expect(skipped.length).toBeGreaterThan(5)
  expect(skipped.every(({ why }) => why !== '')).toBe(true)
  expect(skipped.find(({ on }) => on.equals(day('2024-10-01')))?.why).toContain('国庆节')
})

test('most: a year not known yet was counted in silence; here the day is called provisional', async () => {
  // 2028 has no notice in this test
  const { state } = await buildCase(room, staff.clerk, '2027-12-20')
  expect(state.clock.provisional).toBe(true)
})

test('NYC: one column meant first the acknowledgement, then the answer; here each term has its own', async () => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const notice = { happenedOn: day('2024-03-05'), days: 10, items: '名称' }
  const { state } = await askForCorrection(room, staff.clerk, one, notice, at('2024-03-05'))
  expect(state.clock).toMatchObject({ correctionDueOn: day('2024-03-19'), replyDueOn: null })
})

test('NYC: lateness was written by a nightly job; here it is a question asked on a day', async () => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const rows = () =>
    database.db.selectFrom('requests').selectAll().where('id', '=', one.id).execute()
  const [before] = await rows()
  const left = (today: string) => {
    const item = todoOf(before!, staff.clerk, day(today), builtInCalendar)
    return item?.workingDaysLeft
  }
  expect([left('2024-03-29'), left('2024-04-01')]).toEqual([0, -1])
  expect(await rows()).toEqual([before])
})

test('foi-flow: the next state came from the browser; here a step the table does not have changes nothing', async () => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const issue = issueReply(
    room,
    staff.clerk,
    one,
    { happenedOn: day('2024-03-04') },
    at('2024-03-04'),
  )
  await expect(issue).rejects.toMatchObject({ code: 'wrong-state' })
  const close = closeCase(room, staff.clerk, one, { archiveNumber: undefined }, at('2024-03-04'))
  await expect(close).rejects.toMatchObject({ code: 'wrong-state' })
  expect((await getOpenCase(database.db, one.id)).state.lastSeq).toBe(1)
})

test('RecordTrac: cases were closed by mistake; here only what was answered or ended is, and it stays as it was', async () => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const closed = await answerAndClose(room, staff, one, draftOf('A1'), at('2024-03-20'))
  const redraft = draftReply(room, staff.clerk, closed, draftOf('A1'), at('2024-03-21'))
  await expect(redraft).rejects.toMatchObject({ code: 'wrong-state' })
})

test('Track a Query: figures changed when a flag came later; here a row without it is made from its events', async () => {
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  await sql`update requests set folded = folded - 'facts' where id = ${one.id}`.execute(database.db)
  const rebuilt = await Array.fromAsync(rebuildRows(database.db, at('2024-03-02')))
  expect(rebuilt.filter(({ kind }) => kind === 'rebuilt')).toHaveLength(1)
})

test('foia.gov: balance was checked in the browser only; here the rules refuse what does not add up', () => {
  const received = ['99', '0', '0', '0', '0', '0', '99']
  const broken = buildFigures('2021', { requests: { new: received } })
  const errors = checkReport(broken, { origin: 'inside' }).filter(
    ({ severity }) => severity === 'error',
  )
  expect(errors.map(({ message }) => message).join()).toContain('99')
  expect(checkReport(buildFigures('2021'), { origin: 'inside' })).toEqual([])
})

test('NYC: the nightly notice was filed under the last case of the loop; here each is about its own', async () => {
  const office = await buildOffice(database.db)
  const colleague = await buildOfficer(database.db, office.agencyId, 'clerk')
  const mine = [
    await buildCase(room, office.clerk, '2024-05-07', { subject: '甲' }),
    await buildCase(room, office.clerk, '2024-05-08', { subject: '乙' }),
  ]
  const theirs = [await buildCase(room, colleague, '2024-05-07', { subject: '丙' })]
  await runDailyRound(room, day('2024-06-03'), at('2024-06-03'))
  const told = async (who: Officer) =>
    (await listUnseenNotices(database.db, who))
      .map(({ requestId, subject, dueOn }) => [requestId, subject, dueOn?.toString()])
      .toSorted()
  expect(await told(office.clerk)).toEqual([
    [mine[0]!.id, '甲', '2024-06-03'],
    [mine[1]!.id, '乙', '2024-06-04'],
  ])
  expect(await told(colleague)).toEqual([[theirs[0]!.id, '丙', '2024-06-03']])
})

test('RecordTrac: work lay with somebody who was away; here a deputy is told, and one who left leaves it to all', async () => {
  const office = await buildOffice(database.db)
  const colleague = await buildOfficer(database.db, office.agencyId, 'clerk')
  const { id } = await buildCase(room, office.clerk, '2024-05-07')
  await database.db
    .updateTable('users')
    .set({ active: false })
    .where('id', '=', office.clerk.id)
    .execute()
  await runDailyRound(room, day('2024-06-03'), at('2024-06-03'))
  const told = await listUnseenNotices(database.db, colleague)
  expect(told.map(({ requestId }) => requestId)).toEqual([id])
})

test.each([
  ['without proof', { way: 'direct', proof: '' }],
  ['by post without a number', { way: 'china-post', proof: '收寄凭证' }],
])('Alaveteli: "we never received it"; here nothing is served %s', (_, given) => {
  expect(DeliveryForm.safeParse({ happenedOn: '2024-03-04', ...given }).success).toBe(false)
})

test('Alaveteli: a blank behind a title made another request; here likeness and the applicant survive typing', () => {
  const likeness = likenessOf(pairsOf('河东路征收方案'), pairsOf(' 河东路　征收方案 '))
  expect(likeness).toBeGreaterThan(0.8)
  const { sealer } = room
  const key = (name: string, idNumber: string) => applicantKey({ name, idNumber }, sealer)
  expect(key('示例 甲', 'ｅｘ－1')).toBe(key('示例甲', 'EX-1'))
})

test('foi-flow: letters lay unopened; here what is not confirmed stands before everything that is due', async () => {
  const office = await buildOffice(database.db)
  await buildCase(room, office.clerk, '2024-03-01')
  const letter = await buildCase(room, office.clerk, '2024-03-20', { channel: 'ordinary_mail' })
  const [first] = await listTodo(room, office.clerk, day('2024-04-15'))
  expect(first).toMatchObject({ id: letter.id, reason: 'receipt-unconfirmed' })
})

test.each([
  ['breaks', () => Promise.reject(new Error('scanner gone'))],
  ['says nothing', () => Promise.resolve({ state: 'unknown', reason: 'timeout' } as const)],
  ['finds something', () => Promise.resolve({ state: 'infected', found: 'X' } as const)],
])('NYC: a scanner that %s let the file pass; here it does not', async (_, scanner) => {
  const folder = temporaryFolder()
  const files: Files = {
    blobs: createFolderStore(folder, room.sealer.keyFor('files')),
    sealer: room.sealer,
    scanner,
  }
  const upload = { name: '证明.pdf', content: testFiles.pdf() }
  const opened = async () => {
    const staged = await stageFile(files, upload, { maxBytes: 1_000_000 })
    const stored = await inTransaction(database.db, (tx) =>
      receiveFile(files, tx, staged, at('2024-03-01')),
    )
    return openFile(files, database.db, stored.id, async () => true)
  }
  await expect(opened()).rejects.toThrow()
  rmSync(folder, { recursive: true })
})

test.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '＠SUM(A1)'])(
  'NYC, FOI for Councils: an applicant’s %o was a formula in the export; here it is text',
  (typed) => {
    expect(safeCellText(typed)).toBe(`'${typed}`)
    expect(cellValue(typed)).toBe(`'${typed}`)
  },
)
