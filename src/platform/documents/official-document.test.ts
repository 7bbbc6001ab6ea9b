import { array, assert, asyncProperty, constantFrom } from 'fast-check'
import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, expect, test } from 'vitest'
import { coreProperties, OFFICIAL_STYLES } from './docx-style.ts'
import type { OfficialDocument } from './official-document.ts'
import { renderOfficialDocx } from './official-docx.ts'
import { renderOfficialPdf } from './official-pdf.ts'
import { SINGLE, type Grid, type GridCell } from './table-grid.ts'
import { stopTypesetting } from './typst-process.ts'
import { setZipTimes } from './zip-times.ts'

afterAll(stopTypesetting)

const cell = (text: string, header?: 'column'): GridCell =>
  header ? { ...SINGLE, text, header } : { ...SINGLE, text }

const longTable: Grid = {
  caption: '台账',
  widths: [1, 3],
  rows: [
    [cell('编号', 'column'), cell('内容描述', 'column')],
    ...Array.from({ length: 80 }, (_, at) => [cell(`第${at + 1}号`), cell('示例')]),
  ],
}

const letter: OfficialDocument = {
  title: '政府信息公开申请答复书',
  author: '示例局 & 办公室',
  madeAt: Temporal.Instant.from('2021-01-20T02:00:00Z'),
  blocks: [
    { kind: 'title', lines: ['政府信息公开申请', '答复书'] },
    { kind: 'line', align: 'center', text: '示公复〔2021〕1号' },
    { kind: 'line', align: 'left', text: '张某某（示例）：' },
    { kind: 'paragraph', lead: '一是', text: '答复如下 <b>&amp;\u0000\u001b 完。' },
    { kind: 'heading', level: 2, text: '（一）附表' },
    { kind: 'table', grid: longTable, density: 'normal' },
    { kind: 'line', align: 'right', text: '2021年1月20日' },
  ],
}

test('a long table runs over pages and repeats its header on each', async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await renderOfficialPdf(letter)))
  const { text } = await extractText(pdf, { mergePages: false })
  const pages = text.filter((page) => page.includes('示例\n') || page.includes('号\n'))
  expect(pages.length).toBeGreaterThan(2)
  expect(text.filter((page) => page.includes('内容描述')).length).toBeGreaterThan(2)
})

test('PDF and Word say the same, in the same order, what was typed standing as it was typed', async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await renderOfficialPdf(letter)))
  const { value } = await mammoth.extractRawText({
    buffer: Buffer.from(await renderOfficialDocx(letter)),
  })
  const bare = (text: string) => text.replaceAll(/\s/g, '')
  const expected =
    '政府信息公开申请答复书示公复〔2021〕1号张某某（示例）：一是答复如下<b>&amp;完。（一）附表编号内容描述'
  expect(bare((await extractText(pdf, { mergePages: true })).text)).toContain(expected)
  expect(bare(value)).toContain(expected)
})

const typed = array(
  constantFrom(...'（一） \n\t\u3000\u2028\u00a0\u200b\u202e\ufe0f\u0301中a1“—#[]\\'),
  { maxLength: 20 },
).map((characters) => characters.join(''))

test('no spaces, marks or brackets that people type keep a document from being set', async () => {
  await assert(
    asyncProperty(typed, typed, async (text, lead) => {
      const blocks: OfficialDocument['blocks'] = [
        { kind: 'heading', level: 2, text },
        { kind: 'paragraph', lead, text },
        { kind: 'line', align: 'right', text },
      ]
      await expect(renderOfficialPdf({ ...letter, blocks })).resolves.toBeInstanceOf(Uint8Array)
    }),
    { numRuns: 60 },
  )
})

test('every style of the Word file is black or grey', () => {
  const colours = [...JSON.stringify(OFFICIAL_STYLES).matchAll(/"color":"(\w+)"/g)].map(
    ([, colour]) => colour,
  )
  expect(colours.length).toBeGreaterThan(8)
  expect(new Set(colours)).toEqual(new Set(['000000', '444444']))
})

test('the file properties are well-formed whatever the names', () => {
  const xml = coreProperties({ ...letter, title: '<甲> & \u0001乙' })
  expect(xml).toContain('<dc:title>&lt;甲&gt; &amp; 乙</dc:title>')
  expect(xml).toContain(
    '<dcterms:created xsi:type="dcterms:W3CDTF">2021-01-20T02:00:00Z</dcterms:created>',
  )
})

test('only zip archives have times to set', () => {
  expect(() => setZipTimes(new Uint8Array(100), letter.madeAt)).toThrow('not a zip archive')
})

const official: OfficialDocument = {
  ...letter,
  blocks: [
    { kind: 'letterhead', name: '示例高新技术产业开发区管理委员会', number: '示公知〔2021〕2号' },
    { kind: 'title', lines: ['告知书'] },
    { kind: 'paragraph', text: '正文。' },
    { kind: 'signature', signer: '示例局', date: '2021年1月20日' },
    { kind: 'page-break' },
    { kind: 'sheet-title', text: '意见反馈表' },
    {
      kind: 'table',
      density: 'normal',
      grid: {
        caption: '反馈',
        widths: [1, 3],
        rows: [
          [
            { ...SINGLE, text: '理由' },
            { ...SINGLE, text: '第一行\n第二行', align: 'left', minLines: 6 },
          ],
        ],
      },
    },
  ],
}

test('a letter bears head, number, 落款, date and the place of the seal, and its sheets follow on pages of their own', async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await renderOfficialPdf(official)))
  const { text } = await extractText(pdf, { mergePages: false })
  const { value } = await mammoth.extractRawText({
    buffer: Buffer.from(await renderOfficialDocx(official)),
  })
  const bare = (one: string) => one.replaceAll(/\s/g, '')
  const first =
    '示例高新技术产业开发区管理委员会示公知〔2021〕2号告知书正文。示例局2021年1月20日（印章）'
  const second = '意见反馈表理由第一行第二行'
  expect(bare(text[0]!)).toBe(first)
  expect(bare(text[1]!)).toBe(`${second}—2—`)
  expect(bare(value)).toBe(first + second)
})
