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

/** The text of a page without the page around it. */
export function readHtml(source: string): ForeignDocument {
  const document = parse(source)
  const elements = [...elementsIn(document)]
  const content =
    elements.find((one) => CONTENT_IDS.test(attribute(one, 'id'))) ??
    elements.find((one) => CONTENT_CLASSES.test(attribute(one, 'class'))) ??
    elements.find(({ tagName }) => tagName === 'article') ??
    elements.find(({ tagName }) => tagName === 'main') ??
    elements.find(({ tagName }) => tagName === 'body')
  const title = titleOf(elements)
  if (content === undefined) return { bodyHtml: '', title }
  withoutFrame(content)
  dropHeading(content, title)
  return { bodyHtml: serialize(content), title }
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
    head && textOf(head).split(/\s*[-_|—–]\s*/u)[0],
  ]
  return candidates.map((text) => text?.replace(/\s+/gu, ' ').trim()).find((text) => text)
}

function textOf(element: Element): string {
  return childrenOf(element)
    .map((child) => {
      if (isElement(child)) return textOf(child)
      return 'value' in child ? child.value : ''
    })
    .join('')
}

function withoutFrame(element: Element): void {
  element.childNodes = element.childNodes.filter((child) => {
    if (!isElement(child)) return true
    if (FRAME.has(child.tagName)) return false
    withoutFrame(child)
    return true
  })
}

/** The title stands above the text on our pages; twice would be once too often. */
function dropHeading(content: Element, title: string | undefined): void {
  for (const element of [content, ...elementsIn(content)]) {
    element.childNodes = element.childNodes.filter(
      (child) => !(isElement(child) && child.tagName === 'h1' && textOf(child).trim() === title),
    )
  }
}
