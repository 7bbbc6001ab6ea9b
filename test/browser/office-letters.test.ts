/** Letters: a case's list, a draft and its editor, an answer, templates and the agency's facts, on both screens. */
import { afterAll, beforeAll, describe, test } from 'vitest'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import { openChromium, WIDTHS, type Chromium } from './chromium.ts'
import { examine } from './demo.ts'

let app: TestApp
let address: string
let chromium: Chromium
let clerk: Browser
let head: Browser
let pages: Record<string, string>

const hidden = (name: string, page: string) =>
  new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? ''

async function take(browser: Browser, path: string, step: string, fields: Record<string, string>) {
  const { body } = await browser.get(`${path}/${step}`)
  const kept = { seenSeq: hidden('seenSeq', body), contentHash: hidden('contentHash', body) }
  const { statusCode } = await browser.post(`${path}/${step}`, { ...kept, ...fields })
  if (statusCode !== 303) throw new Error(`${step}: ${statusCode}`)
}

async function register(): Promise<string> {
  const response = await clerk.post('/office/requests/new', {
    channel: 'in_person',
    arrivedOn: '2024-03-01',
    subject: '示例地块征收批复',
    description: '示例地块的征收批复和补偿方案',
    wantedForm: 'paper',
    wantedRoute: 'post',
    applicantClass: 'natural_person',
    applicantName: '示例甲',
    address: '示例路2号',
  })
  return response.headers.location!.split('?')[0]!
}

beforeAll(async () => {
  app = await createTestApp({ now: '2024-03-01T09:00' })
  clerk = await app.signIn(await app.person('clerk'))
  head = await app.signIn(await app.person('head'))
  const adviser = await app.signIn(await app.person('legal-adviser'))
  const asked = await register()
  await take(clerk, asked, 'ask-correction', {
    happenedOn: '2024-03-01',
    days: '10',
    items: '请写明地块位置\n请写明批复年份',
  })
  const order = { letter: 'correction-notice', about: 'e2', datedOn: '2024-03-01' }
  const drawn = await clerk.post(`${asked}/letters/new`, order)
  const letter = drawn.headers.location!.split('?')[0]!
  const answered = await register()
  await take(clerk, answered, 'draft-reply', {
    disposition: 'D2',
    text: '您要求对历年数据作汇总，本机关没有现成的汇总信息。',
    reasons: '提供该信息需要对现有信息加工、分析。',
    searchPlaces: '档案室',
    searchTerms: '批复',
    searchPeriod: '2010年至今',
    searchedBy: '示例检索人',
    searchedOn: '2024-03-01',
    searchResult: '没有现成的汇总',
  })
  await take(adviser, answered, 'review-legally', { decision: 'approved', opinion: '' })
  await take(head, answered, 'sign-off', { decision: 'approved', opinion: '' })
  await take(clerk, answered, 'issue', { happenedOn: '2024-03-01' })
  const list = await clerk.get(`${answered}/letters`)
  pages = {
    list: `${asked}/letters`,
    'list-answered': `${answered}/letters`,
    answer: /href="([^"]*\/letters\/\d+)"/.exec(list.body)![1]!,
    signed: answered,
    draw: `${answered}/letters/new?letter=proof-of-service&about=`,
    draft: letter,
    edit: `${letter}/edit`,
  }
  address = await app.listen()
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

describe.each(WIDTHS)('at %d px', (width) => {
  test('the letters of a case are clean to axe and fit', async () => {
    const page = await chromium.page(width, { session: clerk.sessionToken, address })
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(address + path)
      await examine(page, `letters-${name}`)
    }
    await page.context().close()
  })

  test('templates and the facts of the agency, as the head sees them', async () => {
    const page = await chromium.page(width, { session: head.sessionToken, address })
    for (const [name, path] of [
      ['templates', '/office/letter-templates'],
      ['template', '/office/letter-templates/third-party-consultation'],
      ['settings', '/office/letter-settings'],
    ] as const) {
      await page.goto(address + path)
      await examine(page, `letters-${name}`)
    }
    await page.context().close()
  })
})
