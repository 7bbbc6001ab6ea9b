import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportCatalogue } from '../../src/domain/catalogue/exchange/export.ts'
import { listRowsOn } from '../../src/domain/catalogue/rows-store.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { draftDocument } from '../../src/domain/publications/handling/drafting.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  editionForm,
} from '../builders/publications.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let clerk: Browser
let head: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2020-08-17T13:56' })
  clerk = await app.signIn(await app.person('clerk'))
  head = await app.signIn(await app.person('head'))
})
afterAll(() => app.close())

const ROW = {
  code: '财政-01',
  part: 'statutory',
  item: '20.7',
  levelOne: '财政信息',
  levelTwo: '部门预算',
  content: '部门预算全文和说明',
  basis: '《示例条例》\n《示例办法》',
  limitWords: '每年3月31日前',
  channelsMust: ['website', 'notice-board'],
  manner: 'proactive',
  levels: ['county', 'village'],
} as const

async function start(title: string, effectiveOn: string): Promise<string> {
  const form = { title, reason: '按上级目录补充', effectiveOn }
  const { headers } = await clerk.post('/office/catalogue/adjustments', form)
  return headers.location!.split('?')[0]!
}

async function adopt(address: string): Promise<number> {
  const version = /name="version" value="(\d+)"/.exec((await head.get(address)).body)![1]!
  return (await head.post(`${address}/adopt`, { version })).statusCode
}

test('a row goes from the form through adoption to the public page, and a publication keeps it', async () => {
  const address = await start('首次编制', '2020-01-01')
  const ownerId = String(app.agencyId)
  const wrong = await clerk.post(`${address}/rows/new`, { ...ROW, ownerId, limitWords: '看情况' })
  expect([wrong.statusCode, shownText(wrong.body).includes('看不出公开时限')]).toEqual([422, true])
  expect(wrong.body).toContain('部门预算全文和说明')
  expect((await clerk.post(`${address}/rows/new`, { ...ROW, ownerId })).statusCode).toBe(303)
  expect(shownText((await app.visitor().get('/catalogue?branch=20.7')).body)).not.toContain(
    '部门预算',
  )
  expect(await adopt(address)).toBe(303)
  const before = shownText((await app.visitor().get('/catalogue?branch=20.7')).body)
  expect(before).toContain('财政信息 / 部门预算')
  expect(before).toContain('逾期未公开')

  const desk = await buildPublicationDesk(app.db, app.agencyId)
  const title = '2020年部门预算'
  const indexNumber = await buildPublishedDocument(app.db, desk, chinaMoment('2020-08-17T13:00'), {
    title,
  })
  const { id } = await app.db
    .selectFrom('documents')
    .select('id')
    .where('index_number', '=', indexNumber)
    .executeTakeFirstOrThrow()
  const binding = `/office/catalogue/documents/${id}`
  const item = /value="(\d+)"/.exec((await clerk.get(binding)).body.split('name="items"')[1]!)![1]!
  expect((await clerk.post(binding, { items: item })).statusCode).toBe(303)
  const after = shownText((await app.visitor().get('/catalogue?branch=20.7')).body)
  expect(after).toContain(title)
  expect(after).toContain('按时公开')
})

test('where there is a catalogue, a draft hangs on a row before it goes to review', async () => {
  const desk = await buildPublicationDesk(app.db, app.agencyId)
  const drafter = await app.signIn(desk.drafter)
  const form = editionForm({ title: '没有挂接的通知', documentNumber: '' })
  const id = await draftDocument(app.db, desk.drafter, form, chinaMoment('2020-08-17T13:00'))
  const own = `/office/publications/${id}`
  const refused = await drafter.post(`${own}/submit`)
  expect([refused.statusCode, shownText(refused.body).includes('还没有挂接主动公开目录')]).toEqual([
    422,
    true,
  ])
  const { documentId } = await getEdition(app.db, id)
  const item = await app.db.selectFrom('catalogue_items').select('id').executeTakeFirstOrThrow()
  await drafter.post(`/office/catalogue/documents/${documentId}`, { items: String(item.id) })
  expect((await drafter.post(`${own}/submit`)).statusCode).toBe(303)
})

test('a workbook with wrong lines takes nothing until they are mended or skipped', async () => {
  const rows = await listRowsOn(app.db, Temporal.PlainDate.from('2020-08-17'))
  const [row] = rows
  const stream = new PassThrough()
  const wanted = [
    { ...row!, limitWords: '每年4月30日前' },
    { ...row!, code: '财政-02' },
    { ...row!, code: '财政-03', limitWords: '再说' },
  ]
  const [content] = await Promise.all([buffer(stream), exportCatalogue(stream, wanted)])
  const address = await start('第二次调整', '2020-09-01')
  const upload = (options: string) =>
    clerk.upload(`${address}/upload`, { options }, [
      { field: 'workbook', name: '目录.xlsx', content },
    ])
  const refused = await upload('')
  expect(refused.statusCode).toBe(422)
  expect(shownText(refused.body)).toContain('第4行')
  expect(shownText((await clerk.get(address)).body)).toContain('改动（0处）')
  const taken = await upload('skip-wrong')
  expect(taken.statusCode).toBe(200)
  const page = shownText((await head.get(address)).body)
  expect(page).toContain('改动（2处）')
  expect(page).toContain('每年3月31日前 → 每年4月30日前')
  expect(await adopt(address)).toBe(303)
})

test('what hung on a village board is kept with the row; the village has a page and a sheet', async () => {
  const item = /\/office\/catalogue\/items\/\d+/.exec(
    (await clerk.get('/office/catalogue')).body,
  )![0]
  const offline = { channel: 'notice-board', doneOn: '2020-08-16', note: '村委会门口' }
  const ahead = await clerk.post(`${item}/evidence`, { ...offline, doneOn: '2020-08-18' })
  expect([ahead.statusCode, ahead.body.includes('村委会门口')]).toEqual([422, true])
  expect((await clerk.post(`${item}/evidence`, offline)).statusCode).toBe(303)
  expect(shownText((await clerk.get(item)).body)).toContain('2020-08-16')

  const village = { name: '示例村', slug: 'shili', boardPlace: '文化广场' }
  expect((await clerk.post('/office/villages', village)).statusCode).toBe(303)
  expect((await clerk.post('/office/villages', village)).statusCode).toBe(422)
  const page = shownText((await app.visitor().get('/villages/shili')).body)
  expect(page).toContain('财政信息 / 部门预算')
  expect(page).toContain('2020年部门预算')
  const sheet = await app.visitor().get('/villages/shili/sheet.pdf')
  expect(sheet.headers['content-type']).toBe('application/pdf')
  expect(sheet.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
})
