/** What three people come for, in a real browser on the demo: a newcomer, the office, a stranger with a report. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { renderReportDocx } from '../../src/domain/annual-report/renderings/docx.ts'
import { reportTitle } from '../../src/domain/annual-report/narrative.ts'
import { buildFigures } from '../../src/law/annual-report/sample-figures.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { WIDTHS, type Width } from './chromium.ts'
import { DEMO_NOW, examine, openDemoSite, type DemoSite } from './demo.ts'

const NOTICE = '关于印发2020年威海火炬高技术产业开发区政务公开重点工作及责任分工方案的通知'

let site: DemoSite
beforeAll(async () => {
  site = await openDemoSite()
})
afterAll(() => site.close())

test.each(WIDTHS)(
  'at %d px a newcomer finds the notice of 17 August 2020, prints it and reads on in large letters',
  async (width) => {
    const page = await site.chromium.page(width)
    await page.goto(site.address)
    await examine(page, 'journey-portal')
    await page.getByRole('link', { name: '法定主动公开内容' }).first().click()
    await page.locator('summary', { hasText: '筛选' }).click()
    await page.getByLabel('组配分类').selectOption('管委文件')
    await page.getByLabel('发布年份').selectOption('2020')
    await page.getByRole('button', { name: '筛选' }).click()
    await page.getByRole('link', { name: NOTICE }).click()
    const { pathname } = new URL(page.url())
    expect(pathname).toBe('/content/11371000004359440C/2020-01027')
    expect(await page.locator('h1').textContent()).toBe(NOTICE)
    for (const fact of ['11371000004359440C/2020-01027', '2020-08-17 13:56', '管委文件'])
      expect(await page.getByText(fact, { exact: true }).first().isVisible()).toBe(true)
    await examine(page, 'journey-notice')

    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('h1').isVisible()).toBe(true)
    expect(await page.getByRole('link', { name: '长者版' }).isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })

    await page.getByRole('link', { name: '长者版' }).click()
    await page.waitForSelector('.mq-elder')
    expect(await page.locator('h1').textContent()).toBe(NOTICE)
    await examine(page, 'journey-notice-elder')
    await page.context().close()
  },
)

test.each(WIDTHS)(
  'at %d px a request goes from the counter to a served answer, and the report moves',
  async (width) => {
    const subject = `示例停车场收费标准的批复（${width}）`
    const clerk = await site.signIn('jingban', width)
    const before = await reportedBy(clerk)

    await register(clerk, subject)
    const strip = clerk
      .getByRole('region', { name: '答复期限逐日计算' })
      .or(clerk.locator('.mq-clock'))
    expect(await strip.first().textContent()).toMatch(/第20日.*届满/s)
    await examine(clerk, 'journey-case')

    await clerk.getByRole('link', { name: '拟答复' }).click()
    await draft(clerk)
    await approve('baomi', '保密审查', subject, width)
    await approve('guwen', '法律审核', subject, width)
    await approve('fuze', '签发', subject, width)

    await clerk.reload()
    await clerk.getByRole('link', { name: '编号发出' }).click()
    await clerk.getByRole('button', { name: '编号发出' }).click()
    await clerk.getByRole('link', { name: '登记送达' }).click()
    await clerk.getByLabel('直接送达').check()
    await clerk.getByLabel('送达凭证').fill('示例送达回证')
    await examine(clerk, 'journey-deliver')
    await clerk.getByRole('button', { name: '登记送达' }).click()
    expect(await clerk.locator('main').textContent()).toContain('在答复期限内')

    expect(await reportedBy(clerk)).toEqual({ new: before.new + 1, granted: before.granted + 1 })
    await cell(clerk, 'requests.new.natural_person').click()
    await examine(clerk, 'journey-behind')
    await clerk.getByRole('row', { name: subject }).getByRole('link').click()
    expect(await clerk.locator('h1').textContent()).toContain(subject)
    await clerk.context().close()
  },
)

const cell = (page: Page, path: string) => page.locator(`a[href$="/cells/${path}"]`)

/** Two cells of this year's report, as they stand at this moment. */
async function reportedBy(page: Page): Promise<{ new: number; granted: number }> {
  await page.goto(`${site.address}/office/annual-reports/2026`)
  const number = async (path: string) => Number(await cell(page, path).textContent())
  return {
    new: await number('requests.new.natural_person'),
    granted: await number('requests.open.natural_person'),
  }
}

