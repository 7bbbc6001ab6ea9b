/** Files as offices make them: a Word document with a merged table, a note and a picture; an OFD. */
import {
  Document,
  FootnoteReferenceRun,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { testFiles } from './files.ts'
import { buildZip } from './zip.ts'

const HEAD = ['示高管办发〔2020〕13号', '关于印发示例资金管理办法的', '通知', '各部门：']
const FOOT = ['示例高新区管委办公室', '2020年8月10日', '（此件公开发布）']

const paragraph = (text: string) => new Paragraph({ children: [new TextRun(text)] })
const cell = (text: string, merged: { columnSpan?: number; rowSpan?: number } = {}) =>
  new TableCell({ ...merged, children: [paragraph(text)] })

export interface WordFile {
  readonly lines?: readonly string[]
  readonly picture?: boolean
  readonly headerRow?: boolean
}

/** 标题 by typeface alone, a table with cells merged both ways, a note at the foot. */
export async function buildWordFile(given: WordFile = {}): Promise<Buffer> {
  const table = new Table({
    rows: [
      new TableRow({
        ...(given.headerRow ? { tableHeader: true } : {}),
        children: [cell('项目'), cell('数量', { columnSpan: 2 })],
      }),
      new TableRow({ children: [cell('甲', { rowSpan: 2 }), cell('上年'), cell('本年')] }),
      new TableRow({ children: [cell('5'), cell('7')] }),
    ],
  })
  const picture = new Paragraph({
    children: [
      new ImageRun({
        type: 'png',
        data: testFiles.png(),
        transformation: { width: 10, height: 10 },
      }),
    ],
  })
  const document = new Document({
    footnotes: { 1: { children: [paragraph('见附表。')] } },
    sections: [
      {
        children: [
          ...(given.lines ?? [...HEAD, '一、总体要求']).map(paragraph),
          new Paragraph({
            children: [new TextRun('现将有关事项通知如下。'), new FootnoteReferenceRun(1)],
          }),
          table,
          ...(given.picture ? [picture] : []),
          ...FOOT.map(paragraph),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

interface OfdLine {
  readonly text: string
  readonly y: number
  readonly width?: number
}

/** One page; each line where it says, in millimetres. */
export function buildOfdFile(lines: readonly OfdLine[]): Buffer {
  const space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
  const objects = lines.map(
    ({ text, y, width = 100 }, at) =>
      `<ofd:TextObject ID="${at + 10}" Boundary="30 ${y} ${width} 6" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 5 5">${text}</ofd:TextCode></ofd:TextObject>`,
  )
  const declared = '<?xml version="1.0" encoding="UTF-8"?>'
  return buildZip([
    {
      name: 'OFD.xml',
      content: `${declared}<ofd:OFD ${space} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    },
    {
      name: 'Doc_0/Document.xml',
      content: `${declared}<ofd:Document ${space}><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
    },
    {
      name: 'Doc_0/Pages/Page_0/Content.xml',
      content: `${declared}<ofd:Page ${space}><ofd:Content><ofd:Layer ID="2">${objects.join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
    },
  ])
}
