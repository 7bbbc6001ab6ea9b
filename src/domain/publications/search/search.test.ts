import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  buildReviewedEdition,
  clearReview,
  editionForm,
  finishEdition,
  type PublicationDesk,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { sqlState, type Db } from '../../../platform/database/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { findPublicDocument } from '../public-document.ts'
import { getEdition, listEditionsOfDocument } from '../editions-store.ts'
import { draftDocument, editDraft, startNewEdition, submitForReview } from '../handling/drafting.ts'
import { removeDocument } from '../handling/remove.ts'
import { reviewEdition } from '../handling/review.ts'
import { indexMissing, reindexAll } from './index-edition.ts'
import { listMisses, noteMiss } from './misses.ts'
import { searchPublications, type SearchRequest } from './search.ts'

const NOW = chinaMoment('2024-03-01T10:00')

let database: TestDatabase
let db: Db
let desk: PublicationDesk
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  desk = await buildPublicationDesk(db, await buildAgency(db))
})
afterAll(() => database.close())

const search = (query: string, more: Partial<SearchRequest> = {}) =>
  searchPublications(db, { query, ...more }, NOW)
const titles = async (query: string, more: Partial<SearchRequest> = {}) =>
  (await search(query, more)).hits.map(({ title }) => title)

test('a document is found in every state only when it is public', async () => {
  const given = { title: '关于候鸟栖息湿地的通告', bodyHtml: '<p>湿地内禁止驱赶白鹭。</p>' }
  const id = await draftDocument(db, desk.drafter, editionForm(given), NOW)
  expect(await titles('白鹭')).toEqual([]) // draft
  await submitForReview(db, desk.drafter, id, NOW)
  expect(await titles('白鹭')).toEqual([]) // in review
  const { contentHash } = await getEdition(db, id)
  await reviewEdition(
    db,
    desk.reviewer,
    id,
    clearReview(contentHash, { conclusion: 'return', opinion: '请改' }),
    NOW,
  )
  expect(await titles('白鹭')).toEqual([]) // returned
  const { version } = await getEdition(db, id)
  await editDraft(db, desk.drafter, id, version, editionForm(given), NOW)
  const indexNumber = await finishEdition(db, desk, id, NOW)
  expect(await titles('白鹭')).toEqual([given.title])
  const { documentId } = (await findPublicDocument(db, indexNumber))!
  const next = await startNewEdition(db, desk.drafter, documentId, NOW)
  const open = await getEdition(db, next)
  const changed = editionForm({ ...given, bodyHtml: '<p>湿地内禁止驱赶苍鹭。</p>' })
  await editDraft(db, desk.drafter, next, open.version, changed, NOW)
  expect(await titles('苍鹭')).toEqual([]) // a working copy beside the public one
  await finishEdition(db, desk, next, NOW)
  expect(await titles('白鹭')).toEqual([]) // superseded
  expect(await titles('苍鹭')).toEqual([given.title])
})

test('what is taken down is gone from search in the same instant', async () => {
  const indexNumber = await buildPublishedDocument(db, desk, NOW, { title: '误发的渡口名册' })
  expect(await titles('渡口名册')).toEqual(['误发的渡口名册'])
  const { documentId } = (await findPublicDocument(db, indexNumber))!
  const [published] = await listEditionsOfDocument(db, documentId)
  const reason = { publicReason: '内容有误', privateNote: '', successor: '' }
  await removeDocument(db, desk.head, published!.id, { kind: 'published-in-error', ...reason }, NOW)
  expect(await search('渡口名册')).toMatchObject({ total: 0, hits: [] })
  expect(await titles(indexNumber)).toEqual([])
  for await (const _ of reindexAll(db)) continue
  expect(await titles('渡口名册')).toEqual([])
})

test('the database itself lets no unpublished edition into the index', async () => {
  const id = await buildReviewedEdition(db, desk, NOW, { title: '尚未发布的窑址清单' })
  const { documentId } = await getEdition(db, id)
  const refused = await db
    .insertInto('search_documents')
    .values({
      document_id: documentId,
      edition_id: id,
      agency_id: desk.head.agencyId,
      title: 'x',
      title_key: 'x',
      title_letters: 'x',
      number_key: '',
      number_tail: '',
      index_key: '',
      index_tail: '',
      kind: 'document',
      category: 'x',
      published_at: NOW,
      title_vector: `'x'`,
    })
    .execute()
    .catch(sqlState)
  expect(refused).toBe('23514')
  for await (const _ of reindexAll(db)) continue
  expect(await titles('窑址清单')).toEqual([])
})

