import type { Footer, IParagraphOptions, Paragraph } from 'docx'
import type { Block } from './official-document.ts'
import { printableText } from './printable-text.ts'

/** What a letter in 信函格式 (GB/T 9704) has beyond its text: red name, red rules, 落款. Lengths in twentieths of a point. */
type Docx = typeof import('docx')
type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>

const RED = 'D40000'
/** The rules are 170 mm, the lines of text 156 mm. */
const OVERHANG = -397
const CHARACTER = 320
const TITLE_FONT = '方正小标宋简体'

/** The name fills the width of the text, however long it is. */
const nameSize = (name: string) => Math.floor(Math.min(36, 430 / [...name].length) * 2)

export function drawLetterhead(docx: Docx, block: BlockOf<'letterhead'>): Paragraph[] {
  const name = printableText(block.name)
  const font = { ascii: TITLE_FONT, hAnsi: TITLE_FONT, eastAsia: TITLE_FONT, hint: 'eastAsia' }
  const thickThin = { style: docx.BorderStyle.THICK_THIN_SMALL_GAP, size: 24, color: RED, space: 8 }
  return [
    new docx.Paragraph({
      alignment: 'center',
      indent: { left: OVERHANG, right: OVERHANG },
      border: { bottom: thickThin },
      spacing: { after: 120 },
      children: [new docx.TextRun({ text: name, font, size: nameSize(name), color: RED })],
    }),
    new docx.Paragraph({
      style: 'OfficialLine',
      alignment: 'right',
      text: printableText(block.number ?? ''),
      spacing: { after: 480 },
    }),
  ]
}

/** 首页不显示页码，距下页边20毫米处印一条红色双线，上细下粗。 */
export function bottomRule(docx: Docx): Footer {
  const thinThick = { style: docx.BorderStyle.THIN_THICK_SMALL_GAP, size: 24, color: RED, space: 1 }
  return new docx.Footer({
    children: [
      new docx.Paragraph({
        indent: { left: OVERHANG, right: OVERHANG },
        border: { bottom: thinThick },
      }),
    ],
  })
}

/** The date stands four characters from the edge, or the body's name two when it is the longer. */
export function drawSignature(docx: Docx, block: BlockOf<'signature'>): Paragraph[] {
  const signer = printableText(block.signer)
  const date = printableText(block.date)
  const mark = '（印章）'
  const [width, dateWidth] = [widthOf(signer), widthOf(date)]
  const right = width > dateWidth ? 2 * CHARACTER : 4 * CHARACTER
  const middle = right + Math.max(width, dateWidth) / 2
  const line = (text: string, own: number, look: IParagraphOptions) =>
    new docx.Paragraph({
      style: 'OfficialLine',
      alignment: 'right',
      indent: { right: Math.max(0, Math.round(middle - own / 2)) },
      keepLines: true,
      text,
      ...look,
    })
  return [
    line(signer, width, { keepNext: true, spacing: { before: 800 } }),
    line(date, dateWidth, { keepNext: true }),
    new docx.Paragraph({
      style: 'OfficialNote',
      alignment: 'right',
      indent: { right: Math.max(0, Math.round(middle - 4 * 105)) },
      text: mark,
      spacing: { before: 0 },
    }),
  ]
}

const widthOf = (text: string) =>
  [...text].reduce((sum, one) => sum + (one < '\u{7f}' ? CHARACTER / 2 : CHARACTER), 0)
