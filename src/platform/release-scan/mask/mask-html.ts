import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { escapeXml } from '../clean/xml-edits.ts'
import { BLOCKS } from '../markup/read-html.ts'
import { maskPieces, type Masking, type Piece } from './mask-text.ts'

type Node = DefaultTreeAdapterTypes.ChildNode

/** The source with nothing changed but the numbers; what stands in attributes is left to the gate. */
export function maskHtml(source: string, masking: Masking): string {
  const cuts: { start: number; end: number; text: string }[] = []
  const pieces: Piece[] = []
  const visit = (node: Node) => {
    const place = node.sourceCodeLocation
    if (node.nodeName === '#text' && 'value' in node && place) {
      const { startOffset: start, endOffset: end } = place
      pieces.push({
        text: node.value,
        write: (text) => cuts.push({ start, end, text: escapeXml(text) }),
      })
    } else if ('childNodes' in node && node.nodeName !== 'script' && node.nodeName !== 'style') {
      if (BLOCKS.has(node.nodeName)) pieces.push({ text: '\n' })
      else if (node.nodeName === 'td' || node.nodeName === 'th') pieces.push({ text: '\t' })
      for (const child of node.childNodes) visit(child)
    }
  }
  for (const node of parse(source, { sourceCodeLocationInfo: true }).childNodes) visit(node)
  maskPieces(pieces, masking)
  let result = source
  for (const { start, end, text } of cuts.toReversed())
    result = result.slice(0, start) + text + result.slice(end)
  return result
}
