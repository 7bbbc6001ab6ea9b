/** Writing and importing in a real browser: by keyboard alone, by paste from Word, without scripts, and to the public page. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { createTestApp, type TestApp } from '../app.ts'
import { buildWordFile } from '../builders/official-file.ts'
import { buildPublicationDesk, type PublicationDesk } from '../builders/publications.ts'
import { openChromium, WIDTHS, type Chromium, type PageOptions, type Width } from './chromium.ts'
import { examine } from './demo.ts'

let app: TestApp
let address: string
let chromium: Chromium
let desk: PublicationDesk
beforeAll(async () => {
  app = await createTestApp({ now: '2020-08-17T13:56' })
  address = await app.listen()
  chromium = await openChromium()
  desk = await buildPublicationDesk(app.db, app.agencyId)
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

async function pageOf(who: keyof PublicationDesk, width: Width, options: PageOptions = {}) {
  const { sessionToken } = await app.signIn(desk[who])
  return chromium.page(width, { session: sessionToken, address, ...options })
}

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()
const editorOf = (page: Page) => page.getByRole('textbox', { name: '正文' })
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What the tab keeps of the form. */
const KEPT = `sessionStorage.getItem('mq-typed:/office/publications/new') ?? ''`

async function isInEditor(page: Page): Promise<boolean> {
  return (await page.evaluate(
    `document.activeElement === document.querySelector('.mq-editor__text')`,
  )) as boolean
}

async function newest() {
  const query = app.db.selectFrom('editions').selectAll().orderBy('id', 'desc').limit(1)
  return query.executeTakeFirstOrThrow()
}

async function fillHeader(page: Page, title: string): Promise<void> {
  await page.getByLabel('标题', { exact: true }).fill(title)
  await page.getByLabel('组配分类').fill('管委文件')
}

describe.each(WIDTHS)('at %d px', (width) => {
  test('an editor imports a Word file with a table and publishes it through review', async () => {
    const clerk = await pageOf('drafter', width)
    await clerk.goto(`${address}/office/publications`)
    await clerk.getByRole('link', { name: '从文件导入' }).click()
    await examine(clerk, 'import')
    await press(clerk, '读取')
    await clerk.waitForSelector('.govuk-error-summary')
    await examine(clerk, 'import-refused')
    const buffer = await buildWordFile({ headerRow: true })
    await clerk
      .getByLabel('文件', { exact: true })
      .setInputFiles({ name: '通知.docx', mimeType: WORD, buffer })
    await press(clerk, '读取')
    await editorOf(clerk).locator('table').waitFor()
    expect(await clerk.getByLabel('发文字号').inputValue()).toBe('示高管办发〔2020〕13号')
    await examine(clerk, 'import-read')
    await clerk.getByLabel('组配分类').fill('管委文件')
    await clerk.getByLabel('主题分类').selectOption('综合政务')
    await press(clerk, '保存草稿')
    await clerk.getByRole('heading', { name: '发布前提示' }).waitFor()
    await examine(clerk, 'hints')
    const own = clerk.url().split('?')[0]!
    await clerk.getByRole('link', { name: '修改', exact: true }).click()
    await editorOf(clerk).waitFor()
    await examine(clerk, 'edit-with-hints')
    await clerk.goto(own)
    await press(clerk, '送保密审查')
    await clerk.getByText('已送保密审查').waitFor()

    const reviewer = await pageOf('reviewer', width)
    await reviewer.goto(own)
    for (const clear of await reviewer.getByLabel('未发现').all()) await clear.check()
    await reviewer.getByLabel('可以公开', { exact: true }).check()
    await press(reviewer, '签署审查结论')
    await reviewer.getByText('已签署审查结论').waitFor()

    const head = await pageOf('head', width)
    await head.goto(own)
    await press(head, '批准并立即发布')
    await head.getByText('在公开平台上查看').click()
    const table = head.locator('table').filter({ hasText: '本年' })
    expect(await table.locator('th[colspan="2"]').innerText()).toBe('数量')
    expect(await table.locator('td[rowspan="2"]').innerText()).toBe('甲')
    await examine(head, 'imported-public')
    for (const page of [clerk, reviewer, head]) await page.context().close()
  })

  test('many files: an empty page, a comparison, drafts', async () => {
    const clerk = await pageOf('drafter', width)
    await clerk.goto(`${address}/office/publications/batches`)
    await clerk.getByLabel('这一批叫什么').fill(`八月的文件（${width}）`)
    await press(clerk, '新建一批')
    await clerk.getByLabel('文件', { exact: true }).waitFor()
    await examine(clerk, 'batch-empty')
    const buffer = await buildWordFile({
      lines: [`示量发〔2020〕${width}号`, '关于示例事项的通知', '各部门：'],
    })
    await clerk
      .getByLabel('文件', { exact: true })
      .setInputFiles({ name: '甲.docx', mimeType: WORD, buffer })
    await press(clerk, '上传文件')
    await clerk.getByText('组配分类：请填写组配分类').waitFor()
    await examine(clerk, 'batch-compare')
    await clerk.goto(`${address}/office/publications/batches`)
    await examine(clerk, 'batches')
    await clerk.context().close()
  })

  test('the office’s own lists', async () => {
    const clerk = await pageOf('drafter', width)
    await clerk.goto(`${address}/office/publications/word-lists`)
    await clerk.getByLabel('易错词列表').fill('火巨')
    await clerk.getByRole('button', { name: /保存.*易错词/s }).click()
    await clerk.waitForSelector('.govuk-error-summary')
    await examine(clerk, 'word-lists-refused')
    const auditor = await pageOf('reviewer', width)
    await auditor.goto(`${address}/office/publications/word-lists`)
    await examine(auditor, 'word-lists-read')
    for (const page of [clerk, auditor]) await page.context().close()
  })

  test('without scripts: signs, a preview, and the text is saved', async () => {
    const clerk = await pageOf('drafter', width, { scripts: false })
    await clerk.goto(`${address}/office/publications/new`)
    await fillHeader(clerk, '不用脚本写的通知')
    await clerk
      .getByLabel('正文', { exact: true })
      .fill('# 一、安排\n- 甲\n| 项目 | 数量 |\n|---|---|\n| 甲 | 5 |')
    await press(clerk, '预览正文')
    expect(await clerk.getByRole('heading', { name: '一、安排' }).isVisible()).toBe(true)
    await press(clerk, '保存草稿')
    await clerk.getByRole('heading', { name: '发布前提示' }).waitFor()
    expect((await newest()).body_html).toContain('<th scope="col">项目</th>')
    await clerk.context().close()
  })
})

