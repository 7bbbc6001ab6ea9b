import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import {
  buildPublishedDocument,
  buildReviewedEdition,
  editionForm,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import type { Officer } from '../accounts/officer.ts'
import { getEdition } from '../publications/editions-store.ts'
import { publishEdition } from '../publications/handling/publish.ts'
import {
  DETERMINATION_STATES,
  DeterminationForm,
  type Attribute,
  type DeterminationState,
} from './determination.ts'
import { getDetermination, linkDocument } from './determinations-store.ts'
import { countIssued, listLedger } from './ledger.ts'
import { listDueReassessments } from './reassessments-store.ts'
import { disclosureLists } from './disclosure-lists.ts'
import {
  checkAttribute,
  proposeAgain,
  proposeAttribute,
  signAttribute,
} from './handling/determining.ts'
import { issueDocument, reassess } from './handling/issuing.ts'
import {
  draftDisclosureLists,
  draftFromDetermination,
  linkPublished,
} from './handling/publishing.ts'
import { LIFECYCLE } from './lifecycle.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const on = (iso: string) => Temporal.PlainDate.from(iso)
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })

let database: TestDatabase
let agencyId: number
let desk: PublicationDesk
let checker: Officer
beforeAll(async () => {
  database = await createTestDatabase()
  agencyId = await buildAgency(database.db)
  desk = {
    drafter: await buildOfficer(database.db, agencyId, 'clerk'),
    reviewer: await buildOfficer(database.db, agencyId, 'secrecy-reviewer'),
    head: await buildOfficer(database.db, agencyId, 'head'),
  }
  checker = await buildOfficer(database.db, agencyId, 'clerk')
})
afterAll(() => database.close())

const form = (attribute: Attribute, given: Record<string, string> = {}): DeterminationForm =>
  DeterminationForm.parse({
    title: '关于示例工作的通知',
    attribute,
    ...(attribute === 'proactive' ? {} : { ground: 'X16b', reason: '请示类公文' }),
    ...given,
  })

const confirm = async (id: number, attribute: Attribute) => ({
  ...form(attribute),
  version: (await getDetermination(database.db, id)).version,
  decision: 'confirm' as const,
  opinion: '',
})

let serial = 0

async function buildSigned(attribute: Attribute, at = NOW): Promise<number> {
  const { db } = database
  const id = await proposeAttribute(db, desk.drafter, form(attribute), at)
  await checkAttribute(db, checker, id, await confirm(id, attribute), at)
  await signAttribute(db, desk.head, id, await confirm(id, attribute), at)
  return id
}

async function buildIssued(attribute: Attribute, at = NOW, day = '2020-08-17'): Promise<number> {
  const id = await buildSigned(attribute, at)
  serial += 1
  const issue = { documentNumber: `示发〔2020〕${serial}号`, issuedOn: on(day) }
  await issueDocument(database.db, desk.drafter, id, issue, at)
  return id
}

test('every state is in the lifecycle; issued is reached from signed, signed from checked alone', () => {
  expect(Object.keys(LIFECYCLE)).toEqual([...DETERMINATION_STATES].sort(byLifecycle))
  const leadingTo = (state: DeterminationState) =>
    Object.entries(LIFECYCLE)
      .filter(([, steps]) => Object.values(steps).some(({ to }) => to === state))
      .map(([from]) => from)
  expect([leadingTo('issued'), leadingTo('signed'), leadingTo('checked')]).toEqual([
    ['signed'],
    ['checked'],
    ['proposed'],
  ])
})

const ORDER = Object.keys(LIFECYCLE)
const byLifecycle = (a: string, b: string) => ORDER.indexOf(a) - ORDER.indexOf(b)

