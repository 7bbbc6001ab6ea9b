import { parseFragment, type DefaultTreeAdapterMap } from 'parse5'
import { bodyFromText, textOfBody } from './body.ts'

type Node = DefaultTreeAdapterMap['childNode']

/**
 * A text as one may type it without the editor (`body-markup.ts`), where that says everything the HTML says; otherwise,
 * for merged cells and the like, the HTML itself. Saving what comes out gives the same text again.
 */
export function markupOfBody(bodyHtml: string): string {
  const written = parseFragment(bodyHtml).childNodes.map(block)
  if (written.includes(undefined)) return bodyHtml
  const markup = written.filter((part) => part !== '').join('\n\n')
  const again = bodyFromText(markup)
  const isSame =
    withoutGaps(again) === withoutGaps(bodyHtml) && textOfBody(again) === textOfBody(bodyHtml)
  return isSame ? markup : bodyHtml
}

const withoutGaps = (html: string) => html.replaceAll(/>\s+</g, '><')

/** Undefined: there are no signs for it. */
function block(node: Node): string | undefined {
  if (node.nodeName === '#text') return textOf(node).trim() === '' ? '' : undefined
  if (!('tagName' in node)) return undefined
  const { tagName, attrs, childNodes } = node
  if (attrs.length > 0) return undefined
  const words = () => inline(childNodes)
  const heading = /^h([2-4])$/.exec(tagName)
  if (heading) return prefixed(`${'#'.repeat(Number(heading[1]) - 1)} `, words())
  if (tagName === 'p') return words()
  if (tagName === 'ul') return joined(elements(childNodes, 'li', (item) => prefixed('- ', item)))
  if (tagName === 'ol')
    return joined(elements(childNodes, 'li', (item, n) => prefixed(`${n + 1}. `, item)))
  return tagName === 'table' ? table(childNodes) : undefined
}

function table(parts: readonly Node[]): string | undefined {
  const lines: (string | undefined)[] = []
  for (const part of parts.filter((one) => one.nodeName !== '#text')) {
    if (!('tagName' in part) || !['thead', 'tbody'].includes(part.tagName)) return undefined
    const isHead = part.tagName === 'thead'
    for (const row of part.childNodes.filter((one) => one.nodeName !== '#text')) {
      const cells = 'tagName' in row ? row.childNodes.filter((one) => 'tagName' in one) : []
      const words = cells.map((cell) =>
        'childNodes' in cell ? inline(cell.childNodes) : undefined,
      )
      if (words.includes(undefined)) return undefined
      lines.push(`| ${words.map((word) => word!.replaceAll('|', '\\|')).join(' | ')} |`)
      if (isHead) lines.push(`|${' --- |'.repeat(cells.length)}`)
    }
  }
  return joined(lines)
}

function elements(
  nodes: readonly Node[],
  tag: string,
  write: (words: string | undefined, n: number) => string | undefined,
): (string | undefined)[] {
  const found = nodes.filter((node) => node.nodeName !== '#text')
  return found.map((node, n) =>
    'tagName' in node && node.tagName === tag && node.attrs.length === 0
      ? write(inline(node.childNodes), n)
      : undefined,
  )
}

function inline(nodes: readonly Node[]): string | undefined {
  const parts = nodes.map((node) => {
    if (node.nodeName === '#text') return textOf(node).replaceAll(/\s+/g, ' ')
    if (!('tagName' in node)) return undefined
    const inner = inline(node.childNodes)
    if (inner === undefined) return undefined
    if (node.tagName === 'strong' && node.attrs.length === 0) return `**${inner}**`
    const href = node.attrs.find(({ name }) => name === 'href')?.value
    return node.tagName === 'a' && href ? `[${inner}](${href})` : undefined
  })
  return parts.includes(undefined) ? undefined : parts.join('').trim()
}

const prefixed = (sign: string, words: string | undefined) =>
  words === undefined ? undefined : sign + words

const joined = (lines: readonly (string | undefined)[]) =>
  lines.includes(undefined) ? undefined : lines.join('\n')

const textOf = (node: Node) => ('value' in node ? node.value : '')
