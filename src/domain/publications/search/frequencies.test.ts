import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { findLeadAgency } from '../../organisations/agencies-store.ts'
import { COLUMNS, type Column } from '../import/columns.ts'
import { importSite } from '../import/import-site.ts'
import { learnWhereOutgrown, readFrequencies } from './frequencies.ts'

const NOW = chinaMoment('2024-03-01T10:00')
const DOCUMENTS = 520

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await buildAgency(database.db)
})
afterAll(() => database.close())

/** One in four speaks of 渡口, a single one of 白鹭. */
const textOf = (index: number) =>
  `今年的工作${index % 4 === 0 ? '，检查渡口' : ''}${index === 77 ? '，保护白鹭' : ''}。`

async function importMany(): Promise<void> {
  const agency = (await findLeadAgency(database.db))!
  const empty = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<Column, string>
  const rows = Array.from({ length: DOCUMENTS }, (_, index) => ({
    line: index + 2,
    values: {
      ...empty,
      file: `${index}.txt`,
      title: `第${index}份报告`,
      publishedAt: '2023-05-06',
      category: '报告',
    },
  }))
  const request = {
    agency: { ...agency, indexPrefix: '11371000004359440C' },
    folder: {
      read: async (file: string) => Buffer.from(textOf(Number.parseInt(file, 10))),
      list: async () => rows.map(({ values }) => values.file),
    },
    manifest: { rows, unused: [], missing: [] },
    manifestName: 'many.csv',
    basis: '为测量检索而编写的文件',
  }
  for await (const { findings } of importSite(database.db, request, NOW))
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
}

test('a sample says how common words are, the index how rare the others, and none what stands nowhere', async () => {
  const { db } = database
  expect((await readFrequencies(db, ['工作'], NOW)).of('工作')).toBe(0)
  await importMany()
  const sampled = await db.selectFrom('search_sample').select('pieces').executeTakeFirstOrThrow()
  expect(sampled.pieces).toBe(DOCUMENTS)
  const later = NOW.add({ hours: 1 })
  const { of, pieces } = await readFrequencies(db, ['工作', '渡口', '白鹭', '火星'], later)
  expect(pieces).toBe(DOCUMENTS)
  expect(of('工作')).toBe(1)
  expect(of('渡口')).toBeCloseTo(0.25, 2)
  expect(of('白鹭')).toBeCloseTo(1 / DOCUMENTS, 4)
  expect(of('火星')).toBe(0)
  // nothing came in since: the sample stays as it is
  await learnWhereOutgrown(db)
  expect(await db.selectFrom('search_shares').select('lexeme').execute()).not.toEqual([])
})
