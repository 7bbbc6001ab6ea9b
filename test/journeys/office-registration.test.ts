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

const form = (given: Record<string, string> = {}) => ({
  ...REGISTRATION,
  arrivedOn: '2024-06-03',
  ...given,
})

const tokenOf = (body: string) => /name="formToken" value="([\w-]{22})"/.exec(body)![1]!

async function newToken(address = '/office/requests/new'): Promise<string> {
  return tokenOf((await clerk.get(address)).body)
}

const countCases = async () =>
  (
    await app.db
      .selectFrom('requests')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

test('a button pressed twice, even at the same moment, registers one case', async () => {
  const sent = form({ formToken: await newToken() })
  const before = await countCases()
  const answers = await Promise.all([1, 2, 3].map(() => clerk.post('/office/requests/new', sent)))
  const late = await clerk.post('/office/requests/new', sent)
  const addresses = [...answers, late].map(({ statusCode, headers }) => [
    statusCode,
    headers.location,
  ])
  expect(new Set(addresses.map(String)).size).toBe(1)
  expect(addresses[0]![0]).toBe(303)
  expect(await countCases()).toBe(before + 1)
})

test('no number of the register is lost to the second press', async () => {
  const numbers = async () =>
    (await app.db.selectFrom('requests').select('register_number').orderBy('id').execute()).map(
      (row) => row.register_number,
    )
  await clerk.post('/office/requests/new', form({ formToken: await newToken() }))
  expect(await numbers()).toEqual((await numbers()).map((_, index) => index + 1))
})

test('the same form with other content is asked about once, and then entered', async () => {
  const formToken = await newToken()
  const first = await clerk.post('/office/requests/new', form({ formToken, subject: '第一件' }))
  const before = await countCases()
  const changed = form({ formToken, subject: '第二件' })
  const asked = await clerk.post('/office/requests/new', changed)
  expect(asked.statusCode).toBe(409)
  expect(shownText(asked.body)).toContain('这张表已经登记为')
  expect(asked.body).toContain('第二件')
  expect(await countCases()).toBe(before)
  const again = { ...changed, formToken: tokenOf(asked.body) }
  const second = await clerk.post('/office/requests/new', again)
  expect(second.statusCode).toBe(303)
  expect(second.headers.location).not.toBe(first.headers.location)
})

test('a form with a mistake keeps its token, and is entered once when mended', async () => {
  const formToken = await newToken()
  const wrong = await clerk.post('/office/requests/new', form({ formToken, subject: '' }))
  expect(wrong.statusCode).toBe(422)
  expect(tokenOf(wrong.body)).toBe(formToken)
})

test('a 更正 sent twice is one case, too', async () => {
  const sent = form({
    formToken: await newToken('/office/rectifications/new'),
    wrong: '出生年份有误',
    evidence: '户口簿',
  })
  const answers = [
    await clerk.post('/office/rectifications/new', sent),
    await clerk.post('/office/rectifications/new', sent),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303])
  expect(answers[0]!.headers.location).toBe(answers[1]!.headers.location)
})

test('an application is split into cases of their own numbers, all or none, once', async () => {
  const formToken = await newToken()
  const before = await countCases()
  const sent = form({ formToken, parts: '征收方案\n\n补偿标准\n评估报告' })
  const response = await clerk.post('/office/requests/new', sent)
  await clerk.post('/office/requests/new', sent)
  expect(await countCases()).toBe(before + 3)
  const first = shownText((await clerk.get(response.headers.location!)).body)
  expect(first).toContain('一份申请分成3件登记，这是第1件')
  const alone = await clerk.post('/office/requests/new', form({ parts: '只有一项' }))
  expect(alone.statusCode).toBe(422)
  expect(await countCases()).toBe(before + 3)
})

test('where the office counts item by item, the desk must say how many contents there are', async () => {
  const head = await app.signIn(await app.person('head'))
  const settings = await head.get('/office/settings')
  const seen = /name="seen" value="([^"]+)"/.exec(settings.body)![1]!
  const saved = await head.post('/office/settings', { seen, multiItemCounting: 'per-item' })
  expect(saved.statusCode).toBe(303)
  const unsaid = await clerk.post('/office/requests/new', form())
  expect(unsaid.statusCode).toBe(422)
  expect(shownText(unsaid.body)).toContain('本机构按内容逐项计件')
  const unnamed = await clerk.post('/office/requests/new', form({ contents: 'several' }))
  expect(unnamed.statusCode).toBe(422)
  const before = await countCases()
  const several = form({ contents: 'several', parts: '一\n二' })
  expect((await clerk.post('/office/requests/new', several)).statusCode).toBe(303)
  expect((await clerk.post('/office/requests/new', form({ contents: 'one' }))).statusCode).toBe(303)
  expect(await countCases()).toBe(before + 3)
})
