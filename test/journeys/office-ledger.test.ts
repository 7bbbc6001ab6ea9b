import exceljs from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { REGISTRATION } from '../builders/requests.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let clerk: Browser
beforeAll(async () => {
  app = await createTestApp({ now: '2024-06-03T09:00' })
  clerk = await app.signIn(await app.person('clerk'))
})
afterAll(() => app.close())

async function register(given: Record<string, string> = {}): Promise<string> {
  const form = { ...REGISTRATION, arrivedOn: '2024-06-03', ...given }
  const response = await clerk.post('/office/requests/new', form)
  expect(response.statusCode).toBe(303)
  return response.headers.location!.split('?')[0]!
}

test('all columns: what was done on the way, and the record behind the row', async () => {
  const address = await register({ subject: '=SUM(A1:A9)征收方案', assistance: '代读' })
  const act = (step: string, seenSeq: string, form: Record<string, string>) =>
    clerk.post(`${address}/${step}`, { seenSeq, happenedOn: '2024-06-03', ...form })
  await act('consult', '1', { kind: 'third-party', to: '示例公司', about: '协议' })
  const page = shownText((await clerk.get('/office/requests?columns=all')).body)
  for (const shown of [
    '第三方：2024-06-03至今未答复',
    '提供帮助',
    '纸质，邮寄',
    '2条',
    '送出征求意见',
  ])
    expect(page).toContain(shown)
  const { hash } = await app.db
    .selectFrom('request_events')
    .select('hash')
    .where('seq', '=', 2)
    .executeTakeFirstOrThrow()
  expect(page).toContain(hash.subarray(0, 6).toString('hex'))
  expect(page).not.toContain(REGISTRATION.applicantName)
  expect(page).not.toContain('示例公司')
})

test('the workbook has the same columns, and no formula among its cells', async () => {
  const { rawPayload } = await clerk.get('/office/requests.xlsx?text=征收方案')
  const book = new exceljs.Workbook()
  await book.xlsx.load(Uint8Array.from(rawPayload).buffer)
  const sheet = book.worksheets[0]!
  const headers = (sheet.getRow(1).values as string[]).slice(1)
  const page = (await clerk.get('/office/requests?columns=all')).body
  for (const header of headers) expect(page).toContain(header)
  expect(headers).toHaveLength(30)
  const subject = sheet.getRow(2).getCell(headers.indexOf('申请内容') + 1)
  expect(subject.value).toBe("'=SUM(A1:A9)征收方案")
  expect(subject.formula).toBeUndefined()
})

test('a filter is kept under a name, for its officer only, and can be thrown away', async () => {
  const kept = await clerk.post(
    '/office/requests?status=examining&sort=due&order=asc&after=2020.1',
    {
      name: '在办，按期限',
    },
  )
  expect(kept.headers.location).toBe('/office/requests?status=examining&sort=due&order=asc')
  const mine = await clerk.get('/office/requests')
  expect(shownText(mine.body)).toContain('在办，按期限')
  const remove = /\/office\/requests\/filters\/\d+\/remove/.exec(mine.body)![0]
  const colleague = await app.signIn(await app.person('clerk'))
  expect((await colleague.get('/office/requests')).body).not.toContain('在办，按期限')
  expect((await colleague.post(remove)).statusCode).toBe(404)
  expect((await clerk.post(remove)).statusCode).toBe(303)
  expect((await clerk.get('/office/requests')).body).not.toContain('在办，按期限')
})

test('a filter without a name is asked for one; nonsense in its address is not kept', async () => {
  const unnamed = await clerk.post('/office/requests?status=examining', { name: ' ' })
  expect(unnamed.statusCode).toBe(422)
  expect(shownText(unnamed.body)).toContain('请填写筛选的名称')
  const strange = await clerk.post('/office/requests?status=%3Cscript%3E&x=1', { name: '全部' })
  expect(strange.headers.location).toBe('/office/requests?sort=register&order=desc')
})

test('thirty filters are enough', async () => {
  for (let n = 1; n <= 29; n += 1) await clerk.post('/office/requests', { name: `筛选${n}` })
  const one = await clerk.post('/office/requests', { name: '再来一个' })
  expect([one.statusCode, shownText(one.body).includes('最多保存30个筛选')]).toEqual([422, true])
})
