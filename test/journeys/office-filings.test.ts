import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { REGISTRATION } from '../builders/requests.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let town: Browser
let zone: Browser
let address: string
let filing: string
beforeAll(async () => {
  app = await createTestApp({ now: '2024-06-03T09:00' })
  const townId = await buildAgency(app.db, { name: '示例镇', supervisorId: app.agencyId })
  town = await app.signIn(await buildOfficer(app.db, townId, 'clerk'))
  zone = await app.signIn(await app.person('clerk'))
  const form = { ...REGISTRATION, applicantName: '密名甲', arrivedOn: '2024-06-03' }
  const response = await town.post('/office/requests/new', form)
  address = response.headers.location!.split('?')[0]!
  filing = address.replace('requests', 'filings')
})
afterAll(() => app.close())

test('the body that a town files with finds the case, signs it, and the town reads the opinion', async () => {
  const list = await zone.get('/office/filings')
  expect(shownText(list.body)).toContain('新报备')
  expect(shownText(list.body)).toContain('示例镇')
  expect(list.body).toContain(`href="${filing}"`)
  const page = await zone.get(filing)
  const seenSeq = /name="seenSeq"\s+value="(\d+)"/.exec(page.body)![1]!
  const sign = (form: Record<string, string>) => zone.post(`${filing}/review`, { seenSeq, ...form })
  const bare = await sign({ conclusion: 'opinion', opinion: '' })
  expect([bare.statusCode, shownText(bare.body).includes('请写明意见')]).toEqual([422, true])
  expect((await sign({ conclusion: 'opinion', opinion: '请核对收到日期' })).statusCode).toBe(303)
  const own = shownText((await town.get(address)).body)
  expect(own).toContain('主管机关备案审查')
  expect(own).toContain('请核对收到日期')
})

test('nothing of the applicant, and none of the case’s own pages', async () => {
  for (const path of ['/office/filings', filing]) {
    const { body } = await zone.get(path)
    for (const secret of ['密名', '密*', REGISTRATION.description, REGISTRATION.phone])
      expect(body).not.toContain(secret)
  }
  for (const path of ['', '/applicant', '/draft-reply', '/compare/1'])
    expect((await zone.get(`${address}${path}`)).statusCode).toBe(404)
  expect(shownText((await zone.get('/office/requests')).body)).toContain('没有符合条件的申请')
})

test('what has gone on since it was opened is not signed blindly', async () => {
  await town.post(`${address}/note`, { seenSeq: '1', text: '记一笔' })
  const stale = await zone.post(`${filing}/review`, { seenSeq: '1', conclusion: 'seen' })
  expect(stale.statusCode).toBe(409)
  expect(shownText(stale.body)).toContain('刚刚有了新的进展')
})

test('a town supervises nobody and is shown no such door', async () => {
  expect((await town.get('/office')).body).not.toContain('/office/filings')
  expect((await zone.get('/office')).body).toContain('/office/filings')
  expect((await town.get(filing)).statusCode).toBe(404)
})
