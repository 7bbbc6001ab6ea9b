import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import exceljs from 'exceljs'
import { afterAll, describe, expect, test } from 'vitest'
import { renderPdf } from '../../../platform/documents/pdf.ts'
import { stopTypesetting } from '../../../platform/documents/typst-process.ts'
import { encodeGbk } from '../../annual-report/reading/gbk-text.ts'
import { textOfBody } from '../body.ts'
import { readForeignDocument } from './read-foreign-document.ts'

const read = (name: string, content: string | Uint8Array) =>
  readForeignDocument(name, typeof content === 'string' ? Buffer.from(content) : content)

describe('Markdown', () => {
  test('the first heading is the title and stands apart; tables stay tables', async () => {
    const { title, bodyHtml } = await read(
      'a.md',
      '# 供热**价格**\n\n第一条 内容。\n\n| 类 | 价 |\n|--|--|\n| 居民 | 22 |\n',
    )
    expect(title).toBe('供热价格')
    expect(bodyHtml).not.toContain('供热')
    expect(textOfBody(bodyHtml)).toContain('居民\t22')
  })

  test.each([
    ['标题甲\n=====\n\n正文。', '标题甲'],
    ['## 标题乙\n\n正文。', '标题乙'],
    ['<!-- 说明 -->\n# [标题丙](http://x.example) #\n正文。', '标题丙'],
    ['---\ntitle: "标题丁"\n---\n正文。', '标题丁'],
    ['---\ntitle: 不是这个\n---\n# 标题戊\n正文。', '标题戊'],
    ['## 第一章 总则\n\n正文。', undefined],
    ['第一行不是标题。\n\n# 后面的', undefined],
  ])('the title of %j is %s', async (source, title) => {
    const read = await readForeignDocument('a.md', Buffer.from(source))
    expect(read.title).toBe(title)
    expect(read.bodyHtml).not.toContain('title')
  })

  test('paragraphs indented with ideographic blanks are no code', async () => {
    const { bodyHtml } = await read('a.md', '　　第一段。\n\n　　　　第二段。\n')
    expect(bodyHtml).toBe('<p>第一段。</p>\n<p>第二段。</p>')
  })

  test('scripts and remote pictures do not come along', async () => {
    const { bodyHtml } = await read(
      'a.md',
      '正文<script>alert(1)</script><img src="http://x.example/a.png" onerror="x">\n\n[链接](javascript:alert(1))',
    )
    expect(bodyHtml).not.toMatch(/script|img|onerror/u)
  })
})

describe('HTML', () => {
  const page = (body: string) =>
    `<html><head><title>某通知_某市政府</title><meta name="ArticleTitle" content="某通知"></head><body><nav>首页 栏目</nav>${body}<footer>备案号</footer></body></html>`

  test('the text of a page is taken without the page around it', async () => {
    const { title, bodyHtml } = await read(
      'a.html',
      page(
        '<div>位置：首页</div><div id="zoom"><h1>某通知</h1><p>正文。</p><script>x</script></div>',
      ),
    )
    expect(title).toBe('某通知')
    expect(textOfBody(bodyHtml)).toBe('正文。')
  })

  test('without a mark of where the text stands, the frame is left out', async () => {
    const { bodyHtml } = await read('a.htm', page('<p>正文。</p>'))
    expect(textOfBody(bodyHtml)).toBe('正文。')
  })

  test('frames that are only called so are left out, too; a font switch is not the text', async () => {
    const { bodyHtml } = await read(
      'a.html',
      page(
        '<div class="top-nav">首页</div><div class="breadcrumb">当前位置</div><div id="zoom">字体：大 中 小</div><div class="con"><p>正文。</p></div><div id="footer">版权</div>',
      ),
    )
    expect(textOfBody(bodyHtml)).toBe('字体：大 中 小\n正文。')
  })

  test.each([
    ['2020-2025年规划_某某市人民政府', '2020-2025年规划'],
    ['关于甲的通知-某某市财政局', '关于甲的通知'],
    ['关于甲的通知 - 政务公开 - 某某网', '关于甲的通知'],
    ['一号-二号线开通', '一号-二号线开通'],
  ])('a page called %s is %s', async (name, title) => {
    const read = await readForeignDocument(
      'a.html',
      Buffer.from(`<html><head><title>${name}</title></head><body><p>正文。</p></body></html>`),
    )
    expect(read.title).toBe(title)
  })

  test('an old page in GBK', async () => {
    const { bodyHtml } = await read(
      'a.html',
      encodeGbk('<meta charset="gb2312"><p>关于供热的通知</p>'),
    )
    expect(textOfBody(bodyHtml)).toBe('关于供热的通知')
  })
})

