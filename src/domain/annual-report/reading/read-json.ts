import { z } from 'zod'

import type { Cell, ReportFormat } from '../../../law/annual-report/figures.ts'
import {
  findFormatOfYear,
  REVIEW_COLUMNS,
  REVIEW_GROUPS,
} from '../../../law/annual-report/formats.ts'
import type { AssembledFigures } from './assemble-report.ts'
import { assembleReport } from './assemble-report.ts'
import { hanOnly } from './cell-text.ts'
import type { DocumentReading } from './read-document.ts'
import { expectedActiveRows, expectedRequestRows, type ExpectedRow } from './expected-rows.ts'
import type { CellValues } from './value-record.ts'
import { readRow, WHY } from './row-reading.ts'
import type { RowFound } from './row-reading.ts'

const cell = z.union([z.string(), z.number(), z.null()])
const row = z.object({
  key: z.string().optional(),
  label: z.string().optional(),
  clause: z.string().optional(),
  columns: z.array(z.string()).optional(),
  cells: z.array(cell),
})
const table = z.object({ rows: z.array(row).default([]) }).nullish()
const group = z.array(cell).nullish()

/** The interchange shape with any of its parts missing. */
const shape = z.object({
  agency: z.string().nullish(),
  year: z.union([z.number(), z.string()]).nullish(),
  format: z.union([z.string(), z.number()]).nullish(),
  active: table,
  requests: table,
  review_litigation: z
    .object({ reconsideration: group, direct_suit: group, after_reconsideration: group })
    .nullish(),
})

type Shape = z.infer<typeof shape>
type ShapeRow = z.infer<typeof row>

/** Figures in the interchange shape; undefined when the JSON is something else. */
export function readJson(text: string): AssembledFigures | undefined {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch {
    return undefined
  }
  const parsed = shape.safeParse(value)
  if (!parsed.success) return undefined
  const { active, requests, review_litigation: review } = parsed.data
  if (!active && !requests && !review) return undefined
  return assembleReport(readingOf(parsed.data))
}

function readingOf(data: Shape): DocumentReading {
  const year = Number(data.year)
  const validYear = Number.isInteger(year) && year > 1990 && year < 2200 ? year : null
  const format = formatOf(data, validYear)
  const rows = new Map<string, RowFound>()
  const expected: readonly ExpectedRow[] = [
    ...expectedActiveRows(format ?? '2021'),
    ...expectedRequestRows('2019'),
    ...expectedRequestRows('2021'),
  ]
  for (const one of expected) {
    const source = one.table === 'active' ? data.active?.rows : data.requests?.rows
    const found = source?.find((candidate) => isRow(candidate, one))
    if (found) rows.set(`${one.table}.${one.key}`, foundRow(one, found))
  }
  return {
    identity: { agency: data.agency?.trim() || null, year: validYear, title: null },
    format,
    rows,
    review: reviewOf(data),
    extra: extraOf(data, rows),
    disordered: false,
    copies: 0,
  }
}

function formatOf(data: Shape, year: number | null): ReportFormat | null {
  const named = String(data.format ?? '')
  if (named === '2019' || named === '2021') return named
  if (data.active?.rows.some(({ key }) => key === 'procurement' || key === 'other_services')) {
    return '2019'
  }
  return (year === null ? undefined : findFormatOfYear(year)) ?? null
}

function isRow(candidate: ShapeRow, expected: ExpectedRow): boolean {
  if (candidate.key !== undefined) return candidate.key === expected.key
  const label = hanOnly(candidate.label?.split('/').at(-1) ?? '')
  return expected.names.includes(label)
}

function foundRow(expected: ExpectedRow, source: ShapeRow): RowFound {
  const count = expected.kinds.length
  const fits = source.cells.length === count
  const cells = fits ? source.cells.map(textOf) : Array.from({ length: count }, () => null)
  const label = source.label?.split('/').at(-1)?.trim()
  return {
    row: expected,
    reading: readRow(cells, fits ? '文件中这一格没有数据' : WHY.fewer),
    record: {
      before: '',
      after: '',
      rawBefore: (source.columns ?? []).join('\t'),
      label: label ? label : null,
      table: 0,
      values: { kind: 'cells', cells: [], displayed: [], placed: 'sequence' },
    },
  }
}

function textOf(value: string | number | null): Cell {
  return value === null ? null : String(value).trim()
}

/** Rows of table 二 that no form has, each after the row it follows. */
function extraOf(data: Shape, rows: ReadonlyMap<string, RowFound>): DocumentReading['extra'] {
  const known = [...rows.values()].filter(({ row }) => row.table === 'active')
  let after: ExpectedRow | undefined
  return (data.active?.rows ?? []).flatMap((source) => {
    const found = known.find(({ row }) => isRow(source, row))
    if (found) after = found.row
    if (found || !after) return []
    const cells = source.cells.map((value, column) => ({
      text: textOf(value) ?? '',
      column,
      span: 1,
      own: true,
    }))
    const record = foundRow({ ...after, kinds: [] }, source).record
    return [{ after, record: { ...record, values: { ...record.values, cells } as CellValues } }]
  })
}

function reviewOf(data: Shape) {
  const review = data.review_litigation
  if (!review) return undefined
  const cells = REVIEW_GROUPS.flatMap(({ key }) => {
    const values = review[key]
    return values?.length === REVIEW_COLUMNS.length
      ? values.map(textOf)
      : REVIEW_COLUMNS.map(() => null)
  })
  return readRow(cells, '文件中这一格没有数据')
}
