/** The demo office in a real browser, at a moment of its story. */
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { createTestApp, type TestApp } from '../app.ts'
import {
  look,
  openChromium,
  sidewaysScroll,
  violationsOn,
  type Chromium,
  type Width,
} from './chromium.ts'

export const DEMO_NOW = '2026-11-23T09:00'

export interface DemoSite {
  readonly app: TestApp
  readonly address: string
  readonly chromium: Chromium
  /** In through the page that everybody uses. */
  signIn(username: string, width: Width): Promise<Page>
  close(): Promise<void>
}

export async function openDemoSite(): Promise<DemoSite> {
  const app = await createTestApp({ now: DEMO_NOW, demo: true })
  const address = await app.listen()
  const chromium = await openChromium()
  return {
    app,
    address,
    chromium,
    async signIn(username, width) {
      const page = await chromium.page(width)
      await page.goto(`${address}/office`)
      await page.getByLabel('用户名').fill(username)
      await page.getByLabel('密码', { exact: true }).fill(`mingqu-${username}`)
      await page.getByRole('button', { name: '登录' }).click()
      await page.waitForURL(`${address}/office`)
      return page
    },
    async close() {
      await chromium.close()
      await app.close()
    },
  }
}

/** Nothing for axe to say, and nothing wider than the screen; a picture where pictures are kept. */
export async function examine(page: Page, name: string): Promise<void> {
  await look(page, name)
  const width = page.viewportSize()!.width
  expect([name, width, await violationsOn(page)]).toEqual([name, width, []])
  expect([name, width, await sidewaysScroll(page)]).toEqual([name, width, 0])
}