test('a rebuilt index and one that missed a document find the same again', async () => {
  const indexNumber = await buildPublishedDocument(db, desk, NOW, { title: '红树林保护名录' })
  await db.deleteFrom('search_documents').execute()
  expect(await titles('红树林')).toEqual([])
  expect(await indexMissing(db)).toBeGreaterThan(0)
  expect(await titles('红树林')).toEqual(['红树林保护名录'])
  for await (const _ of reindexAll(db)) continue
  expect((await search('红树林')).hits[0]?.indexNumber).toBe(indexNumber)
})

test('a whole title comes before one that contains it, a title before a text, a newer before an older', async () => {
  const older = chinaMoment('2021-01-01T10:00')
  await buildPublishedDocument(db, desk, older, {
    title: '石材加工管理办法',
    documentNumber: '示发〔2021〕71号',
  })
  await buildPublishedDocument(db, desk, NOW, {
    title: '《石材加工管理办法》政策解读',
    documentNumber: '',
  })
  await buildPublishedDocument(db, desk, NOW, {
    title: '另一件事',
    bodyHtml: '<p>参照石材加工管理办法执行。</p>',
  })
  expect(await titles('石材加工管理办法')).toEqual([
    '石材加工管理办法',
    '《石材加工管理办法》政策解读',
    '另一件事',
  ])
  await buildPublishedDocument(db, desk, older, { title: '2020年渔港升级计划' })
  await buildPublishedDocument(db, desk, NOW, { title: '2023年渔港升级计划' })
  expect(await titles('渔港升级计划')).toEqual(['2023年渔港升级计划', '2020年渔港升级计划'])
  expect(await titles('渔港升级计划', { sort: 'time' })).toEqual([
    '2023年渔港升级计划',
    '2020年渔港升级计划',
  ])
})

test('文号 and 索引号 name their document in any spelling, before whoever mentions them', async () => {
  const indexNumber = await buildPublishedDocument(db, desk, NOW, {
    title: '盐碱地改良方案',
    documentNumber: '示农发〔2022〕9号',
  })
  await buildPublishedDocument(db, desk, NOW, {
    title: '提到它的通知',
    bodyHtml: '<p>按照示农发〔2022〕9号执行。</p>',
  })
  for (const typed of ['示农发〔2022〕9号', '示农发[2022]009号', '示农发（2022）9 号'])
    expect((await titles(typed))[0]).toBe('盐碱地改良方案')
  expect((await titles(indexNumber.toLowerCase()))[0]).toBe('盐碱地改良方案')
})

test('facets leave out their own choice and keep those of the others', async () => {
  const at = (year: number) => chinaMoment(`${year}-02-02T10:00`)
  const given = { bodyHtml: '<p>智慧灯杆</p>' }
  await buildPublishedDocument(db, desk, at(2020), { ...given, title: '灯杆一', category: '通知' })
  await buildPublishedDocument(db, desk, at(2021), { ...given, title: '灯杆二', category: '通知' })
  await buildPublishedDocument(db, desk, at(2021), {
    ...given,
    title: '灯杆三',
    category: '公告',
    repealedOn: Temporal.PlainDate.from('2022-01-01'),
  })
  const found = await search('智慧灯杆', { filter: { year: 2021 } })
  expect(found.total).toBe(2)
  expect(found.facets.years).toEqual([
    { value: 2021, count: 2 },
    { value: 2020, count: 1 },
  ])
  expect(found.facets.categories.toSorted((a, b) => a.value.localeCompare(b.value, 'zh'))).toEqual(
    [
      { value: '公告', count: 1 },
      { value: '通知', count: 1 },
    ].toSorted((a, b) => a.value.localeCompare(b.value, 'zh')),
  )
  expect(await titles('智慧灯杆', { filter: { validity: 'lapsed' } })).toEqual(['灯杆三'])
  expect(await titles('智慧灯杆', { filter: { year: 2021, category: '通知' } })).toEqual(['灯杆二'])
})

test('a long text is found to its last word, and where two pieces meet', async () => {
  const filler = '本条例自公布之日起施行。'
  const bodyHtml = `<p>${filler.repeat(900)}</p><p>末尾写着中水回用。</p>`
  await buildPublishedDocument(db, desk, NOW, { title: '很长的文件', bodyHtml })
  const { hits } = await search('中水回用')
  expect(hits[0]).toMatchObject({ title: '很长的文件' })
  expect(hits[0]!.passage.text).toContain('末尾写着中水回用')
})

test('signs that mean something to the database mean nothing in a query', async () => {
  for (const query of [
    `' or 1=1 --`,
    `\\'`,
    '%_',
    ':*',
    '& | ! <->',
    '\u0000',
    '𠮷𠮷',
    "'; drop table documents; --",
  ])
    expect(await search(query)).toHaveProperty('total')
  expect(await listEditionsOfDocument(db, 0)).toEqual([])
})