async function register(page: Page, subject: string): Promise<void> {
  await page.getByRole('navigation', { name: '工作台' }).getByText('登记申请').click()
  await page.getByLabel('当面提交').check()
  await page.getByLabel('所需信息名称').fill(subject)
  await page.getByLabel('所需信息的描述').fill('示例停车场的收费标准及批准文件')
  await page.getByLabel('提供信息的方式').selectOption({ label: '纸质' })
  await page.getByLabel('获取信息的途径').selectOption({ label: '当面领取' })
  await page.getByLabel('自然人').check()
  await page.getByLabel('姓名或者名称').fill('示例申请人癸')
  await page.getByLabel('联系电话').fill('00000000000')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.waitForURL(/\/office\/requests\/\d+/)
}

async function draft(page: Page): Promise<void> {
  await page.getByLabel('答复类型').selectOption('A2')
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByLabel('答复内容').fill('现向您提供所申请的收费标准批复。')
  await page.getByLabel('理由', { exact: true }).first().fill('属于应当公开的信息。')
  await examine(page, 'journey-draft')
  await page.getByRole('button', { name: '拟答复' }).click()
  await page.waitForURL(/\/office\/requests\/\d+(\?|$)/)
}

/** A colleague comes in, finds the case among today's work, and signs the text on the page. */
async function approve(username: string, step: string, subject: string, width: Width) {
  const page = await site.signIn(username, width)
  await page.getByRole('row', { name: subject }).getByRole('link', { name: step }).click()
  expect(await page.locator('main').textContent()).toContain('现向您提供所申请的收费标准批复。')
  await page.getByLabel('同意').check()
  await examine(page, `journey-${username}`)
  await page.getByRole('button', { name: step }).click()
  await page.waitForURL(/\/office\/requests\/\d+(\?|$)/)
  await page.context().close()
}

test.each(WIDTHS)(
  'at %d px a stranger uploads a report and sees the wrong cell, with JavaScript off',
  async (width) => {
    const page = await site.chromium.page(width, { scripts: false })
    await page.goto(site.address)
    await page.getByRole('link', { name: '年报检查' }).first().click()
    await page.getByLabel('年报文件').setInputFiles({
      name: '示例市统计局年报.docx',
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: Buffer.from(await reportWithAWrongTotal()),
    })
    await page.getByRole('button', { name: '检查' }).click()
    expect(await page.locator('h1').textContent()).toBe('检查结果')
    expect(await page.locator('main').textContent()).toContain('示例市统计局')
    expect(await page.locator('.mq-wrong').count()).toBeGreaterThan(0)
    // axe is a script; the same page with scripts is examined in portal.test.ts
    expect(await page.locator('.mq-wrong').allTextContents()).toContainEqual(
      expect.stringMatching(/^\s*8 ✗/),
    )
    await page.context().close()
  },
)

/** Seven applications by natural persons, and a total of eight. */
function reportWithAWrongTotal() {
  const figures = buildFigures('2021', {
    agency: '示例市统计局',
    year: 2023,
    requests: { new: ['7', '0', '0', '0', '0', '0', '8'] },
  })
  const narrative = { intro: '', general: '平稳。', problems: '不足。', other: '无。' }
  const report = { title: reportTitle('示例市统计局', 2023), figures, narrative, seal: null }
  return renderReportDocx(report, chinaMoment(DEMO_NOW))
}