describe('text', () => {
  test('a line is a paragraph, and signs are signs', async () => {
    const { bodyHtml } = await read('a.txt', '第一段 <b>不是标记</b>\r\n\r\n第二段 & 其他')
    expect(textOfBody(bodyHtml)).toBe('第一段 <b>不是标记</b>\n第二段 & 其他')
    expect(bodyHtml).toMatch(/^<p>/u)
  })

  test('UTF-8 with a broken character is no GB18030', async () => {
    const whole = Buffer.from('关于做好城市供水工作的通知'.repeat(10))
    const broken = Buffer.concat([whole.subarray(0, 61), whole.subarray(62)])
    const { bodyHtml } = await read('a.txt', broken)
    expect(bodyHtml).toContain('关于做好城市供水工作的通知')
  })

  test('UTF-16 with a mark', async () => {
    const { bodyHtml } = await read('a.txt', Buffer.from('\uFEFF关于供热', 'utf16le'))
    expect(textOfBody(bodyHtml)).toBe('关于供热')
  })
})

describe('PDF', () => {
  afterAll(stopTypesetting)

  test('lines broken by the width of the page are paragraphs again, page by page', async () => {
    const template = `
#let data = json(bytes(sys.inputs.data))
#set document(title: "x", date: datetime(year: 2021, month: 1, day: 20))
#set page(numbering: "1")
#set text(lang: "zh", region: "cn", font: "Noto Serif SC", fallback: false)
#for page in data [#for paragraph in page [#paragraph #parbreak()] #pagebreak(weak: true)]
`
    const long = '为了规范城区机动车停放服务收费行为，'.repeat(8).replace(/，$/u, '。')
    const bytes = await renderPdf(template, [[long, '第二段。'], ['第二页的内容。']])
    const { bodyHtml, pages } = await read('a.pdf', bytes)
    expect(textOfBody(bodyHtml).split('\n')).toEqual([long, '第二段。', '第二页的内容。'])
    expect(pages?.map(({ page, text }) => [page, text.split('\n').at(-1)])).toEqual([
      [1, '第二段。'],
      [2, '第二页的内容。'],
    ])
  })
})

describe('Office files', () => {
  test('a Word document keeps its tables', async () => {
    const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] })
    const table = new Table({ rows: [new TableRow({ children: [cell('居民'), cell('22元')] })] })
    const bytes = await Packer.toBuffer(
      new Document({ sections: [{ children: [new Paragraph('供热价格如下。'), table] }] }),
    )
    const { bodyHtml } = await read('a.docx', bytes)
    expect(bodyHtml).toContain('<table>')
    expect(textOfBody(bodyHtml)).toContain('供热价格如下。')
  })

  test('a workbook becomes a table for each sheet; merged cells are said once, dates as dates', async () => {
    const workbook = new exceljs.Workbook()
    const sheet = workbook.addWorksheet('一季度')
    sheet.addRow(['项目', '日期'])
    sheet.addRow(['供热', new globalThis.Date('2020-08-17T00:00:00Z')])
    sheet.mergeCells('A3:B3')
    sheet.getCell('A3').value = '合计'
    workbook.addWorksheet('二季度').addRow(['空白以外'])
    const { bodyHtml } = await read('a.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(bodyHtml).toContain('<h2>一季度</h2>')
    expect(textOfBody(bodyHtml)).toContain('供热\t2020-08-17')
    expect(bodyHtml.match(/合计/gu)).toHaveLength(1)
  })

  test('what is not what its name says is refused', async () => {
    await expect(read('a.docx', 'plain')).rejects.toMatchObject({ code: 'invalid' })
    await expect(read('a.xlsx', Buffer.from('PK\u0003\u0004broken'))).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(read('a.pdf', '%PDF-1.7 broken')).rejects.toMatchObject({ code: 'invalid' })
    await expect(read('a.exe', 'MZ')).rejects.toMatchObject({ code: 'invalid' })
    await expect(read('a.txt', ' \n ')).rejects.toMatchObject({ code: 'invalid' })
  })
})
