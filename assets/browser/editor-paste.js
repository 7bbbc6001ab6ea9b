// What comes from WPS and Word: lists that are only paragraphs with numbers become lists; marks of the program go.
// Styles, pictures and everything else the schema does not know are left behind by the schema itself.

/** @returns {{ html: string, pictures: number }} */
export function cleanPasted(html) {
  // a document made this way runs no script and fetches nothing
  const pasted = new DOMParser().parseFromString(html, 'text/html')
  const pictures = pasted.querySelectorAll('img, v\\:imagedata, svg, object').length
  dropMachinery(pasted)
  makeLists(pasted)
  dropEmptyParagraphs(pasted)
  return { html: pasted.body.innerHTML, pictures }
}

function dropMachinery(pasted) {
  const comments = pasted.createTreeWalker(pasted, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  for (const comment of found) comment.remove()
  for (const element of pasted.querySelectorAll(
    'style, script, meta, link, title, xml, img, svg, object',
  ))
    element.remove()
  // <o:p></o:p>, <w:sdt>…: their words stay
  for (const element of pasted.body.querySelectorAll('*'))
    if (element.localName.includes(':')) element.replaceWith(...element.childNodes)
  for (const row of pasted.querySelectorAll('tr[style*="mso-yfti-lastrow"], col, colgroup'))
    if (row.localName !== 'tr') row.remove()
}

/** `mso-list:l0 level2 lfo1` */
const LIST = /mso-list:\s*(l\d+)\s+level(\d+)/i
const BULLET = /^[\u00b7\u2022\u25cf\u25cb\u25a0\u25a1\u25c6\u2013\u2014\uf000-\uf0ff§oØüuvn\-*]$/
const ARABIC = /^(\d+)[.．、)]?$/

function listOf(element) {
  const found = LIST.exec(element.getAttribute('style') ?? '')
  if (!found) return undefined
  const sign = [...element.querySelectorAll('span')].find((span) =>
    /mso-list:\s*Ignore/i.test(span.getAttribute('style') ?? ''),
  )
  const text = sign?.textContent.replaceAll(/[\s\u00a0]/g, '') ?? ''
  const arabic = ARABIC.exec(text)
  // 一、 （一） and the like are words of the text: documents are cited by them
  if (!arabic && !BULLET.test(text)) return undefined
  return {
    sign,
    level: Number(found[2]),
    ordered: Boolean(arabic),
    start: Number(arabic?.[1] ?? 1),
  }
}

function makeLists(pasted) {
  const open = []
  let last
  for (const element of pasted.body.querySelectorAll('p, h1, h2, h3, h4, h5, h6, div')) {
    const item = listOf(element)
    if (!item) {
      keepSigns(element)
      continue
    }
    if (element.previousElementSibling !== last) open.length = 0
    while (open.length > item.level) open.pop()
    if (open.length === item.level && open.at(-1).ordered !== item.ordered) open.pop()
    const isFirst = open.length === 0
    while (open.length < item.level) open.push(newList(pasted, open.at(-1), item))
    if (isFirst) element.before(open[0].list)
    item.sign?.remove()
    const li = pasted.createElement('li')
    li.append(...element.childNodes)
    open.at(-1).list.append(li)
    element.remove()
    last = open[0].list
  }
}

function newList(pasted, parent, { ordered, start }) {
  const list = pasted.createElement(ordered ? 'ol' : 'ul')
  if (ordered && start > 1) list.setAttribute('start', String(start))
  if (parent) {
    if (!parent.list.lastElementChild) parent.list.append(pasted.createElement('li'))
    parent.list.lastElementChild.append(list)
  }
  return { list, ordered }
}

/** The number of a paragraph that stays one, without the blanks that set it apart. */
function keepSigns(element) {
  for (const span of element.querySelectorAll(':scope > span')) {
    if (!/mso-list:\s*Ignore/i.test(span.getAttribute('style') ?? '')) continue
    span.textContent = span.textContent.replaceAll(/[\s\u00a0]+/g, '')
  }
}

function dropEmptyParagraphs(pasted) {
  for (const paragraph of pasted.querySelectorAll('p'))
    if (paragraph.textContent.replaceAll(/[\s\u00a0]/g, '') === '' && !paragraph.closest('td, th'))
      paragraph.remove()
}
