/** A clean-up campaign from its scope to the marks, as its people click it; and every page of the room on both screens. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reviewEdition } from '../../src/domain/publications/handling/review.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildAgency, buildOfficer } from '../builders/people.ts'
import { buildNormative, buildPolicyRecords, type PolicyRecords } from '../builders/policies.ts'
import {
  buildPublicationDesk,
  clearReview,
  type PublicationDesk,
} from '../builders/publications.ts'
import { openChromium, WIDTHS, type Chromium, type Width } from './chromium.ts'
import { examine } from './demo.ts'

const TODAY = '2023-06-01'
const NOW = chinaMoment(`${TODAY}T09:00`)

let app: TestApp
let address: string
let chromium: Chromium
let desk: PublicationDesk
let unit: PublicationDesk
let adviser: Officer
let records: PolicyRecords
beforeAll(async () => {
  app = await createTestApp({ now: `${TODAY}T09:00` })
  const { db, agencyId } = app
  desk = await buildPublicationDesk(db, agencyId)
  const unitId = await buildAgency(db, { supervisorId: agencyId, shortName: '示例经济局' })
  unit = await buildPublicationDesk(db, unitId)
  adviser = await buildOfficer(db, agencyId, 'legal-adviser')
  records = await buildPolicyRecords(app, TODAY)
  address = await app.listen()
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

async function pageOf(officer: Officer, width: Width): Promise<Page> {
  const { sessionToken } = await app.signIn(officer)
  return chromium.page(width, { session: sessionToken, address })
}

test.each(WIDTHS)(
  'a clean-up campaign from scope to marks, at %d px',
  async (width) => {
    const { db } = app
    const kept = `继续有效的办法${width}`
    const dropped = `没有用了的办法${width}`
    const keptNumber = await buildNormative(db, desk, '2019-02-10', { title: kept })
    const droppedNumber = await buildNormative(db, unit, '2018-02-10', { title: dropped })

    const office = await pageOf(desk.drafter, width)
    await office.goto(`${address}/office/policies/cleanups`)
    await office.getByRole('link', { name: '发起清理' }).click()
    await examine(office, 'policies-cleanup-new')
    await office.getByLabel('名称').fill(`规范性文件清理${width}`)
    await office.getByLabel('各单位提出意见的期限').fill('2023-06-30')
    await office.getByRole('radio', { name: '本机构和下属单位的' }).check()
    await office.getByLabel('标题里有').fill(`的办法${width}`)
    await office.getByRole('button', { name: '发起清理' }).click()
    await office.getByRole('heading', { name: `规范性文件清理${width}` }).waitFor()
    await examine(office, 'policies-cleanup-collecting')
    const campaign = office.url().split('?')[0]!

    const opine = async (page: Page, title: string, result: string, reason?: string) => {
      await page.goto(campaign)
      await page.getByRole('link', { name: title }).click()
      await page.getByRole('radio', { name: result }).check()
      if (reason !== undefined) await page.getByLabel('理由').fill(reason)
      await examine(page, 'policies-cleanup-opinion')
      await page.getByRole('button', { name: '保存' }).click()
      await page.getByRole('heading', { name: '汇总表' }).waitFor()
    }
    const unitPage = await pageOf(unit.drafter, width)
    await opine(unitPage, dropped, '废止', '已有新规定')
    await opine(office, kept, '继续有效')
    await office.getByRole('button', { name: '汇总意见' }).click()
    await office.getByText('已汇总，待审核').waitFor()

    const legal = await pageOf(adviser, width)
    await legal.goto(campaign)
    await legal.getByRole('button', { name: '签署审核意见' }).click()
    await legal.waitForSelector('.govuk-error-summary')
    await examine(legal, 'policies-cleanup-review')
    await legal.getByLabel('审核意见').fill('清理结果合法')
    await legal.getByRole('button', { name: '签署审核意见' }).click()
    await legal.getByText('已审核，待批准').waitFor()

    const head = await pageOf(desk.head, width)
    await head.goto(campaign)
    await head.getByRole('button', { name: '批准清理结果' }).click()
    await head.getByText('已批准，待印发').waitFor()

    await office.goto(campaign)
    await office.getByRole('link', { name: '印发清理结果' }).click()
    await office.getByLabel('组配分类').fill('管委文件')
    await examine(office, 'policies-cleanup-issue')
    await office.getByRole('button', { name: '起草公告' }).click()
    await office.getByText('发布以前不作任何标注').waitFor()
    await examine(office, 'policies-cleanup-notice')
    const editionId = Number(/publications\/(\d+)/.exec(office.url())![1])

    const reader = await chromium.page(width)
    const droppedPage = `${address}/content/${droppedNumber.indexNumber}`
    await reader.goto(droppedPage)
    expect(await reader.getByText('现行有效').first().isVisible()).toBe(true)

    await office.getByRole('button', { name: '送保密审查' }).click()
    await office.getByText('已送保密审查').first().waitFor()
    const { contentHash } = await getEdition(db, editionId)
    await reviewEdition(db, desk.reviewer, editionId, clearReview(contentHash), NOW)
    await head.goto(`${address}/office/publications/${editionId}`)
    await head.getByRole('button', { name: '批准并立即发布' }).click()
    await head.getByText('已发布').first().waitFor()

    await reader.goto(droppedPage)
    expect(await reader.getByText('已废止').first().isVisible()).toBe(true)
    await examine(reader, 'policies-repealed')
    await reader.getByRole('link', { name: '关于公布规范性文件清理结果的通知' }).first().click()
    await reader
      .getByRole('heading', { level: 1, name: '关于公布规范性文件清理结果的通知' })
      .waitFor()
    await examine(reader, 'policies-result-notice')
    await reader.getByRole('link', { name: kept }).first().click()
    await reader.waitForURL(`${address}/content/${keptNumber.indexNumber}`)
    expect(await reader.getByText('经清理继续有效').isVisible()).toBe(true)
    await reader.goto(`${address}/normative?validity=repealed`)
    expect(await reader.getByRole('link', { name: dropped }).isVisible()).toBe(true)
    for (const page of [office, unitPage, legal, head, reader]) await page.context().close()
  },
  180_000,
)

test.each(WIDTHS)(
  'every page of the room is clean to axe and fits, at %d px',
  async (width) => {
    const document = await buildNormative(app.db, desk, '2022-02-10', {
      effectiveFrom: Temporal.PlainDate.from('2022-03-15'),
      expiresOn: Temporal.PlainDate.from('2027-03-14'),
    })
    const draft = `/office/policies/documents/${await records.draft()}`
    const clerk = await pageOf(desk.drafter, width)
    const open = async (page: Page, name: string, path: string) => {
      await page.goto(`${address}${path}`)
      await examine(page, `policies-${name}`)
    }
    await open(clerk, 'list', '/office/policies')
    await open(clerk, 'draft', draft)
    await open(clerk, 'public', `/office/policies/documents/${document.documentId}`)
    for (const act of ['declare', 'plan', 'interpret', 'record-filing'])
      await open(clerk, act, `${draft}/${act}`)
    await open(
      clerk,
      'interpretation',
      `/office/policies/interpretations/${await records.interpretation()}/edit`,
    )
    await open(clerk, 'uninterpreted', '/office/policies/interpretations')
    await open(clerk, 'cleanups', '/office/policies/cleanups')
    await open(clerk, 'questions', '/office/policies/questions')
    await open(clerk, 'question', `/office/policies/questions/${await records.question()}`)
    const legal = await pageOf(adviser, width)
    await open(legal, 'legality', `${draft}/record-legality-review`)
    const head = await pageOf(desk.head, width)
    await open(head, 'settings', '/office/policies/settings')

    const reader = await chromium.page(width)
    await open(reader, 'normative', '/normative')
    await open(reader, 'normative-day', '/normative?on=2022-03-01&validity=all')
    await open(reader, 'normative-no-day', '/normative?on=x')
    await open(reader, 'as-it-stood', `/content/${document.indexNumber}?on=2022-03-01`)
    await open(reader, 'document', `/content/${document.indexNumber}`)
    await reader.getByRole('link', { name: '就这份文件提问' }).click()
    await reader.getByRole('button', { name: '提交' }).click()
    await reader.waitForSelector('.govuk-error-summary')
    await examine(reader, 'policies-ask')
    await reader.goto(`${address}/normative`)
    await reader.emulateMedia({ media: 'print' })
    expect(await reader.getByRole('table').isVisible()).toBe(true)
    expect(await reader.getByRole('button', { name: '查询' }).isVisible()).toBe(false)
    for (const page of [clerk, legal, head, reader]) await page.context().close()
  },
  180_000,
)

test('a reader asks without scripts, by keyboard', async () => {
  const document = await buildNormative(app.db, desk, '2022-02-11', { title: '键盘可问的办法' })
  const page = await chromium.page(390, { scripts: false })
  await page.goto(`${address}/content/${document.indexNumber}`)
  await page.getByRole('link', { name: '就这份文件提问' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('您的问题').fill('外地企业可以申请吗？')
  app.setNow(`${TODAY}T09:02`)
  await page.getByRole('button', { name: '提交' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '问题已经提交' }).waitFor()
  app.setNow(`${TODAY}T09:00`)
  await page.context().close()
})
