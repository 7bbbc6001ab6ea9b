import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../../test/builders/people.ts'
import { buildNormative, draftAct, publishDraft } from '../../../../test/builders/policies.ts'
import {
  buildPublicationDesk,
  type PublicationDesk,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { builtInCalendar } from '../../../law/calendar/calendar.ts'
import { DEFAULT_SETTINGS } from '../../../law/settings.ts'
import { countDocuments } from '../../../law/validity.ts'
import { inTransaction } from '../../../platform/database/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { projectReport } from '../../annual-report/projection.ts'
import { getEdition } from '../../publications/editions-store.ts'
import { editDraft } from '../../publications/handling/drafting.ts'
import { listPublicLinks } from '../links.ts'
import { checkPolicySubmission } from '../submission-check.ts'
import { validityOfDocuments } from '../validity.ts'
import { CleanupForm, ScopeForm, type CleanupResult } from './cleanup.ts'
import { getCleanup, listCleanupItems } from './cleanups-store.ts'
import { issueCleanup, NoticeForm } from './issue-cleanup.ts'
import { approveCleanup, returnCleanup, reviewCleanup } from './decide-cleanup.ts'
import {
  collateCleanup,
  decideResult,
  giveOpinion,
  openCleanup,
  summariseComments,
} from './run-cleanup.ts'

const day = Temporal.PlainDate.from
const NOW = chinaMoment('2023-03-01T09:00')
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })
const SCOPE = ScopeForm.parse({ units: 'all' })
const FORM = CleanupForm.parse({ title: '2023年规范性文件清理', opinionsDueOn: '2023-03-31' })

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

interface Bureau {
  readonly officeId: number
  readonly unitId: number
  readonly office: PublicationDesk
  readonly unit: PublicationDesk
  readonly adviser: Officer
}

let bureau: Bureau
beforeEach(async () => {
  const { db } = database
  const officeId = await buildAgency(db)
  const unitId = await buildAgency(db, { supervisorId: officeId })
  bureau = {
    officeId,
    unitId,
    office: await buildPublicationDesk(db, officeId),
    unit: await buildPublicationDesk(db, unitId),
    adviser: await buildOfficer(db, officeId, 'legal-adviser'),
  }
})

/** One document of the office and three of the unit; the unit's opinions in order. */
async function buildCollated(results: readonly CleanupResult[]) {
  const { db } = database
  const { office, unit } = bureau
  const documents = [await buildNormative(db, office, '2018-01-10')]
  for (let n = 1; n < results.length; n += 1)
    documents.push(await buildNormative(db, unit, '2018-02-10'))
  const id = await openCleanup(db, office.drafter, FORM, SCOPE, NOW)
  for (const [n, result] of results.entries())
    await giveOpinion(
      db,
      n === 0 ? office.drafter : unit.drafter,
      id,
      documents[n]!.documentId,
      { result, reason: result === 'keep' ? '' : '已有新规定' },
      NOW,
    )
  await collateCleanup(db, office.drafter, id, NOW)
  return { id, ids: documents.map(({ documentId }) => documentId) }
}

async function buildApproved(results: readonly CleanupResult[]) {
  const { db } = database
  const { id, ids } = await buildCollated(results)
  await reviewCleanup(db, bureau.adviser, id, '清理结果合法', NOW)
  await approveCleanup(db, bureau.office.head, id, NOW)
  return { id, ids }
}

const notice = (given: Record<string, string> = {}) =>
  NoticeForm.parse({
    title: '关于公布规范性文件清理结果的通知',
    category: '管委文件',
    text: '现将清理结果公布如下。',
    ...given,
  })

const standings = async (ids: readonly number[], on: string) => {
  const all = await validityOfDocuments(database.db, ids, day(on))
  return ids.map((id) => all.get(id)?.validity)
}

test('a campaign from scope to marks: nothing is marked before the notice is public, everything in the moment it is', async () => {
  const { db } = database
  const { id, ids } = await buildApproved(['keep', 'amend', 'repeal', 'lapse'])
  const editionId = await issueCleanup(db, bureau.office.drafter, id, notice(), NOW)
  expect(await standings(ids, '2030-01-01')).toEqual(Array(4).fill('in-force'))
  for (const one of ids) expect(await listPublicLinks(db, one, day('2023-03-01'))).toEqual([])

  await publishDraft(db, bureau.office, editionId, NOW)
  const { documentId } = await getEdition(db, editionId)
  expect(await standings(ids, '2023-02-28')).toEqual(Array(4).fill('in-force'))
  expect(await standings(ids, '2023-03-01')).toEqual([
    'in-force',
    'in-force',
    'repealed',
    'expired',
  ])
  const kinds = ['keeps', 'to-be-amended', 'repeals', 'lapses']
  for (const [n, one] of ids.entries())
    expect(await listPublicLinks(db, one, day('2023-03-01'))).toMatchObject([
      { kind: kinds[n], direction: 'to', documentId },
    ])
  const links = await listPublicLinks(db, documentId, day('2023-03-01'))
  expect(links.map(({ kind, documentId: to }) => [kind, to])).toEqual(
    ids.map((one, n) => [kinds[n], one]),
  )
})

