/** The pages of an edition from draft to removal, on a desk and on a telephone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { draftDocument, submitForReview } from '../../src/domain/publications/handling/drafting.ts'
import { addRelation } from '../../src/domain/publications/relations.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import {
  buildPublicationDesk,
  editionForm,
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

const FILES = [
  { name: '补贴名单示例.txt', mimeType: 'text/plain', buffer: Buffer.from('联系电话13800138000') },
  { name: '实施细则.txt', mimeType: 'text/plain', buffer: Buffer.from('细则') },
]

async function pageOf(who: keyof PublicationDesk, width: Width): Promise<Page> {
  const { sessionToken } = await app.signIn(desk[who])
  return chromium.page(width, { session: sessionToken, address })
}

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()

describe.each(WIDTHS)('at %d px', (width) => {
  test('files, a finding, words for it, review, an hour, a preview, publication, correction, removal', async () => {
    const title = `关于发放示例补贴的通知（${width}）`
    const id = await draftDocument(app.db, desk.drafter, editionForm({ title }), NOW)
    const own = `${address}/office/publications/${id}`
    const clerk = await pageOf('drafter', width)
    await clerk.goto(own)
    await clerk.getByText('添加文件').click()
    await clerk.getByLabel('选择文件').setInputFiles(FILES)
    await press(clerk, '上传')
    await clerk.getByText('补贴名单示例.txt').first().waitFor()
    await press(clerk, '送保密审查')
    await clerk.getByRole('heading', { name: '带说明送审' }).waitFor()
    await examine(clerk, 'edition-blocked')
    await clerk.getByLabel('原样公开的理由').fill('对外公布的咨询电话')
    await press(clerk, '送保密审查')
    await clerk.getByText('生成预览链接').click()
    await clerk.getByLabel('给谁看').fill('法制科')
    await press(clerk, '生成')
    const link = await clerk.locator('.govuk-inset-text code').innerText()
    await examine(clerk, 'edition-preview-given')
    const visitor = await chromium.page(width)
    await visitor.goto(link)
    await examine(visitor, 'preview')

    const reviewer = await pageOf('reviewer', width)
    await reviewer.goto(`${address}/office/publications/review-batch`)
    await examine(reviewer, 'review-batch')
    await reviewer.goto(own)
    await examine(reviewer, 'edition-in-review')
    for (const clear of await reviewer.getByLabel('未发现').all()) await clear.check()
    await reviewer.getByLabel('可以公开', { exact: true }).check()
    await press(reviewer, '签署审查结论')
    await reviewer.waitForSelector('.govuk-error-summary')
    await examine(reviewer, 'edition-review-refused')
    await reviewer.getByLabel(/对出门检查的\d+处发现/).fill('咨询电话，应当公开')
    await press(reviewer, '签署审查结论')
    await reviewer.getByText('已签署审查结论').waitFor()

    const head = await pageOf('head', width)
    await head.goto(own)
    await head.getByText('批准并定时发布').first().click()
    await head.getByLabel('发布时间').fill('2020-08-18 09:00')
    await press(head, '批准并定时发布')
    await head.getByText('2020-08-18 09:00自动发布').waitFor()
    await examine(head, 'edition-scheduled')
    await press(head, '批准并立即发布')
    await head.getByText('在公开平台上查看').click()
    await head.getByRole('heading', { name: '附件' }).waitFor()
    await linkAnother(id)
    await visitor.goto(head.url())
    await examine(visitor, 'document-with-files')

    await clerk.goto(own)
    await press(clerk, '起草修改稿')
    await clerk.getByText('与上一版比较').waitFor()
    const copy = Number(/publications\/(\d+)/.exec(clerk.url())![1])
    await app.db
      .updateTable('editions')
      .set({ body_html: '<p>示例正文，有改动。</p>', body_text: '示例正文，有改动。' })
      .where('id', '=', copy)
      .execute()
    await clerk.getByText('与上一版比较').click()
    await examine(clerk, 'compare-editions')
    expect(await clerk.locator('.mq-edition-changes ins').innerText()).toBe('，有改动')

    await head.goto(own)
    await head.getByRole('link', { name: '撤下', exact: true }).click()
    await examine(head, 'removal')
    await press(head, '确认撤下')
    await head.waitForSelector('.govuk-error-summary')
    await examine(head, 'removal-refused')
    await head.getByLabel('撤回').check()
    await head.getByLabel('公开的理由').fill('内容需要重新核实。')
    await press(head, '确认撤下')
    await head.getByText('核对结果').waitFor()
    await examine(head, 'removal-receipt')
    await visitor.reload()
    await visitor.getByText('内容需要重新核实').waitFor()
    await examine(visitor, 'document-removed')
    for (const page of [clerk, reviewer, head, visitor]) await page.context().close()
  })

  test('the list says how long is left, and the batch takes several', async () => {
    for (const title of ['待审的文件之一', '待审的文件之二']) {
      const id = await draftDocument(app.db, desk.drafter, editionForm({ title }), NOW)
      await submitForReview(app.db, desk.drafter, id, NOW)
    }
    const reviewer = await pageOf('reviewer', width)
    await reviewer.goto(`${address}/office/publications`)
    await examine(reviewer, 'publication-list')
    await reviewer.getByRole('link', { name: '成批审查', exact: true }).click()
    for (const choice of await reviewer.getByLabel('可以公开').all()) await choice.check()
    await press(reviewer, '签署所选的结论')
    await reviewer.getByText('已签署：可以公开').first().waitFor()
    await examine(reviewer, 'review-batch-done')
    await reviewer.context().close()
  })
})

/** Another public document that the one at hand is the basis of. */
async function linkAnother(id: number): Promise<void> {
  const { db } = app
  const other = await draftDocument(db, desk.drafter, editionForm({ title: '配套细则' }), NOW)
  await finishEdition(db, desk, other, NOW)
  const [from, to] = await Promise.all([getEdition(db, other), getEdition(db, id)])
  const relation = { fromId: from.documentId, kind: 'based-on', toId: to.documentId } as const
  await addRelation(db, desk.drafter, relation, NOW)
}
