import type { XmlElement, XmlNode } from './parse-xml.ts'

export const isElement = (node: XmlNode): node is XmlElement => 'name' in node

export function childElements(element: XmlElement, name?: string): XmlElement[] {
  const elements: XmlElement[] = []
  for (const child of element.children) {
    if (isElement(child) && (name === undefined || child.name === name)) elements.push(child)
  }
  return elements
}

export function child(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let found = element
  for (const name of path) {
    found =
      found &&
      (found.children.find((node) => isElement(node) && node.name === name) as
        | XmlElement
        | undefined)
  }
  return found
}

/** The element itself first, then everything in it, in order. */
export function descendants(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  const gather = (at: XmlElement) => {
    found.push(at)
    for (const node of at.children) if (isElement(node)) gather(node)
  }
  gather(element)
  return found
}

export function named(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  const found: XmlElement[] = []
  const gather = (at: XmlElement) => {
    if (names.includes(at.name)) found.push(at)
    for (const node of at.children) if (isElement(node)) gather(node)
  }
  gather(element)
  return found
}

export function textOf(element: XmlElement | undefined): string {
  let text = ''
  if (element === undefined) return text
  for (const node of element.children) text += isElement(node) ? textOf(node) : node.text
  return text
}

export function hasAncestor(element: XmlElement, ...names: readonly string[]): boolean {
  return ancestor(element, ...names) !== undefined
}

export function ancestor(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  let at = element.parent
  while (at && !names.includes(at.name)) at = at.parent
  return at
}

const OFF = new Set(['0', 'false', 'off', 'none'])

/** A property of Word or Excel that is on when it stands there, unless it says otherwise. */
export function isOn(element: XmlElement | undefined, attribute = 'w:val'): boolean {
  return element !== undefined && !OFF.has(element.attributes[attribute] ?? '1')
}

export const isTrue = (value: string | undefined) => value !== undefined && !OFF.has(value)
