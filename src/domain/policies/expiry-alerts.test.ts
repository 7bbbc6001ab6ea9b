import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../test/builders/people.ts'
import { buildNormative, draftAct, publishDraft } from '../../../test/builders/policies.ts'
import { buildPublicationDesk, type PublicationDesk } from '../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { inTransaction } from '../../platform/database/database.ts'
import { chinaMoment } from '../../platform/kernel/time.ts'
import type { Officer } from '../accounts/officer.ts'
import {
  listExpiryAlerts,
  listExpiryReaders,
  markExpiriesSeen,
  takeExpiryLines,
  tellExpiries,
} from './expiry-alerts.ts'

const day = Temporal.PlainDate.from

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

const build = (expiresOn: string) =>
  buildNormative(database.db, desk, '2020-01-10', { expiresOn: day(expiresOn) })
const tell = (on: string) => tellExpiries(database.db, day(on))
const told = async (officer: Officer, on: string) =>
  (await listExpiryAlerts(database.db, officer, day(on))).map(({ documentId, stage }) => [
    documentId,
    stage,
  ])

test('the drafter is told at 180, 90 and 30 days, each stage once, also when the round missed the day', async () => {
  const { documentId } = await build('2025-07-01')
  await tell('2025-01-01')
  expect(await told(desk.drafter, '2025-01-01')).toEqual([])
  await tell('2025-01-05')
  await tell('2025-01-05')
  await tell('2025-03-01')
  expect(await told(desk.drafter, '2025-03-01')).toEqual([[documentId, 180]])
  expect(await told(desk.head, '2025-03-01')).toEqual([])
  await tell('2025-06-10')
  expect(await told(desk.drafter, '2025-06-10')).toEqual([[documentId, 30]])
  expect(await told(desk.drafter, '2025-07-02')).toEqual([])
})

test('seen is seen until the next stage', async () => {
  const { documentId } = await build('2025-07-01')
  await tell('2025-01-05')
  const [alert] = await listExpiryAlerts(database.db, desk.drafter, day('2025-01-05'))
  const now = chinaMoment('2025-01-05T09:00')
  await markExpiriesSeen(database.db, desk.drafter, alert!.id, now)
  expect(await told(desk.drafter, '2025-01-06')).toEqual([])
  await tell('2025-04-10')
  expect(await told(desk.drafter, '2025-04-10')).toEqual([[documentId, 90]])
})

test('what is repealed before its term ends is not announced', async () => {
  const { indexNumber } = await build('2025-07-01')
  const act = { kind: 'repeals' as const, target: indexNumber, appliesFrom: null }
  const now = chinaMoment('2024-12-02T09:00')
  await publishDraft(database.db, desk, await draftAct(database.db, desk, [act], now), now)
  await tell('2025-01-05')
  expect(await told(desk.drafter, '2025-01-05')).toEqual([])
})

test('where the drafter has left, a clerk of the body is told', async () => {
  const { documentId } = await build('2025-07-01')
  const colleague = await buildOfficer(database.db, agencyId, 'clerk')
  await database.db
    .updateTable('users')
    .set({ active: false })
    .where('id', '=', desk.drafter.id)
    .execute()
  await tell('2025-01-05')
  expect(await told(colleague, '2025-01-05')).toEqual([[documentId, 180]])
})

test('each alert stands in one digest', async () => {
  await build('2025-07-01')
  await build('2025-07-02')
  await build('2025-02-01')
  await tell('2025-01-05')
  const { db } = database
  expect(await listExpiryReaders(db, agencyId)).toEqual([desk.drafter.id])
  const take = () => inTransaction(db, (tx) => takeExpiryLines(tx, [desk.drafter.id]))
  expect(await take()).toEqual([
    '有效期在30日内届满的规范性文件：1件',
    '有效期在180日内届满的规范性文件：2件',
  ])
  expect(await take()).toEqual([])
  expect(await listExpiryReaders(db, agencyId)).toEqual([])
})
