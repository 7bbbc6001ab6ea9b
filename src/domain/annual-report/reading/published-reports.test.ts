import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import type { Cell } from '../../../law/annual-report/figures.ts'
import { REQUEST_COLUMNS, REVIEW_COLUMNS } from '../../../law/annual-report/formats.ts'
import { cellsByPath, compareCells } from './compared-cells.ts'
import { readReport } from './read-report.ts'
import type { ReadReport } from './read-report-types.ts'

// Tables of published reports, cells as published. 14 is made up by somebody else and proves only a layout.
const FOLDER = join(import.meta.dirname, 'testdata')

interface Expected {
  readonly format: string
  readonly active: Readonly<Record<string, readonly Cell[]>>
  readonly requests: Readonly<Record<string, readonly Cell[]>>
  readonly review_litigation: Readonly<Record<string, readonly Cell[]>> | null
}

function expectedCells(name: string): ReadonlyMap<string, Cell> {
  const file = readFileSync(join(FOLDER, name.replace(/\.\w+$/u, '.json')), 'utf8')
  const { active, requests, review_litigation: review } = JSON.parse(file) as Expected
  const cells = new Map<string, Cell>()
  const add = (table: string, row: string, columns: readonly string[], values: readonly Cell[]) =>
    values.forEach((value, at) => cells.set(`${table}.${row}.${columns[at]}`, value))
  for (const [row, values] of Object.entries(active)) add('active', row, ['0', '1', '2'], values)
  for (const [row, values] of Object.entries(requests)) {
    add(
      'requests',
      row,
      REQUEST_COLUMNS.map(({ key }) => key),
      values,
    )
  }
  for (const [row, values] of Object.entries(review ?? {})) {
    add(
      'review_litigation',
      row,
      REVIEW_COLUMNS.map(({ key }) => key),
      values,
    )
  }
  return cells
}

async function read(name: string): Promise<ReadReport> {
  return readReport(readFileSync(join(FOLDER, name)), name)
}

// Borders lost in one run-on line: these cells can be cut in several ways and must not be guessed.
const UNDECIDABLE: Readonly<Record<string, readonly string[]>> = {
  'published-03.txt': [
    ...['normative_documents', 'licensing', 'other_services', 'coercion'].flatMap((row) =>
      [0, 1, 2].map((column) => `active.${row}.${column}`),
    ),
    'active.penalty.1',
    'active.penalty.2',
    'active.procurement.0',
    'active.procurement.1',
  ],
  'published-04.txt': [0, 1, 2].map((column) => `active.normative_documents.${column}`),
}

// Only the last three rows of table 三 were kept in this file.
const EXCERPTS = new Set(['published-03.html'])

const FILES = readdirSync(FOLDER).filter((name) =>
  /^(?:published|made-up).*\.(?:txt|html)$/u.test(name),
)

describe('tables of published reports', () => {
  test('there are published reports to read', () => {
    expect(FILES.length).toBeGreaterThan(15)
  })

  test.each(FILES)('%s is read cell for cell as published', async (name) => {
    const report = await read(name)
    const { wrong, missed } = compareCells(expectedCells(name), report)
    expect(wrong).toEqual([])
    if (!EXCERPTS.has(name))
      expect([...missed].sort()).toEqual([...(UNDECIDABLE[name] ?? [])].sort())
  })

  test.each(FILES)('%s: every cell that was not read is accounted for, once', async (name) => {
    const report = await read(name)
    const unread = report.unread.map(({ at }) => at).filter((at) => at.includes('.'))
    const empty = [...cellsByPath(report)].filter(([, cell]) => cell === null).map(([path]) => path)
    expect([...unread].sort()).toEqual(empty.sort())
    expect(report.unread.every(({ why }) => why !== '')).toBe(true)
  })

  test('the rows kept of an excerpt are read, digits torn into spans and all', async () => {
    const { requests } = await read('published-03.html')
    const row = (key: string) => requests.rows.find((one) => one.key === key)?.cells
    expect(row('total')).toEqual(['20', '0', '0', '0', '0', '1', '21'])
    expect(row('other')).toEqual(['4', '0', '0', '0', '0', '0', '4'])
    expect(row('new')).toEqual([null, null, null, null, null, null, null])
  })

  test.each([
    ['published-00.txt', '2019'],
    ['published-09.txt', '2021'],
    ['published-39.txt', '2019'],
    ['published-52.txt', '2021'],
    ['published-44.txt', null],
  ])('the form of %s is %s', async (name, format) => {
    expect((await read(name)).format).toBe(format)
  })

  test('columns are reported as printed, wrong captions too', async () => {
    const { active, problems } = await read('published-39.txt')
    const procurement = active.rows.find(({ key }) => key === 'procurement')
    expect(procurement?.columns).toEqual(['上一年项目数量', '本年增/减'])
    expect(problems.map(({ id, at }) => `${id} ${at}`)).toContain('A19-1 active.procurement.0')
  })

  test('a row no form has keeps its place and is named', async () => {
    const { active, problems } = await read('published-28.txt')
    expect(active.rows.map(({ key }) => key)).toContain('other_disclosed_documents')
    expect(problems.map(({ message }) => message).join()).toContain('其他主动公开文件')
  })
})

function errorsOf(report: ReadReport): readonly string[] {
  return report.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ id, at }) => `${id} ${at}`)
}

describe('contradictions in published reports', () => {
  test('03: details add up to 26 and 27, the total row says 20 and 21', async () => {
    const report = await read('published-03.txt')
    expect(errorsOf(report)).toEqual([
      'S3-4 requests.total.natural_person',
      'S3-4 requests.total.total',
    ])
    expect(report.problems.map(({ message }) => message).join()).toContain(
      '合计26件，与“（七）总计”20件不等',
    )
    expect(report.problems.find(({ id }) => id === 'R-1')?.severity).toBe('warning')
  })

  test('09: two totals of table 四 are zero over cases, and 其他处理 is one row in the 2021 form', async () => {
    expect(errorsOf(await read('published-09.txt'))).toEqual([
      'A21-1 requests.other.total',
      'S4-1 review_litigation.reconsideration.total',
      'S4-1 review_litigation.after_reconsideration.total',
    ])
  })

  test('01: totals blank on eleven rows are one warning, not eleven errors', async () => {
    const report = await read('published-01.html')
    expect(errorsOf(report)).toEqual([])
    expect(report.problems.filter(({ id }) => id === 'S3-2')).toHaveLength(1)
  })

  test.each(['published-00.txt', 'published-04.txt', 'published-11.txt', 'published-18.html'])(
    '%s has no errors',
    async (name) => {
      expect(errorsOf(await read(name))).toEqual([])
    },
  )
})
