/** A citizen applies on a telephone without scripts, is asked to correct, corrects, and reads the answer's progress. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildPublicationDesk, buildPublishedDocument } from '../builders/publications.ts'
import {
  look,
  openChromium,
  sidewaysScroll,
  violationsOn,
  WIDTHS,
  type Chromium,
  type Width,
} from './chromium.ts'

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg=='

let app: TestApp
let address: string
let chromium: Chromium
let clerk: Officer
const data = mkdtempSync(join(tmpdir(), 'mingqu-apply-'))
const proof = join(data, '身份证正面.png')
beforeAll(async () => {
  app = await createTestApp({ now: '2026-03-02T09:00', environment: { MINGQU_DATA: data } })
  writeFileSync(proof, Buffer.from(PNG, 'base64'))
  const desk = await buildPublicationDesk(app.db, app.agencyId)
  await buildPublishedDocument(app.db, desk, chinaMoment('2026-01-05T10:00'), {
    title: '示例地块国有土地上房屋征收补偿方案',
  })
  clerk = await app.person('clerk')
  address = await app.listen()
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium.close()
  await app.close()
  rmSync(data, { recursive: true, force: true })
})

type See = (name: string) => Promise<void>

/** Everything axe, width and eyes can say of the page as it stands; needs scripts in the page. */
function watcher(page: Page, width: Width, prefix: string): See {
  return async (name) => {
    await look(page, `${prefix}-${name}`)
    expect([name, width, await violationsOn(page)]).toEqual([name, width, []])
    expect([name, width, await sidewaysScroll(page)]).toEqual([name, width, 0])
  }
}

async function apply(page: Page, see: See): Promise<string> {
  app.setNow('2026-03-02T09:00')
  await page.goto(`${address}/apply`)
  await see('guide')
  await page.getByRole('link', { name: '在线申请' }).first().click()
  await page.getByRole('button', { name: '下一步：查一查是否已经公开' }).click()
  await see('wanted-wrong')
  await page.getByLabel('名称').fill('示例地块征收补偿方案')
  await page.getByLabel('具体描述').fill('请提供示例地块2025年的征收补偿方案及批准文件。')
  await page.getByLabel('电子文件').check()
  await page.getByLabel('在本网站凭查询码下载').check()
  await see('wanted')
  await page.getByRole('button', { name: '下一步：查一查是否已经公开' }).click()
  await see('found')
  await page.getByRole('button', { name: '都不是，继续申请' }).click()
  await page.getByLabel('公民（自然人）').check()
  await page.getByLabel('没有，申请人自己办理').check()
  await see('who')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('姓名').fill('示例甲')
  await page.getByLabel('其他有效证件').check()
  await page.getByLabel('证件号码').fill('EXAMPLE-0001')
  await page.getByLabel('联系电话').fill('000-0000-0001')
  await see('details')
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await see('details-wrong')
  await page.getByLabel('身份证件的照片或者扫描件').setInputFiles(proof)
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await see('review')
  app.setNow('2026-03-02T09:10')
  await page.getByRole('button', { name: '提交申请' }).click()
  await see('receipt')
  expect(await page.textContent('main')).toContain('现在还没有起算')
  return (await page.textContent('.mq-code'))!
}

async function lookUp(page: Page, code: string): Promise<void> {
  await page.goto(`${address}/apply/track`)
  await page.getByLabel('查询码').fill(code)
  await page.getByLabel('联系电话或者电子邮箱').fill('000-0000-0001')
  await page.getByRole('button', { name: '查询', exact: true }).click()
}

/** The clerk confirms and asks for a correction, over the office's own pages. */
async function askForCorrection(): Promise<void> {
  const { id } = await app.db
    .selectFrom('requests')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  app.setNow('2026-03-03T09:00')
  const desk = await app.signIn(clerk)
  const act = (step: string, form: Record<string, string>) =>
    desk.post(`/office/requests/${id}/${step}`, form)
  const confirmed = await act('confirm-receipt', {
    seenSeq: '1',
    happenedOn: '2026-03-03',
    way: 'phone',
  })
  expect(confirmed.statusCode).toBe(303)
  const asked = await act('ask-correction', {
    seenSeq: '2',
    happenedOn: '2026-03-03',
    days: '10',
    items: '写明是哪一个地块\n写明需要哪一年的方案',
  })
  expect(asked.statusCode).toBe(303)
}

async function correct(page: Page, code: string, see: See): Promise<void> {
  await lookUp(page, code)
  await see('correction')
  await page.getByLabel('具体描述').fill('示例路1号地块2025年的征收补偿方案。')
  await page.getByRole('button', { name: '提交补正' }).click()
  await see('corrected')
  expect(await page.textContent('main')).toContain('补正已收到')
  expect(await page.textContent('main')).toContain('最迟2026年3月31日答复您')
}

test('on a telephone without scripts: applied, asked to correct, corrected', async () => {
  const page = await chromium.page(390, { scripts: false })
  const blind: See = async (name) => look(page, `apply-plain-${name}`)
  const code = await apply(page, blind)
  await lookUp(page, code)
  await look(page, 'apply-plain-tracked')
  await askForCorrection()
  await correct(page, code, blind)
  expect(page.url()).toBe(`${address}/apply/track`)
})

test('every page of it is clean to axe and no wider than the screen, also in 长者版', async () => {
  for (const width of WIDTHS) {
    const elder = width === 390
    const page = await chromium.page(width, { elder, address })
    const see = watcher(page, width, elder ? 'apply-elder' : 'apply')
    const code = await apply(page, see)
    await page.goto(`${address}/apply/track`)
    await see('lookup')
    await lookUp(page, 'ABCD-EFGH-JKMN')
    await see('lookup-wrong')
    await lookUp(page, code)
    await see('tracked')
    await askForCorrection()
    await correct(page, code, see)
  }
})

test('by keyboard alone: Enter goes on, and every stop can be seen', async () => {
  const page = await chromium.page(1280)
  await page.goto(`${address}/apply/online`)
  await page.getByLabel('名称').focus()
  await page.keyboard.type('河道采砂记录')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  expect(await page.textContent('h1')).toContain('您需要什么信息')
  expect(await page.getByLabel('名称').inputValue()).toBe('河道采砂记录')
  await page.getByLabel('具体描述').focus()
  await page.keyboard.type('采砂的许可和日期。')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '谁来申请' }).waitFor()
})
