import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  type PublicationDesk,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { openImportFolder } from '../import/folder.ts'
import { importSite } from '../import/import-site.ts'
import { readManifest } from '../import/manifest.ts'
import { findPublicDocument } from '../public-document.ts'
import { readPublicChanges, type ChangeCursor } from './changes.ts'
import { listSitemapDocuments } from './sitemap.ts'

const NOW = chinaMoment('2026-05-01T10:00')
const later = (minutes: number) => NOW.add({ minutes })

let database: TestDatabase
let db: Db
let agencyId: number
let desk: PublicationDesk
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  agencyId = await buildAgency(db, { indexPrefix: '11371000004359441C' })
  desk = await buildPublicationDesk(db, agencyId)
})
afterAll(() => database.close())

async function importOne(title: string, publishedAt: string, now: Temporal.Instant) {
  const folder = mkdtempSync(join(tmpdir(), 'harvest-'))
  writeFileSync(join(folder, `${title}.md`), `# ${title}\n\n正文。\n`)
  const agency = await getAgency(db, agencyId)
  const manifest = await readManifest(
    'm.csv',
    Buffer.from(`file,title,publishedAt,category\n${title}.md,${title},${publishedAt},文件`),
  )
  const request = {
    agency: { ...agency, indexPrefix: agency.indexPrefix! },
    folder: await openImportFolder(folder),
    manifest,
    manifestName: 'm.csv',
    basis: '原门户网站已公开发布',
  }
  for await (const step of importSite(db, request, now)) expect(step.failed).toBe(0)
  rmSync(folder, { recursive: true })
}

const titles = async (after: ChangeCursor | undefined, now: Temporal.Instant) => {
  const page = await readPublicChanges(db, after, 500, now)
  return { ...page, titles: page.changes.map((one) => ('title' in one ? one.title : '')) }
}

test('an old document that is imported is a change of the day of the import, and keeps its 发布日期', async () => {
  await buildPublishedDocument(db, desk, NOW, { title: '先有的' })
  const before = await titles(undefined, later(1))
  expect(before.titles).toEqual(['先有的'])
  await importOne('旧网站的文件', '2015-03-04 09:00', later(10))
  const after = await titles(before.next, later(20))
  expect(after.titles).toEqual(['旧网站的文件'])
  const [change] = after.changes
  expect(change).toMatchObject({ change: 'published' })
  expect(Temporal.Instant.compare(change!.changedAt, later(10))).toBeGreaterThanOrEqual(0)
  const document = (await findPublicDocument(db, change!.indexNumber))!
  expect(document.publishedAt.toString()).toBe('2015-03-04T01:00:00Z')
  expect(document.history.map(({ publishedAt }) => publishedAt.toString())).toEqual([
    '2015-03-04T01:00:00Z',
  ])
  const listed = await listSitemapDocuments(db, 1)
  const own = listed.find(({ indexNumber }) => indexNumber === change!.indexNumber)
  expect(own!.changedAt).toEqual(change!.changedAt)
  expect((await titles(after.next, later(20))).titles).toEqual([])
})

test('whoever is told that there is no more can always go on from there', async () => {
  const { next, complete } = await titles(undefined, later(30))
  expect(complete).toBe(true)
  const idle = await titles(next, later(31))
  expect(idle).toMatchObject({ titles: [], complete: true, next })
  const ahead = { changedAt: later(10_000), documentId: 0 }
  expect((await titles(ahead, later(31))).next).toEqual(ahead)
})

test('while an act is being written down the cursor stays before it: what commits late is not passed over', async () => {
  const start = await titles(undefined, later(40))
  await inTransaction(db, async (tx) => {
    await sql`create temporary table being_written (id int) on commit drop`.execute(tx)
    await sql`select pg_sleep(0.05)`.execute(tx)
    await buildPublishedDocument(db, desk, later(60), { title: '先提交的' })
    const open = await titles(start.next, later(60))
    expect(open.titles).toEqual(['先提交的'])
    expect(Temporal.Instant.compare(open.next.changedAt, later(60))).toBeLessThan(0)
    expect((await titles(open.next, later(60))).titles).toEqual(['先提交的'])
  })
  const settled = await titles(start.next, later(61))
  expect(settled.next.changedAt).toEqual(later(60))
})
