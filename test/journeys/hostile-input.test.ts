/** What nobody types and somebody sends: it is refused or cleaned, and never breaks the system. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csrfToken } from '../../src/platform/web/csrf.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { buildCase, buildRoom } from '../builders/requests.ts'
import { shownText } from './shown-text.ts'

let app: TestApp
let clerk: Browser
let caseAddress: string
beforeAll(async () => {
  app = await createTestApp({ now: '2024-04-01T10:00' })
  const officer = await app.person('clerk')
  clerk = await app.signIn(officer)
  const { id } = await buildCase(buildRoom(app.db), officer, '2024-04-01')
  caseAddress = `/office/requests/${id}`
})
afterAll(() => app.close())

const HOSTILE = [
  '\u0000征收\u0000',
  `"'><svg onload=alert(1)>`,
  "');drop table users;--",
  '9'.repeat(15),
  '0001-01-01',
  '9999-12-31',
  '\uFFFE\uFFFF\u0085\u2028',
  '\r\nSet-Cookie: x=1',
  '%',
  '_'.repeat(3000),
]

describe('in an address', () => {
  test.each([
    '/office/requests?text=',
    '/office/requests?sort=due&after=',
    '/office/requests.xlsx?text=',
    '/office/publications?text=',
    '/office/registers?year=',
    '/office/annual-reports/2023/cells/',
    '/content?category=',
    '/content?page=',
    '/reports?agency=',
    '/apply?about=',
    '/elder?back=',
    '/content/',
    '/reports/',
  ])('%s', async (address) => {
    for (const text of HOSTILE) {
      const page = await clerk.get(address + encodeURIComponent(text))
      expect([address, text, page.statusCode < 500]).toEqual([address, text, true])
      expect(page.body).not.toContain('<svg onload')
      expect(page.headers['set-cookie'] ?? '').not.toMatch(/x=1/)
    }
  })
})

describe('in a form', () => {
  const STEPS = ['ask-correction', 'consult', 'notice-fee', 'draft-reply', 'note', 'withdraw']

  test.each(STEPS)('%s', async (step) => {
    const address = `${caseAddress}/${step}`
    const { body } = await clerk.get(address)
    const names = [...body.matchAll(/name="([^"]+)"/g)].map(([, name]) => name!)
    for (const text of HOSTILE) {
      const form = Object.fromEntries(names.map((name) => [name, text]))
      delete form['csrf']
      // a number of the case that nobody has seen: whatever is typed, nothing is written
      const answer = await clerk.post(address, { ...form, seenSeq: '99' })
      expect([step, text, answer.statusCode < 500]).toEqual([step, text, true])
      expect(answer.body).not.toContain('<svg onload')
    }
  })

  test('sent as JSON, with objects where texts belong', async () => {
    const token = csrfToken(clerk.sessionToken!)
    const odd: readonly unknown[] = [
      { toString: 1 },
      [{ a: 1 }],
      null,
      5,
      true,
      '\ud800',
      { a: { b: 1 } },
    ]
    for (const step of STEPS) {
      const { body } = await clerk.get(`${caseAddress}/${step}`)
      const names = [...body.matchAll(/name="([^"]+)"/g)].map(([, name]) => name!)
      for (const value of odd) {
        const form = Object.fromEntries(names.map((name) => [name, value]))
        const answer = await app.fastify.inject({
          method: 'POST',
          url: `${caseAddress}/${step}`,
          cookies: { mingqu: clerk.sessionToken! },
          payload: { ...form, csrf: token, seenSeq: '99' },
        })
        expect([step, value, answer.statusCode < 500]).toEqual([step, value, true])
      }
    }
  })

  test('a name that is a field and a group of fields at once', async () => {
    const answer = await clerk.post('/office/publications/1/review', {
      checks: 'x',
      'checks.state-secret': 'clear',
    })
    expect(answer.statusCode).toBeLessThan(500)
  })

  test('NUL and half characters are dropped, the rest is kept', async () => {
    const answer = await clerk.post('/office/publications/new', {
      title: '示例\u0000通知',
      publisher: '示例办公室',
      category: '通知',
      disclosure: 'proactive',
      bodyHtml: '正\u0000文',
    })
    expect(answer.statusCode).toBe(303)
    const page = await clerk.get(String(answer.headers.location))
    expect(shownText(page.body)).toContain('示例通知')
  })
})
