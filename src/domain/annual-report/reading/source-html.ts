import { parse, type DefaultTreeAdapterTypes } from 'parse5'

import { cellText, withoutSpaces } from './cell-text.ts'
import type { GridCell, GridRow, SourceDocument } from './source-document.ts'
import { layoutsOfLines } from './source-text.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** A page of any origin: CMS markup, Word exports, hand-made tables. Nothing it refers to is fetched. */
export function documentOfHtml(html: string): SourceDocument {
  const root = parse(html)
  const tables = elements(root, (element) => element.tagName === 'table')
  const rows = tables.flatMap((table, number) => rowsOfTable(table, number))
  const report = new Set(tables.filter(isReportTable))
  const lines = linesOf(root, (element) => report.has(element))
  return {
    titles: headingsOf(root),
    paragraphs: lines.map((line) => line.trim()).filter((line) => line !== ''),
    layouts: report.size > 0 ? [{ kind: 'grid', loose: false, rows }] : layoutsOfLines(lines),
  }
}

function isElement(node: Node): node is Element {
  return 'tagName' in node
}

function childrenOf(node: Node): readonly Node[] {
  return 'childNodes' in node ? node.childNodes : []
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value
}

const UNSEEN = new Set([
  'script',
  'style',
  'head',
  'noscript',
  'template',
  'iframe',
  'svg',
  'select',
])

function isUnseen(element: Element): boolean {
  if (UNSEEN.has(element.tagName)) return true
  return /display\s*:\s*none/iu.test(attribute(element, 'style') ?? '')
}

/** Elements in document order, not looking for more where nothing is displayed. */
function elements(node: Node, wanted: (element: Element) => boolean): readonly Element[] {
  const found: Element[] = []
  const pending: Node[] = [node]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isElement(next)) {
      if (isUnseen(next)) continue
      if (wanted(next)) found.push(next)
    }
    pending.push(...[...childrenOf(next)].reverse())
  }
  return found
}

/** Words by which a table of the report is told from the other tables of a page. */
const REPORT_WORDS =
  /信息内容|本年新收|上年结转政府|结转下年|予以公开|不予公开|不予处理|无法提供|其他处理|结果维持|申请人情况|行政事业性收费|采购总金额/u

function isReportTable(table: Element): boolean {
  return REPORT_WORDS.test(withoutSpaces(ownText(table, 'table')))
}

const SPAN_LIMIT = 60
const DEEPEST = 400

/** Rows of one table without the rows of tables inside it; spans continue as cells that are not their own. */
function rowsOfTable(table: Element, number: number): readonly GridRow[] {
  const rows = ownRows(table)
  const pending = new Map<number, { rest: number; span: number; text: string }>()
  return rows.map((row) => {
    const cells: GridCell[] = []
    let column = 0
    const takeOver = (): void => {
      for (let above = pending.get(column); above; above = pending.get(column)) {
        cells.push({ text: above.text, column, span: above.span, own: false })
        if (above.rest === 1) pending.delete(column)
        else above.rest -= 1
        column += above.span
      }
    }
    for (const cell of childrenOf(row).filter(isElement).filter(isCell)) {
      takeOver()
      const span = spanOf(cell, 'colspan')
      const height = spanOf(cell, 'rowspan')
      const text = cellText(ownText(cell, 'table'))
      cells.push({ text, column, span, own: true })
      if (height > 1) pending.set(column, { rest: height - 1, span, text })
      column += span
    }
    takeOver()
    return { cells, table: number, placed: 'columns' }
  })
}

function isCell(element: Element): boolean {
  return (element.tagName === 'td' || element.tagName === 'th') && !isUnseen(element)
}

function ownRows(table: Element): readonly Element[] {
  return childrenOf(table)
    .filter(isElement)
    .flatMap((child) => {
      if (child.tagName === 'tr') return isUnseen(child) ? [] : [child]
      if (!['tbody', 'thead', 'tfoot'].includes(child.tagName)) return []
      return childrenOf(child)
        .filter(isElement)
        .filter((row) => row.tagName === 'tr' && !isUnseen(row))
    })
}

function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(attribute(cell, name) ?? '1', 10)
  return Number.isFinite(span) && span >= 1 ? Math.min(span, SPAN_LIMIT) : 1
}

const BLOCKS = new Set(
  'p div br tr li ul ol table section article h1 h2 h3 h4 h5 h6 center blockquote pre dd dt td th hr form'.split(
    ' ',
  ),
)

/** Text of an element without the text of elements of one kind inside it; blocks begin a new line. */
function ownText(element: Element, without: string): string {
  const parts: string[] = []
  appendText(element, parts, (inner) => inner !== element && inner.tagName === without, false)
  return parts.join('')
}

/** Text of the page line by line, without the tables of the report. */
function linesOf(root: Node, skip: (element: Element) => boolean): readonly string[] {
  const parts: string[] = []
  appendText(root, parts, skip, false)
  return parts.join('').split('\n')
}

function appendText(
  node: Node,
  parts: string[],
  skip: (element: Element) => boolean,
  preserved: boolean,
  depth = 0,
): void {
  // Markup nested this deep is an attack on the stack, not a report.
  if (depth > DEEPEST) return
  if (node.nodeName === '#text' && 'value' in node) {
    const text = node.value
    parts.push(preserved ? text : text.replace(/[ \t\r\n\f]+/gu, ' '))
    return
  }
  if (isElement(node)) {
    if (isUnseen(node) || skip(node)) return
    if (BLOCKS.has(node.tagName)) parts.push('\n')
  }
  const inner = preserved || node.nodeName === 'pre' || node.nodeName === 'textarea'
  for (const child of childrenOf(node)) appendText(child, parts, skip, inner, depth + 1)
  if (isElement(node) && BLOCKS.has(node.tagName) && node.tagName !== 'br') parts.push('\n')
}

/** Candidates for the title of the report: what the page calls itself. */
function headingsOf(root: Node): readonly string[] {
  const metas = allElements(root, 'meta').flatMap((meta) =>
    /^(?:articletitle|og:title|title)$/iu.test(
      attribute(meta, 'name') ?? attribute(meta, 'property') ?? '',
    )
      ? [attribute(meta, 'content') ?? '']
      : [],
  )
  const headings = elements(root, (element) => /^h[1-3]$/u.test(element.tagName))
  const titles = allElements(root, 'title')
  return [
    ...metas,
    ...headings.map((heading) => ownText(heading, 'table')),
    ...titles.map((title) => textOf(title)),
  ].filter((title) => title.trim() !== '')
}

function allElements(node: Node, tagName: string): readonly Element[] {
  const found: Element[] = []
  const pending: Node[] = [node]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isElement(next) && next.tagName === tagName) found.push(next)
    pending.push(...[...childrenOf(next)].reverse())
  }
  return found
}

function textOf(element: Element): string {
  return childrenOf(element)
    .map((child) => (child.nodeName === '#text' && 'value' in child ? child.value : ''))
    .join('')
}
