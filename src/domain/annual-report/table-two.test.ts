import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
} from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { ActiveRowKey, ReportFormat } from '../../law/annual-report/figures.ts'
import { DEFAULT_SETTINGS } from '../../law/settings.ts'
import { countDocuments, type DatedDocument } from '../../law/validity.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import { addItem } from '../supervision/handling/add-item.ts'
import { endItem } from '../supervision/handling/end-item.ts'
import { recordDecisions } from '../supervision/handling/record-decisions.ts'
import { recordFeeIncome } from '../supervision/handling/record-fee-income.ts'
import { recordProcurement } from '../supervision/handling/record-procurement.ts'
import { voidEntry } from '../supervision/handling/void-entry.ts'
import { listCasesBehind } from './cases-behind.ts'
import { projectReport } from './projection.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const day = (text: string) => Temporal.PlainDate.from(text)
const NOW = chinaMoment('2023-01-05T09:00')

async function rowOf(
  agencyId: number,
  year: number,
  format: ReportFormat,
  key: ActiveRowKey,
): Promise<readonly (string | null)[]> {
  const { active } = await projectReport(database.db, agencyId, year, format)
  return active.rows.find((row) => row.key === key)!.cells
}

async function sumBehind(
  agencyId: number,
  year: number,
  format: ReportFormat,
  path: string,
): Promise<number> {
  const behind = await listCasesBehind(database.db, agencyId, year, format, path)
  if (behind.kind !== 'entries') throw new Error('not a cell of table 二')
  return behind.entries.reduce((sum, { adds }) => sum + Number(adds), 0)
}

test('没有登记过的处理决定是空白，不是零；收费和采购没有发生就是零', async () => {
  const agencyId = await buildAgency(database.db)
  expect(await rowOf(agencyId, 2020, '2019', 'licensing')).toEqual(['0', '0', ''])
  expect(await rowOf(agencyId, 2020, '2019', 'procurement')).toEqual(['0', '0'])
  expect(await rowOf(agencyId, 2021, '2021', 'licensing')).toEqual([''])
  expect(await rowOf(agencyId, 2021, '2021', 'fees')).toEqual(['0'])
})

test('项目数量是上年末的存量，增减带正负号，两年相接', async () => {
  const agencyId = await buildAgency(database.db)
  const clerk = await buildOfficer(database.db, agencyId, 'clerk')
  const item = (name: string, since: string) =>
    addItem(database.db, clerk, { kind: 'penalty', name, basis: undefined, since: day(since) }, NOW)
  await item('示例处罚一', '2015-01-01')
  const second = await item('示例处罚二', '2019-12-31')
  const third = await item('示例处罚三', '2021-01-01')
  await endItem(database.db, clerk, second, { endedOn: day('2020-12-31') }, NOW)
  await endItem(database.db, clerk, third, { endedOn: day('2021-06-30') }, NOW)

  expect(await rowOf(agencyId, 2019, '2019', 'penalty')).toEqual(['1', '+1', ''])
  expect(await rowOf(agencyId, 2020, '2019', 'penalty')).toEqual(['2', '-1', ''])
  expect(await rowOf(agencyId, 2021, '2019', 'penalty')).toEqual(['1', '0', ''])
  expect(await sumBehind(agencyId, 2020, '2019', 'active.penalty.0')).toBe(2)
  expect(await sumBehind(agencyId, 2020, '2019', 'active.penalty.1')).toBe(-1)
  expect(await sumBehind(agencyId, 2021, '2019', 'active.penalty.1')).toBe(0)
})

