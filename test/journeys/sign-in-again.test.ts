import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertUser } from '../../src/domain/accounts/users.ts'
import { inTransaction } from '../../src/platform/database/database.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'

const NOW = '2024-06-03T09:00'
const PASSWORD = 'sample-password-0001'
let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ now: NOW })
  const form = {
    username: 'clerk',
    displayName: '示例',
    password: PASSWORD,
    roles: ['clerk'] as const,
  }
  await inTransaction(app.db, (tx) =>
    insertUser(
      tx,
      app.agencyId,
      { ...form, roles: [...form.roles] },
      { id: null, name: '示例' },
      chinaMoment(NOW),
    ),
  )
})
afterAll(() => app.close())

const countSessions = async () =>
  (
    await app.db
      .selectFrom('sessions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

test('signing in again ends the session this browser had, and no other', async () => {
  const form = { username: 'clerk', password: PASSWORD }
  const home = app.visitor()
  await home.post('/office/sign-in', form)
  const browser = app.visitor()
  await browser.post('/office/sign-in', form)
  const first = browser.sessionToken
  expect(await countSessions()).toBe(2)
  await browser.post('/office/sign-in', { ...form, password: 'wrong' })
  expect(browser.sessionToken).toBe(first)
  await browser.post('/office/sign-in', form)
  expect(browser.sessionToken).not.toBe(first)
  expect(await countSessions()).toBe(2)
  expect((await home.get('/office')).statusCode).toBe(200)
})
