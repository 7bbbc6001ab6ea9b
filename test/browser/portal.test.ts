import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderReportHtml } from '../../src/domain/annual-report/renderings/html.ts'
import { reportTitle } from '../../src/domain/annual-report/narrative.ts'
import { buildFigures } from '../../src/law/annual-report/sample-figures.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildPublicationDesk, buildPublishedDocument } from '../builders/publications.ts'
import {
  look,
  openChromium,
  sidewaysScroll,
  violationsOn,
  WIDTHS,
  type Chromium,
} from './chromium.ts'

const TITLE = '关于印发2020年政务公开重点工作及责任分工方案的通知'
const DAY = Temporal.PlainDate.from

let app: TestApp
let address: string
let chromium: Chromium
let notice: string
beforeAll(async () => {
  app = await createTestApp({ now: '2021-02-01T09:00' })
  const { db, agencyId } = app
  const desk = await buildPublicationDesk(db, agencyId)
  notice = await buildPublishedDocument(db, desk, chinaMoment('2020-08-17T13:56'), {
    title: TITLE,
    documentNumber: '示管办发〔2020〕13号',
    normativeKind: 'normative',
    effectiveFrom: DAY('2020-08-17'),
    bodyHtml:
      '<p>各部门、单位：</p><h2>一、加强组织领导</h2><p>统筹推进，落实责任。</p>' +
      '<table><tr><th>任务</th><th>单位</th></tr><tr><td>政策解读</td><td>办公室</td></tr></table>',
  })
  address = await app.listen()
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

test('the text grows and shrinks at a press, is read aloud and stopped, and the code is drawn', async () => {
  const page = await chromium.page(390)
  await page.goto(`${address}/content/${notice}`)
  const size = async () =>
    Number(
      await page.evaluate(
        `parseFloat(getComputedStyle(document.querySelector('.mq-document__text p')).fontSize)`,
      ),
    )
  const before = await size()
  await page.getByRole('button', { name: '大', exact: true }).click()
  expect(await size()).toBeGreaterThan(before)
  await page.getByRole('button', { name: '小', exact: true }).click()
  expect(await size()).toBeLessThan(before)

  await page.getByRole('button', { name: '朗读正文' }).click()
  await page.getByRole('button', { name: '停止朗读' }).click()
  expect(await page.getByRole('button', { name: '朗读正文' }).isVisible()).toBe(true)

  await page.getByText('手机扫码打开本页').click()
  const code = page.getByRole('img', { name: '本页网址的二维码' })
  await code.waitFor({ state: 'visible' })
  await expect
    .poll(() => page.evaluate(`document.querySelector('details img').naturalWidth`))
    .toBeGreaterThan(0)
  await page.context().close()
})

test('who leaves for a site that is no government’s is asked first', async () => {
  const page = await chromium.page(1280)
  await page.goto(`${address}/content/${notice}`)
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.dismiss()
  })
  await page.evaluate(`document.querySelector('.mq-document__text').insertAdjacentHTML('beforeend',
    '<p><a href="https://elsewhere.invalid/page">别处</a> <a href="#main">本页</a></p>')`)
  await page.getByRole('link', { name: '别处' }).click()
  await page.getByRole('link', { name: '本页' }).click()
  expect(asked).toEqual(['将离开本站，打开elsewhere.invalid。是否继续？'])
  expect(page.url()).toBe(`${address}/content/${notice}#main`)
  await page.context().close()
})

test('a reader goes from the home page to the notice, prints it, and reads on in large type', async () => {
  for (const width of WIDTHS) {
    const page = await chromium.page(width)
    await page.goto(address)
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('跳到正文')
    await page.getByRole('link', { name: TITLE }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`${address}/content/${notice}`)
    expect(await page.locator('h1').textContent()).toBe(TITLE)
    expect(await page.getByText('现行有效').isVisible()).toBe(true)

    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation', { name: '政府信息公开' }).isVisible()).toBe(false)
    expect(await page.getByText('统筹推进，落实责任。').isVisible()).toBe(true)
    await look(page, 'portal-print')
    await page.emulateMedia({ media: 'screen' })

    const size = () =>
      page.evaluate(`parseFloat(getComputedStyle(document.querySelector('.mq-prose p')).fontSize)`)
    const before = Number(await size())
    await page.getByRole('link', { name: '长者版' }).click()
    await page.waitForSelector('.mq-elder')
    expect(await page.locator('h1').textContent()).toBe(TITLE)
    expect(Number(await size())).toBeGreaterThanOrEqual(before * 1.25)
    expect(await violationsOn(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await look(page, 'portal-elder')
    await page.getByRole('link', { name: '标准版' }).click()
    await page.waitForSelector('html:not(.mq-elder)')
    expect(Number(await size())).toBe(before)
    await page.context().close()
  }
})

test('a stranger checks a report without scripts and goes from a sentence to its cell', async () => {
  const figures = buildFigures('2021', {
    agency: '示例市统计局',
    year: 2023,
    requests: { new: ['7', '0', '0', '0', '0', '0', '8'] },
    review: { reconsideration: ['1', '', '0', '0', '2'] },
  })
  const report = {
    title: reportTitle('示例市统计局', 2023),
    figures,
    narrative: { intro: '', general: '平稳。', problems: '不足。', other: '无。' },
    seal: null,
  }
  for (const width of WIDTHS) {
    const plain = await chromium.page(width, { scripts: false })
    await plain.goto(address)
    await plain.locator('.mq-footer').getByRole('link', { name: '年报检查' }).click()
    await plain.waitForURL(`${address}/check`)
    await plain.getByLabel('或者粘贴年报内容').fill('不是年报')
    await plain.getByRole('button', { name: '检查' }).click()
    await plain.waitForSelector('.govuk-error-summary')
    expect(await plain.getByLabel('或者粘贴年报内容').inputValue()).toBe('不是年报')
    await plain.getByLabel('或者粘贴年报内容').fill(renderReportHtml(report))
    await plain.getByRole('button', { name: '检查' }).click()
    await plain.getByRole('heading', { level: 1, name: '检查结果' }).waitFor()
    await plain.locator('.mq-check__cells a').first().click()
    expect(await plain.locator('td:target').textContent()).toMatch(/✗|？/)
    await plain.context().close()

    const page = await chromium.page(width)
    await page.goto(`${address}/check`)
    await page.getByLabel('年报文件').setInputFiles({
      name: '年报.html',
      mimeType: 'text/html',
      buffer: Buffer.from(renderReportHtml(report)),
    })
    await page.getByRole('button', { name: '检查' }).click()
    await page.getByRole('heading', { level: 1, name: '检查结果' }).waitFor()
    await look(page, 'portal-check-result')
    expect(await violationsOn(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.context().close()
  }
})
