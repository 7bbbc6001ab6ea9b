import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { REGISTRATION } from '../builders/requests.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let clerk: Browser
let address: string
beforeAll(async () => {
  app = await createTestApp({ now: '2024-06-03T09:00' })
  clerk = await app.signIn(await app.person('clerk'))
  const form = { ...REGISTRATION, arrivedOn: '2024-06-03' }
  const registered = await clerk.post('/office/requests/new', form)
  address = registered.headers.location!.split('?')[0]!
  const asked = { happenedOn: '2024-06-03', kind: 'third-party', about: '补偿协议' }
  const person = { ...asked, seenSeq: '1', to: '示例第三人', isPerson: 'yes' }
  await clerk.post(`${address}/consult`, person)
  await clerk.post(`${address}/consult`, { ...asked, seenSeq: '2', to: '示例公司' })
})
afterAll(() => app.close())

const readings = async () =>
  (
    await app.db
      .selectFrom('audit_log')
      .select('subject')
      .where('action', '=', 'consulted.read')
      .execute()
  ).length

test('a natural person’s name stays masked on the case, and is opened on a page of its own, logged', async () => {
  const page = (await clerk.get(address)).body
  expect(page).not.toContain('示例第三人')
  expect(page).toContain(`${address}/consultations/1/name`)
  // a firm's name is not masked: there is nothing to open
  expect(page).not.toContain(`${address}/consultations/2/name`)
  const before = await readings()
  const opened = await clerk.get(`${address}/consultations/1/name`)
  expect(shownText(opened.body)).toContain('示例第三人')
  expect(await readings()).toBe(before + 1)
})

test('who does not write to third parties does not open their names, and leaves no trace of having read', async () => {
  const before = await readings()
  for (const [role, status] of [
    ['head', 200],
    ['legal-adviser', 403],
    ['secrecy-reviewer', 403],
    ['auditor', 403],
  ] as const) {
    const who = await app.signIn(await app.person(role))
    const page = await who.get(address)
    expect(page.body).not.toContain('示例第三人')
    const opened = await who.get(`${address}/consultations/1/name`)
    expect([role, opened.statusCode]).toEqual([role, status])
  }
  expect((await clerk.get(`${address}/consultations/9/name`)).statusCode).toBe(404)
  expect(await readings()).toBe(before + 1)
})
