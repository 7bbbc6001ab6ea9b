import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  buildReviewedEdition,
  clearReview,
  editionForm,
  type PublicationDesk,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { chinaMoment, dayOf } from '../../platform/kernel/time.ts'
import { EDITION_STATES, EditionForm, type EditionState } from './edition.ts'
import { getEdition } from './editions-store.ts'
import { draftDocument, editDraft, startNewEdition, submitForReview } from './handling/drafting.ts'
import { publishEdition, returnEdition } from './handling/publish.ts'
import { reviewEdition } from './handling/review.ts'
import { LIFECYCLE } from './lifecycle.ts'
import { findPublicDocument } from './public-document.ts'
import { listPublicDocuments } from './public-documents.ts'
import { listPublicFacets } from './public-facets.ts'
import { listReviews } from './reviews-store.ts'
import { createVisitCounter, isReader } from './visits.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })

let database: TestDatabase
let agencyId: number
let desk: PublicationDesk
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  agencyId = await buildAgency(database.db)
  desk = await buildPublicationDesk(database.db, agencyId)
})

describe('先审查、后公开', () => {
  test('a document that went the whole way is public with its index number and minute', async () => {
    const { db } = database
    const indexNumber = await buildPublishedDocument(db, desk, NOW)
    expect(await findPublicDocument(db, indexNumber)).toMatchObject({
      indexNumber,
      title: '关于示例事项的通知',
      publishedAt: NOW,
      visits: 0,
      history: [{ number: 1, publishedAt: NOW, note: '' }],
    })
  })

  test('without a review nothing is published', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    await expect(publishEdition(db, desk.head, id, NOW)).rejects.toEqual(refusal('wrong-state'))
    await submitForReview(db, desk.drafter, id, NOW)
    await expect(publishEdition(db, desk.head, id, NOW)).rejects.toEqual(refusal('wrong-state'))
  })

  test('a character changed after the review voids it', async () => {
    const { db } = database
    const id = await buildReviewedEdition(db, desk, NOW)
    const { version } = await getEdition(db, id)
    await editDraft(
      db,
      desk.drafter,
      id,
      version,
      editionForm({ bodyHtml: '<p>示例正文！</p>' }),
      NOW,
    )
    await expect(publishEdition(db, desk.head, id, NOW)).rejects.toEqual(refusal('wrong-state'))
  })

  test('the reviewer signs what was on the screen, not what replaced it meanwhile', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    await submitForReview(db, desk.drafter, id, NOW)
    const seen = await getEdition(db, id)
    await editDraft(db, desk.drafter, id, seen.version, editionForm({ title: '另一标题' }), NOW)
    await submitForReview(db, desk.drafter, id, NOW)
    await expect(
      reviewEdition(db, desk.reviewer, id, clearReview(seen.contentHash), NOW),
    ).rejects.toEqual(refusal('stale'))
    expect(await listReviews(db, id)).toEqual([])
  })

  test('whoever wrote in it neither reviews nor publishes it, whatever other roles they hold', async () => {
    const { db } = database
    const everything = await buildOfficer(db, agencyId, 'clerk', 'secrecy-reviewer', 'head')
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    const { version } = await getEdition(db, id)
    await editDraft(db, everything, id, version, editionForm({ title: '改了一字' }), NOW)
    await submitForReview(db, desk.drafter, id, NOW)
    const { contentHash } = await getEdition(db, id)
    await expect(reviewEdition(db, everything, id, clearReview(contentHash), NOW)).rejects.toEqual(
      refusal('forbidden'),
    )
    await reviewEdition(db, desk.reviewer, id, clearReview(contentHash), NOW)
    await expect(publishEdition(db, everything, id, NOW)).rejects.toEqual(refusal('forbidden'))
    await expect(publishEdition(db, desk.drafter, id, NOW)).rejects.toEqual(refusal('forbidden'))
  })

  test('a returned edition says why, and can be mended and submitted again', async () => {
    const { db } = database
    const id = await buildReviewedEdition(db, desk, NOW)
    await expect(returnEdition(db, desk.head, id, ' ', NOW)).rejects.toEqual(refusal('incomplete'))
    await returnEdition(db, desk.head, id, '附表未核对', NOW)
    expect(await getEdition(db, id)).toMatchObject({
      state: 'returned',
      returnedReason: '附表未核对',
    })
    await submitForReview(db, desk.drafter, id, NOW)
    expect(await getEdition(db, id)).toMatchObject({ state: 'in-review', returnedReason: null })
  })

  test('officers of another body are told that there is no such document', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    const stranger = await buildOfficer(db, await buildAgency(db), 'clerk', 'head')
    await expect(editDraft(db, stranger, id, 1, editionForm(), NOW)).rejects.toEqual(
      refusal('not-found'),
    )
  })
})

