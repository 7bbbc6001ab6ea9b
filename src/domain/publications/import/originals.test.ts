import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Document, Packer, Paragraph } from 'docx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import { temporaryFolder } from '../../../../test/cluster.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { createFolderStore } from '../../../platform/files/folder-store.ts'
import { openFile, readFile, type Files } from '../../../platform/files/files.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { stopScanning } from '../../../platform/release-scan/scan.ts'
import { createSealer } from '../../../platform/sealing/sealer.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { findPublicDocument } from '../public-document.ts'
import { readAttachments } from '../search/attachment-texts.ts'
import { searchPublications } from '../search/search.ts'
import type { ImportFinding } from './check-row.ts'
import { openImportFolder } from './folder.ts'
import { importSite } from './import-site.ts'
import { readManifest } from './manifest.ts'

const NOW = chinaMoment('2024-03-01T10:00')
const BASIS = '原门户网站已公开发布'

let database: TestDatabase
let files: Files
let folder: string
let agencyId: number
beforeAll(async () => {
  database = await createTestDatabase()
  folder = temporaryFolder()
  mkdirSync(join(folder, 'site'))
  const sealer = createSealer(Buffer.alloc(32, 7))
  const blobs = createFolderStore(join(folder, 'files'), sealer.keyFor('files'))
  files = { blobs, sealer, scanner: undefined }
  agencyId = await buildAgency(database.db, { indexPrefix: '11371000004359447C' })
})
afterAll(async () => {
  stopScanning()
  rmSync(folder, { recursive: true })
  await database.close()
})

async function run(lines: readonly string[], dryRun = false) {
  const { db } = database
  const agency = await getAgency(db, agencyId)
  const source = ['file,title,publishedAt,indexNumber', ...lines].join('\n')
  const request = {
    agency: { ...agency, indexPrefix: agency.indexPrefix! },
    folder: await openImportFolder(join(folder, 'site')),
    files,
    manifest: await readManifest('m.csv', Buffer.from(source)),
    manifestName: 'm.csv',
    basis: BASIS,
    dryRun,
  }
  const findings: ImportFinding[] = []
  let imported = 0
  for await (const step of importSite(db, request, NOW)) {
    findings.push(...step.findings)
    imported = step.imported
  }
  return { imported, findings }
}

const write = (name: string, bytes: Buffer) => writeFileSync(join(folder, 'site', name), bytes)

const word = (creator: string, ...lines: string[]) =>
  Packer.toBuffer(
    new Document({ creator, sections: [{ children: lines.map((line) => new Paragraph(line)) }] }),
  )

/** A page with a grey square and not one letter. */
function scan(): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>',
    '<</Length 24>>\nstream\n0.5 g 50 50 200 200 re f\nendstream',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 5\n0000000000 65535 f \n${places.join('')}`
  return Buffer.from(
    `${text}${table}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
  )
}

test('the imported file is kept as 原件, and its words are searched once', async () => {
  const { db } = database
  const bytes = await word('某人', '关于宠物的通知', '请牵好绳子。')
  write('通知.docx', bytes)
  expect(await run(['通知.docx,关于宠物的通知,2020-01-01,11371000004359447C/2020-00007'])).toEqual({
    imported: 1,
    findings: [],
  })
  const document = (await findPublicDocument(db, '11371000004359447c/2020-00007'))!
  expect(document.bodyText).toBe('请牵好绳子。')
  expect(document.attachments).toEqual([
    expect.objectContaining({
      name: '通知.docx',
      role: 'original',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }),
  ])
  const opened = await openFile(files, db, document.attachments[0]!.fileId, async () => true)
  expect((await readFile(opened)).equals(bytes)).toBe(true)
  expect(await readAttachments(db, files, NOW)).toBe(0)
  const { hits, total } = await searchPublications(db, { query: '请牵好绳子' }, NOW)
  expect(total).toBe(1)
  expect(hits[0]).toMatchObject({ passage: { text: expect.stringContaining('请牵好绳子') } })
  expect(hits[0]?.attachment).toBeUndefined()
})

test('what the gate finds in it stands on the record, and passes with the basis', async () => {
  const outcomes = await database.db
    .selectFrom('edition_clearances as c')
    .innerJoin('editions as e', 'e.id', 'c.edition_id')
    .select(['c.outcome', 'c.reason', 'c.findings'])
    .where('e.title', '=', '关于宠物的通知')
    .orderBy('c.id')
    .execute()
  expect(outcomes).toMatchObject([
    { outcome: 'blocked', reason: '', findings: [{ place: '通知.docx', kind: 'metadata' }] },
    { outcome: 'accepted', reason: BASIS },
  ])
})

test('a scan comes in by its title, with the file to look at', async () => {
  const { db } = database
  write('扫描.pdf', scan())
  const { imported, findings } = await run(['扫描.pdf,关于桥梁的批复,2020-01-01,'])
  expect(imported).toBe(1)
  expect(findings).toEqual([
    expect.objectContaining({ severity: 'notice', message: expect.stringContaining('无文字层') }),
  ])
  const { hits } = await searchPublications(db, { query: '桥梁的批复' }, NOW)
  const document = (await findPublicDocument(db, hits[0]!.indexNumber))!
  expect(document).toMatchObject({ bodyText: '', attachments: [{ name: '扫描.pdf', pages: 1 }] })
})

test.each([
  ['a blank text', '空.txt', ' \n\n', '空的', { imported: 0, severity: 'error' }],
  [
    'one that nobody gave a title',
    '头.md',
    '---\nx: 1\n---',
    '',
    { imported: 0, severity: 'error' },
  ],
  [
    'a page of which there is a title',
    '页.md',
    '---\nx: 1\n---',
    '栏目页',
    { imported: 1, severity: 'notice' },
  ],
])('without words: %s', async (_, file, text, title, { imported, severity }) => {
  write(file, Buffer.from(text))
  const outcome = await run([`${file},${title},2020-01-01,`])
  expect(outcome).toMatchObject({ imported, findings: [{ severity, at: 'file' }] })
})

test('a rehearsal keeps no file', async () => {
  const count = () =>
    database.db
      .selectFrom('stored_files')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  write('另一份.docx', await word('某人', '另一份通知的正文。'))
  const before = await count()
  expect(await run(['另一份.docx,另一份,2020-01-01,'], true)).toMatchObject({ imported: 1 })
  expect(await count()).toEqual(before)
})
