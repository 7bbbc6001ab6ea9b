import { newBudget } from '../../../platform/release-scan/report.ts'
import { RELEASE_LIMITS } from '../../../platform/release-scan/limits.ts'
import { Unreadable } from '../../../platform/release-scan/kinds.ts'
import { unzip } from '../../../platform/release-scan/archive/zip-parts.ts'
import {
  editPackage,
  type PackageEditor,
} from '../../../platform/release-scan/clean/package-editor.ts'
import type { XmlEdits } from '../../../platform/release-scan/clean/xml-edits.ts'
import { escapeXml } from '../../../platform/release-scan/clean/xml-edits.ts'
import type { XmlElement } from '../../../platform/release-scan/xml/parse-xml.ts'
import { child, named, textOf } from '../../../platform/release-scan/xml/walk-xml.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { decodeText } from '../reading/text.ts'
import { maskPieces, type Replacement } from './mask-text.ts'

export interface MaskedFile {
  readonly bytes: Buffer
  readonly replacements: readonly Replacement[]
}

const MEGABYTE = 1024 * 1024
/** The copy is made while somebody waits, so of files that are quickly read. */
const LARGEST = 20 * MEGABYTE
const LIMITS = { ...RELEASE_LIMITS, maxUnpackedBytes: 100 * MEGABYTE, maxParts: 3000 }

const MASKED = /\.(?:docx|xlsx|pptx|txt)$/i

/** Whether a copy with masked numbers can be made of a file of this name. */
export const canMask = (name: string) => MASKED.test(name)

/**
 * A copy of a Word, Excel, PowerPoint or text file with the numbers of persons masked; everything else stays byte for byte.
 * @throws Refusal `invalid` for another kind, and for what cannot be read
 */
export async function maskFile(name: string, bytes: Buffer): Promise<MaskedFile> {
  if (bytes.length > LARGEST)
    throw new Refusal('too-large', '文件太大，不能自动遮盖，请在原来的软件里处理。')
  const replacements: Replacement[] = []
  if (/\.txt$/i.test(name)) {
    const lines = decodeText(bytes).split('\n')
    const masked = lines.map((line) => maskPieces([line], replacements)[0]!)
    return { bytes: Buffer.from(masked.join('\n')), replacements }
  }
  if (!canMask(name))
    throw new Refusal('invalid', '这种文件不能自动遮盖，请在原来的软件里处理后重新上传。')
  try {
    const { parts } = await unzip(bytes, newBudget(LIMITS))
    const editor = editPackage(parts)
    for (const part of parts) maskPart(editor, part.name, replacements)
    return { bytes: editor.save(), replacements }
  } catch (error) {
    if (error instanceof Unreadable) throw new Refusal('invalid', error.message)
    throw error
  }
}

function maskPart(editor: PackageEditor, name: string, replacements: Replacement[]): void {
  const mask = (block: string, text: string) =>
    editor.edit(name, (root, edits) => maskBlocks(root, edits, { block, text }, replacements))
  if (/^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/.test(name))
    mask('w:p', 'w:t')
  else if (/^ppt\/(?:slides|notesSlides)\/[^/]+\.xml$/.test(name)) mask('a:p', 'a:t')
  else if (name === 'xl/sharedStrings.xml') mask('x:si', 'x:t')
  else if (/^xl\/worksheets\/[^/]+\.xml$/.test(name))
    editor.edit(name, (root, edits) => maskCells(root, edits, replacements))
}

interface Shape {
  readonly block: string
  readonly text: string
}

/** The pieces of one paragraph together: Word breaks a number wherever its typeface changed once. */
function maskBlocks(
  root: XmlElement,
  edits: XmlEdits,
  { block, text }: Shape,
  replacements: Replacement[],
): void {
  for (const paragraph of named(root, block)) {
    const own = named(paragraph, text).filter((piece) => nearest(piece, block) === paragraph)
    rewrite(own, edits, replacements)
  }
}

/** A text box within a paragraph has paragraphs of its own. */
function nearest(element: XmlElement, name: string): XmlElement | undefined {
  let at = element.parent
  while (at && at.name !== name) at = at.parent
  return at
}

function rewrite(
  pieces: readonly XmlElement[],
  edits: XmlEdits,
  replacements: Replacement[],
): void {
  const words = pieces.map((piece) => textOf(piece))
  const found: Replacement[] = []
  const masked = maskPieces(words, found)
  for (const [n, piece] of pieces.entries())
    if (masked[n] !== words[n]) edits.setText(piece, masked[n]!)
  replacements.push(...found)
}

/** Words that stand in the cell itself, and telephones and the like that were typed as numbers. */
function maskCells(root: XmlElement, edits: XmlEdits, replacements: Replacement[]): void {
  for (const cell of named(root, 'x:c')) {
    const type = cell.attributes['t'] ?? 'n'
    if (type === 'inlineStr') rewrite(named(cell, 'x:t'), edits, replacements)
    const value = child(cell, 'x:v')
    if (type === 's' || value === undefined) continue
    const found: Replacement[] = []
    const [masked] = maskPieces([textOf(value)], found)
    if (found.length === 0) continue
    replacements.push(...found)
    const place = cell.attributes['r'] === undefined ? '' : ` r="${cell.attributes['r']}"`
    const style = cell.attributes['s'] === undefined ? '' : ` s="${cell.attributes['s']}"`
    const prefix = edits.prefixOf(cell)
    const text = `<${prefix}is><${prefix}t>${escapeXml(masked!)}</${prefix}t></${prefix}is>`
    edits.replace(
      cell.start,
      cell.end,
      `<${prefix}c${place}${style} t="inlineStr">${text}</${prefix}c>`,
    )
  }
}
