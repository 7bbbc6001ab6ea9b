import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildBareAgency, buildOfficer } from '../builders/people.ts'
import { REGISTRATION } from '../builders/requests.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let clerk: Officer
let head: Officer
beforeAll(async () => {
  app = await createTestApp({ now: '2024-03-01T10:00' })
  const agencyId = await buildBareAgency(app.db)
  clerk = await buildOfficer(app.db, agencyId, 'clerk')
  head = await buildOfficer(app.db, agencyId, 'head')
})
afterAll(() => app.close())

const ANSWER = { disposition: 'A2', text: '随函提供。', reasons: '可以公开。', seenSeq: '1' }

test('an office that has not said who reconsiders its answers cannot draft one, and is told where to say it', async () => {
  const desk = await app.signIn(clerk)
  const registered = await desk.post('/office/requests/new', {
    ...REGISTRATION,
    arrivedOn: '2024-03-01',
  })
  const address = `/office/requests/${/\d+/.exec(registered.headers.location!)![0]}/draft-reply`
  const form = await desk.get(address)
  expect(shownText(form.body)).toContain('还没有设置行政复议机关')
  expect(form.body).toContain('/office/letter-settings')
  const refused = await desk.post(address, ANSWER)
  expect([refused.statusCode, refused.body.includes('随函提供。')]).toEqual([422, true])

  const settings = { standing: 'department', government: '示例市人民政府' }
  expect(
    (await (await app.signIn(head)).post('/office/letter-settings', settings)).statusCode,
  ).toBe(303)
  expect(shownText((await desk.get(address)).body)).not.toContain('还没有设置行政复议机关')
  expect((await desk.post(address, ANSWER)).statusCode).toBe(303)
})
