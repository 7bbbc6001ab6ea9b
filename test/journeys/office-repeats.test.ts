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

const typed = (given: Record<string, string> = {}) => ({
  ...REGISTRATION,
  arrivedOn: '2024-06-03',
  applicantName: '欧阳甲',
  ...given,
})

async function register(given: Record<string, string> = {}): Promise<string> {
  const response = await clerk.post('/office/requests/new', typed(given))
  expect(response.statusCode).toBe(303)
  return response.headers.location!.split('?')[0]!
}

test('before registering one may look for earlier cases, and nothing is registered or lost', async () => {
  await register()
  const page = await clerk.post('/office/requests/new', typed({ check: 'yes' }))
  expect(page.statusCode).toBe(200)
  const text = shownText(page.body)
  expect(text).toContain('查重结果（尚未登记）')
  expect(text).toContain('该申请人当月第2件，近十二个月第2件')
  expect(text).toContain('同一申请人较早的申请')
  expect(page.body).toContain(REGISTRATION.description)
  expect(shownText((await clerk.get('/office/requests')).body)).toContain('1件')
})

test('a case shows the earlier one, and opens it side by side without saying who applied', async () => {
  const first = await register({ subject: '河东路征收补偿方案', idNumber: 'OTHER' })
  const second = await register({ subject: '申请公开河东路的征收补偿方案' })
  const page = await clerk.get(second)
  expect(shownText(page.body)).toContain('其他申请人的相似申请')
  const compare = `${second}/compare/${first.split('/').at(-1)}`
  expect(page.body).toContain(compare)
  const text = shownText((await clerk.get(compare)).body)
  expect(text).toContain('其他申请人')
  expect(text).toContain('还没有送达的答复')
  expect(text).toContain('不据此拒绝')
  expect(text).not.toContain('欧阳甲')
})

test('who reads no cases compares none; nonsense is not found', async () => {
  const address = await register()
  const admin = await app.signIn(await app.person('admin'))
  expect((await admin.get(`${address}/compare/1`)).statusCode).toBe(403)
  for (const earlier of ['0', 'x', '999999', address.split('/').at(-1)])
    expect((await clerk.get(`${address}/compare/${earlier}`)).statusCode).toBe(404)
})