describe('the editor', () => {
  let page: Page
  beforeAll(async () => {
    page = await pageOf('drafter', 1280)
  })
  afterAll(() => page.context().close())

  async function open(title: string): Promise<void> {
    await page.goto(`${address}/office/publications/new`)
    await fillHeader(page, title)
    await editorOf(page).waitFor()
  }

  async function save(): Promise<string> {
    await press(page, '保存草稿')
    await page.getByRole('heading', { name: '发布前提示' }).waitFor()
    return (await newest()).body_html
  }

  test('is worked by keyboard alone: headings, lists, a table with rows and columns, undo', async () => {
    await open('用键盘写的通知')
    // from the field before, by Tab: past the toolbar into the text
    await page.getByLabel('废止日期').focus()
    for (let stroke = 0; stroke < 12; stroke += 1) {
      await page.keyboard.press('Tab')
      if (await isInEditor(page)) break
    }
    await page.keyboard.press('Control+Alt+1')
    await page.keyboard.type('一、安排')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Shift+8')
    await page.keyboard.type('甲事项')
    await page.keyboard.press('Enter')
    await page.keyboard.type('乙事项')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')

    await page.keyboard.press('Alt+F10')
    await page.keyboard.press('End')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('表格')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    for (const cell of ['项目', '数量', '备注', '甲', '5', '无'])
      await page.keyboard.type(cell).then(() => page.keyboard.press('Tab'))
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await page.keyboard.press('Alt+Shift+Delete')
    expect(await editorOf(page).locator('tr').count()).toBe(4)
    expect(await editorOf(page).locator('tr').first().locator('th').count()).toBe(2)
    await page.keyboard.press('Control+z')
    expect(await editorOf(page).locator('tr').first().locator('th').count()).toBe(3)
    await page.keyboard.press('Alt+Shift+Backspace')

    const html = await save()
    expect(html).toContain('<h2>一、安排</h2>')
    expect(html).toContain('<ul><li>甲事项</li><li>乙事项</li></ul>')
    expect(html).toContain(
      '<thead><tr><th scope="col">项目</th><th scope="col">数量</th><th scope="col">备注</th></tr></thead>',
    )
    expect(html).toContain('<td>甲</td><td>5</td><td>无</td>')
  })

  test('lets the Tab key out, so that nobody is caught in it', async () => {
    await open('可以离开的编辑器')
    await editorOf(page).focus()
    await page.keyboard.type('正文')
    await page.keyboard.press('Tab')
    expect(await isInEditor(page)).toBe(false)
  })

  test('takes lists and tables from Word, leaves styles and pictures and says so', async () => {
    await open('从Word粘贴的通知')
    await editorOf(page).focus()
    await paste(
      `<html><head><style>p{color:red}</style></head><body>
      <p class="MsoNormal" style="text-indent:2em"><span style="font-family:仿宋">第一段<o:p></o:p></span></p>
      <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">1.<span>&nbsp;&nbsp;</span></span><![endif]>先做</p>
      <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.<span>&nbsp;</span></span>后做</p>
      <p class="MsoListParagraph" style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">·</span>圆点</p>
      <p class="MsoNormal" style="mso-list:l2 level1 lfo3"><span style="mso-list:Ignore">（一）<span> </span></span>留着编号</p>
      <table><tr><td colspan="2" width="50">合并</td></tr><tr><td>1</td><td>2</td></tr></table>
      <p><img src="file:///C:/a.png"><v:imagedata src="a.png"/></p><script>alert(1)</script></body></html>`,
    )
    expect(await page.getByText(/张图片没有带进来/).isVisible()).toBe(true)
    const html = await save()
    expect(html).toContain('<p>第一段</p>')
    expect(html).toContain('<ol><li>先做</li><li>后做</li></ol>')
    expect(html).toContain('<ul><li>圆点</li></ul>')
    expect(html).toContain('<p>（一）留着编号</p>')
    expect(html).toContain('<td colspan="2">合并</td>')
    for (const left of ['style', 'Mso', '<img', 'script', 'width']) expect(html).not.toContain(left)
  })

  async function paste(html: string): Promise<void> {
    await page.evaluate(`{
      const data = new DataTransfer()
      data.setData('text/html', ${JSON.stringify(html)})
      data.setData('text/plain', '粘贴')
      const event = { clipboardData: data, bubbles: true, cancelable: true }
      document.querySelector('.mq-editor__text').dispatchEvent(new ClipboardEvent('paste', event))
    }`)
  }

  test('sets a link from its small form without sending the page', async () => {
    await open('有链接的通知')
    await editorOf(page).focus()
    await page.keyboard.type('公开指南')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('https://example.gov.cn/guide')
    await page.keyboard.press('Enter')
    expect(await save()).toBe('<p><a href="https://example.gov.cn/guide">公开指南</a></p>')
  })

  test('changes nothing of a text that nobody touched', async () => {
    await page.goto(`${address}/office/publications/new`)
    await fillHeader(page, '没有动过的通知')
    const stored = '<table><caption>表一</caption><tbody><tr><td>甲</td></tr></tbody></table>'
    await page.evaluate(
      `document.querySelector('textarea[name=bodyHtml]').value = ${JSON.stringify(stored)}`,
    )
    await press(page, '保存草稿')
    await page.getByRole('heading', { name: '发布前提示' }).waitFor()
    const { id } = await newest()
    await page.goto(`${address}/office/publications/${id}/edit`)
    await page.getByLabel('标题', { exact: true }).fill('只改了标题的通知')
    expect(await save()).toBe(stored)
  })

  test('offers what was typed when the page went away before it was saved, and forgets it once it was', async () => {
    await open('没有保存的通知')
    await editorOf(page).focus()
    await page.keyboard.type('写到一半')
    await expect.poll(() => page.evaluate(KEPT), { timeout: 20_000 }).toContain('写到一半')
    await page.goto(`${address}/office`)
    await page.goto(`${address}/office/publications/new`)
    await press(page, '恢复上次的内容')
    expect(await editorOf(page).innerText()).toContain('写到一半')
    await save()
    await page.goto(`${address}/office/publications/new`)
    expect(await page.getByText('没有保存成功').count()).toBe(0)
  })
})