test('处理决定按期间累计，作废的不计，重叠的期间拒绝登记', async () => {
  const agencyId = await buildAgency(database.db)
  const clerk = await buildOfficer(database.db, agencyId, 'clerk')
  const record = (from: string, to: string, decisions: number) =>
    recordDecisions(
      database.db,
      clerk,
      {
        kind: 'licensing',
        periodFrom: day(from),
        periodTo: day(to),
        decisions,
        note: undefined,
      },
      NOW,
    )
  await record('2022-01-01', '2022-06-30', 12)
  const wrong = await record('2022-07-01', '2022-12-31', 300)
  await expect(record('2022-12-31', '2022-12-31', 1)).rejects.toMatchObject({
    code: 'invalid',
    problems: [{ at: 'periodFrom' }],
  })
  await voidEntry(database.db, clerk, 'decisions', wrong, NOW)
  await record('2022-07-01', '2022-12-31', 0)
  expect(await rowOf(agencyId, 2022, '2021', 'licensing')).toEqual(['12'])
  expect(await sumBehind(agencyId, 2022, '2021', 'active.licensing.0')).toBe(12)
  await expect(voidEntry(database.db, clerk, 'decisions', wrong, NOW)).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('收费和采购以元登记，以万元填报', async () => {
  const agencyId = await buildAgency(database.db)
  const clerk = await buildOfficer(database.db, agencyId, 'clerk')
  for (const amountYuan of ['400.00', '10000.00'])
    await recordFeeIncome(
      database.db,
      clerk,
      { item: '示例收费', receivedOn: day('2021-12-31'), amountYuan, note: undefined },
      NOW,
    )
  for (const amountYuan of ['1000000.00', '462243.00'])
    await recordProcurement(
      database.db,
      clerk,
      { project: '示例采购', contractedOn: day('2021-05-01'), amountYuan },
      NOW,
    )
  expect(await rowOf(agencyId, 2021, '2021', 'fees')).toEqual(['1.04'])
  expect(await rowOf(agencyId, 2022, '2021', 'fees')).toEqual(['0'])
  expect(await rowOf(agencyId, 2021, '2019', 'procurement')).toEqual(['2', '146.2243'])
  expect(await sumBehind(agencyId, 2021, '2019', 'active.procurement.1')).toBe(1_462_243)
})

test('登记簿不收尚未发生的决定、收费和采购，也不让别的角色登记', async () => {
  const agencyId = await buildAgency(database.db)
  const clerk = await buildOfficer(database.db, agencyId, 'clerk')
  const head = await buildOfficer(database.db, agencyId, 'head')
  const contract = { project: '示例采购', contractedOn: day('2023-01-06'), amountYuan: '1.00' }
  await expect(recordProcurement(database.db, clerk, contract, NOW)).rejects.toMatchObject({
    code: 'invalid',
    problems: [{ at: 'contractedOn' }],
  })
  await expect(recordProcurement(database.db, head, contract, NOW)).rejects.toMatchObject({
    code: 'forbidden',
  })
})

const anyDay = fc.nat({ max: 3 * 365 }).map((days) => day('2020-01-01').add({ days }))

test('规范性文件的三个数与法律函数逐件计算的一致', async () => {
  const document = fc
    .record({
      issuedOn: anyDay,
      effectiveAfter: fc.option(fc.nat({ max: 60 })),
      expiresAfter: fc.option(fc.nat({ max: 700 })),
      repealedAfter: fc.option(fc.nat({ max: 700 })),
    })
    .map((drawn): DatedDocument => {
      const after = (days: number | null) =>
        days === null ? undefined : drawn.issuedOn.add({ days })
      const effectiveOn = after(drawn.effectiveAfter)
      const expiresOn = drawn.expiresAfter === null ? undefined : after(drawn.expiresAfter + 60)
      const repealedOn = after(drawn.repealedAfter)
      return {
        issuedOn: drawn.issuedOn,
        ...(effectiveOn ? { effectiveOn } : {}),
        ...(expiresOn ? { expiresOn } : {}),
        ...(repealedOn ? { repealedOn } : {}),
      }
    })
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { maxLength: 6 }),
      fc.boolean(),
      async (documents, expiredCountAsRepealed) => {
        const agencyId = await buildAgency(database.db)
        await database.db
          .updateTable('agencies')
          .set({ law_settings: JSON.stringify({ expiredCountAsRepealed }) })
          .where('id', '=', agencyId)
          .execute()
        await publishAll(agencyId, documents)
        for (const year of [2020, 2021, 2022]) {
          const expected = countDocuments(documents, year, {
            ...DEFAULT_SETTINGS,
            expiredCountAsRepealed,
          })
          expect(await rowOf(agencyId, year, '2021', 'normative_documents')).toEqual(
            [expected.issued, expected.repealed, expected.inForce].map(String),
          )
        }
      },
    ),
    { numRuns: 8 },
  )
})

async function publishAll(agencyId: number, documents: readonly DatedDocument[]): Promise<void> {
  const desk = await buildPublicationDesk(database.db, agencyId)
  for (const { issuedOn, effectiveOn, expiresOn, repealedOn } of documents)
    await buildPublishedDocument(database.db, desk, chinaMoment(`${issuedOn}T09:00`), {
      normativeKind: 'normative',
      formedOn: issuedOn,
      effectiveFrom: effectiveOn ?? null,
      expiresOn: expiresOn ?? null,
      repealedOn: repealedOn ?? null,
    })
}

test('2019年格式按成文、首次公开和年末在网的数量计，规章和规范性文件分开，其他文件不计', async () => {
  const agencyId = await buildAgency(database.db)
  const desk = await buildPublicationDesk(database.db, agencyId)
  const publish = (
    at: string,
    formedOn: string,
    normativeKind: 'normative' | 'regulation' | null,
  ) =>
    buildPublishedDocument(database.db, desk, chinaMoment(at), {
      formedOn: day(formedOn),
      normativeKind,
    })
  await publish('2019-05-06T09:00', '2019-05-01', 'normative')
  await publish('2020-12-31T23:59', '2020-12-30', 'normative')
  await publish('2021-01-01T00:00', '2020-12-30', 'normative')
  await publish('2020-03-03T09:00', '2020-03-01', null)
  expect(await rowOf(agencyId, 2020, '2019', 'normative_documents')).toEqual(['2', '1', '2'])
  expect(await rowOf(agencyId, 2020, '2019', 'regulations')).toEqual(['0', '0', '0'])
  expect(await sumBehind(agencyId, 2020, '2019', 'active.normative_documents.0')).toBe(2)
  expect(await sumBehind(agencyId, 2020, '2019', 'active.normative_documents.2')).toBe(2)
})
