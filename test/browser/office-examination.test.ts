import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildDeputyship } from '../builders/people.ts'
import { buildCase, buildRoom } from '../builders/requests.ts'
import {
  look,
  openChromium,
  sidewaysScroll,
  violationsOn,
  WIDTHS,
  type Chromium,
} from './chromium.ts'

let app: TestApp
let address: string
let chromium: Chromium
let officer: Officer
let caseId: number
beforeAll(async () => {
  app = await createTestApp({ now: '2024-03-05T09:00' })
  officer = await app.person('clerk')
  caseId = (await buildCase(buildRoom(app.db), officer, '2024-03-01')).id
  await buildDeputyship(app)
  address = await app.listen()
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

test('examination, draft, settings and deputies are clean to axe and no wider than the screen', async () => {
  const { sessionToken } = await app.signIn(await app.person('clerk', 'head'))
  const request = `/office/requests/${caseId}`
  const pages = {
    question: `${request}/examine`,
    repeats: `${request}/examine?path=yes.information`,
    conclusion: `${request}/examine?path=yes.information.no.no.ours.no`,
    act: `${request}/examine?path=no`,
    unanswered: `${request}/examine?path=yes&asked=kind`,
    draft: `${request}/draft-reply`,
    settings: '/office/settings',
    deputies: '/office/deputies',
  }
  for (const width of WIDTHS) {
    const page = await chromium.page(width, { session: sessionToken, address })
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(address + path)
      await look(page, `office-${name}`)
      expect([name, width, await violationsOn(page)]).toEqual([name, width, []])
      expect([name, width, await sidewaysScroll(page)]).toEqual([name, width, 0])
    }
  }
})

test('without scripts an officer goes from the first question to a draft that asks for the search', async () => {
  const { sessionToken } = await app.signIn(officer)
  const page = await chromium.page(390, { session: sessionToken, address, scripts: false })
  await page.goto(`${address}/office/requests/${caseId}/examine`)
  for (const answer of ['能确定', '政府信息', '没有', '没有超过', '本机关', '检索以后没有']) {
    await page.getByRole('radio', { name: answer, exact: true }).check()
    await page.getByRole('button', { name: '继续' }).click()
  }
  await page.getByRole('button', { name: '记录审查结论，拟答复' }).click()
  await look(page, 'office-draft-examined')
  expect(await page.getByLabel('答复类型').inputValue()).toBe('D1a')
  expect(await page.getByLabel('检索用词').count()).toBe(1)
  expect(await page.locator('[name=withheldPart]').count()).toBe(0)
  // axe itself is a script
  const scripted = await chromium.page(390, { session: sessionToken, address })
  await scripted.goto(page.url())
  expect(await violationsOn(scripted)).toEqual([])
  expect(await sidewaysScroll(scripted)).toBe(0)
})
