import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  editionForm,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { findBrokenAuditRecord } from '../../../platform/audit/audit-log.ts'
import { inTransaction, sqlState, type Db } from '../../../platform/database/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { getEdition } from '../editions-store.ts'
import { draftDocument } from '../handling/drafting.ts'
import { findPublicDocument } from '../public-document.ts'
import { searchPublications } from '../search/search.ts'
import type { ImportFinding } from './check-row.ts'
import { openImportFolder } from './folder.ts'
import { importSite, type ImportRequest } from './import-site.ts'
import { findLegacyTarget } from './legacy-target.ts'
import { readManifest } from './manifest.ts'
import type { PresentLine } from './prepare-batch.ts'

const NOW = chinaMoment('2024-03-01T10:00')
const BASIS = '原门户网站已公开发布'

let database: TestDatabase
let db: Db
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  folder = mkdtempSync(join(tmpdir(), 'import-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.close()
})

const HEADER = 'file,title,documentNumber,issuedOn,publishedAt,indexNumber,category,address'

async function run(agencyId: number, lines: readonly string[], more: Partial<ImportRequest> = {}) {
  const agency = await getAgency(db, agencyId)
  const manifest = await readManifest('m.csv', Buffer.from([HEADER, ...lines].join('\n')))
  const request = {
    agency: { ...agency, indexPrefix: agency.indexPrefix! },
    folder: await openImportFolder(folder),
    manifest,
    manifestName: 'm.csv',
    basis: BASIS,
    ...more,
  }
  const findings: ImportFinding[] = []
  const present: PresentLine[] = []
  let last = { imported: 0, already: 0, failed: 0, repeated: 0 }
  for await (const step of importSite(db, request, NOW)) {
    const { imported, already, failed, repeated } = step
    findings.push(...step.findings)
    present.push(...step.present)
    last = { imported, already, failed, repeated }
  }
  return {
    ...last,
    present,
    findings,
    errors: findings.filter(({ severity }) => severity === 'error'),
  }
}

const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content)

test('a document comes in with its old day, number and address, found at once, and says when it came', async () => {
  const agencyId = await buildAgency(db, { indexPrefix: '11371000004359441C' })
  write(
    'heat.md',
    '# 关于供热价格的通知\n\n每平方米二十二元。\n\n| 类别 | 价格 |\n|---|---|\n| 居民 | 22 |\n',
  )
  const { imported, errors } = await run(agencyId, [
    'heat.md,关于供热价格的通知,示价〔2019〕4号,2019-10-08,2019-10-10 09:30,11371000004359441C/2019-00042,价格,http://old.example/art/2019/art_7.html',
  ])
  expect({ imported, errors }).toEqual({ imported: 1, errors: [] })
  const document = (await findPublicDocument(db, '11371000004359441C/2019-00042'))!
  expect(document.publishedAt.toString()).toBe('2019-10-10T01:30:00Z')
  expect(document.formedOn?.toString()).toBe('2019-10-08')
  expect(document.bodyText).toContain('居民\t22')
  expect(document.history[0]?.note).toContain('2024年3月1日迁移入库')
  const { hits } = await searchPublications(db, { query: '示价[2019]4号' }, NOW)
  expect(hits[0]?.indexNumber).toBe('11371000004359441C/2019-00042')
  expect(await findLegacyTarget(db, '/art/2019/art_7.html?from=weixin')).toBe(
    '11371000004359441C/2019-00042',
  )
  expect(await findLegacyTarget(db, '/art/2019/art_8.html')).toBeUndefined()
})

test('the basis stands as the review evidence of each document, signed by its content', async () => {
  const reviews = await db
    .selectFrom('edition_reviews as r')
    .innerJoin('editions as e', 'e.id', 'r.edition_id')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .selectAll('r')
    .select(['e.content_hash as now_hash', 'd.import_id'])
    .where('r.evidence', '=', 'already-public')
    .execute()
  expect(reviews.length).toBeGreaterThan(0)
  for (const review of reviews) {
    expect(review).toMatchObject({ opinion: BASIS, conclusion: 'may-publish' })
    expect(review.content_hash.equals(review.now_hash)).toBe(true)
    expect(review.import_id).not.toBeNull()
  }
  expect(await inTransaction(db, findBrokenAuditRecord)).toBeUndefined()
})

