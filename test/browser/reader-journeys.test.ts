/** Two readers on the demo: a firm that finds its policy on a telephone, and somebody who has only a keyboard. */
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { buildPortalSite, SITE_NOW, type PortalSite } from '../builders/portal-site.ts'
import { CODE, PNG } from '../journeys/apply-form.ts'
import { openChromium, type Chromium } from './chromium.ts'
import { examine } from './demo.ts'
import { choose, focused, follow, go, press, tabTo, type } from './keyboard.ts'

const ITEM = '高新技术企业认定奖励（示例）'
const BASIS = '支持科技创新若干规定（示例）'
const NOTICE = '关于开展示例统计调查的通知'

let app: TestApp
let site: PortalSite
let address: string
let chromium: Chromium
beforeAll(async () => {
  app = await createTestApp({ demo: true })
  site = await buildPortalSite(app)
  address = await app.listen()
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

test('a firm finds its policy on a telephone by its own words, and asks what it still wants to know', async () => {
  const page = await chromium.page(390, { touch: true })
  await page.goto(address)
  await page.getByRole('searchbox').tap()
  await page.getByRole('searchbox').fill('高企认定有没有奖励')
  await tap(page, page.getByRole('button', { name: '检索' }))
  await examine(page, 'firm-search')
  await tap(page, page.getByRole('link', { name: ITEM }).first())
  await tap(page, page.getByRole('link', { name: '在惠企政策服务包中查看' }))
  await readItem(page)
  await tap(page, page.getByRole('link', { name: BASIS }).first())
  await page.getByRole('heading', { level: 1, name: BASIS }).waitFor()
  await tap(page, page.getByRole('link', { name: '就这份文件提问' }))
  await page.getByLabel('您的问题').fill('去年认定的企业今年还能申请吗？')
  const before = await questions()
  app.setNow('2026-11-23T09:02')
  await tap(page, page.getByRole('button', { name: '提交' }))
  await page.getByRole('heading', { name: '问题已经提交' }).waitFor()
  app.setNow(SITE_NOW)
  expect(await questions()).toBe(before + 1)
  await page.context().close()
})

test('a firm answers the finder with its thumb, sees why it fits, and applies for what is not said', async () => {
  const page = await chromium.page(390, { touch: true })
  await page.goto(address)
  await tap(page, page.getByRole('link', { name: '惠企政策', exact: true }).first())
  await tap(page, page.getByRole('link', { name: '找政策' }))
  await page.getByLabel('研发创新').tap()
  await page.getByLabel('您是').selectOption('enterprise')
  await page.getByLabel('企业规模').selectOption('small')
  await page.getByLabel('所属行业').selectOption('software')
  await page.getByLabel('注册地').selectOption('here')
  await page.getByLabel('高新技术企业', { exact: true }).tap()
  await tap(page, page.getByRole('button', { name: '查找' }))
  await page.getByRole('heading', { name: '查找结果' }).waitFor()
  expect(await page.locator('#results').textContent()).toContain('资质称号符合：高新技术企业')
  await examine(page, 'firm-found')
  await tap(page, page.getByRole('link', { name: ITEM }))
  await readItem(page)
  await tap(page, page.getByRole('link', { name: '申请公开相关信息' }))
  await tap(page, page.getByRole('link', { name: '在线申请' }).first())
  expect(await page.getByLabel('具体描述').inputValue()).toContain(ITEM)
  await page.context().close()
})

/** Touches what leads to another page. */
async function tap(page: Page, target: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), target.tap()])
}

/** Conditions, standard and a number to call; nothing a thumb would miss; a code that leads here, and prints. */
async function readItem(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: ITEM }).waitFor()
  const text = await page.locator('main').innerText()
  for (const part of ['惠及对象', '申报条件', '办理流程', '兑现标准', '咨询电话', '现行有效'])
    expect(text).toContain(part)
  expect(await page.locator('main a[href^="tel:"]').count()).toBe(1)
  expect(await page.locator('svg.mq-qr').isVisible()).toBe(true)
  const sizes = await page.locator('.mq-links a:visible, .govuk-button:visible').all()
  for (const one of sizes) expect((await one.boundingBox())!.height).toBeGreaterThanOrEqual(24)
  const code = await page.getByRole('link', { name: '二维码图片（.png）' }).getAttribute('href')
  const picture = await page.request.get(address + code)
  expect(picture.headers()['content-type']).toBe('image/png')
  await examine(page, 'firm-item')
}

