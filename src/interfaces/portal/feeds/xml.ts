/** XML by hand is short here: elements, attributes, text, all escaped. */
export interface Element {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string | undefined>>
  readonly children?: readonly (Element | string)[]
}

export function element(
  name: string,
  attributes: NonNullable<Element['attributes']>,
  ...children: readonly (Element | string)[]
): Element {
  return { name, attributes, children }
}

export const text = (name: string, content: string): Element => element(name, {}, content)

export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`
}

function written({ name, attributes = {}, children = [] }: Element): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  )
  const inside = children.map((child) =>
    typeof child === 'string' ? escaped(child) : written(child),
  )
  return `<${name}${pairs.join('')}>${inside.join('')}</${name}>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escaped(value: string): string {
  return (
    value
      // what XML 1.0 cannot carry at all
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .toWellFormed()
      .replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!)
  )
}