describe('the database refuses too', () => {
  const publishBySql = (id: number, by: number) =>
    sql`update editions set state = 'published', published_at = now(), published_by = ${by} where id = ${id}`.execute(
      database.db,
    )

  test('publishing without a review', async () => {
    const id = await draftDocument(database.db, desk.drafter, editionForm(), NOW)
    await expect(publishBySql(id, desk.head.id)).rejects.toThrow('未经保密审查')
  })

  test('publishing a text that is not the reviewed one', async () => {
    const id = await buildReviewedEdition(database.db, desk, NOW)
    await sql`update editions set body_html = '<p>别的</p>' where id = ${id}`.execute(database.db)
    await expect(publishBySql(id, desk.head.id)).rejects.toThrow('未经保密审查')
  })

  test('a forged content hash: it computes its own', async () => {
    const id = await buildReviewedEdition(database.db, desk, NOW)
    const { contentHash } = await getEdition(database.db, id)
    await sql`update editions set body_html = '<p>别的</p>', content_hash = ${contentHash} where id = ${id}`.execute(
      database.db,
    )
    await expect(publishBySql(id, desk.head.id)).rejects.toThrow('未经保密审查')
  })

  test('the drafter publishing', async () => {
    const id = await buildReviewedEdition(database.db, desk, NOW)
    await expect(publishBySql(id, desk.drafter.id)).rejects.toThrow('起草人不得发布')
  })

  test('publishing what is not for publication', async () => {
    const id = await buildReviewedEdition(database.db, desk, NOW, { disclosure: 'withheld' })
    await expect(publishBySql(id, desk.head.id)).rejects.toThrow('非主动公开')
  })

  test('changing a published text, its minute or its index number', async () => {
    const indexNumber = await buildPublishedDocument(database.db, desk, NOW)
    const { documentId } = (await findPublicDocument(database.db, indexNumber))!
    const run = (statement: ReturnType<typeof sql>) => statement.execute(database.db)
    await expect(
      run(sql`update editions set title = '改' where document_id = ${documentId}`),
    ).rejects.toThrow('不得改动')
    await expect(
      run(sql`update documents set published_at = now() where id = ${documentId}`),
    ).rejects.toThrow('发布日期不得更改')
    await expect(
      run(sql`update documents set index_number = 'x' where id = ${documentId}`),
    ).rejects.toThrow('索引号不得更改')
    await expect(run(sql`delete from edition_reviews`)).rejects.toThrow('只增不改')
  })
})

describe('editions', () => {
  test('editing a published document takes nothing off-line; the new edition replaces it with the old date', async () => {
    const { db } = database
    const indexNumber = await buildPublishedDocument(db, desk, NOW)
    const { documentId } = (await findPublicDocument(db, indexNumber))!
    const id = await startNewEdition(db, desk.drafter, documentId, NOW)
    await expect(startNewEdition(db, desk.drafter, documentId, NOW)).rejects.toEqual(
      refusal('wrong-state'),
    )
    const { version } = await getEdition(db, id)
    await editDraft(db, desk.drafter, id, version, editionForm({ title: '修订后的标题' }), NOW)
    expect(await findPublicDocument(db, indexNumber)).toMatchObject({ title: '关于示例事项的通知' })
    await submitForReview(db, desk.drafter, id, NOW)
    const { contentHash } = await getEdition(db, id)
    await reviewEdition(db, desk.reviewer, id, clearReview(contentHash), NOW)
    const later = NOW.add({ hours: 24 })
    expect(await publishEdition(db, desk.head, id, later)).toBe(indexNumber)
    expect(await findPublicDocument(db, indexNumber)).toMatchObject({
      title: '修订后的标题',
      publishedAt: NOW,
      history: [{ number: 2, publishedAt: later }, { number: 1 }],
    })
  })

  test('two editors on one draft: the second is told, and nothing of the first is lost', async () => {
    const { db } = database
    const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
    const { version } = await getEdition(db, id)
    await editDraft(db, desk.drafter, id, version, editionForm({ title: '甲的修改' }), NOW)
    await expect(
      editDraft(db, desk.drafter, id, version, editionForm({ title: '乙的修改' }), NOW),
    ).rejects.toEqual(refusal('stale'))
    expect((await getEdition(db, id)).title).toBe('甲的修改')
  })

  test('fifty publications at once take fifty consecutive index numbers', async () => {
    const { db } = database
    const prefix = '123456789'
    agencyId = await buildAgency(db, { indexPrefix: prefix })
    desk = await buildPublicationDesk(db, agencyId)
    const ids: number[] = []
    for (let i = 0; i < 50; i += 1) ids.push(await buildReviewedEdition(db, desk, NOW))
    const numbers = await Promise.all(ids.map((id) => publishEdition(db, desk.head, id, NOW)))
    const serials = numbers.map((number) => Number(number.split('-').at(-1))).sort((a, b) => a - b)
    expect(serials).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
  })
})

