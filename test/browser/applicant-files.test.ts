/** On a telephone: an applicant gives reasons, reads what a fee is, and fetches the answer with its files. At the desk: the files. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { DESK_DAY, openOnlineDesk, type Applied, type OnlineDesk } from '../journeys/online-desk.ts'
import {
  look,
  openChromium,
  sidewaysScroll,
  violationsOn,
  WIDTHS,
  type Chromium,
} from './chromium.ts'

const NUMBER_OF_A_PERSON = '联系人张某，身份证号码11010519491231002X。'

let app: TestApp
let desk: OnlineDesk
let address: string
let chromium: Chromium
const data = mkdtempSync(join(tmpdir(), 'mingqu-applicant-'))
beforeAll(async () => {
  app = await createTestApp({ environment: { MINGQU_DATA: data } })
  desk = await openOnlineDesk(app)
  address = await app.listen()
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium.close()
  await app.close()
  rmSync(data, { recursive: true, force: true })
})

async function lookUp(page: Page, { code }: Applied): Promise<void> {
  await page.goto(`${address}/apply/track`)
  await page.getByLabel('查询码').fill(code)
  await page.getByLabel('联系电话或者电子邮箱').fill('000-0000-0001')
  await page.getByRole('button', { name: '查询', exact: true }).click()
}

async function see(page: Page, name: string): Promise<void> {
  await look(page, name)
  expect([name, await violationsOn(page)]).toEqual([name, []])
  expect([name, await sidewaysScroll(page)]).toEqual([name, 0])
}

/** The file that a button brings; its name is read out with what it fetches. */
async function download(page: Page, button: string | RegExp) {
  const press = page.getByRole('button', { name: button }).click()
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 120_000 }), press])
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) }
}

async function answeredWithTwoFiles(): Promise<Applied> {
  const long = '示例路以东地块国有土地上房屋征收补偿方案及其附图附表（征求意见后的修改稿）.txt'
  return desk.answer('platform', '补偿方案.txt', long)
}

describe('the answer with its files, on a telephone', () => {
  test('without scripts every file comes, and so does the letter', async () => {
    const applied = await answeredWithTwoFiles()
    const page = await chromium.page(390, { scripts: false })
    await lookUp(page, applied)
    await look(page, 'track-answer-plain')
    const file = await download(page, /^下载.*（补偿方案\.txt）/)
    expect([file.name, file.content.toString()]).toEqual(['补偿方案.txt', '补偿方案.txt的正文。'])
    const letter = await download(page, '下载答复书')
    expect(letter.name).toMatch(/^示公复〔2026〕\d+号\.(pdf|docx)$/)
    expect(letter.content.length).toBeGreaterThan(1000)
  })

  test('the page is clean to axe and no wider than the screen, also in 长者版', async () => {
    const applied = await answeredWithTwoFiles()
    for (const width of WIDTHS) {
      const page = await chromium.page(width, { elder: width === 390, address })
      await lookUp(page, applied)
      await see(page, 'track-answer')
    }
  })
})

describe('what the office asks on the way', () => {
  test('reasons are asked and given', async () => {
    const applied = await desk.apply()
    await desk.act('clerk', applied, 'ask-reasons', {
      happenedOn: DESK_DAY,
      facts: '您在2026年2月提出了四十件申请，涉及八个科室。',
      replyWithinDays: '10',
    })
    const page = await chromium.page(390, { address })
    await lookUp(page, applied)
    await see(page, 'track-reasons')
    await page.getByRole('button', { name: '提交说明' }).click()
    await see(page, 'track-reasons-wrong')
    await page.getByLabel('申请数量、频次的理由').fill('撰写论文需要逐年的数据。')
    await page.getByRole('button', { name: '提交说明' }).click()
    await see(page, 'track-reasons-given')
    expect(await page.textContent('main')).toContain('说明已收到')
  })

  test('a fee is explained, and its notice is there to keep', async () => {
    const applied = await desk.apply()
    await desk.act('clerk', applied, 'notice-fee', {
      basis: 'pages',
      quantity: '68',
      amountYuan: '380',
      happenedOn: DESK_DAY,
    })
    const order = { letter: 'fee-notice', about: 'e3', datedOn: DESK_DAY }
    await desk.desks.head.post('/office/letter-settings', {
      standing: 'department',
      government: '示例市人民政府',
      payment: '凭缴款码到示例银行缴纳，\n或者在示例缴费平台缴纳。',
    })
    const drawn = await desk.desks.clerk.post(`${applied.address}/letters/new`, order)
    await desk.desks.clerk.post(`${drawn.headers.location!.split('?')[0]}/finalise`)
    for (const width of WIDTHS) {
      const page = await chromium.page(width, { address })
      await lookUp(page, applied)
      await see(page, 'track-fee')
      expect((await download(page, /^下载.*（信息处理费收费通知书）/)).name).toContain(
        '信息处理费收费通知书',
      )
    }
  })
})

