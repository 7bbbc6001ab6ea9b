import { parseFragment, serialize, type DefaultTreeAdapterTypes } from 'parse5'
import { cleanBody } from '../body.ts'
import { maskPieces, type Replacement } from './mask-text.ts'

export interface MaskedBody {
  readonly bodyHtml: string
  readonly replacements: readonly Replacement[]
}

const BLOCKS = new Set(['p', 'li', 'td', 'th', 'h2', 'h3', 'h4', 'blockquote', 'caption'])

/**
 * Masks identity numbers, telephones, cards, plates and mail addresses, and the names that stand before a masked number
 * (姓名：张三，身份证号……). A copy: what is stored stays as it is until somebody saves.
 */
export function maskBody(bodyHtml: string): MaskedBody {
  const fragment = parseFragment(bodyHtml)
  const replacements: Replacement[] = []
  for (const block of blocksIn(fragment)) maskBlock(block, replacements)
  return { bodyHtml: cleanBody(serialize(fragment)), replacements }
}

type Parent = DefaultTreeAdapterTypes.ParentNode
type TextNode = DefaultTreeAdapterTypes.TextNode

/** The innermost blocks: a number may be broken by marks within one, never across two. */
function blocksIn(parent: Parent): Parent[] {
  const inner = parent.childNodes.flatMap((node) => ('childNodes' in node ? blocksIn(node) : []))
  const isBlock = 'tagName' in parent && BLOCKS.has(parent.tagName)
  if (inner.length > 0) return isBlock ? [...inner, parent] : inner
  return isBlock ? [parent] : []
}

function textNodes(parent: Parent): TextNode[] {
  return parent.childNodes.flatMap((node) => {
    if (node.nodeName === '#text') return [node as TextNode]
    const isInner = 'tagName' in node && BLOCKS.has(node.tagName)
    return 'childNodes' in node && !isInner ? textNodes(node) : []
  })
}

function maskBlock(block: Parent, replacements: Replacement[]): void {
  const nodes = textNodes(block)
  const found: Replacement[] = []
  const masked = maskPieces(
    nodes.map(({ value }) => value),
    found,
  )
  for (const [n, node] of nodes.entries()) node.value = masked[n]!
  replacements.push(...found)
}
