import { SaxesParser, type SaxesTagNS } from 'saxes'
import { Unreadable } from '../kinds.ts'
import { canonicalName } from './namespaces.ts'

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  readonly parent: XmlElement | undefined
  /** In the source text, from `<` up to behind the last `>`; and the end of the opening tag. */
  readonly start: number
  readonly end: number
  readonly openEnd: number
}

export interface XmlText {
  readonly text: string
  readonly start: number
  readonly end: number
}

export type XmlNode = XmlElement | XmlText

export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

const DEEPEST = 500
const LONGEST = 120 * 1024 * 1024

/** @throws Unreadable when the bytes are no text, or too many */
export function xmlText(bytes: Buffer): string {
  if (bytes.length > LONGEST) throw new Unreadable('too-large', '文件的一个部分过大，不能检查。')
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe)
    return bytes.toString('utf16le', 2)
  if (bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le')
  }
  const head = bytes.toString('latin1', 0, 200)
  const encoding = /^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1]
  try {
    return new TextDecoder(encoding ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notXml()
  }
}

/**
 * Strict, without entities of its own and without looking anything up: a document type declaration with a subset ends
 * the reading, so nothing can be expanded or fetched.
 * @throws Unreadable
 */
export function readXml(source: string, events: XmlEvents): void {
  run(source, (parser) => {
    let depth = 0
    parser.on('opentag', (tag) => {
      depth += 1
      if (depth > DEEPEST) throw new Unreadable('too-much', '文件内部套得太深，不能检查。')
      events.open?.(canonicalName(tag.uri, tag.local), attributesOf(tag))
    })
    parser.on('closetag', (tag) => {
      depth -= 1
      events.close?.(canonicalName(tag.uri, tag.local))
    })
    if (events.text) {
      parser.on('text', (text) => events.text?.(text))
      parser.on('cdata', (text) => events.text?.(text))
    }
  })
}

interface OpenElement extends XmlElement {
  readonly children: XmlNode[]
  end: number
}

/** The whole document as a tree that knows where each piece stood. @throws Unreadable */
export function parseXml(source: string): XmlElement {
  let root: XmlElement | undefined
  const open: OpenElement[] = []
  run(source, (parser) => {
    parser.on('opentag', (tag) => {
      const parent = open.at(-1)
      const element = openElement(tag, source, parser.position, parent)
      if (open.length >= DEEPEST) throw new Unreadable('too-much', '文件内部套得太深，不能检查。')
      parent?.children.push(element)
      root ??= element
      open.push(element)
    })
    parser.on('closetag', () => {
      open.pop()!.end = parser.position
    })
    const addText = (text: string) => {
      // told when the next tag begins: the text ends before its `<`
      const end = parser.position
      open.at(-1)?.children.push({ text, start: -1, end })
    }
    parser.on('text', addText)
    parser.on('cdata', addText)
  })
  if (root === undefined) throw notXml()
  return root
}

function openElement(
  tag: SaxesTagNS,
  source: string,
  position: number,
  parent: XmlElement | undefined,
): OpenElement {
  return {
    name: canonicalName(tag.uri, tag.local),
    attributes: attributesOf(tag),
    children: [],
    parent,
    // values hold no raw `<`
    start: source.lastIndexOf('<', position - 1),
    openEnd: position,
    end: position,
  }
}

function run(source: string, listen: (parser: SaxesParser<{ xmlns: true }>) => void): void {
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', (text) => {
    if (text.includes('[')) throw new Unreadable('broken', '文件带有文档类型声明，不能检查。')
  })
  listen(parser)
  try {
    parser.write(source).close()
  } catch (error) {
    throw error instanceof Unreadable ? error : notXml()
  }
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const attribute of Object.values(tag.attributes)) {
    attributes[canonicalName(attribute.uri, attribute.local)] = attribute.value
  }
  return attributes
}

function notXml(): Unreadable {
  return new Unreadable('broken', '文件内容已损坏，不能检查。')
}
