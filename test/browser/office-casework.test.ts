/** The ledger as an inspection sees it, the month, reminders, filings, assistance, 更正 and conversion, on both screens. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runDailyRound } from '../../src/domain/requests/reminders/daily-round.ts'
import { chinaMoment, dayOf } from '../../src/platform/kernel/time.ts'
import type { Browser } from '../app.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { answer, at, buildCase, buildRoom, draftOf } from '../builders/requests.ts'
import { openChromium, WIDTHS, type Chromium } from './chromium.ts'
import { examine } from './demo.ts'

let app: TestApp
let address: string
let chromium: Chromium
let clerk: Browser
let head: Browser
let admin: Browser
let pages: Record<string, string>
beforeAll(async () => {
  app = await createTestApp({ now: '2024-06-03T09:00' })
  const room = buildRoom(app.db)
  const staff = {
    agencyId: app.agencyId,
    clerk: await app.person('clerk'),
    secrecyReviewer: await app.person('secrecy-reviewer'),
    legalAdviser: await app.person('legal-adviser'),
    head: await app.person('head'),
  }
  clerk = await app.signIn(staff.clerk)
  head = await app.signIn(staff.head)
  admin = await app.signIn(await app.person('admin'))
  const subject = '河东路征收补偿方案及批准文件'
  const first = await buildCase(room, staff.clerk, '2024-04-22', { subject })
  await answer(room, staff, first, draftOf('A2'), at('2024-05-10'))
  await clerk.post(`/office/requests/${first.id}/suggest-conversion`, { text: '三人申请同一信息' })
  for (const day of ['2024-04-25', '2024-05-08', '2024-05-13', '2024-05-20'])
    await buildCase(room, staff.clerk, day, { subject: `${subject}（${day}）` })
  const again = await buildCase(room, staff.clerk, '2024-05-20', { subject })
  const town = await buildAgency(app.db, { name: '示例镇人民政府', supervisorId: app.agencyId })
  const filed = await buildCase(room, await buildOfficer(app.db, town, 'clerk'), '2024-05-07')
  await clerk.post('/office/assistance/new', {
    direction: 'incoming',
    organ: '示例市公安局高新分局',
    about: '核实一份征收批复的编号和日期',
    begunOn: '2024-05-10',
  })
  await clerk.post('/office/requests?status=examining', { name: '在办的' })
  const now = chinaMoment('2024-06-03T09:00')
  await runDailyRound(room, dayOf(now), now)
  pages = {
    today: '/office',
    month: '/office/calendar?month=2024-06',
    'ledger-usual': '/office/requests',
    'ledger-wide': '/office/requests?columns=all',
    'case-with-repeats': `/office/requests/${again.id}`,
    compare: `/office/requests/${again.id}/compare/${first.id}`,
    'case-with-conversion': `/office/requests/${first.id}`,
    rectification: '/office/rectifications/new',
    filings: '/office/filings',
    'filings-unit': `/office/filings?unit=${town}`,
    filing: `/office/filings/${filed.id}`,
    assistance: '/office/assistance',
    'assistance-new': '/office/assistance/new',
    'assistance-one': '/office/assistance/1',
    notices: '/office/calendar-notices',
  }
  address = await app.listen()
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

describe.each(WIDTHS)('at %d px', (width) => {
  test('every page is clean to axe and fits', async () => {
    const page = await chromium.page(width, { session: clerk.sessionToken, address })
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(address + path)
      await examine(page, `casework-${name}`)
    }
    await page.context().close()
  })

  test('what the head decides and the administrator imports', async () => {
    const page = await chromium.page(width, { session: head.sessionToken, address })
    await page.goto(`${address}${pages['case-with-conversion']}`)
    await page.getByRole('link', { name: '决定', exact: true }).click()
    await examine(page, 'casework-conversion-decide')
    await page.context().close()
    const other = await chromium.page(width, { session: admin.sessionToken, address })
    await other.goto(`${address}/office/calendar-notices`)
    await other.getByText('怎样填写').click()
    await examine(other, 'casework-notices-import')
    await other.context().close()
  })
})

test('on paper the ledger has all its columns and nothing around it', async () => {
  const page = await chromium.page(1280, { session: clerk.sessionToken, address })
  await page.goto(`${address}/office/requests?columns=all`)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('navigation', { name: '工作台' }).isVisible()).toBe(false)
  expect(await page.getByRole('columnheader', { name: '经办人' }).isVisible()).toBe(true)
  // the records follow the table instead of standing in a column of it
  expect(await page.getByRole('columnheader', { name: '办理记录' }).isVisible()).toBe(false)
  expect(await page.locator('.mq-printed-logs').isVisible()).toBe(true)
  const sheet = await page.pdf({ preferCSSPageSize: true })
  // A4 across, in points
  expect(sheet.toString('latin1')).toMatch(/\/MediaBox \[0 0 84[12](\.\d+)? 59[45](\.\d+)?\]/)
  await page.context().close()
})
