import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  REGISTRATION,
  type OfficeStaff,
} from '../../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import type { CaseRoom } from '../case-room.ts'
import { closeCase } from '../handling/close-case.ts'
import { draftReply } from '../handling/draft-reply.ts'
import { withdrawRequest } from '../handling/end-request.ts'
import type { Handled } from '../handling/take-step.ts'
import { listLedger } from '../ledger.ts'
import { listTodo } from '../todo.ts'
import { verifyRequests } from '../verify.ts'
import { decideRectification, RectificationDecisionForm } from './decide-rectification.ts'
import { parseRectification, registerRectification } from './register-rectification.ts'

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

const TYPED = {
  ...REGISTRATION,
  wantedForm: '',
  description: '',
  arrivedOn: '2024-05-07',
  subject: '示例登记表中的姓名',
  wrong: '“甲”误作“申”，应为“甲”',
  evidence: '身份证复印件',
}

async function register(given: Record<string, string> = {}): Promise<Handled> {
  const form = parseRectification({ ...TYPED, ...given })
  if (!form.ok) throw new Error(JSON.stringify(form.problems))
  return registerRectification(room, staff.clerk, form.value, at('2024-05-07'))
}

const decide = (ref: Handled, given: Record<string, string> = {}) =>
  decideRectification(
    room,
    staff.head,
    ref,
    RectificationDecisionForm.parse({
      outcome: 'corrected',
      text: '已更正',
      way: 'direct',
      happenedOn: '2024-05-09',
      ...given,
    }),
    at('2024-05-09'),
  )

test('it stands in the one register, without a term, waits for the head, and ends in the archive', async () => {
  await buildCase(room, staff.clerk, '2024-05-07')
  const opened = await register()
  expect([opened.state.registerNumber, opened.state.clock.replyDueOn]).toEqual([2, null])
  expect(opened.state.clock.receivedOn?.toString()).toBe('2024-05-07')
  const todo = (await listTodo(room, staff.head, day('2024-05-08'))).find(
    ({ id }) => id === opened.id,
  )
  expect([todo?.step, todo?.isMine]).toEqual(['decide-rectification', true])
  const decided = await decide(opened)
  expect([decided.state.status, decided.state.rectification?.outcome]).toEqual([
    'ended',
    'corrected',
  ])
  await closeCase(room, staff.clerk, decided, { archiveNumber: undefined }, at('2024-05-10'))
  const query = {
    filter: { kind: 'rectification' },
    sort: 'register',
    descending: true,
    limit: 9,
  } as const
  const { entries } = await listLedger(room, staff.clerk, query, day('2024-05-10'))
  expect(entries.map(({ status, disposition }) => [status, disposition])).toEqual([
    ['closed', null],
  ])
})

test('what belongs to an application is refused, and an application is no 更正', async () => {
  const opened = await register()
  await expect(
    draftReply(room, staff.clerk, opened, draftOf('A2'), at('2024-05-08')),
  ).rejects.toMatchObject({ code: 'wrong-state' })
  const application = await buildCase(room, staff.clerk, '2024-05-07')
  await expect(decide(application)).rejects.toMatchObject({ code: 'wrong-state' })
})

test('passed on to whom, told on a possible day, decided by the head', async () => {
  const opened = await register()
  expect(
    RectificationDecisionForm.safeParse({
      outcome: 'forwarded',
      text: '无权更正',
      way: 'direct',
      happenedOn: '2024-05-09',
    }).success,
  ).toBe(false)
  await expect(decide(opened, { happenedOn: '2024-05-06' })).rejects.toMatchObject({
    code: 'invalid',
  })
  const form = RectificationDecisionForm.parse({
    outcome: 'not-corrected',
    text: '证据不足',
    way: 'direct',
    happenedOn: '2024-05-09',
  })
  await expect(
    decideRectification(room, staff.clerk, opened, form, at('2024-05-09')),
  ).rejects.toMatchObject({ code: 'forbidden' })
  const decided = await decide(opened, { outcome: 'forwarded', forwardedTo: '示例市公安局' })
  expect(decided.state.rectification?.forwardedTo).toBe('示例市公安局')
})

test('a withdrawn one is concluded in no report cell; the records verify', async () => {
  const opened = await register()
  const form = { happenedOn: day('2024-05-08'), reason: '电话撤回' }
  const ended = await withdrawRequest(room, staff.clerk, opened, form, at('2024-05-08'))
  expect([ended.state.status, ended.state.conclusion]).toEqual(['ended', null])
  const findings = await Array.fromAsync(verifyRequests(database.db))
  expect(findings.filter(({ kind }) => kind === 'finding')).toEqual([])
})

test('what is wrong and what proves it must be said', () => {
  const checked = parseRectification({ ...TYPED, wrong: '', evidence: ' ', subject: '' })
  expect(checked.ok ? [] : checked.problems.map(({ at: field }) => field).sort()).toEqual([
    'evidence',
    'subject',
    'wrong',
  ])
})
