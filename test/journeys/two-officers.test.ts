/** Two officers act on one case from the same page: one wins, the other is told, and neither the case nor a word is lost. */
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Officer, Role } from '../../src/domain/accounts/officer.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import { draftReply } from '../../src/domain/requests/handling/draft-reply.ts'
import { issueReply } from '../../src/domain/requests/handling/issue-reply.ts'
import { reviewLegally } from '../../src/domain/requests/handling/approve-reply.ts'
import type { Handled } from '../../src/domain/requests/handling/take-step.ts'
import { verifyRequests } from '../../src/domain/requests/verify.ts'
import { builtInCalendar } from '../../src/law/calendar/calendar.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { answer, at, buildCase, draftOf, sign, type OfficeStaff } from '../builders/requests.ts'
import { fieldsOn } from './fill-form.ts'

const TODAY = '2024-06-03'
let app: TestApp
let room: CaseRoom
let staff: OfficeStaff
const desks = new Map<Role, readonly [Browser, Browser]>()
const colleagues = new Map<Role, Officer>()
beforeAll(async () => {
  app = await createTestApp({ now: `${TODAY}T10:00` })
  room = { db: app.db, sealer: app.files.sealer, calendar: builtInCalendar }
  for (const role of ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head'] as const) {
    const officer = await app.person(role)
    const colleague = await app.person(role)
    colleagues.set(role, officer)
    desks.set(role, [await app.signIn(officer), await app.signIn(colleague)])
  }
  staff = {
    agencyId: app.agencyId,
    clerk: colleagues.get('clerk')!,
    secrecyReviewer: colleagues.get('secrecy-reviewer')!,
    legalAdviser: colleagues.get('legal-adviser')!,
    head: colleagues.get('head')!,
  }
})
afterAll(() => app.close())

let opened: Handled
beforeEach(async () => {
  opened = await buildCase(room, staff.clerk, TODAY)
})

const now = at(TODAY)
const draft = () => draftReply(room, staff.clerk, opened, draftOf('E2'), now)
const approval = (contentHash: string) =>
  ({ decision: 'approved', contentHash, opinion: undefined }) as const

async function reviewed(): Promise<Handled> {
  const drafted = await draft()
  const { contentHash } = drafted.state.reply!
  return reviewLegally(room, staff.legalAdviser, drafted, approval(contentHash), now)
}
const signed = () => sign(room, staff, opened, draftOf('E2'), now)
const issued = async () =>
  issueReply(room, staff.clerk, await signed(), { happenedOn: Temporal.PlainDate.from(TODAY) }, now)

/** The act, who takes it, what is typed, and how the case came to be where it can be taken. */
const ACTS: readonly (readonly [
  step: string,
  by: Role,
  typed: Readonly<Record<string, string>>,
  from: () => Promise<Handled>,
])[] = [
  ['ask-correction', 'clerk', { days: '10', items: '请写明是哪一块地' }, async () => opened],
  [
    'consult',
    'clerk',
    { kind: 'third-party', to: '示例公司', about: '补偿协议全文' },
    async () => opened,
  ],
  [
    'ask-reasons',
    'clerk',
    { facts: '一个月内提出四十件', replyWithinDays: '10' },
    async () => opened,
  ],
  ['extend', 'head', { days: '20', reason: '需要清点历年档案' }, async () => opened],
  ['withdraw', 'clerk', { reason: '申请人来函撤回' }, async () => opened],
  ['end', 'head', { ending: 'merged', reason: '与另一件合并' }, async () => opened],
  ['note', 'clerk', { text: '两次致电未接通' }, async () => opened],
  ['take-back-draft', 'clerk', { reason: '发现新的材料' }, draft],
  ['review-legally', 'legal-adviser', { decision: 'approved', opinion: '依据充分' }, draft],
  ['sign-off', 'head', { decision: 'returned', opinion: '理由部分请再核实' }, reviewed],
  ['issue', 'clerk', {}, signed],
  ['deliver', 'clerk', { way: 'direct', proof: '申请人签收的送达回证' }, issued],
  [
    'close',
    'clerk',
    { archiveNumber: '2024-信-7' },
    () => answer(room, staff, opened, draftOf('E2'), now),
  ],
]

const countEvents = async (id: number) =>
  (
    await app.db
      .selectFrom('request_events')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('request_id', '=', id)
      .executeTakeFirstOrThrow()
  ).count

/** The page's own fields; the browser adds its token. */
function formOn({ body }: LightMyRequestResponse) {
  const { csrf: _, ...fields } = fieldsOn(body)
  return fields
}

test.each(ACTS)('%s by two at the same moment', async (step, by, typed, from) => {
  const { id, seenSeq } = await from()
  const address = `/office/requests/${id}/${step}`
  const pages = await Promise.all(desks.get(by)!.map((desk) => desk.get(address)))
  expect(pages.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  const answers = await Promise.all(
    desks.get(by)!.map((desk, n) => desk.post(address, { ...formOn(pages[n]!), ...typed })),
  )
  const [won, lost] = answers.toSorted((a, b) => a.statusCode - b.statusCode) as [
    LightMyRequestResponse,
    LightMyRequestResponse,
  ]
  expect([won.statusCode, lost.statusCode]).toEqual([303, 409])
  expect(await countEvents(id)).toBe(seenSeq + 1)
  expect(lost.body).toContain('其他同事刚刚办理了这件申请')
  for (const text of Object.values(typed)) expect(lost.body).toContain(text)
})

test('of two who drafted and signed meanwhile, the signature is on the text that was read', async () => {
  const { id } = await draft()
  const address = `/office/requests/${id}/review-legally`
  const [lawyer] = desks.get('legal-adviser')!
  const page = await lawyer.get(address)
  await draftReply(
    room,
    staff.clerk,
    { id, seenSeq: 2 },
    { ...draftOf('E2'), text: '改过的正文。' },
    now,
  )
  const signature = { decision: 'approved', opinion: '同意' }
  const refused = await lawyer.post(address, { ...formOn(page), ...signature })
  expect(refused.statusCode).toBe(409)
  expect(refused.body).toContain('改过的正文。')
})

test('after all of it every case still folds to its row', async () => {
  const found = await Array.fromAsync(verifyRequests(app.db))
  expect(found.filter(({ kind }) => kind === 'finding')).toEqual([])
})