test('“already public” opens no other door', async () => {
  const agencyId = await buildAgency(db)
  const desk = await buildPublicationDesk(db, agencyId)
  const id = await draftDocument(db, desk.drafter, editionForm(), NOW)
  const { contentHash, documentId } = await getEdition(db, id)
  const evidence = {
    edition_id: id,
    content_hash: contentHash,
    conclusion: 'may-publish',
    checks: '{}',
    opinion: BASIS,
    evidence: 'already-public',
    reviewer_id: desk.head.id,
    reviewed_at: NOW,
  }
  const tried = async (work: Promise<unknown>) =>
    sqlState(await work.catch((error: unknown) => error))
  expect(await tried(db.insertInto('edition_reviews').values(evidence).execute())).toBe('23514')
  const { id: importId } = await db
    .selectFrom('imports')
    .select('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(
    await tried(
      db
        .updateTable('documents')
        .set({ import_id: importId })
        .where('id', '=', documentId)
        .execute(),
    ),
  ).toBe('23001')
  const backdated = {
    agency_id: agencyId,
    index_number: 'X/2020-1',
    status: 'published',
    published_at: NOW.subtract({ hours: 48 }),
    created_at: NOW,
  }
  expect(await tried(db.insertInto('documents').values(backdated).execute())).toBe('23514')
})

test('each bad line is said and left out, and the others come in', async () => {
  const agencyId = await buildAgency(db, { indexPrefix: '11371000004359442C' })
  write('good.txt', '正文一。')
  write('empty.txt', '')
  write('scan.pdf', '%PDF-1.4 broken')
  write('odd.exe', 'MZ')
  write('gbk.txt', Buffer.from([0xd6, 0xd0, 0xce, 0xc4])) // 中文
  mkdirSync(join(folder, 'sub'), { recursive: true })
  symlinkSync('/etc/hostname', join(folder, 'sub', 'link.txt'))
  const { imported, failed, errors, findings } = await run(agencyId, [
    'good.txt,好,,,2020-01-01,11371000004359442C/2020-00001,,/a/1',
    'missing.txt,没有,,,,,,',
    '../../etc/passwd,外面,,,,,,',
    'sub/link.txt,链接,,,,,,',
    '/etc/hostname,绝对,,,,,,',
    'empty.txt,空,,,,,,',
    'scan.pdf,坏,,,,,,',
    'odd.exe,程序,,,,,,',
    'good.txt,再来,,,,,,',
    'gbk.txt,同号,,,2020-01-01,11371000004359442C/2020-00001,,',
    ',没写文件,,,,,,',
    'gbk.txt,未来,,,2099-01-01,,,',
    'gbk.txt,编码,,,2020-01-01,,,/a/1',
  ])
  expect({ imported, failed }).toEqual({ imported: 2, failed: 10 })
  expect(errors.map(({ line }) => line).toSorted((a, b) => a - b)).toEqual([
    3, 4, 5, 6, 7, 8, 9, 11, 12, 13,
  ])
  expect(findings).toContainEqual(
    expect.objectContaining({ severity: 'notice', line: 14, at: 'address' }),
  )
  const { hits } = await searchPublications(db, { query: '编码' }, NOW)
  // issued after the highest that the old site gave in that year
  expect(hits[0]?.indexNumber).toBe('11371000004359442C/2020-00002')
})

test('running again goes on where it stopped, and never writes over what is public', async () => {
  const agencyId = await buildAgency(db, { indexPrefix: '11371000004359443C' })
  write('one.txt', '第一份。')
  write('two.txt', '第二份。')
  expect(await run(agencyId, ['one.txt,一,,,2020-01-01,,,'])).toMatchObject({ imported: 1 })
  const both = ['one.txt,一,,,2020-01-01,,,', 'two.txt,二,,,2020-01-01,,,']
  expect(await run(agencyId, both)).toMatchObject({
    imported: 1,
    already: 1,
    failed: 0,
    findings: [],
  })
  write('one.txt', '改动过的第一份。')
  const again = await run(agencyId, both)
  expect(again).toMatchObject({ imported: 0, already: 2, failed: 0 })
  expect(again.findings.map(({ file, severity }) => [file, severity])).toEqual([
    ['one.txt', 'notice'],
  ])
  const { hits } = await searchPublications(db, { query: '改动过的第一份' }, NOW)
  expect(hits.map(({ passage }) => passage.text)).toEqual(['第一份。'])
})

test('a number that a document of our own has is not given twice', async () => {
  const agencyId = await buildAgency(db, { indexPrefix: '11371000004359444C' })
  const own = await buildPublishedDocument(db, await buildPublicationDesk(db, agencyId), NOW)
  write('three.txt', '第三份。')
  const { errors } = await run(agencyId, [`three.txt,三,,,2020-01-01,${own},,`])
  expect(errors).toEqual([expect.objectContaining({ line: 2, at: 'indexNumber' })])
})

