import { afterAll, expect, test } from 'vitest'
import { extractText, getDocumentProxy } from 'unpdf'
import { missingGlyphs } from './fonts.ts'
import { renderPdf } from './pdf.ts'
import { stopTypesetting } from './typst-process.ts'
import { printableText } from './printable-text.ts'

const TEMPLATE = `
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: datetime(year: 2021, month: 1, day: 20))
#set text(lang: "zh", region: "cn", font: ("Noto Serif SC", "Noto Sans SC"), fallback: false, cjk-latin-spacing: none)
= #data.title
#for paragraph in data.paragraphs [#paragraph #parbreak()]
`

afterAll(stopTypesetting)

const letter = { title: '答复书', paragraphs: ['示例：#panic("x") *粗* 〔2020〕第1号', '郎𬱖'] }

async function textOf(pdf: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  return (await extractText(document, { mergePages: true })).text
}

test('what a person typed is printed, never run', async () => {
  const text = await textOf(await renderPdf(TEMPLATE, letter))
  expect(text).toContain('#panic("x") *粗* 〔2020〕第1号')
  expect(text).toContain('郎𬱖')
})

test('the file is tagged PDF/UA-1 with title and language', async () => {
  const raw = Buffer.from(await renderPdf(TEMPLATE, letter)).toString('latin1')
  expect(raw).toContain('/MarkInfo')
  expect(raw).toContain('/StructTreeRoot')
  expect(raw).toMatch(/\/Lang\s*\(zh-CN\)/i)
  expect(raw).toContain('pdfuaid')
  expect(raw).toContain('/DisplayDocTitle true')
})

test('only the vendored fonts are used', async () => {
  const raw = Buffer.from(await renderPdf(TEMPLATE, letter)).toString('latin1')
  const fonts = new Set(
    [...raw.matchAll(/\/BaseFont\s*\/[A-Z]{6}\+([\w-]+)/g)].map(([, name]) => name),
  )
  expect([...fonts]).toEqual(['NotoSerifSC-Regular'])
})

test('the same input gives the same bytes, in one child or two', async () => {
  const first = await renderPdf(TEMPLATE, letter)
  const second = await renderPdf(TEMPLATE, letter)
  stopTypesetting()
  const third = await renderPdf(TEMPLATE, letter)
  expect(Buffer.compare(first, second)).toBe(0)
  expect(Buffer.compare(first, third)).toBe(0)
})

test('a character the fonts lack is refused by name', async () => {
  const rare = renderPdf(TEMPLATE, { ...letter, title: '致𮧵某' })
  await expect(rare).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('𮧵（U+2E9F5）') as string,
  })
})

test('control characters in what was typed do not spoil the file', async () => {
  const text = await textOf(await renderPdf(TEMPLATE, { ...letter, title: '答\u0000复\u{feff}书' }))
  expect(text).toContain('答复书')
})

test('every character that the fonts are said to have is really set', async () => {
  const paragraphs = Array.from({ length: 0x320 }, (_, page) =>
    printableText(
      String.fromCodePoint(
        ...Array.from({ length: 256 }, (_, at) => page * 256 + at).filter(isScalarValue),
      ),
    ),
  ).map((text) => [...text].filter((one) => missingGlyphs(one).length === 0).join('中 '))
  expect(paragraphs.join('').length).toBeGreaterThan(60_000)
  await expect(renderPdf(TEMPLATE, { title: '字', paragraphs })).resolves.toBeInstanceOf(Uint8Array)
})

const isScalarValue = (codePoint: number) => codePoint < 0xd800 || codePoint > 0xdfff

test('a faulty template is a bug, and the next document is set all the same', async () => {
  await expect(renderPdf('#nonsense', {})).rejects.toThrow(/unknown variable/)
  await expect(renderPdf(TEMPLATE, letter)).resolves.toBeInstanceOf(Uint8Array)
})

test('a source is set as it stands, also after one that differs in a single character', async () => {
  // 一 and 倀 end in the same UTF-8 byte; the engine, left to itself, prints the former twice
  const source = (name: string) =>
    `#set document(title: "x")\n#set text(font: "Noto Serif SC")\n${name}`
  expect(await textOf(await renderPdf(source('一'), {}))).toBe('一')
  expect(await textOf(await renderPdf(source('倀'), {}))).toBe('倀')
})

test('documents asked for at once come back each to its own caller', async () => {
  const titles = ['甲', '乙', '丙', '丁']
  const texts = await Promise.all(
    titles.map(async (title) => textOf(await renderPdf(TEMPLATE, { title, paragraphs: [] }))),
  )
  expect(texts.map((text) => text.trim())).toEqual(titles)
})

test('a child that dies mid-work refuses its documents and is replaced', async () => {
  const doomed = renderPdf(TEMPLATE, letter)
  stopTypesetting()
  await expect(doomed).rejects.toMatchObject({ code: 'unavailable' })
  await expect(renderPdf(TEMPLATE, letter)).resolves.toBeInstanceOf(Uint8Array)
})