test.each<[Record<string, string>, string[]]>([
  [{ attribute: 'withheld' }, ['ground', 'reason']],
  [{ attribute: 'on-request', ground: 'X15' }, ['reason']],
  [{ attribute: 'proactive', ground: 'X14a' }, ['ground']],
  [{ attribute: 'proactive', origin: 'joint-lead' }, ['originNote']],
  [
    {
      attribute: 'proactive',
      origin: 'forwarded',
      originNote: '上级通知',
      forwardedAttribute: 'withheld',
    },
    ['reason'],
  ],
])('what is not public, or strays from what it forwards, says why: %j', (given, fields) => {
  const checked = DeterminationForm.safeParse({ title: '示例', ...given })
  expect(checked.error?.issues.map(({ path }) => path[0])).toEqual(fields)
})

test('the drafter neither checks nor signs, and nobody issues what was not signed', async () => {
  const { db } = database
  const id = await proposeAttribute(db, desk.drafter, form('proactive'), NOW)
  const issue = { documentNumber: '示发〔2020〕901号', issuedOn: on('2020-08-17') }
  await expect(issueDocument(db, desk.drafter, id, issue, NOW)).rejects.toEqual(
    refusal('wrong-state'),
  )
  const decision = await confirm(id, 'proactive')
  await expect(checkAttribute(db, desk.drafter, id, decision, NOW)).rejects.toEqual(
    refusal('forbidden'),
  )
  await checkAttribute(db, checker, id, decision, NOW)
  await expect(signAttribute(db, desk.head, id, decision, NOW)).rejects.toEqual(refusal('stale'))
  await signAttribute(db, desk.head, id, await confirm(id, 'proactive'), NOW)
  const before = { ...issue, issuedOn: on('2020-08-16') }
  await expect(issueDocument(db, desk.drafter, id, before, NOW)).rejects.toEqual(refusal('invalid'))
  await issueDocument(db, desk.drafter, id, issue, NOW)
  const again = await buildSigned('proactive')
  await expect(issueDocument(db, desk.drafter, again, issue, NOW)).rejects.toEqual(
    refusal('invalid'),
  )
})

test('the database holds the order and what was issued, whoever asks it', async () => {
  const { db } = database
  const id = await proposeAttribute(db, desk.drafter, form('proactive'), NOW)
  const issued = sql`update determinations set state = 'issued', document_number = 'x', issued_on = '2020-01-01',
    issued_at = now() where id = ${id}`
  await expect(issued.execute(db)).rejects.toThrow('violates check constraint')
  const own = sql`update determinations set state = 'checked', checked_by = proposed_by, checked_at = proposed_at
    where id = ${id}`
  await expect(own.execute(db)).rejects.toThrow('violates check constraint')
  const done = await buildIssued('withheld')
  const opened = sql`update determinations set attribute = 'proactive', ground = null, reason = '' where id = ${done}`
  await expect(opened.execute(db)).rejects.toThrow('只能通过重新评估改变')
  const retitled = sql`update determinations set title = '另一个' where id = ${done}`
  await expect(retitled.execute(db)).rejects.toThrow('不得改动')
})

test('a return goes back to the drafter, and proposing anew voids what was checked', async () => {
  const { db } = database
  const id = await proposeAttribute(db, desk.drafter, form('on-request'), NOW)
  await checkAttribute(db, checker, id, await confirm(id, 'on-request'), NOW)
  const back = {
    ...(await confirm(id, 'on-request')),
    decision: 'return' as const,
    opinion: '应当公开',
  }
  await signAttribute(db, desk.head, id, back, NOW)
  expect(await getDetermination(db, id)).toMatchObject({
    state: 'returned',
    returnedReason: '应当公开',
  })
  const { version } = await getDetermination(db, id)
  await proposeAgain(db, desk.drafter, id, version, form('proactive'), NOW)
  expect(await getDetermination(db, id)).toMatchObject({ state: 'proposed', checkedBy: null })
})