test('a rehearsal reads everything and writes nothing', async () => {
  const agencyId = await buildAgency(db, { indexPrefix: '11371000004359445C' })
  write('four.txt', '第四份。')
  const count = () =>
    db
      .selectFrom('imports')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  const before = await count()
  expect(await run(agencyId, ['four.txt,四,,,2020-01-01,,,'], { dryRun: true })).toMatchObject({
    imported: 1,
    failed: 0,
  })
  expect(await count()).toEqual(before)
  expect((await searchPublications(db, { query: '第四份' }, NOW)).total).toBe(0)
})

test('personal numbers in an imported text are on the record and reported', async () => {
  const agencyId = await buildAgency(db, { indexPrefix: '11371000004359446C' })
  write('names.txt', '张某，身份证号 11010519491231002X。')
  const { imported, findings } = await run(agencyId, ['names.txt,名单,,,2020-01-01,,,'])
  expect(imported).toBe(1)
  expect(findings).toEqual([expect.objectContaining({ severity: 'notice', at: 'file' })])
  const outcomes = await db
    .selectFrom('edition_clearances as c')
    .innerJoin('editions as e', 'e.id', 'c.edition_id')
    .select(['c.outcome', 'c.reason'])
    .where('e.title', '=', '名单')
    .orderBy('c.id')
    .execute()
  expect(outcomes).toEqual([
    { outcome: 'blocked', reason: '' },
    { outcome: 'accepted', reason: BASIS },
  ])
})

test('lines that name one file are one document, known by all its addresses', async () => {
  const agencyId = await buildAgency(db, { indexPrefix: '11371000004359448C' })
  write('once.txt', '只此一份。')
  const { imported, failed, repeated, findings } = await run(agencyId, [
    'once.txt,一次,,,2020-01-01,,,http://a.example/one.html;http://b.example/two.html',
    'once.txt,一次,,,2020-01-01,,,/three.html',
    './ONCE.txt,再次,,,2020-01-01,,,/one.html',
    'once.txt,又一次,,,2020-01-01,11371000004359448C/2020-00009,,',
  ])
  expect({ imported, failed, repeated }).toEqual({ imported: 1, failed: 1, repeated: 2 })
  expect(
    findings.filter(({ at }) => at === 'file').map(({ line, severity }) => [line, severity]),
  ).toEqual([
    [3, 'notice'],
    [4, 'notice'],
    [4, 'notice'],
    [5, 'error'],
  ])
  const targets = ['/one.html', '/two.html', '/three.html'].map((address) =>
    findLegacyTarget(db, address),
  )
  expect(new Set(await Promise.all(targets))).toEqual(new Set(['11371000004359448C/2020-00001']))
})

test('an index number is kept as it was given, is one in any case, and is found in any case', async () => {
  const agencyId = await buildAgency(db, { indexPrefix: '11371000004359449C' })
  write('low.txt', '小写的索引号。')
  write('high.txt', '大写的索引号。')
  const { imported, errors } = await run(agencyId, [
    'low.txt,小写,,,2020-01-01,mq-Abc/2020/3,,',
    'high.txt,大写,,,2020-01-01,MQ-ABC/2020/3,,',
  ])
  expect(imported).toBe(1)
  expect(errors).toEqual([expect.objectContaining({ line: 3, at: 'indexNumber' })])
  expect((await findPublicDocument(db, 'MQ-ABC/2020/3'))?.indexNumber).toBe('mq-Abc/2020/3')
  const { hits } = await searchPublications(db, { query: 'mq-abc/2020/3' }, NOW)
  expect(hits[0]?.indexNumber).toBe('mq-Abc/2020/3')
  expect((await run(agencyId, ['high.txt,大写,,,2020-01-01,MQ-abc/2020/3,,'])).errors).toHaveLength(
    1,
  )
})

test('numbers are issued in the order of the lines, by year, past those that are taken', async () => {
  const agencyId = await buildAgency(db, { indexPrefix: '11371000004359450C' })
  const names = ['a', 'b', 'c', 'd'].map((name) => `number-${name}.txt`)
  for (const name of names) write(name, `编号${name}。`)
  const [a, b, c, d] = names
  const { present } = await run(agencyId, [
    `${a},甲,,2020-02-01,,,,`,
    `${b},乙,,2021-02-01,,,,`,
    `${c},丙,,,2020-03-01,11371000004359450c/2020-00001,,`,
    `${d},丁,,,2020-04-01,,,`,
  ])
  expect(present.map(({ indexNumber }) => indexNumber)).toEqual([
    '11371000004359450C/2020-00002',
    '11371000004359450C/2021-00001',
    '11371000004359450c/2020-00001',
    '11371000004359450C/2020-00003',
  ])
})
