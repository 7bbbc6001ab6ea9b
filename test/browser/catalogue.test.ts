/** 主动公开目录 from setting a row to seeing it kept; 公文公开属性 from the draft to the number; an opinion given on a telephone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { ConsultationForm } from '../../src/domain/participation/consultations/consultation.ts'
import { draftConsultation } from '../../src/domain/participation/consultations/handling.ts'
import { builtInCalendar } from '../../src/law/calendar/calendar.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createSealer } from '../../src/platform/sealing/sealer.ts'
import { createTestApp, type TestApp } from '../app.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  finishEdition,
  type PublicationDesk,
} from '../builders/publications.ts'
import { openChromium, WIDTHS, type Chromium, type Width } from './chromium.ts'
import { examine } from './demo.ts'

const MOMENT = '2020-08-17T13:56'
const NOW = chinaMoment(MOMENT)

let app: TestApp
let address: string
let chromium: Chromium
let desk: PublicationDesk
beforeAll(async () => {
  app = await createTestApp({ now: MOMENT })
  address = await app.listen()
  chromium = await openChromium()
  desk = await buildPublicationDesk(app.db, app.agencyId)
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

async function pageOf(who: keyof PublicationDesk, width: Width): Promise<Page> {
  const { sessionToken } = await app.signIn(desk[who])
  return chromium.page(width, { session: sessionToken, address })
}

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()

describe.each(WIDTHS)('at %d px', (width) => {
  test('a row is set, adopted by another, kept by a publication, and the public sees it', async () => {
    const title = `2020年部门预算（${width}）`
    const code = `财政-${width}`
    const clerk = await pageOf('drafter', width)
    await clerk.goto(`${address}/office/catalogue/adjustments`)
    await examine(clerk, 'catalogue-adjustments')
    await clerk.getByLabel('名称').fill(`编制目录（${width}）`)
    await clerk.getByLabel('理由').fill('按上级目录编制')
    await clerk.getByLabel('起算日期').fill('2020-01-01')
    await press(clerk, '建立')
    await clerk
      .getByRole('button', { name: '新增条目' })
      .or(clerk.getByRole('link', { name: '新增条目' }))
      .click()
    await examine(clerk, 'catalogue-row')
    await clerk.getByLabel('序号').fill(code)
    await clerk.getByLabel('法定内容', { exact: true }).selectOption('20.7')
    await clerk.getByLabel('一级事项').fill('财政信息')
    await clerk.getByLabel('公开时限').fill('看情况')
    await press(clerk, '列入这次调整')
    await clerk.getByText('看不出公开时限').first().waitFor()
    await clerk.getByLabel('公开时限').fill('每年12月31日前')
    await press(clerk, '列入这次调整')
    await clerk.getByText('改动（1处）').waitFor()
    const adjustment = clerk.url().split('?')[0]!

    const head = await pageOf('head', width)
    await head.goto(adjustment)
    await examine(head, 'catalogue-adjustment')
    await press(head, '核定')
    await head.getByRole('link', { name: code }).waitFor()
    await examine(head, 'catalogue-board')

    const index = await buildPublishedDocument(app.db, desk, NOW, { title })
    const { id } = await app.db
      .selectFrom('documents')
      .select('id')
      .where('index_number', '=', index)
      .executeTakeFirstOrThrow()
    await clerk.goto(`${address}/office/catalogue/documents/${id}`)
    await clerk.getByText('20.7 财政预算、决算信息').first().click()
    await clerk.getByLabel(`${code} 财政信息`).check()
    await examine(clerk, 'catalogue-binding')
    await press(clerk, '保存挂接')
    await clerk.getByText('已保存').waitFor()

    const visitor = await chromium.page(width)
    await visitor.goto(`${address}/catalogue`)
    await examine(visitor, 'catalogue-public')
    await visitor.getByRole('link', { name: '财政预算、决算信息' }).first().click()
    await visitor.getByRole('link', { name: title }).waitFor()
    await examine(visitor, 'catalogue-branch')
    expect(await visitor.getByText('按时公开').count()).toBeGreaterThan(0)
  })

  test('an attribute is proposed, checked and signed before the document gets its number', async () => {
    const clerk = await pageOf('drafter', width)
    await clerk.goto(`${address}/office/determinations/new`)
    await clerk.getByLabel('公文标题').fill(`关于值班安排的通知（${width}）`)
    await clerk.getByLabel('不予公开').check()
    await press(clerk, '提交办公室核')
    await clerk.getByText('不主动公开的，请选择依据').first().waitFor()
    await examine(clerk, 'determination-wrong')
    await clerk.getByLabel('不主动公开的依据').selectOption('X16a')
    await clerk.getByLabel('理由', { exact: false }).last().fill('内部工作流程')
    await press(clerk, '提交办公室核')
    await clerk.getByText('已提出，待核').first().waitFor()
    const own = clerk.url().split('?')[0]!

    const reviewer = await pageOf('reviewer', width)
    await reviewer.goto(own)
    await examine(reviewer, 'determination-check')
    await reviewer.getByLabel('同意以上公开属性').check()
    await press(reviewer, '提交核的意见')
    const head = await pageOf('head', width)
    await head.goto(own)
    await head.getByLabel('签发', { exact: true }).check()
    await press(head, '提交')
    await clerk.goto(own)
    await clerk.getByLabel('发文字号').fill(`示办发〔2020〕${width}号`)
    await clerk.getByLabel('成文日期').fill('2020-08-17')
    await press(clerk, '登记制发')
    await clerk.getByText('已制发').first().waitFor()
    await examine(clerk, 'determination-issued')
    await clerk.goto(`${address}/office/determinations`)
    await examine(clerk, 'determinations')
  })

  test('a reader says something about a draft; the office answers in words of its own', async () => {
    const room = {
      db: app.db,
      sealer: createSealer(Buffer.alloc(32, 5)),
      calendar: builtInCalendar,
    }
    const form = ConsultationForm.parse({
      title: `示例办法（征求意见稿，${width}）`,
      text: '第一条 示例。',
      opensOn: '2020-08-17',
      closesOn: '2020-09-15',
    })
    const editionId = await draftConsultation(room, desk.drafter, form, NOW)
    const index = await finishEdition(app.db, desk, editionId, NOW)
    const visitor = await chromium.page(width)
    await visitor.goto(`${address}/consultations`)
    await examine(visitor, 'consultations')
    await visitor.goto(`${address}/content/${index}`)
    await visitor.getByRole('link', { name: '提意见' }).click()
    await examine(visitor, 'opinion')
    await visitor.getByLabel('您的意见').fill('建议增加第二条')
    app.setNow('2020-08-17T14:10')
    await press(visitor, '提交')
    await visitor.getByRole('heading', { name: '意见已经提交' }).waitFor()
    await examine(visitor, 'opinion-sent')
    app.setNow(MOMENT)
  })
})
