import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { appointDeputy } from '../../src/domain/accounts/deputies.ts'
import { setUserActive } from '../../src/domain/accounts/users.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { REGISTRATION } from '../builders/requests.ts'
import { shownText } from './shown-text.ts'

const NOW = '2024-06-03T09:00'
let app: TestApp
let clerk: Browser
let other: Officer
let colleague: Browser
beforeAll(async () => {
  app = await createTestApp({ now: NOW })
  clerk = await app.signIn(await app.person('clerk'))
  other = await app.person('clerk')
  colleague = await app.signIn(other)
})
afterAll(() => app.close())

async function register(subject: string): Promise<string> {
  const form = { ...REGISTRATION, arrivedOn: '2024-06-03', subject }
  const response = await clerk.post('/office/requests/new', form)
  expect(response.statusCode).toBe(303)
  return response.headers.location!.split('?')[0]!
}

const todayOf = async (who: Browser, query = '') =>
  shownText((await who.get(`/office${query}`)).body)

test('a case is given to a colleague: case, ledger and 今日待办 say whose it is', async () => {
  const address = await register('转交的申请')
  const form = await clerk.get(`${address}/assign-handler`)
  expect(form.body).toContain(other.displayName)
  const given = await clerk.post(`${address}/assign-handler`, {
    seenSeq: '1',
    handlerId: String(other.id),
  })
  expect(given.statusCode).toBe(303)
  expect(shownText((await clerk.get(address)).body)).toContain(`转交同事：${other.displayName}`)
  const own = await todayOf(clerk)
  expect(own.indexOf('同事经办、我也可以办的申请')).toBeLessThan(own.indexOf('转交的申请'))
  expect(await todayOf(clerk, '?handler=me')).not.toContain('转交的申请')
  expect(await todayOf(colleague, '?handler=me')).toContain('转交的申请')
  const ofOther = shownText((await clerk.get(`/office/requests?handlerId=${other.id}`)).body)
  expect(ofOther).toContain('转交的申请')
})

test('nobody but a 经办人 of this office gets a case, and not who has it already', async () => {
  const address = await register('留在手里的申请')
  const reviewer = await app.person('legal-adviser')
  for (const handlerId of [String(reviewer.id), '999999', '']) {
    const refused = await clerk.post(`${address}/assign-handler`, { seenSeq: '1', handlerId })
    expect([handlerId, refused.statusCode]).toEqual([handlerId, 422])
  }
  expect((await clerk.get(`${address}/assign-handler`)).body).toContain(other.displayName)
})

test('the choice says who is away today and who stands in', async () => {
  const head = await app.person('head')
  const standIn = await app.person('legal-adviser')
  const days = {
    fromOn: Temporal.PlainDate.from('2024-06-03'),
    untilOn: Temporal.PlainDate.from('2024-06-04'),
  }
  const form = { personId: other.id, deputyId: standIn.id, role: 'clerk', ...days } as const
  await appointDeputy(app.db, head, form, chinaMoment(NOW))
  const address = await register('有人请假')
  const page = shownText((await clerk.get(`${address}/assign-handler`)).body)
  expect(page).toContain(`${other.displayName}（今日由${standIn.displayName}代）`)
})

test('a case left behind by somebody who is gone asks for a new 经办人', async () => {
  const leaver = await app.person('clerk')
  const address = await register('离岗人员的申请')
  await clerk.post(`${address}/assign-handler`, { seenSeq: '1', handlerId: String(leaver.id) })
  await setUserActive(app.db, await app.person('admin'), leaver.id, false, chinaMoment(NOW))
  const page = await todayOf(clerk)
  expect(page).toContain('已不在岗')
})

test('everybody keeps an address of their own for the daily digest; nonsense is refused', async () => {
  const page = await clerk.get('/office/profile')
  expect(shownText(page.body)).toContain('不在岗时由谁代理')
  const wrong = await clerk.post('/office/profile', { email: 'not an address' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('not an address')
  await clerk.post('/office/profile', { email: 'clerk@example.invalid' })
  expect((await clerk.get('/office/profile')).body).toContain('clerk@example.invalid')
  const admin = await app.signIn(await app.person('admin'))
  expect((await admin.get('/office/people')).body).toContain('clerk@example.invalid')
  const set = await admin.post(`/office/people/${other.id}/mail`, {
    email: 'other@example.invalid',
  })
  expect(set.statusCode).toBe(303)
  expect((await colleague.get('/office/profile')).body).toContain('other@example.invalid')
})
