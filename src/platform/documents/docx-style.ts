import type { IStylesOptions } from 'docx'
import type { OfficialDocument, TableDensity } from './official-document.ts'
import { printableText } from './printable-text.ts'

/**
 * The look of 公文 in Word: 方正小标宋 for titles, 仿宋 for text, 黑体 and 楷体 for headings, all black. Offices have
 * these fonts; FONT_TABLE names what to take where they are missing.
 */
const TITLE_FONT = '方正小标宋简体'
const TEXT_FONT = '仿宋_GB2312'
const KAI_FONT = '楷体_GB2312'
const HEADING_FONT = '黑体'
const TABLE_FONT = '宋体'

/** `hint` keeps “ ” … — in the Chinese font. */
const font = (name: string) => ({
  ascii: name,
  hAnsi: name,
  eastAsia: name,
  cs: name,
  hint: 'eastAsia',
})

/** Sizes in half points: 2 号 22 pt, 3 号 16 pt, 五号 10.5 pt, 小五 9 pt. Lines of 28 pt. */
const run = (name: string, size: number) => ({ font: font(name), size, color: '000000' })
const LINES_28 = { line: 560, lineRule: 'exact', before: 0, after: 0 } as const
const TWO_CHARACTERS = { firstLineChars: 200, firstLine: 640 } as const

const paragraphStyle = (id: string, name: string, look: object) => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  ...look,
})

export const OFFICIAL_STYLES: IStylesOptions = {
  default: {
    document: {
      run: { ...run(TEXT_FONT, 32), language: { value: 'zh-CN', eastAsia: 'zh-CN' } },
    },
    title: {
      run: { ...run(TITLE_FONT, 44), bold: false },
      paragraph: { alignment: 'center', spacing: { line: 640, lineRule: 'exact', after: 560 } },
    },
    heading1: {
      run: { ...run(HEADING_FONT, 32), bold: false },
      paragraph: { spacing: LINES_28, indent: TWO_CHARACTERS, keepNext: true },
    },
    heading2: {
      run: { ...run(KAI_FONT, 32), bold: false },
      paragraph: { spacing: LINES_28, indent: TWO_CHARACTERS, keepNext: true },
    },
  },
  characterStyles: [{ id: 'OfficialLead', name: '段首标题', run: run(KAI_FONT, 32) }],
  paragraphStyles: [
    paragraphStyle('OfficialText', '公文正文', {
      run: run(TEXT_FONT, 32),
      paragraph: { alignment: 'both', spacing: LINES_28, indent: TWO_CHARACTERS },
    }),
    paragraphStyle('OfficialLine', '公文行', {
      run: run(TEXT_FONT, 32),
      paragraph: { spacing: LINES_28 },
    }),
    paragraphStyle('OfficialNote', '公文附注', {
      run: { ...run(TABLE_FONT, 21), color: '444444' },
      paragraph: { spacing: { before: 240 } },
    }),
    ...tableStyles('OfficialTable', '公文表格', 21, 60),
    ...tableStyles('OfficialDenseTable', '公文密表', 18, 40),
  ],
}

function tableStyles(id: string, name: string, size: number, gap: number) {
  const paragraph = { alignment: 'center', spacing: { before: gap, after: gap } }
  return [
    paragraphStyle(id, name, { run: run(TABLE_FONT, size), paragraph }),
    paragraphStyle(`${id}Header`, `${name}表头`, { run: run(HEADING_FONT, size), paragraph }),
  ]
}

export const TABLE_TEXT: Readonly<Record<TableDensity, { text: string; header: string }>> = {
  normal: { text: 'OfficialTable', header: 'OfficialTableHeader' },
  dense: { text: 'OfficialDenseTable', header: 'OfficialDenseTableHeader' },
}

const FALLBACKS = [
  [TITLE_FONT, '华文中宋'],
  [TEXT_FONT, '仿宋'],
  [KAI_FONT, '楷体'],
  [HEADING_FONT, 'SimHei'],
  [TABLE_FONT, 'SimSun'],
]

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

export const FONT_TABLE = `${XML}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${FALLBACKS.map(
  ([name, other]) =>
    `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/></w:font>`,
).join('')}</w:fonts>`

/** The file's properties. The library would write the wall clock and its own name. */
export function coreProperties({ title, author, madeAt }: OfficialDocument): string {
  const moment = `<dcterms:created xsi:type="dcterms:W3CDTF">${madeAt.toString({ smallestUnit: 'second' })}</dcterms:created>`
  return (
    `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator>` +
    `<dc:language>zh-CN</dc:language>${moment}${moment.replaceAll('created', 'modified')}</cp:coreProperties>`
  )
}

function escapeXml(text: string): string {
  return printableText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
