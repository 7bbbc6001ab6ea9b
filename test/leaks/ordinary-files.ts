import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TableOfContents } from 'docx'
import ExcelJS from 'exceljs'
import { renderOfficialDocx } from '../../src/platform/documents/official-docx.ts'
import { renderOfficialPdf } from '../../src/platform/documents/official-pdf.ts'
import type { OfficialDocument } from '../../src/platform/documents/official-document.ts'
import { buildZip } from '../builders/zip.ts'
import type { Ordinary } from './leak.ts'
import { appProperties, coreProperties, customProperty } from './office-file.ts'
import { ofdFile } from './ofd-file.ts'
import {
  annotate,
  BLUE,
  invisibly,
  pdfFile,
  pdfText,
  placePicture,
  SECRET,
  WHITE,
  type PdfDraft,
} from './pdf-file.ts'
import { photograph, picture } from './pictures.ts'
import { row, sheetFile, text, type SheetOptions } from './sheet-file.ts'
import { shape, slideFile, slideXml } from './slide-file.ts'
import {
  anchored,
  cell,
  DOCUMENT,
  paragraph,
  run,
  said,
  table,
  wordFile,
  wordPart,
  type WordOptions,
} from './word-file.ts'

const FOLDER = join(import.meta.dirname, 'ordinary')

/** Saved by the programs they are named after. */
const SAVED: readonly Ordinary[] = readdirSync(FOLDER).map((file) => ({
  how: 'as the program saved it',
  file,
  make: () => readFileSync(join(FOLDER, file)),
}))

const LETTER: OfficialDocument = {
  title: '政府信息公开申请答复书',
  author: '示例市市场监督管理局',
  madeAt: Temporal.Instant.from('2020-04-15T01:00:00Z'),
  blocks: [
    { kind: 'letterhead', name: '示例市市场监督管理局', number: '示市监公开〔2020〕3号' },
    { kind: 'title', lines: ['政府信息公开申请答复书'] },
    { kind: 'paragraph', text: '你提出的申请收悉。联系电话：0631-5231234。' },
    { kind: 'signature', signer: '示例市市场监督管理局', date: '2020年4月15日' },
  ],
}

const BOTH = {
  parts: [...coreProperties('').parts!, ...appProperties('').parts!],
  links: [...coreProperties('').links!, ...appProperties('').links!],
}

const WORDS: Readonly<Record<string, WordOptions>> = {
  'properties without names': {
    ...coreProperties(
      '<dc:title>关于公布目录的通知</dc:title><dc:creator>Administrator</dc:creator><cp:lastModifiedBy>Windows 用户</cp:lastModifiedBy><cp:revision>3</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2020-03-01T00:00:00Z</dcterms:created>',
    ),
  },
  'the body that wrote it as author': coreProperties(
    '<dc:creator>示例市人民政府办公室</dc:creator>',
  ),
  'the word processor’s own entries': appProperties(
    '<Template>Normal.dotm</Template><Application>WPS Office_11.1.0.9339_F1E327BC-269C-435d-A152-05C5408002CA</Application><Company></Company><DocSecurity>0</DocSecurity>',
  ),
  'its version and key': customProperty('KSOProductBuildVer', '2052-11.1.0.9339'),
  'empty properties': BOTH,
  'white words in a dark cell': {
    body: table(
      cell(
        paragraph(run('项目', '<w:color w:val="FFFFFF"/>')),
        '<w:shd w:val="clear" w:fill="1F4E79"/>',
      ),
    ),
  },
  'white words in a style of dark tables': {
    styles:
      '<w:style w:type="table" w:styleId="t"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr></w:tblStylePr></w:style>',
    body: `<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr><w:tr>${cell(paragraph(run('项目', '<w:color w:val="FFFFFF"/>')))}</w:tr></w:tbl>`,
  },
  'a yellow marker': { body: paragraph(run('重点', '<w:highlight w:val="yellow"/>')) },
  'page numbers of a table of contents': { body: paragraph(run('第一章', '<w:webHidden/>')) },
  'a paragraph mark that vanishes': { body: paragraph(run('字'), '<w:rPr><w:vanish/></w:rPr>') },
  'space of one point': { body: paragraph(run(' ', '<w:sz w:val="2"/>')) },
  'the place of a page number': wordPart(
    'footer',
    'footer1.xml',
    'ftr',
    paragraph(
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('1')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    ),
  ),
  'links a reader clicks': {
    links: [
      {
        from: DOCUMENT,
        type: 'hyperlink',
        to: 'https://www.example.gov.cn/zwgk/',
        isExternal: true,
      },
    ],
  },
  'a list of remarks without remarks': wordPart('comments', 'comments.xml', 'comments', ''),
  'tracking switched on': {
    settings: '<w:trackRevisions/><w:rsids><w:rsidRoot w:val="00A77427"/></w:rsids>',
  },
  'a seal one sees through': {
    body: paragraph(
      `${run('示例市人民政府')}${anchored('<pic:pic><pic:blipFill><a:blip r:embed="seal"/></pic:blipFill></pic:pic>')}`,
    ),
    parts: [{ name: 'word/media/seal.png', content: picture({ hasAlpha: true }) }],
    links: [{ from: DOCUMENT, type: 'image', to: 'word/media/seal.png', id: 'seal' }],
  },
  'the red line of a letterhead': {
    body: paragraph(
      `<w:r><w:pict><v:rect style="position:absolute;width:440pt;height:2pt;z-index:9" fillcolor="red"/></w:pict></w:r>${run('文件')}`,
    ),
  },
  'a box of text over a fill': {
    body: paragraph(
      anchored(
        `<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill></wps:spPr><wps:txbx><w:txbxContent>${paragraph(run('提示', '<w:color w:val="FFFFFF"/>'))}</w:txbxContent></wps:txbx></wps:wsp>`,
      ),
    ),
  },
  'sources of a bibliography, empty': {
    parts: [
      {
        name: 'customXml/item1.xml',
        content:
          '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography" SelectedStyle="/APA.XSL"/>',
      },
    ],
    links: [{ from: DOCUMENT, type: 'customXml', to: 'customXml/item1.xml' }],
  },
  'strange prefixes': {
    body: '<ns0:p xmlns:ns0="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><ns0:r><ns0:t>字</ns0:t></ns0:r></ns0:p>',
  },
  'numbers of offices and papers': {
    body: [
      '电话：0631-5231234',
      '项目代码：2020-371002-48-03-012345',
      '统一社会信用代码：91371000MA3C4D5E6F',
      '110101********8515',
      '138****8000',
    ]
      .map(said)
      .join(''),
  },
}

