import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLedger, type LedgerRow, type RemedyRow } from '../../../test/builders/ledger.ts'
import { buildAgency } from '../../../test/builders/people.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { checkReport } from '../../law/annual-report/check-report.ts'
import type {
  ApplicantClass,
  ReportFigures,
  ReportFormat,
} from '../../law/annual-report/figures.ts'
import {
  REPORT_FORMS,
  REQUEST_COLUMNS,
  REVIEW_COLUMNS,
  REVIEW_GROUPS,
} from '../../law/annual-report/formats.ts'
import { DISPOSITION_CODES } from '../../law/dispositions.ts'
import { DEFAULT_SETTINGS } from '../../law/settings.ts'
import { listCasesBehind } from './cases-behind.ts'
import { cellsByPath } from './figures-difference.ts'
import { projectReport } from './projection.ts'
import { dispositionsOfRow } from './request-rows.ts'

const YEARS = [2018, 2019, 2020, 2021, 2022]
const FORMATS: readonly ReportFormat[] = ['2019', '2021']

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const day = (year: number, month: number, dayOfMonth: number) =>
  Temporal.PlainDate.from({ year, month, day: dayOfMonth })

const turnOfYear = fc
  .tuple(fc.constantFrom(...YEARS), fc.constantFrom<readonly [number, number]>([1, 1], [12, 31]))
  .map(([year, [month, dayOfMonth]]) => day(year, month, dayOfMonth))

/** Any day of five years, the turn of a year as often as all others: that is where counting goes wrong. */
const anyDay = fc.oneof(
  fc.nat({ max: 5 * 365 }).map((days) => day(2018, 1, 1).add({ days })),
  turnOfYear,
)

/** A day not before another: soon, much later, or at the turn of a year. */
const sinceDay = (on: Temporal.PlainDate) =>
  fc.oneof(
    fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 800 })).map((days) => on.add({ days })),
    turnOfYear.map((other) => (Temporal.PlainDate.compare(other, on) < 0 ? on : other)),
  )

function remediesAfter(on: Temporal.PlainDate): fc.Arbitrary<RemedyRow[]> {
  const remedy = sinceDay(on).chain((filedOn) =>
    fc
      .record({
        kind: fc.constantFrom(...REVIEW_GROUPS.map(({ key }) => key)),
        decidedOn: fc.option(sinceDay(filedOn)),
        result: fc.constantFrom<RemedyRow['result']>('upheld', 'corrected', 'other'),
      })
      .map(({ kind, decidedOn, result }): RemedyRow => ({
        kind,
        filedOn: filedOn.toString(),
        decidedOn: decidedOn?.toString() ?? null,
        result: decidedOn && result,
      })),
  )
  return fc.array(remedy, { maxLength: 2 })
}

const received = anyDay.chain((receivedOn) =>
  fc
    .record({
      concludedOn: fc.option(sinceDay(receivedOn), { freq: 4 }),
      applicantClass: fc.constantFrom<ApplicantClass>(
        ...REQUEST_COLUMNS.slice(0, 6).map(({ key }) => key as ApplicantClass),
      ),
      disposition: fc.constantFrom(...DISPOSITION_CODES),
    })
    .chain(({ concludedOn, applicantClass, disposition }) =>
      remediesAfter(concludedOn ?? receivedOn).map((remedies): LedgerRow => ({
        receivedOn: receivedOn.toString(),
        concludedOn: concludedOn?.toString() ?? null,
        applicantClass,
        disposition: concludedOn && disposition,
        remedies,
      })),
    ),
)
/** Ordinary mail that nobody confirmed: not received, counts nowhere. */
const unconfirmed = fc.constant<LedgerRow>({
  receivedOn: null,
  concludedOn: null,
  applicantClass: 'natural_person',
  disposition: null,
})
const ledger = fc.array(fc.oneof({ weight: 9, arbitrary: received }, unconfirmed), {
  maxLength: 120,
})

async function inFreshAgency(rows: readonly LedgerRow[]): Promise<number> {
  const agencyId = await buildAgency(database.db)
  await buildLedger(database.db, agencyId, rows)
  return agencyId
}

const rowOf = (figures: ReportFigures, key: string) =>
  figures.requests.rows.find((row) => row.key === key)!.cells