test('what was looked for in vain is counted by word and day, never with a number in it', async () => {
  const day = Temporal.PlainDate.from('2024-03-01')
  await noteMiss(db, ' 光伏  扶贫 ', day)
  await noteMiss(db, '光伏 扶贫', day)
  for (const personal of [
    '371002199001011234',
    '张三 138 0000 0000',
    'someone@example.invalid',
    '张',
  ])
    await noteMiss(db, personal, day)
  expect(await listMisses(db, day, 10)).toEqual([{ query: '光伏 扶贫', times: 2, lastOn: day }])
})

test('a word that stands nowhere does not empty the answer, and words grown together are told apart', async () => {
  await buildPublishedDocument(db, desk, NOW, {
    title: '轨道运营安全管理规定',
    bodyHtml: '<p>乘坐轻轨应当先下后上。</p>',
  })
  await buildPublishedDocument(db, desk, NOW, { title: '供水价格管理规定' })
  expect((await titles('轻轨规定'))[0]).toBe('轨道运营安全管理规定')
  expect((await titles('轻轨上能不能吃榴莲'))[0]).toBe('轨道运营安全管理规定')
})

test('who names a year means the version of that year', async () => {
  const given = { title: '牧场防疫办法', bodyHtml: '<p>2019年以前的办法不再执行。</p>' }
  await buildPublishedDocument(db, desk, chinaMoment('2019-05-06T10:00'), given)
  await buildPublishedDocument(db, desk, chinaMoment('2023-05-06T10:00'), given)
  const years = async (query: string) =>
    (await search(query)).hits.map(({ publishedAt }) => publishedAt.toString().slice(0, 4))
  expect(await years('牧场防疫办法')).toEqual(['2023', '2019'])
  expect(await years('牧场防疫办法2019')).toEqual(['2019', '2023'])
  const [first] = (await search('牧场防疫办法（2023修正）')).hits
  expect(first).toMatchObject({
    title: '牧场防疫办法',
    publishedAt: chinaMoment('2023-05-06T10:00'),
  })
})

test('an article that is asked for is what is shown of its law', async () => {
  const article = (number: string, text: string) => `<p>第${number}条 ${text}</p>`
  const filler = '茶园应当按照规划建设。'.repeat(150)
  await buildPublishedDocument(db, desk, NOW, {
    title: '茶园保护条例',
    bodyHtml: [
      article('一', `依照第四条处理。${filler}`),
      article('二', filler),
      article('三', filler),
      article('四', '茶园禁止采石。'),
      article('五', filler),
    ].join(''),
  })
  for (const query of ['茶园保护条例第四条', '茶园保护条例 第4条']) {
    const [first] = (await search(query)).hits
    expect(first!.passage.text).toContain('第四条 茶园禁止采石')
  }
})

test('a number that no document has finds those that mention it, and nothing else', async () => {
  const bodyHtml = '<p>依据临总令第17号和第9号制定。</p>'
  await buildPublishedDocument(db, desk, NOW, { title: '依据旧令的通告', bodyHtml })
  expect(await titles('临总令第17号')).toEqual(['依据旧令的通告'])
  expect(await search('临总令第18号')).toMatchObject({ total: 0 })
})

test('who mistakes the kind of a document is shown the document of the matter', async () => {
  await buildPublishedDocument(db, desk, NOW, { title: '宅院审批管理办法' })
  for (const n of [1, 2, 3])
    await buildPublishedDocument(db, desk, NOW, {
      title: `信用目录第${n}批`,
      bodyHtml: '<p>依据国家的宅院审批管理条例列入。</p>',
    })
  expect((await titles('宅院审批管理条例'))[0]).toBe('宅院审批管理办法')
})

test('a word of the publisher counts, also where it stands nearly everywhere', async () => {
  const publisher = '临澄市城市管理局'
  await buildPublishedDocument(db, desk, NOW, { title: '早市疏导点的通告', publisher })
  await buildPublishedDocument(db, desk, NOW, { title: '早市疏导点', publisher: '省商务厅' })
  expect((await titles('临澄市 早市疏导点'))[0]).toBe('早市疏导点的通告')
})

test('the end of an index number names its document, whatever the number of the document', async () => {
  const documentNumber = '临政发〔2024〕77号'
  const number = await buildPublishedDocument(db, desk, NOW, {
    title: '索引的末尾',
    documentNumber,
  })
  await buildPublishedDocument(db, desk, NOW, { title: '提到2024和索引的末尾' })
  expect((await titles(number.slice(number.indexOf('/') + 1)))[0]).toBe('索引的末尾')
})
