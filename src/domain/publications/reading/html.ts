import { parse, serialize, type DefaultTreeAdapterTypes } from 'parse5'
import type { ForeignDocument } from './foreign-document.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const isElement = (node: Node): node is Element => 'tagName' in node
const childrenOf = (node: DefaultTreeAdapterTypes.ParentNode): readonly Node[] => node.childNodes

function attribute(element: Element, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? ''
}

/** Where the text stands in pages of the content systems that government sites run on. */
const CONTENT_IDS =
  /^(?:zoom|ucap-content|articlecontent|content-?text|artibody|vsb_content.*|fontzoom)$/iu
const CONTENT_CLASSES =
  /(?:^|\s)(?:trs_editor|ucapcontent|pages_content|article[-_]?(?:content|body|con|text)|bt-?content|xxgk-?content|content-?detail|news[-_]?content|v_news_content|zoom)(?:\s|$)/iu

/** What frames a page and says nothing of the document. */
const FRAME = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'button',
  'select',
  'iframe',
  'svg',
])

const FRAME_ROLES = /^(?:navigation|banner|contentinfo|search|complementary|menubar)$/iu
/** What pages without `<nav>` and `<footer>` call them. */
const FRAME_NAMES =
  /^(?:(?:top|main|side|left|right|sub|site|page|g)?[-_]?(?:nav(?:bar|igation)?|menu|header|footer|foot|banner|logo|sidebar)|nav[-_]\w+|bread[-_]?crumbs?|crumbs?|(?:cur(?:rent)?[-_]?)?(?:position|location)|copy[-_]?right|share|bdshare\w*|tool[-_]?bar|pagination|friend[-_]?links?|qr[-_]?code|search[-_]?(?:box|bar|form)|skip[-_]?links?)$/iu

/** The text of a page without the page around it. */
export function readHtml(source: string): ForeignDocument {
  const document = parse(source)
  const elements = [...elementsIn(document)]
  const known =
    elements.find((one) => CONTENT_IDS.test(attribute(one, 'id')) && saysSomething(one)) ??
    elements.find((one) => CONTENT_CLASSES.test(attribute(one, 'class')) && saysSomething(one))
  const content =
    known ??
    elements.find((one) => one.tagName === 'article' && saysSomething(one)) ??
    elements.find((one) => one.tagName === 'main' && saysSomething(one)) ??
    elements.find(({ tagName }) => tagName === 'body')
  const title = titleOf(elements)
  if (content === undefined) return { bodyHtml: '', title }
  withoutParts(content, ({ tagName }) => FRAME.has(tagName))
  if (known === undefined) withoutNamedFrame(content)
  const heading = dropHeading(content, title) ? title : undefined
  return { bodyHtml: serialize(content), title, heading }
}

/** Not `<div id="zoom">` of a font switch. */
const saysSomething = (element: Element) =>
  /[\p{L}\p{N}]/u.test(wordsOf(element).replace(/字体|字号|打印|关闭|[大中小]/gu, ''))

/** Unless what it leaves says nothing: then the page only calls its text so. */
function withoutNamedFrame(content: Element): void {
  const before = content.childNodes
  withoutParts(content, isNamedFrame)
  if (!saysSomething(content)) content.childNodes = before
}

function isNamedFrame(element: Element): boolean {
  if (FRAME_ROLES.test(attribute(element, 'role'))) return true
  const names = `${attribute(element, 'id')} ${attribute(element, 'class')}`.trim().split(/\s+/u)
  return names.some((name) => FRAME_NAMES.test(name))
}

function* elementsIn(parent: DefaultTreeAdapterTypes.ParentNode): Generator<Element> {
  for (const child of childrenOf(parent)) {
    if (!isElement(child)) continue
    yield child
    yield* elementsIn(child)
  }
}

function titleOf(elements: readonly Element[]): string | undefined {
  const meta = elements.find(
    (one) => one.tagName === 'meta' && /^articletitle$/iu.test(attribute(one, 'name')),
  )
  const heading = elements.find(({ tagName }) => tagName === 'h1')
  const head = elements.find(({ tagName }) => tagName === 'title')
  const candidates = [
    meta && attribute(meta, 'content'),
    heading && textOf(heading),
    // 站名 follows the title after a dash or bar
    head && textOf(head).replace(SITE_NAME, ''),
  ]
  return candidates.map((text) => text?.replace(/\s+/gu, ' ').trim()).find((text) => text)
}

/** Behind a bar, or behind a dash between blanks or before what is called like a site. */
const SITE_NAME =
  /\s*(?:[_|｜]|\s[-—–]+\s|[-—–]+(?=[^-—–_|]*(?:网|网站|政府|门户|平台|局|委员会|办公室)\s*$)).*$/su

/** What readers see of it. */
function wordsOf(element: Element): string {
  return childrenOf(element)
    .map((child) => {
      if (isElement(child)) return FRAME.has(child.tagName) ? '' : wordsOf(child)
      return 'value' in child ? child.value : ''
    })
    .join('')
}

function textOf(element: Element): string {
  return childrenOf(element)
    .map((child) => {
      if (isElement(child)) return textOf(child)
      return 'value' in child ? child.value : ''
    })
    .join('')
}

function withoutParts(element: Element, isLeftOut: (one: Element) => boolean): void {
  element.childNodes = element.childNodes.filter((child) => {
    if (!isElement(child)) return true
    if (isLeftOut(child)) return false
    withoutParts(child, isLeftOut)
    return true
  })
}

/** The title stands above the text on our pages; twice would be once too often. @returns whether it stood there */
function dropHeading(content: Element, title: string | undefined): boolean {
  const isTitle = (one: Element) =>
    one.tagName === 'h1' && textOf(one).replace(/\s+/gu, ' ').trim() === title
  const stood = [...elementsIn(content)].some(isTitle)
  withoutParts(content, isTitle)
  return stood
}
