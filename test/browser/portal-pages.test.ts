/**
 * Every kind of page of the portal in a real browser: axe at both widths, keyboard alone, 400 % zoom, without scripts, on
 * paper. One load with scripts and one without for each.
 */
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { buildPortalSite, SITE_ENVIRONMENT, type PortalSite } from '../builders/portal-site.ts'
import { openAs, sentBy } from '../open-page-kind.ts'
import { PAGE_KINDS, type PageKind } from '../page-kinds.ts'
import {
  look,
  openChromium,
  sidewaysScroll,
  violationsOn,
  WIDTHS,
  type Chromium,
} from './chromium.ts'
import { printedPages, skipsToText, tabThrough, wordsShown, WITH_SCRIPTS_ONLY } from './reading.ts'

/** 1280 px at 400 %. */
const ZOOMED = 320
/** A sheet without its margins. */
const A4 = 718

let app: TestApp
let address: string
let site: PortalSite
let chromium: Chromium
let scripted: Page
let plain: Page
beforeAll(async () => {
  app = await createTestApp({
    demo: true,
    environment: { ...SITE_ENVIRONMENT, MINGQU_TRUST_PROXY: '1' },
  })
  site = await buildPortalSite(app)
  address = await app.listen()
  chromium = await openChromium()
  scripted = await chromium.page(1280)
  plain = await chromium.page(1280, { scripts: false })
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

/** As a reader comes to it: a form's page is the answer to what the form sends. */
async function open(page: Page, kind: PageKind): Promise<void> {
  if (kind.fromElsewhere) return openFromElsewhere(page, kind)
  const context = page.context()
  await context.clearCookies()
  if (kind.elder) await context.addCookies([{ name: 'elder', value: '1', url: address }])
  const to = address + kind.at(site)
  if (kind.sends) await page.route(to, (route) => route.continue(posted(route, kind)), { times: 1 })
  const response = await openAs(app, site, kind, async (from) => {
    await page.setExtraHTTPHeaders({ 'x-forwarded-for': from })
    return page.goto(to)
  })
  expect(response?.status()).toBe(kind.status ?? 200)
}

function posted(route: Route, kind: PageKind) {
  const headers = {
    ...route.request().headers(),
    'content-type': 'application/x-www-form-urlencoded',
  }
  return { method: 'POST', postData: sentBy(kind, site), headers }
}

/** A page of another site sends our form. */
async function openFromElsewhere(page: Page, kind: PageKind): Promise<void> {
  const elsewhere = 'http://elsewhere.example/'
  const body = `<form method="post" action="${address}${kind.at(site)}"><button>领奖</button></form>`
  await page.route(elsewhere, (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(elsewhere)
  const [response] = await Promise.all([
    page.waitForResponse(address + kind.at(site)),
    page.getByRole('button').click(),
  ])
  await page.waitForLoadState()
  expect(response.status()).toBe(kind.status)
}

async function narrow(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: width < 800 ? 844 : 900 })
}

/** One a line, so that a failure shows them all. */
const listed = (troubles: readonly string[]) => troubles.join('\n')

describe.each(PAGE_KINDS)('$name', (kind) => {
  test('is clean to axe at both widths and fits at 400 %', async () => {
    await scripted.emulateMedia({ media: 'screen' })
    await narrow(scripted, 1280)
    await open(scripted, kind)
    for (const width of WIDTHS) {
      await narrow(scripted, width)
      await look(scripted, `kind-${kind.name.replaceAll(/\P{L}+/gu, '-')}`)
      expect(listed(await violationsOn(scripted))).toBe('')
      expect([width, await sidewaysScroll(scripted)]).toEqual([width, 0])
    }
    await narrow(scripted, ZOOMED)
    await look(scripted, `kind-${kind.name.replaceAll(/\P{L}+/gu, '-')}`)
    expect([ZOOMED, await sidewaysScroll(scripted)]).toEqual([ZOOMED, 0])
    await narrow(scripted, 1280)
  })

  test('is walked through by keyboard, each stop in sight and marked', async () => {
    expect(listed(await tabThrough(scripted))).toBe('')
    expect(await skipsToText(scripted)).toBe(true)
  })

  test('is whole on paper, without what only a screen needs', async () => {
    const onScreen = await wordsShown(scripted, 'main')
    await scripted.emulateMedia({ media: 'print' })
    const { shown, controls } = await printed(scripted)
    expect(listed(controls)).toBe('')
    expect(listed(onScreen.filter((words) => !shown.has(words)))).toBe('')
    await narrow(scripted, A4)
    await look(scripted, `paper-${kind.name.replaceAll(/\P{L}+/gu, '-')}`)
    expect([A4, await sidewaysScroll(scripted)]).toEqual([A4, 0])
    const pages = await printedPages(scripted)
    expect(pages).toBeGreaterThan(0)
    // a sheet of A4 holds some 1,500 characters; lists and tables take more room
    expect(pages).toBeLessThanOrEqual(3 + Math.ceil([...shown].join('').length / 150))
    await scripted.emulateMedia({ media: 'screen' })
    await narrow(scripted, 1280)
  })

  test('says and does the same without scripts', async () => {
    await scripted.emulateMedia({ media: 'screen' })
    await narrow(scripted, 1280)
    const withScripts = (await wordsShown(scripted, 'body')).map(withoutReference)
    await open(plain, kind)
    const without = new Set((await wordsShown(plain, 'body')).map(withoutReference))
    const missing = withScripts.filter((words) => !without.has(words))
    expect(listed(missing.filter((words) => !WITH_SCRIPTS_ONLY.has(words)))).toBe('')
    expect(listed(await formsWithoutButton(plain))).toBe('')
  })
})

/** Of an error, by which the log knows it: another each time. */
const withoutReference = (words: string) => words.replace(/[0-9a-f]{6}-\d+/, '')

/** What a printed page holds: its words, and whatever of the screen's furniture is still there. */
async function printed(page: Page): Promise<{ shown: Set<string>; controls: string[] }> {
  const shown = new Set(await wordsShown(page, 'main'))
  const controls = await page
    .locator(
      'nav:not(.mq-tabs):visible, button:visible, [role=search]:visible, .govuk-breadcrumbs:visible, .govuk-skip-link:visible',
    )
    .evaluateAll((found) =>
      found.map((one) => (one as unknown as { outerHTML: string }).outerHTML.slice(0, 120)),
    )
  return { shown, controls }
}

/** A form that only a script could send. */
function formsWithoutButton(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.forms]
    .filter((form) => ![...form.elements].some((one) => one.type === 'submit' && (one.checkVisibility() || one.closest('details'))))
    .map((form) => form.outerHTML.slice(0, 140))`)
}
