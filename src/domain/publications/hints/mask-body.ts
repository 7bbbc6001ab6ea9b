import { parseFragment, serialize, type DefaultTreeAdapterTypes } from 'parse5'
import { FINDING_KINDS } from '../../../platform/release-scan/kinds.ts'
import { findPersonalData } from '../../../platform/release-scan/personal-data/find-personal-data.ts'
import { cleanBody } from '../body.ts'

/** What was replaced, as it is shown to the officer who did it. */
export interface Replacement {
  readonly kind: string
  readonly from: string
  readonly to: string
}

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
  const text = nodes.map(({ value }) => value).join('')
  const spans = spansToMask(text)
  // from the end, so that what comes before keeps its place
  for (const { start, end, to, kind } of spans.toReversed()) {
    replacements.unshift({ kind, from: text.slice(start, end), to })
    replaceIn(nodes, start, end, to)
  }
}

interface Span {
  readonly start: number
  readonly end: number
  readonly to: string
  readonly kind: string
}

function spansToMask(text: string): Span[] {
  const numbers = findPersonalData(text).map(({ kind, start, end, value }) => ({
    start,
    end,
    to: maskedAs(kind, value),
    kind: FINDING_KINDS[kind],
  }))
  const names = numbers.flatMap(({ start }) => nameBefore(text, start))
  // two numbers may stand behind one name
  const spans = new Map([...names, ...numbers].map((span) => [span.start, span]))
  return [...spans.values()].sort((a, b) => a.start - b.start)
}

const NAME =
  /(?:姓名|申请人|联系人|法定代表人|负责人|当事人|户主|本人)\s*[:：为是]?\s*([\p{Script=Han}·]{2,4})(?=[，,、；;\s（(。:：])/gu
const NAME_WITHIN = 40

/** 姓名：张三丰，身份证号…: the name that the number makes somebody's. */
function nameBefore(text: string, at: number): Span[] {
  const from = Math.max(0, at - NAME_WITHIN)
  const [last] = [...text.slice(from, at).matchAll(NAME)].slice(-1)
  const name = last?.[1]
  if (last === undefined || name === undefined) return []
  const start = from + last.index + last[0].length - name.length
  return [
    {
      start,
      end: start + name.length,
      to: `${[...name][0]}某${name.length > 2 ? '某' : ''}`,
      kind: '姓名',
    },
  ]
}

/** Enough of it for the person themselves to recognise it: 1101**********1234 */
function maskedAs(kind: string, value: string): string {
  const stars = (head: number, tail: number) =>
    value.slice(0, head) + '*'.repeat(Math.max(0, value.length - head - tail)) + value.slice(-tail)
  if (kind === 'id-number') return stars(4, 4)
  if (kind === 'mobile') return stars(3, 4)
  if (kind === 'bank-card') return stars(4, 4)
  if (kind === 'email') return value.replace(/^(.).*@/, '$1***@')
  return stars(2, 1)
}

function replaceIn(nodes: readonly TextNode[], start: number, end: number, to: string): void {
  let at = 0
  let written = false
  for (const node of nodes) {
    const length = node.value.length
    const [from, until] = [Math.max(start - at, 0), Math.min(end - at, length)]
    if (from < length && until > 0 && from < until) {
      node.value = node.value.slice(0, from) + (written ? '' : to) + node.value.slice(until)
      written = true
    }
    at += length
  }
}
