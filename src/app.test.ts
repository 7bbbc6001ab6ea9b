import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../test/app.ts'
import { hashPassword } from './domain/accounts/passwords.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

describe('the portal', () => {
  test('answers an unknown address with a page of its own', async () => {
    const response = await app.visitor().get('/no/such/page')
    expect(response.statusCode).toBe(404)
    expect(response.payload).toContain('没有找到这个页面')
    expect(response.payload).toContain('示例高新区管委会')
  })

  test('长者版 is a cookie that goes back where the reader was, and only there', async () => {
    const reader = app.visitor()
    const on = await reader.get('/elder?on=1&back=%2Fno%2Fpage')
    expect([on.statusCode, on.headers['location']]).toEqual([303, '/no/page'])
    expect((await reader.get('/no/page')).payload).toContain('mq-elder')
    const off = await reader.get('/elder?on=0&back=%2F%2Fevil.example')
    expect(off.headers['location']).toBe('/')
    expect((await reader.get('/no/page')).payload).not.toContain('mq-elder')
  })
})

describe('the office', () => {
  test('leads a stranger to the sign-in and remembers where they wanted to go', async () => {
    const response = await app.visitor().get('/office/requests?year=2020')
    expect(response.statusCode).toBe(303)
    expect(response.headers['location']).toBe(
      '/office/sign-in?next=%2Foffice%2Frequests%3Fyear%3D2020',
    )
  })

  test('gives nothing away about addresses inside to a stranger', async () => {
    const [real, invented] = await Promise.all([
      app.visitor().post('/office/sign-out-of-nowhere'),
      app.visitor().post('/office/requests/999'),
    ])
    expect([real.statusCode, invented.statusCode]).toEqual([401, 401])
  })

  test('lets a person in with the right password, out again, and back with a new session', async () => {
    const officer = await app.person('clerk')
    await app.db
      .updateTable('users')
      .set({ password_hash: await hashPassword('示例口令-2020-高新') })
      .where('id', '=', officer.id)
      .execute()
    const desk = app.visitor()
    const wrong = await desk.post('/office/sign-in', { username: officer.username, password: 'x' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.payload).toContain(officer.username)
    const credentials = { username: officer.username, password: '示例口令-2020-高新' }
    const entered = await desk.post('/office/sign-in', { ...credentials, next: '/office/requests' })
    expect([entered.statusCode, entered.headers['location']]).toEqual([303, '/office/requests'])
    const cookie = entered.cookies.find(({ name }) => name === 'mingqu')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    const page = await desk.get('/office')
    expect(page.payload).toContain(officer.displayName)
    expect(page.headers['cache-control']).toBe('no-store')

    const token = desk.sessionToken
    expect((await desk.post('/office/sign-out')).statusCode).toBe(303)
    expect((await desk.get('/office')).statusCode).toBe(303)
    await desk.post('/office/sign-in', credentials)
    expect(desk.sessionToken).not.toBe(token)
  })

  test('never sends a person on to another site after signing in', async () => {
    const officer = await app.person('clerk')
    await app.db
      .updateTable('users')
      .set({ password_hash: await hashPassword('示例口令-2020-高新') })
      .where('id', '=', officer.id)
      .execute()
    const response = await app.visitor().post('/office/sign-in', {
      username: officer.username,
      password: '示例口令-2020-高新',
      next: '//evil.example/office/',
    })
    expect(response.headers['location']).toBe('/office')
  })

  test('refuses a form without its token, or with that of another session', async () => {
    const clerk = await app.signIn(await app.person('clerk'))
    const response = await clerk.post('/office/sign-out', { csrf: 'invented' })
    expect(response.statusCode).toBe(403)
    expect(response.payload).toContain('已经过期')
    expect((await clerk.get('/office')).statusCode).toBe(200)
  })

  test('shows each role its own doors', async () => {
    const admin = await app.signIn(await app.person('admin'))
    const auditor = await app.signIn(await app.person('auditor'))
    const [ofAdmin, ofAuditor] = await Promise.all([admin.get('/office'), auditor.get('/office')])
    expect(ofAdmin.payload).toContain('用户与机构')
    expect(ofAdmin.payload).not.toContain('依申请公开台账')
    expect(ofAuditor.payload).toContain('操作日志')
    expect(ofAuditor.payload).not.toContain('登记申请')
  })
})

test('the API answers in JSON, errors too', async () => {
  const response = await app.visitor().get('/api/nothing')
  expect(response.statusCode).toBe(404)
  expect(response.json()).toMatchObject({ error: { code: 'not-found' } })
})

test('behind https browsers are told to stay there', async () => {
  const secure = await createTestApp({
    environment: { MINGQU_BASE_URL: 'https://xxgk.example.gov.cn' },
  })
  const response = await secure.visitor().get('/office/sign-in')
  expect(response.headers['strict-transport-security']).toContain('max-age')
  await secure.close()
})