test('the notice lists every document under its result, and its lists cannot be edited away', async () => {
  const { db } = database
  const { id } = await buildApproved(['keep', 'repeal'])
  const editionId = await issueCleanup(db, bureau.office.drafter, id, notice(), NOW)
  const edition = await getEdition(db, editionId)
  expect(edition.bodyText).toMatch(
    /继续有效的规范性文件目录[\s\S]*示规〔2018〕[\s\S]*废止的规范性文件目录[\s\S]*已有新规定/,
  )
  const check = (one: typeof edition) =>
    inTransaction(db, (tx) => checkPolicySubmission(tx, one, builtInCalendar, day('2023-03-01')))
  expect(await check(edition)).toEqual([])
  const content = {
    ...edition,
    structure: edition.structure as never,
    keywords: [...edition.keywords],
  }
  const cover = '<p>换了一句说明。</p>'
  const lists = edition.bodyHtml.slice(edition.bodyHtml.indexOf('<h2>'))
  await editDraft(
    db,
    bureau.office.drafter,
    editionId,
    edition.version,
    { ...content, bodyHtml: cover + lists },
    NOW,
  )
  expect(await check(await getEdition(db, editionId))).toEqual([])
  const { version } = await getEdition(db, editionId)
  await editDraft(
    db,
    bureau.office.drafter,
    editionId,
    version,
    { ...content, bodyHtml: cover },
    NOW,
  )
  expect(await check(await getEdition(db, editionId))).toMatchObject([{ at: 'bodyHtml' }])
})

test('the counts of the annual report follow from the same marks', async () => {
  const { db } = database
  const { id, ids } = await buildApproved(['keep', 'keep', 'repeal', 'lapse'])
  const editionId = await issueCleanup(db, bureau.office.drafter, id, notice(), NOW)
  const row = async (agencyId: number) => {
    const { active } = await projectReport(db, agencyId, 2023, '2021')
    return active.rows.find(({ key }) => key === 'normative_documents')!.cells
  }
  expect(await row(bureau.unitId)).toEqual(['0', '0', '3'])
  await publishDraft(db, bureau.office, editionId, NOW)
  expect(await row(bureau.officeId)).toEqual(['0', '0', '1'])
  expect(await row(bureau.unitId)).toEqual(['0', '2', '1'])
  const all = await validityOfDocuments(db, ids.slice(1), day('2023-12-31'))
  const counted = countDocuments(
    [...all.values()].map(({ dates }) => ({ issuedOn: day('2018-02-10'), ...dates })),
    2023,
    DEFAULT_SETTINGS,
  )
  expect([counted.issued, counted.repealed, counted.inForce].map(String)).toEqual(
    await row(bureau.unitId),
  )
})

