import { parseFragment, serializeOuter } from 'parse5'
import { textOfBody } from '../body.ts'

/** The blocks of a text one by one, as HTML; words outside of any block are a paragraph. */
export function blocksOf(bodyHtml: string): readonly string[] {
  return parseFragment(bodyHtml).childNodes.flatMap((node) => {
    const html = serializeOuter(node)
    if (node.nodeName !== '#text') return [html]
    return html.trim() === '' ? [] : [`<p>${html.trim()}</p>`]
  })
}

export const joinBlocks = (blocks: readonly string[]) => blocks.join('\n')

export const hasHeadings = (bodyHtml: string) => /<h[2-4]\b/.test(bodyHtml)

/** 一、总体要求; （一）基本原则. The first of them makes a heading of its paragraph, where it is a short line without a full stop. */
const LEVELS: readonly (readonly [RegExp, 'h2' | 'h3'])[] = [
  [/^[一二三四五六七八九十]{1,3}、\S/, 'h2'],
  [/^第[一二三四五六七八九十百]{1,4}章/, 'h2'],
  [/^（[一二三四五六七八九十]{1,3}）\S/, 'h3'],
]
const LONGEST_HEADING = 40

/** Paragraphs that are headings by their numbering become headings; documents of offices mark them by typeface alone. */
export function asHeadings(blocks: readonly string[]): readonly string[] {
  return blocks.map((block) => {
    if (!/^<p\b/.test(block)) return block
    const text = textOfBody(block)
    if (text.length > LONGEST_HEADING || /[。；：，！？]$/.test(text) || text.includes('。'))
      return block
    const level = LEVELS.find(([shape]) => shape.test(text))?.[1]
    if (level === undefined) return block
    const inner = block
      .replace(/^<p\b[^>]*>/, '')
      .replace(/<\/p>$/, '')
      .replaceAll(/<\/?strong>/g, '')
    return `<${level}>${inner}</${level}>`
  })
}

/** Cells and items of one paragraph need none; cells in a table's head head their columns. */
export function tidyCells(bodyHtml: string): string {
  return bodyHtml
    .replaceAll(/<(td|th|li)([^>]*)><p>((?:(?!<\/?p\b).)*)<\/p><\/\1>/gs, '<$1$2>$3</$1>')
    .replaceAll(/<thead>.*?<\/thead>/gs, (head) =>
      head.replaceAll(/<th\b(?![^>]*\bscope=)([^>]*)>/g, '<th$1 scope="col">'),
    )
}
