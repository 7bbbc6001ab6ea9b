/** Cases with a course of their own, whose hands they are in, and who reads what: on a desk and on a telephone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WIDTHS } from './chromium.ts'
import { examine, openDemoSite, type DemoSite } from './demo.ts'

let site: DemoSite
let lead: number
beforeAll(async () => {
  site = await openDemoSite()
  lead = site.app.agencyId
})
afterAll(() => site.close())

async function caseIn(status: string, kind = 'application'): Promise<string> {
  const { id } = await site.app.db
    .selectFrom('requests')
    .select('id')
    .where('agency_id', '=', lead)
    .where('status', '=', status)
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return `/office/requests/${id}`
}

describe.each(WIDTHS)('at %d px', (width) => {
  test('the clerk’s day: whose case, what waits for whom, the month', async () => {
    const page = await site.signIn('jingban', width)
    const open = async (name: string, path: string) => {
      await page.goto(`${site.address}${path}`)
      await examine(page, `courses-${name}`)
    }
    await open('today', '/office')
    // a card a row: nothing scrolls sideways, not even inside
    const inside = await page
      .locator('.mq-scroll')
      .evaluateAll((regions) => regions.map((one) => one.scrollWidth - one.clientWidth))
    if (width === 390) expect(Math.max(...inside)).toBeLessThanOrEqual(0)
    await open('today-mine', '/office?handler=me')
    await open('month', '/office/calendar?month=2026-11')
    await open('ledger', '/office/requests')
    await open('profile', '/office/profile')
    const consulting = await caseIn('consulting')
    await open('consulting', consulting)
    await open('consulted-name', `${consulting}/consultations/1/name`)
    await open('assign', `${consulting}/assign-handler`)
    await open('correction', await caseIn('awaiting-correction'))
    await open('payment', await caseIn('awaiting-payment'))
    await open('rectification', await caseIn('examining', 'rectification'))
    await open('new-rectification', '/office/rectifications/new')
    await open('assistance', '/office/assistance?year=2020')
    await open('filings', '/office/filings')
    await open('extended', await caseIn('examining'))
    await page.context().close()
  })

  test('the whole ledger on paper: the record of each case follows the table', async () => {
    const page = await site.signIn('jingban', width)
    await page.goto(`${site.address}/office/requests?columns=all`)
    const printed = page.locator('.mq-printed-logs')
    expect(await printed.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    expect(await printed.isVisible()).toBe(true)
    expect(await printed.innerText()).toContain('1. 2026-10-20 登记，示例经办人甲')
    expect(await page.locator('.mq-office__nav').isVisible()).toBe(false)
    await page.context().close()
  })

  test('the head and the administrator', async () => {
    const head = await site.signIn('fuze', width)
    await head.goto(`${site.address}/office/settings`)
    await examine(head, 'courses-settings')
    await head.goto(`${site.address}/office/deputies`)
    await examine(head, 'courses-deputies')
    await head.context().close()
    const admin = await site.signIn('guanli', width)
    await admin.goto(`${site.address}/office/people`)
    await examine(admin, 'courses-people')
    await admin.getByRole('link', { name: '登记' }).first().click()
    await examine(admin, 'courses-person-mail')
    await admin.context().close()
  })
})