const questions = async () =>
  (await app.db.selectFrom('policy_questions').select('id').execute()).length

test('a reader with a keyboard finds a document, reads it with its file, prints it and applies for more', async () => {
  const page = await chromium.page(1280)
  await page.addInitScript('window.print = () => { window.printed = (window.printed ?? 0) + 1 }')
  await page.goto(address)
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('跳到正文')
  await type(page, /检索公开文件/, '统计调查 通知')
  await go(page)
  await page.waitForURL(/\/search\?q=/)
  await press(page, '跳到正文')
  await follow(page, NOTICE)
  await page.waitForURL(`${address}/content/${site.furnished}`)

  await tabTo(page, '调查表.txt')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Enter'),
  ])
  expect(await readFile(await download.path(), 'utf8')).toBe('指标名称')

  await page.reload()
  await press(page, '打印本页')
  expect(await page.evaluate('window.printed')).toBe(1)
  // the table that is too wide is a stop of its own, and arrows move it
  await page.setViewportSize({ width: 390, height: 844 })
  await tabTo(page, '第1张表格')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.evaluate(`document.activeElement.scrollLeft`)).toBeGreaterThan(0)
  await page.setViewportSize({ width: 1280, height: 900 })

  await follow(page, '申请相关信息')
  await page.waitForURL(/\/apply\?about=/)
  await follow(page, '在线申请')
  await page.waitForURL(/\/apply\/online\?about=/)
  await type(page, '名称', '示例统计调查的汇总结果')
  await tabTo(page, '具体描述')
  expect(await page.getByLabel('具体描述').inputValue()).toContain(NOTICE)
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('请提供2025年的汇总结果。')
  await finishApplication(page)
  await page.context().close()
})

test('who finds nothing asks for it with the words already in the form, by keyboard', async () => {
  const page = await chromium.page(1280)
  await page.goto(address)
  await type(page, /检索公开文件/, '深海采矿许可台账')
  await go(page)
  await page.waitForURL(/\/search\?q=/)
  await follow(page, '申请公开这项信息')
  expect(await page.getByLabel('名称').inputValue()).toBe('深海采矿许可台账')
  await type(page, '具体描述', '请提供2025年颁发的深海采矿许可清单。')
  await finishApplication(page)
  await page.context().close()
})

/** The four pages of the application from what is wanted to the receipt. */
async function finishApplication(page: Page): Promise<void> {
  // the dialog of the system is not the page's: whoever it asks gives the photograph
  page.on('filechooser', (chooser) =>
    chooser.setFiles({ name: '证件.png', mimeType: 'image/png', buffer: PNG }),
  )
  app.setNow('2026-11-23T09:00')
  await choose(page, /纸质|电子/, /电子文件/)
  await choose(page, /当面|邮寄|在本网站|寄/, /在本网站凭查询码下载/)
  await follow(page, '下一步：查一查是否已经公开')
  await follow(page, '都不是，继续申请')
  await choose(page, '公民（自然人）')
  await choose(page, /申请人自己办理|有/, '没有，申请人自己办理')
  await follow(page, '下一步')
  await type(page, '姓名', '示例甲')
  await choose(page, /身份证/, '其他有效证件')
  await type(page, '证件号码', 'EXAMPLE-0001')
  await tabTo(page, /身份证件的照片或者扫描件/)
  await page.keyboard.press('Space')
  await expect.poll(() => page.evaluate(`document.activeElement.files?.length`)).toBe(1)
  await type(page, '联系电话', '000-0000-0001')
  await follow(page, '下一步：核对')
  app.setNow('2026-11-23T09:10')
  await follow(page, '提交申请')
  await page.getByRole('heading', { level: 1, name: '申请已提交' }).waitFor()
  expect(CODE.test(await page.locator('main').innerText())).toBe(true)
  app.setNow(SITE_NOW)
}
