import { Unreadable } from '../../../platform/release-scan/kinds.ts'
import { newBudget } from '../../../platform/release-scan/report.ts'
import { RELEASE_LIMITS } from '../../../platform/release-scan/limits.ts'
import { unzip } from '../../../platform/release-scan/archive/zip-parts.ts'
import { parseXml, xmlText, type XmlElement } from '../../../platform/release-scan/xml/parse-xml.ts'
import { descendants, isElement, textOf } from '../../../platform/release-scan/xml/walk-xml.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { ForeignDocument } from '../reading/foreign-document.ts'
import { paragraphs } from '../reading/text.ts'

/**
 * The words of an OFD (GB/T 33190) in reading order, lines joined to paragraphs. What is drawn as a picture has no words.
 * @throws Refusal `invalid` for a broken file
 */
export async function readOfd(bytes: Uint8Array): Promise<ForeignDocument> {
  try {
    const { parts } = await unzip(Buffer.from(bytes), newBudget(RELEASE_LIMITS))
    const byName = new Map(parts.map(({ name, bytes: part }) => [name.replace(/^\//, ''), part]))
    const read = (path: string) => {
      const part = byName.get(path)
      return part && parseXml(xmlText(part))
    }
    const pages = pagePaths(read).map((path) => linesOf(read(path)))
    return { bodyHtml: paragraphs(pages.flatMap(joinLines)) }
  } catch (error) {
    if (error instanceof Unreadable)
      throw new Refusal('invalid', '这个OFD文件已损坏或加密，读不出来')
    throw error
  }
}

type Read = (path: string) => XmlElement | undefined

const localName = ({ name }: XmlElement) => name.replace(/^.*:/, '')

const allNamed = (root: XmlElement | undefined, name: string) =>
  root ? descendants(root).filter((element) => localName(element) === name) : []

/** OFD.xml names the document, the document its pages, in their order. */
function pagePaths(read: Read): string[] {
  const [root] = allNamed(read('OFD.xml'), 'DocRoot')
  const document = textOf(root).trim().replace(/^\//, '')
  const folder = document.split('/').slice(0, -1).join('/')
  return allNamed(read(document), 'Page').flatMap(({ attributes }) => {
    const base = attributes['BaseLoc']
    if (base === undefined) return []
    return [
      base.startsWith('/') ? base.slice(1) : [folder, base].filter((part) => part !== '').join('/'),
    ]
  })
}

interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Millimetres; pieces of one line differ less. */
const SAME_LINE = 2

function linesOf(page: XmlElement | undefined): Line[] {
  const pieces = allNamed(page, 'TextObject').flatMap(pieceOf)
  const lines: { y: number; pieces: Piece[] }[] = []
  for (const piece of pieces.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const line = lines.at(-1)
    if (line && Math.abs(line.y - piece.y) < SAME_LINE) line.pieces.push(piece)
    else lines.push({ y: piece.y, pieces: [piece] })
  }
  return lines.map(({ pieces: inLine }) => {
    const sorted = inLine.toSorted((a, b) => a.x - b.x)
    return {
      text: sorted
        .map(({ text }) => text)
        .join('')
        .trim(),
      start: sorted[0]!.x,
      end: Math.max(...sorted.map(({ end }) => end)),
    }
  })
}

interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly end: number
}

function pieceOf(object: XmlElement): Piece[] {
  const [x, y, width, height] = (object.attributes['Boundary'] ?? '')
    .trim()
    .split(/\s+/)
    .map(Number)
  const codes = object.children
    .filter((node) => isElement(node))
    .filter((node) => localName(node) === 'TextCode')
  const text = codes.map((code) => textOf(code)).join('')
  if (
    text.trim() === '' ||
    [x, y, width, height].some((one) => one === undefined || Number.isNaN(one))
  )
    return []
  return [{ text, x: x!, y: y! + height! / 2, end: x! + width! }]
}

const PAGE_NUMBER = /^[-—–－\s]*\d{1,4}[-—–－\s]*$/
const NEAR_EDGE = 0.93

/** A line that reaches the right edge and ends no sentence goes on in the next. */
function joinLines(lines: readonly Line[]): string[] {
  const written = lines.filter(({ text }) => text !== '' && !PAGE_NUMBER.test(text))
  const edge = Math.max(0, ...written.map(({ end }) => end))
  const joined: string[] = []
  let goesOn = false
  for (const { text, end } of written) {
    if (goesOn && joined.length > 0) joined[joined.length - 1] += text
    else joined.push(text)
    goesOn = end > edge * NEAR_EDGE && !/[。！？；：]$/.test(text)
  }
  return joined
}
