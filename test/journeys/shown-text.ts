import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'

const UNSEEN = new Set(['head', 'script', 'style', 'template'])

/** What a person reads on a page: its words in order, blanks drawn together. */
export function shownText(body: string): string {
  const words: string[] = []
  const visit = (node: Tree.Node): void => {
    if (node.nodeName === '#text') words.push((node as Tree.TextNode).value)
    if (UNSEEN.has(node.nodeName)) return
    if ('childNodes' in node) for (const child of node.childNodes) visit(child)
    words.push(' ')
  }
  visit(parseFragment(body))
  return words.join('').replace(/\s+/g, ' ').trim()
}
