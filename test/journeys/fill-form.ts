import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'

/** What a browser would send of the one form on a page: every field with the value that stands in it. */
export function fieldsOn(body: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  const add = (name: string, value: string) => {
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  visit(parseFragment(body), false, (element) => {
    const has = attributesOf(element)
    const name = has['name']
    if (name === undefined) return
    if (element.tagName === 'textarea') add(name, textOf(element).replace(/^\n/, ''))
    if (element.tagName === 'select') add(name, chosenIn(element))
    if (element.tagName !== 'input' || has['type'] === 'file') return
    const isTicked = has['type'] !== 'radio' && has['type'] !== 'checkbox'
    if (isTicked || 'checked' in has) add(name, has['value'] ?? '')
  })
  return fields
}

function visit(node: Tree.Node, inForm: boolean, see: (element: Tree.Element) => void): void {
  if (inForm && 'tagName' in node) see(node)
  const inside = inForm || node.nodeName === 'form'
  if ('childNodes' in node) for (const child of node.childNodes) visit(child, inside, see)
}

function attributesOf(element: Tree.Element): Readonly<Record<string, string>> {
  return Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]))
}

function textOf(element: Tree.Element): string {
  return element.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
}

function chosenIn(element: Tree.Element): string {
  const options = element.childNodes.filter(
    (node): node is Tree.Element => 'tagName' in node && node.tagName === 'option',
  )
  const chosen = options.find((option) => 'selected' in attributesOf(option)) ?? options[0]
  return chosen === undefined ? '' : (attributesOf(chosen)['value'] ?? textOf(chosen))
}
