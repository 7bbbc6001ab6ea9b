import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAgency } from '../../../../test/builders/people.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  buildReviewedEdition,
} from '../../../../test/builders/publications.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { at } from '../../../../test/builders/requests.ts'
import { listAlreadyPublic } from './already-public.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  const desk = await buildPublicationDesk(db, await buildAgency(db))
  const publish = (title: string, documentNumber = '') =>
    buildPublishedDocument(db, desk, at('2026-01-05'), { title, documentNumber })
  await publish('关于印发2020年政务公开重点工作及责任分工方案的通知', '示管办发〔2020〕13号')
  await publish('示例地块国有土地上房屋征收补偿方案')
  await publish('2019年部门决算公开')
  await buildReviewedEdition(db, desk, at('2026-01-05'), { title: '示例地块征收补偿方案草案' })
})
afterAll(() => database.close())

const titlesFor = async (subject: string, description = '') =>
  (await listAlreadyPublic(database.db, [{ subject, description }], at('2026-02-01'))).map(
    ({ title }) => title,
  )

test('published documents near to the wish are offered, the nearest first, and never a draft', async () => {
  expect(await titlesFor('示例地块征收补偿方案')).toEqual(['示例地块国有土地上房屋征收补偿方案'])
  expect((await titlesFor('政务公开重点工作方案'))[0]).toBe(
    '关于印发2020年政务公开重点工作及责任分工方案的通知',
  )
})

test('a 文号 in the description finds its document, whatever its brackets', async () => {
  expect(await titlesFor('一份通知', '请提供示管办发[2020]13号的附件')).toEqual([
    '关于印发2020年政务公开重点工作及责任分工方案的通知',
  ])
})

test('nothing near is nothing offered', async () => {
  expect(await titlesFor('养老机构名录')).toEqual([])
})
