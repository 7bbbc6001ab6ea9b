import { afterAll, expect, test } from 'vitest'
import { maskedCopyForRelease, stopScanning } from '../../src/platform/release-scan/scan.ts'
import { pdfFile } from './pdf-file.ts'
import { row, sheetFile, text } from './sheet-file.ts'
import { cell, DOCUMENT, paragraph, run, said, table, wordFile, wordPart } from './word-file.ts'

afterAll(stopScanning)

const ID = '110101199003078515'
const CARD = '6222020212345678909'

test.each([
  ['whole in a paragraph', { body: said(`证件 ${ID}。`) }],
  ['over three runs', { body: paragraph(run('1101011990') + run('0307', '<w:b/>') + run('8515')) }],
  ['with separators', { body: said('110101 19900307 8515') }],
  ['in full width', { body: said('１１０１０１１９９００３０７８５１５') }],
  ['a digit in each cell', { body: table([...ID].map((digit) => cell(said(digit))).join('')) }],
  ['in a header', wordPart('header', 'header1.xml', 'hdr', said(ID))],
])('Word: an identity number %s', async (_, options) => {
  const copy = await maskedCopyForRelease('名单.docx', wordFile(options))
  expect(copy).toMatchObject({
    ok: true,
    remaining: [],
    replaced: [{ kind: 'id-number', masked: '110*************15' }],
  })
})

test('Word: telephone, card, plate and address in one sentence, the link to write to gone', async () => {
  const body = paragraph(
    `${run('李某 13800138000、鲁K12345、')}<w:hyperlink r:id="mail">${run('li@example.com')}</w:hyperlink>`,
  )
  const links = [
    {
      from: DOCUMENT,
      type: 'hyperlink',
      to: 'mailto:li@example.com',
      isExternal: true,
      id: 'mail',
    },
  ]
  const copy = await maskedCopyForRelease('名单.docx', wordFile({ body, links }))
  expect(copy).toMatchObject({ ok: true, remaining: [] })
  expect(copy.ok && copy.replaced.map(({ masked }) => masked)).toEqual([
    '138******00',
    '鲁K****5',
    'l***@example.com',
  ])
})

test('Excel: shared words, words of their own and numbers', async () => {
  const strings = `<si><t>${ID}</t></si><si><t>通知</t></si>`
  const rows = row(
    2,
    `<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>${text('C2', CARD)}<c r="D2"><v>13800138000</v></c>`,
  )
  const copy = await maskedCopyForRelease('名单.xlsx', sheetFile({ strings, rows }))
  expect(copy).toMatchObject({ ok: true, remaining: [] })
  expect(copy.ok && copy.replaced.map(({ kind }) => kind)).toEqual([
    'id-number',
    'bank-card',
    'mobile',
  ])
})

test('Excel: the number of a contract stays', async () => {
  const rows = row(2, text('A2', '合同编号')) + row(3, text('A3', '13800138000'))
  const copy = await maskedCopyForRelease('名单.xlsx', sheetFile({ rows }))
  expect(copy).toMatchObject({ ok: true, replaced: [], remaining: [] })
})

test('a page keeps its markup', async () => {
  const source = `<!doctype html><html><body><p>电话 138<b>0013</b>8000 &amp; 传真</p></body></html>`
  const copy = await maskedCopyForRelease('a.html', Buffer.from(source))
  expect(copy.ok && Buffer.from(copy.bytes).toString()).toBe(
    source.replace('138<b>0013</b>8000', '138<b>****</b>**00'),
  )
})

test('what was accepted stays', async () => {
  const copy = await maskedCopyForRelease(
    'a.txt',
    Buffer.from('值班 13800138000，申请人 13900139000'),
    ['13800138000'],
  )
  expect(copy.ok && Buffer.from(copy.bytes).toString()).toBe('值班 13800138000，申请人 139******00')
  expect(copy).toMatchObject({ remaining: [{ kind: 'mobile' }] })
})

test('a PDF is masked where it was made', async () => {
  const copy = await maskedCopyForRelease('a.pdf', await pdfFile(({ say }) => say('13800138000')))
  expect(copy).toMatchObject({ ok: false, reason: 'cannot' })
})