test('every ledger balances: 勾稽关系 S3-1 … S3-5 and S4-1 hold in both forms, and each year takes over what the last left', async () => {
  await fc.assert(
    fc.asyncProperty(ledger, async (rows) => {
      const agencyId = await inFreshAgency(rows)
      for (const format of FORMATS) {
        let left: readonly unknown[] | undefined
        for (const year of YEARS) {
          const figures = await projectReport(database.db, agencyId, year, format)
          const broken = checkReport(figures, { origin: 'inside' }).filter(
            ({ id, at }) => /^S[34]-/.test(id) && !at.startsWith('active.'),
          )
          expect(broken).toEqual([])
          if (left) expect(rowOf(figures, 'carried_in')).toEqual(left)
          left = rowOf(figures, 'carried_out')
        }
      }
    }),
    { numRuns: 25 },
  )
})

test('every cell of 表三 and 表四 is what counting the rows one by one gives, and opens to exactly those', async () => {
  await fc.assert(
    fc.asyncProperty(
      ledger,
      fc.constantFrom(...YEARS),
      fc.constantFrom(...FORMATS),
      async (rows, year, format) => {
        await expectCounted(rows, year, format)
      },
    ),
    { numRuns: 10 },
  )
})

test('31 December belongs to the year, 1 January to the next: every order of days at both ends of a year', async () => {
  const days = ['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01']
  const spans = days.flatMap((from, at) => [...days.slice(at), null].map((to) => ({ from, to })))
  const remedies = spans.map(({ from, to }): RemedyRow => ({
    kind: 'reconsideration',
    filedOn: from,
    decidedOn: to,
    result: to === null ? null : 'upheld',
  }))
  const rows = spans.map(({ from, to }, at): LedgerRow => ({
    receivedOn: from,
    concludedOn: to,
    applicantClass: 'company',
    disposition: to === null ? null : 'A2',
    remedies: at === 0 ? remedies : [],
  }))
  for (const format of FORMATS) await expectCounted(rows, 2020, format)
})

/** Every cell of tables 三 and 四 has its number, and opens to as many records. */
async function expectCounted(
  rows: readonly LedgerRow[],
  year: number,
  format: ReportFormat,
): Promise<void> {
  const agencyId = await inFreshAgency(rows)
  const printed = cellsByPath(await projectReport(database.db, agencyId, year, format))
  for (const [path, count] of countOneByOne(rows, year, format)) {
    expect(`${path} ${printed.get(path)}`).toBe(`${path} ${count}`)
    const page = { number: 1, size: 500 }
    const behind = await listCasesBehind(database.db, agencyId, year, format, path, page)
    expect(`${path} ${behind.total} ${behind.entries.length}`).toBe(`${path} ${count} ${count}`)
  }
}

/** The same numbers without SQL and without sharing its conditions. */
function countOneByOne(
  rows: readonly LedgerRow[],
  year: number,
  format: ReportFormat,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { key } of REPORT_FORMS[format].requests)
    for (const column of REQUEST_COLUMNS) counts.set(`requests.${key}.${column.key}`, 0)
  for (const group of REVIEW_GROUPS)
    for (const column of REVIEW_COLUMNS)
      counts.set(`review_litigation.${group.key}.${column.key}`, 0)
  const add = (path: string) => counts.set(path, counts.get(path)! + 1)

  for (const row of rows) {
    if (row.receivedOn === null) continue
    const receivedIn = Number(row.receivedOn.slice(0, 4))
    const concludedIn = row.concludedOn === null ? Infinity : Number(row.concludedOn.slice(0, 4))
    const parts: string[] = []
    if (receivedIn === year) parts.push('new')
    if (receivedIn < year && concludedIn >= year) parts.push('carried_in')
    if (receivedIn <= year && concludedIn > year) parts.push('carried_out')
    if (concludedIn === year) {
      const detail = REPORT_FORMS[format].requests.find(({ key }) =>
        dispositionsOfRow(format, DEFAULT_SETTINGS, key).includes(row.disposition!),
      )!
      parts.push('total', detail.key)
    }
    for (const part of parts) {
      add(`requests.${part}.${row.applicantClass}`)
      add(`requests.${part}.total`)
    }
    for (const { kind, filedOn, decidedOn, result } of row.remedies ?? []) {
      const decidedIn = decidedOn === null ? Infinity : Number(decidedOn.slice(0, 4))
      if (Number(filedOn.slice(0, 4)) > year || decidedIn < year) continue
      add(`review_litigation.${kind}.${decidedIn === year ? result : 'pending'}`)
      add(`review_litigation.${kind}.total`)
    }
  }
  return counts
}

test('each disposition stands in exactly one result row of each form', () => {
  for (const format of FORMATS) {
    const rows = REPORT_FORMS[format].requests.flatMap(({ key }) =>
      dispositionsOfRow(format, DEFAULT_SETTINGS, key),
    )
    expect([...rows].sort()).toEqual([...DISPOSITION_CODES].sort())
  }
})