describe('at the desk', () => {
  test('files are added, a finding is answered for, the letter is looked at with its list', async () => {
    const applied = await desk.apply()
    await desk.attach(applied, '名单.txt', NUMBER_OF_A_PERSON)
    await desk.attach(applied, '方案.txt', '方案的正文。')
    for (const width of WIDTHS) {
      const session = desk.desks.clerk.sessionToken
      const page = await chromium.page(width, { session, address })
      await page.goto(`${address}${applied.address}/attachments`)
      await see(page, 'office-attachments')
    }
    const session = desk.desks.clerk.sessionToken
    const page = await chromium.page(1280, { session, address })
    await page.goto(`${address}${applied.address}/attachments`)
    await page.getByRole('button', { name: '说明理由，保留这个文件' }).click()
    await see(page, 'office-attachments-wrong')
    await page.getByLabel('保留“名单.txt”的理由').fill('本人书面同意公开')
    await page.getByRole('button', { name: '说明理由，保留这个文件' }).click()
    await see(page, 'office-attachments-kept')
    await page.getByLabel('文件', { exact: true }).setInputFiles({
      name: '附图.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('附图说明。'),
    })
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByRole('link', { name: '附图.txt' }).waitFor()
    await desk.draft(applied)
    await page.goto(`${address}${applied.address}`)
    await see(page, 'office-case-with-files')
  })

  test('an extension is agreed to with its notice in hand', async () => {
    const applied = await desk.apply()
    const plan = { letter: 'extension-notice', about: 'p:extend', datedOn: DESK_DAY }
    const clerk = await chromium.page(1280, { session: desk.desks.clerk.sessionToken, address })
    await clerk.goto(
      `${address}${applied.address}/letters/new?letter=${plan.letter}&about=${plan.about}`,
    )
    await clerk.getByLabel('延长的理由').fill('信息分散在多个科室')
    await see(clerk, 'office-plan-extension')
    await clerk.getByRole('button', { name: '生成', exact: true }).click()
    await see(clerk, 'office-planned-extension')
    const session = desk.desks.head.sessionToken
    const head = await chromium.page(1280, { session, address })
    await head.goto(`${address}${applied.address}/extend`)
    expect(await head.getByLabel('延长的理由').inputValue()).toBe('信息分散在多个科室')
    await see(head, 'office-agree-extension')
    await head.getByRole('button', { name: '延长答复期限' }).click()
    await head.goto(`${address}${applied.address}/letters`)
    expect(await head.textContent('main')).toContain('示公知〔2026〕')
  })
})

test('向哪个机关申请: the choice of a body, with help', async () => {
  const unitOf = { slug: 'jianshe', name: '示例建设局', supervisorId: app.agencyId }
  await buildOfficer(app.db, await buildAgency(app.db, unitOf), 'clerk')
  for (const width of WIDTHS) {
    const page = await chromium.page(width, { address })
    await page.goto(`${address}/apply/online`)
    await page.getByText('不知道该向谁申请').click()
    await see(page, 'apply-bodies')
  }
})