describe('what the public sees', () => {
  test('only the published edition of published documents, in every state of the rest', async () => {
    const { db } = database
    await draftDocument(db, desk.drafter, editionForm({ category: '草稿类' }), NOW)
    await buildReviewedEdition(db, desk, NOW, { category: '已审类' })
    const indexNumber = await buildPublishedDocument(db, desk, NOW, { category: '公开类' })
    const { documents, total } = await listPublicDocuments(db, { agencyId }, 1)
    expect(documents.map((document) => document.indexNumber)).toEqual([indexNumber])
    expect(total).toBe(1)
    const { categories, years } = await listPublicFacets(db, { agencyId }, dayOf(NOW))
    expect(categories).toEqual([{ category: '公开类', count: 1 }])
    expect(years).toEqual([{ year: 2020, count: 1 }])
  })

  test('a year begins at midnight in China', async () => {
    const { db } = database
    await buildPublishedDocument(db, desk, chinaMoment('2021-01-01T00:00'))
    expect((await listPublicDocuments(db, { agencyId, year: 2021 }, 1)).total).toBe(1)
    expect((await listPublicDocuments(db, { agencyId, year: 2020 }, 1)).total).toBe(0)
  })

  test('readings are counted in batches, programs are not readers', async () => {
    const { db } = database
    const indexNumber = await buildPublishedDocument(db, desk, NOW)
    const { documentId } = (await findPublicDocument(db, indexNumber))!
    const visits = createVisitCounter(db, () => chinaMoment('2020-08-18T09:00'))
    for (let i = 0; i < 47; i += 1) visits.count(documentId)
    await visits.flush()
    await visits.flush()
    expect((await findPublicDocument(db, indexNumber))!.visits).toBe(47)
    expect(isReader('Mozilla/5.0 (Windows NT 10.0)')).toBe(true)
    expect([undefined, '', 'Baiduspider/2.0', 'curl/8'].some(isReader)).toBe(false)
  })
})

test('every state of an edition is in the lifecycle, and only a reviewed one leads to published', () => {
  expect(Object.keys(LIFECYCLE)).toEqual([...EDITION_STATES])
  const leadingTo = (state: EditionState) =>
    Object.entries(LIFECYCLE)
      .filter(([, steps]) => Object.values(steps).some(({ to }) => to === state))
      .map(([from]) => from)
  expect(leadingTo('published')).toEqual(['reviewed', 'scheduled'])
  expect(leadingTo('scheduled')).toEqual(['reviewed'])
  expect(leadingTo('reviewed')).toEqual(['in-review', 'scheduled'])
  expect(leadingTo('removed')).toEqual(['published'])
})

test('dates that contradict each other are named beside their field', () => {
  const form = {
    title: '标题',
    publisher: '机构',
    category: '类',
    disclosure: 'proactive',
    effectiveFrom: '2020-10-01',
    expiresOn: '2020-09-01',
    normativeKind: 'normative',
    bodyHtml: '文',
  }
  const result = EditionForm.safeParse(form)
  expect(result.error?.issues.map(({ path }) => path[0]).sort()).toEqual(['expiresOn', 'formedOn'])
})
