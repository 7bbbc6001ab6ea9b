// From HTML to the editor's document and back.
import { DOMParser, DOMSerializer } from 'prosemirror-model'
import { schema } from './editor-schema.js'

export function parseContent(element) {
  return DOMParser.fromSchema(schema).parse(element)
}

export function toHtml(doc) {
  const holder = document.createElement('div')
  holder.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content))
  for (const element of holder.querySelectorAll('td, th, li')) unwrapOnlyParagraph(element)
  for (const table of holder.querySelectorAll('table')) nameHeaders(table)
  return holder.innerHTML
}

/** A cell or an item of one paragraph needs no paragraph. */
function unwrapOnlyParagraph(element) {
  const [only, ...more] = element.childNodes
  if (only?.nodeName === 'P' && more.length === 0) only.replaceWith(...only.childNodes)
  // <li><p>甲</p><ul>…
  else if (element.nodeName === 'LI' && only?.nodeName === 'P' && more.every(isList))
    only.replaceWith(...only.childNodes)
}

const isList = (node) => node.nodeName === 'UL' || node.nodeName === 'OL'

/** Header rows at the top become the head; every header cell says whether it heads its column or its row. */
function nameHeaders(table) {
  for (const cell of table.querySelectorAll('[data-colwidth]'))
    cell.removeAttribute('data-colwidth')
  const body = table.tBodies[0]
  if (!body) return
  const isHeader = (row) => row.cells.length > 0 && [...row.cells].every((c) => c.nodeName === 'TH')
  const rows = [...body.rows]
  const count = rows.findIndex((row) => !isHeader(row))
  const top = count === -1 ? rows.slice(0, rows.length > 1 ? 1 : 0) : rows.slice(0, count)
  for (const header of table.querySelectorAll('th'))
    header.scope = top.some((row) => row.contains(header)) ? 'col' : 'row'
  if (top.length > 0) table.createTHead().append(...top)
}
