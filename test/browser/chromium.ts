/**
 * A real browser for tests.
 *
 *   const chromium = await openChromium()
 *   for (const width of WIDTHS) {
 *     const page = await chromium.page(width, { session: clerk.sessionToken, address })
 *     await page.goto(`${address}/office`)
 *     expect(await violationsOn(page)).toEqual([])
 *   }
 *   await chromium.close()
 *
 * With MINGQU_SCREENSHOTS set to a folder, `look(page, 'name')` leaves a picture there.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium as launcher, type Browser, type Page } from 'playwright-core'
import type { AxeResults } from 'axe-core'
import { findChromium } from '../chromium.ts'

/** A desk and a telephone. */
export const WIDTHS = [1280, 390] as const
export type Width = (typeof WIDTHS)[number]

export interface PageOptions {
  /** Token of a signed-in person, from `Browser.sessionToken` of test/app.ts. */
  readonly session?: string | undefined
  /** Where the app listens; needed with a session or 长者版. */
  readonly address?: string
  readonly elder?: boolean
  readonly scripts?: boolean
  /** A finger instead of a mouse. */
  readonly touch?: boolean
}

export interface Chromium {
  page(width: Width, options?: PageOptions): Promise<Page>
  close(): Promise<void>
}

export async function openChromium(): Promise<Chromium> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('No Chromium found: install `chromium`')
  const browser = await launcher.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return {
    page: (width, options = {}) => openPage(browser, width, options),
    close: () => browser.close(),
  }
}

async function openPage(browser: Browser, width: Width, options: PageOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: options.scripts ?? true,
    hasTouch: options.touch ?? false,
    isMobile: options.touch ?? false,
  })
  const cookies = [
    ...(options.session === undefined ? [] : [{ name: 'mingqu', value: options.session }]),
    ...(options.elder ? [{ name: 'elder', value: '1' }] : []),
  ]
  if (cookies.length > 0) {
    if (options.address === undefined) throw new Error('A cookie needs the address it is for')
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: options.address! })))
  }
  return context.newPage()
}

const require = createRequire(import.meta.url)
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds against WCAG 2.2 A and AA and its best practices, one line a rule, with the elements concerned. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  // Debugging tools may put a script into a page that forbids inline ones.
  await page.evaluate(AXE)
  const { violations } = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] })`,
  )) as AxeResults
  return violations.map(({ id, help, nodes }) => {
    const places = nodes
      .slice(0, 3)
      .map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 120)}`)
    return `${id}: ${help} (${nodes.length}×) ${places.join(' | ')}`
  })
}

/** Nothing but tables in their own regions may be wider than the screen. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return (await page.evaluate(
    `document.documentElement.scrollWidth - document.documentElement.clientWidth`,
  )) as number
}

export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['MINGQU_SCREENSHOTS']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  const { width } = page.viewportSize() ?? { width: 0 }
  await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
}