describe('who does what', () => {
  test('a unit speaks for its own documents only, and not after collation', async () => {
    const { db } = database
    const own = await buildNormative(db, bureau.office, '2018-01-10')
    const theirs = await buildNormative(db, bureau.unit, '2018-01-10')
    const id = await openCleanup(db, bureau.office.drafter, FORM, SCOPE, NOW)
    const keep = { result: 'keep' as const, reason: '' }
    const give = (officer: Officer, documentId: number) =>
      giveOpinion(db, officer, id, documentId, keep, NOW)
    await expect(give(bureau.unit.drafter, own.documentId)).rejects.toEqual(refusal('not-found'))
    await expect(give(bureau.unit.head, theirs.documentId)).rejects.toEqual(refusal('forbidden'))
    await give(bureau.unit.drafter, theirs.documentId)
    await expect(collateCleanup(db, bureau.unit.drafter, id, NOW)).rejects.toEqual(
      refusal('not-found'),
    )
    await expect(collateCleanup(db, bureau.office.drafter, id, NOW)).rejects.toEqual(
      refusal('wrong-state'),
    )
    const later = chinaMoment('2023-04-01T09:00')
    await collateCleanup(db, bureau.office.drafter, id, later)
    await expect(give(bureau.unit.drafter, theirs.documentId)).rejects.toEqual(
      refusal('wrong-state'),
    )
    await expect(reviewCleanup(db, bureau.adviser, id, '合法', later)).rejects.toEqual(
      refusal('incomplete'),
    )
    await decideResult(db, bureau.office.drafter, id, own.documentId, keep, later)
    await reviewCleanup(db, bureau.adviser, id, '合法', later)
    await expect(
      decideResult(db, bureau.office.drafter, id, own.documentId, keep, later),
    ).rejects.toEqual(refusal('wrong-state'))
  })

  test('no notice before the review and the approval, one notice only, a return goes back to collation', async () => {
    const { db } = database
    const { id } = await buildCollated(['keep', 'repeal'])
    const issue = () => issueCleanup(db, bureau.office.drafter, id, notice(), NOW)
    await expect(issue()).rejects.toEqual(refusal('wrong-state'))
    await expect(approveCleanup(db, bureau.office.head, id, NOW)).rejects.toEqual(
      refusal('wrong-state'),
    )
    await reviewCleanup(db, bureau.adviser, id, '合法', NOW)
    await expect(returnCleanup(db, bureau.adviser, id, '再核', NOW)).rejects.toEqual(
      refusal('forbidden'),
    )
    await returnCleanup(db, bureau.office.head, id, '一件理由不足', NOW)
    expect(await getCleanup(db, id)).toMatchObject({
      state: 'collated',
      returnedReason: '一件理由不足',
    })
    await reviewCleanup(db, bureau.adviser, id, '合法', NOW)
    await approveCleanup(db, bureau.office.head, id, NOW)
    await issue()
    await expect(issue()).rejects.toEqual(refusal('wrong-state'))
  })

  test('what was reviewed is what is issued: the database refuses a change', async () => {
    const { db } = database
    const { id } = await buildApproved(['keep', 'repeal'])
    await expect(
      sql`update cleanup_items set result = 'keep' where cleanup_id = ${id}`.execute(db),
    ).rejects.toThrow('不得改动')
  })

  test('the public is heard to the end before anything is reviewed', async () => {
    const { db } = database
    const document = await buildNormative(db, bureau.office, '2018-01-10')
    const form = CleanupForm.parse({
      title: '清理',
      opinionsDueOn: '2023-03-05',
      commentsFrom: '2023-03-01',
      commentsUntil: '2023-03-31',
    })
    const id = await openCleanup(db, bureau.office.drafter, form, SCOPE, NOW)
    const keep = { result: 'keep' as const, reason: '' }
    await giveOpinion(db, bureau.office.drafter, id, document.documentId, keep, NOW)
    await collateCleanup(db, bureau.office.drafter, id, NOW)
    const review = (on: string) =>
      reviewCleanup(db, bureau.adviser, id, '合法', chinaMoment(`${on}T09:00`))
    await expect(review('2023-03-31')).rejects.toEqual(refusal('wrong-state'))
    await expect(review('2023-04-01')).rejects.toEqual(refusal('incomplete'))
    await summariseComments(db, bureau.office.drafter, id, '收到意见0条。', NOW)
    await review('2023-04-01')
  })
})

test('the scope takes what is in force and fits; what has ended is left out', async () => {
  const { db } = database
  const old = await buildNormative(db, bureau.office, '2015-01-10')
  const young = await buildNormative(db, bureau.office, '2022-01-10')
  const gone = await buildNormative(db, bureau.office, '2015-01-10')
  await buildNormative(db, bureau.unit, '2015-01-10')
  const act = { kind: 'repeals' as const, target: gone.indexNumber, appliesFrom: null }
  await publishDraft(db, bureau.office, await draftAct(db, bureau.office, [act], NOW), NOW)
  const found = async (given: Record<string, string>) => {
    const scope = ScopeForm.parse(given)
    const id = await openCleanup(db, bureau.office.drafter, FORM, scope, NOW)
    return (await listCleanupItems(db, id)).map(({ documentId }) => documentId)
  }
  expect(await found({})).toEqual([old.documentId, young.documentId])
  expect(await found({ formedBefore: '2020-01-01' })).toEqual([old.documentId])
  expect(await found({ units: 'all' })).toHaveLength(3)
  await expect(found({ text: '没有这样的标题' })).rejects.toEqual(refusal('invalid'))
})