const SHEETS: Readonly<Record<string, SheetOptions>> = {
  'a hidden column of nothing': {
    columns: '<cols><col min="20" max="16384" width="9" hidden="1"/></cols>',
  },
  'a hidden row of nothing': { rows: row(9, '<c r="A9"/>', 'hidden="1"') },
  'white headings in blue': {
    style: {
      font: '<color rgb="FFFFFFFF"/>',
      fill: '<patternFill patternType="solid"><fgColor rgb="FF4472C4"/></patternFill>',
    },
    rows: row(2, text('A2', '项目', 1)),
  },
  'the name of a filter': {
    workbook:
      '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">目录!$A$1:$B$2</definedName></definedNames>',
  },
  'sums of eleven digits': {
    rows: row(2, text('A2', '总投资（元）')) + row(3, '<c r="A3"><v>13800138000</v></c>'),
  },
  'numbers of contracts': {
    rows: row(2, text('A2', '合同编号')) + row(3, text('A3', '13800138000')),
  },
  'a format of accountants': {
    style: { format: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ ' },
    rows: row(2, '<c r="A2" s="1"><v>0</v></c>'),
  },
  'a zero that shows as nothing': {
    style: { format: '0;-0;0;@' },
    rows: row(2, text('A2', '文', 1)),
  },
}

const PAGES: Readonly<Record<string, (draft: PdfDraft) => void | Promise<void>>> = {
  'white words on a blue bar': (draft) => (
    draft.cover({ color: BLUE }),
    draft.say('Heading', 300, { color: WHITE })
  ),
  'words on a white box': (draft) => (draft.cover({ color: WHITE }), draft.say('Heading')),
  'a thin line under words': ({ say, page }) => (
    say('Heading'),
    page.drawLine({ start: { x: 60, y: 298 }, end: { x: 160, y: 298 }, thickness: 1 })
  ),
  'a line through words': ({ say, page }) => (
    say('Heading'),
    page.drawLine({ start: { x: 60, y: 304 }, end: { x: 160, y: 304 }, thickness: 1 })
  ),
  'a seal over words': async (draft) => (
    draft.say('Office'),
    await placePicture(draft, { x: 50, y: 280, width: 90, height: 50 }, true)
  ),
  'a marker one reads through': (draft) => (
    draft.say('Heading'),
    draft.cover({ color: BLUE, opacity: 0.3 })
  ),
  'a scanned page with its text': async (draft) => (
    await placePicture(draft, { x: 0, y: 0, width: 400, height: 540 }),
    invisibly(draft, SECRET)
  ),
  'a scanned page over its text': async (draft) => (
    invisibly(draft, SECRET),
    await placePicture(draft, { x: 0, y: 0, width: 400, height: 540 })
  ),
  'links a reader clicks': (draft) =>
    annotate(draft, {
      Subtype: 'Link',
      A: { S: 'URI', URI: pdfText('https://www.example.gov.cn') },
    }),
  'a title and the body that made it': ({ document }) => (
    document.setTitle('Catalogue'),
    document.setAuthor('示例市人民政府办公室'),
    document.setProducer('LibreOffice 7.4'),
    document.setCreator('Writer')
  ),
  'words painted again over a box': (draft) => (
    draft.say('Heading'),
    draft.cover({ color: WHITE }),
    draft.say('Heading')
  ),
  'a page turned on its side': (draft) =>
    draft.say('Heading', 300, { rotate: { type: 'degrees', angle: 90 } as never }),
}

export const ORDINARY_FILES: readonly Ordinary[] = [
  ...SAVED,
  {
    how: 'our own letter',
    file: '答复书.docx',
    make: async () => Buffer.from(await renderOfficialDocx(LETTER)),
  },
  {
    how: 'our own letter',
    file: '答复书.pdf',
    make: async () => Buffer.from(await renderOfficialPdf(LETTER)),
  },
  {
    how: 'a document of the docx library',
    file: 'a.docx',
    make: async () =>
      Packer.toBuffer(
        new Document({
          sections: [
            {
              children: [
                new TableOfContents('目录'),
                new Paragraph('通知'),
                new Table({
                  rows: [
                    new TableRow({
                      children: [new TableCell({ children: [new Paragraph('项目')] })],
                    }),
                  ],
                }),
              ],
            },
          ],
        }),
      ),
  },
  { how: 'a workbook of exceljs', file: 'a.xlsx', make: excelWorkbook },
  ...Object.entries(WORDS).map(([how, options]): Ordinary => ({
    how,
    file: '通知.docx',
    make: () => wordFile(options),
  })),
  ...Object.entries(SHEETS).map(([how, options]): Ordinary => ({
    how,
    file: '目录.xlsx',
    make: () => sheetFile(options),
  })),
  ...Object.entries(PAGES).map(([how, plant]): Ordinary => ({
    how,
    file: '目录.pdf',
    make: () => pdfFile(plant),
  })),
  {
    how: 'white words in a dark box',
    file: '介绍.pptx',
    make: () =>
      slideFile({
        shapes: shape({
          words: '标题',
          fill: '003366',
          run: '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>',
        }),
      }),
  },
  {
    how: 'words on a coloured band',
    file: '介绍.pptx',
    make: () =>
      slideFile({
        shapes:
          shape({ fill: '003366' }) +
          shape({ words: '标题', run: '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>' }),
      }),
  },
  {
    how: 'notes without words',
    file: '介绍.pptx',
    make: () =>
      slideFile({
        parts: [
          {
            name: 'ppt/notesSlides/notesSlide1.xml',
            content: slideXml('notes', '<p:cSld><p:spTree/></p:cSld>'),
          },
        ],
        links: [
          {
            from: 'ppt/slides/slide1.xml',
            type: 'notesSlide',
            to: 'ppt/notesSlides/notesSlide1.xml',
          },
        ],
      }),
  },
  { how: 'a photograph without notes', file: '照片.jpg', make: () => photograph() },
  {
    how: 'a photograph with the name of a program',
    file: '照片.jpg',
    make: () => photograph({ texts: { 0x01_31: 'Adobe Photoshop', 0x01_0f: 'HUAWEI' } }),
  },
  {
    how: 'a picture with the name of a program',
    file: '图.png',
    make: () =>
      picture({
        chunks: [
          ['tEXt', Buffer.from('Software\0Adobe ImageReady')],
          ['pHYs', Buffer.alloc(9)],
        ],
      }),
  },
  {
    how: 'a page',
    file: '目录.html',
    make: () =>
      Buffer.from(
        '<!doctype html><html><head><meta charset="utf-8"><title>目录</title><style>p{color:#333}</style></head><body><h1 style="background:#036;color:#fff">目录</h1><p>事项</p></body></html>',
      ),
  },
  { how: 'a page of OFD', file: '目录.ofd', make: () => ofdFile({}) },
  {
    how: 'plain text',
    file: '说明.txt',
    make: () => Buffer.from('办理地点：一楼大厅\n电话：0631-5231234\n'),
  },
  {
    how: 'plain text of Windows',
    file: '说明.txt',
    make: () => Buffer.from('b0ecc0edb5d8b5e30d0a', 'hex'),
  },
  {
    how: 'a table of commas',
    file: '目录.csv',
    make: () => Buffer.from('\uFEFF序号,事项,金额\n1,补贴,13800138000.00\n'),
  },
  {
    how: 'several of them',
    file: '材料.zip',
    make: () =>
      buildZip([
        { name: '说明.txt', content: '说明' },
        { name: '附件/目录.xlsx', content: sheetFile({}) },
      ]),
  },
]

async function excelWorkbook(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('目录')
  sheet.addRow(['事项', '数量'])
  sheet.addRow(['补贴', 12])
  sheet.autoFilter = 'A1:B2'
  sheet.mergeCells('A4:B4')
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
