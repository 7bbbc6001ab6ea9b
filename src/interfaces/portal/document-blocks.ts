/** The text of a public document as blocks of an official document, for print. */
import { parseFragment, type DefaultTreeAdapterMap } from 'parse5'
import type { Block } from '../../platform/documents/official-document.ts'
import { placeCells, type Grid, type GridCell } from '../../platform/documents/table-grid.ts'

type Node = DefaultTreeAdapterMap['childNode']
type Element = DefaultTreeAdapterMap['element']

/** @param bodyHtml as `cleanBody` leaves it */
export function blocksOfBody(bodyHtml: string): Block[] {
  return blocksOf(parseFragment(bodyHtml).childNodes)
}

function blocksOf(nodes: readonly Node[]): Block[] {
  return nodes.flatMap((node): Block[] => {
    if (!isElement(node)) return paragraph(wordsOf(node))
    const { tagName, childNodes } = node
    if (tagName === 'h2') return [{ kind: 'heading', level: 1, text: wordsOf(node) }]
    if (tagName === 'h3' || tagName === 'h4')
      return [{ kind: 'heading', level: 2, text: wordsOf(node) }]
    if (tagName === 'ol' || tagName === 'ul') return items(childNodes, tagName === 'ol')
    if (tagName === 'table') return tableBlocks(node)
    if (tagName === 'blockquote') return blocksOf(childNodes)
    return paragraph(wordsOf(node))
  })
}

const isElement = (node: Node): node is Element => 'tagName' in node

function paragraph(text: string): Block[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', text: line.trim() }))
}

function items(nodes: readonly Node[], numbered: boolean): Block[] {
  return nodes
    .filter(isElement)
    .flatMap((item, at) => paragraph(`${numbered ? `${at + 1}. ` : ''}${wordsOf(item)}`))
}

function wordsOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value
  if (node.nodeName === 'br') return '\n'
  return isElement(node) ? node.childNodes.map(wordsOf).join('') : ''
}

/** A table whose spans do not tile is printed line by line: nothing of it may be lost. */
function tableBlocks(node: Element): Block[] {
  const rows = descendants(node, 'tr').map((row) =>
    row.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th'),
  )
  const width = Math.max(0, ...rows.map((row) => sum(row.map((cell) => spanOf(cell, 'colspan')))))
  const caption = descendants(node, 'caption').map(wordsOf).join('').trim()
  const grid: Grid = {
    caption: caption || '表格',
    widths: Array.from({ length: width }, () => 1),
    rows: rows.map((row) => row.map(cellOf)),
  }
  const above: Block[] = caption === '' ? [] : [{ kind: 'line', align: 'center', text: caption }]
  if (width > 0 && isTiled(grid))
    return [...above, { kind: 'table', grid, density: densityOf(width) }]
  return [...above, ...rows.flatMap((row) => paragraph(row.map(wordsOf).join('　')))]
}

const MOST_NORMAL_COLUMNS = 6
const densityOf = (width: number) => (width > MOST_NORMAL_COLUMNS ? 'dense' : 'normal')
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

function descendants(node: Element, name: string): Element[] {
  return node.childNodes
    .filter(isElement)
    .flatMap((child) => (child.tagName === name ? [child] : descendants(child, name)))
}

function cellOf(cell: Element): GridCell {
  return {
    text: wordsOf(cell).trim(),
    rowspan: spanOf(cell, 'rowspan'),
    colspan: spanOf(cell, 'colspan'),
    ...(cell.tagName === 'th' && { header: 'column' as const }),
  }
}

const MOST_SPANNED = 200

function spanOf({ attrs }: Element, name: 'rowspan' | 'colspan'): number {
  const span = Number(attrs.find((one) => one.name === name)?.value ?? 1)
  return Number.isInteger(span) && span >= 1 && span <= MOST_SPANNED ? span : 1
}

function isTiled(grid: Grid): boolean {
  try {
    placeCells(grid)
    return true
  } catch {
    return false
  }
}