test('issued is public and on request and withheld, and the public ones are those online', async () => {
  const { db } = database
  const other = await buildAgency(db)
  const officers = {
    drafter: await buildOfficer(db, other, 'clerk'),
    reviewer: await buildOfficer(db, other, 'secrecy-reviewer'),
    head: await buildOfficer(db, other, 'head'),
  }
  const before = desk
  const beforeChecker = checker
  desk = officers
  checker = await buildOfficer(db, other, 'clerk')
  const at = chinaMoment('2021-03-01T09:00')
  const open = await buildIssued('proactive', at, '2021-03-01')
  await buildIssued('on-request', at, '2021-03-01')
  await buildIssued('withheld', at, '2021-03-01')
  const index = await buildPublishedDocument(db, desk, at, { title: '公开的通知' })
  await linkPublished(db, desk.drafter, open, index, at)
  expect(await countIssued(db, other, 2021)).toEqual({
    issued: 3,
    proactive: 1,
    onRequest: 1,
    withheld: 1,
    published: 1,
  })
  const lists = disclosureLists(await listLedger(db, other, { year: 2021, state: 'issued' }))
  expect(lists).toContain('制发公文3件：主动公开1件，依申请公开1件，不予公开1件。')
  const editionId = await draftDisclosureLists(db, desk.drafter, 2021, at)
  expect(await getEdition(db, editionId)).toMatchObject({
    kind: 'disclosure-lists',
    state: 'draft',
  })
  desk = before
  checker = beforeChecker
})

test('the list of what is withheld names no document', async () => {
  const { db } = database
  const id = await proposeAttribute(
    db,
    desk.drafter,
    form('withheld', { title: '不能说的标题' }),
    NOW,
  )
  await checkAttribute(db, checker, id, await confirm(id, 'withheld'), NOW)
  await signAttribute(db, desk.head, id, await confirm(id, 'withheld'), NOW)
  const issue = { documentNumber: '密文〔2020〕7号', issuedOn: on('2020-08-17') }
  await issueDocument(db, desk.drafter, id, issue, NOW)
  const lists = disclosureLists(await listLedger(db, agencyId, { year: 2020, state: 'issued' }))
  expect(lists).toContain('过程性信息')
  expect(lists).not.toContain('不能说的标题')
  expect(lists).not.toContain('密文')
})

test('what is not public comes up again after a year, and opens only by a re-assessment on record', async () => {
  const { db } = database
  const id = await buildIssued('withheld')
  const due = async (day: string) =>
    (await listDueReassessments(db, agencyId, on(day))).some((one) => one.id === id)
  expect([await due('2021-08-16'), await due('2021-08-17')]).toEqual([false, true])
  const keep = { conclusion: 'keep', attribute: 'withheld', ground: null, reason: '' } as const
  const later = chinaMoment('2021-08-20T09:00')
  const kept = { ...keep, reassessment: '情况没有变化', nextReviewOn: null }
  await reassess(db, desk.drafter, id, kept, later)
  expect([await due('2022-08-19'), await due('2022-08-20')]).toEqual([false, true])
  const open = {
    conclusion: 'change',
    attribute: 'proactive',
    ground: null,
    reason: '',
    reassessment: '事项已经办结',
    nextReviewOn: null,
  } as const
  await reassess(db, desk.head, id, open, later)
  expect(await getDetermination(db, id)).toMatchObject({
    attribute: 'proactive',
    nextReviewOn: null,
  })
  await expect(reassess(db, desk.head, id, open, later)).rejects.toEqual(refusal('wrong-state'))
})

test('a document of the ledger is published only when it was determined public and issued', async () => {
  const { db } = database
  const id = await buildIssued('proactive')
  const editionId = await draftFromDetermination(db, desk.drafter, id, NOW)
  const edition = await getEdition(db, editionId)
  expect(edition).toMatchObject({ title: '关于示例工作的通知', state: 'draft' })
  await expect(draftFromDetermination(db, desk.drafter, id, NOW)).rejects.toEqual(
    refusal('wrong-state'),
  )

  const withheld = await buildIssued('withheld')
  await expect(draftFromDetermination(db, desk.drafter, withheld, NOW)).rejects.toEqual(
    refusal('wrong-state'),
  )
  const reviewed = await buildReviewedEdition(db, desk, NOW, editionForm())
  const { documentId } = await getEdition(db, reviewed)
  await db.transaction().execute((tx) => linkDocument(tx, withheld, documentId))
  await expect(publishEdition(db, desk.head, reviewed, NOW)).rejects.toThrow('没有认定为主动公开')
})
