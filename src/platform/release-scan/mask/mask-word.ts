import type { PackageEditor } from '../clean/package-editor.ts'
import type { XmlEdits } from '../clean/xml-edits.ts'
import { mainPart, targetsOf } from '../ooxml/package.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { ancestor, childElements, isElement, named, textOf } from '../xml/walk-xml.ts'
import { maskPieces, type Masking, type Piece } from './mask-text.ts'

const STORIES = ['header', 'footer', 'footnotes', 'endnotes', 'comments']

export function maskWord(editor: PackageEditor, masking: Masking): void {
  const { pack } = editor
  const main = mainPart(pack) ?? 'word/document.xml'
  for (const part of [main, ...STORIES.flatMap((type) => targetsOf(pack, main, type))]) {
    const mails = (pack.relationships.get(part) ?? []).filter(({ target }) =>
      /^mailto:/i.test(target),
    )
    editor.edit(part, (root, edits) => {
      for (const unit of unitsOf(root, edits)) maskPieces(unit, masking)
      const ids = new Set(mails.map(({ id }) => id))
      for (const link of named(root, 'w:hyperlink'))
        if (ids.has(link.attributes['r:id'] ?? '')) edits.unwrap(link)
    })
  }
  editor.dropLinks((_, { target }) => /^mailto:/i.test(target))
}

/** Paragraphs, and rows of tables with all their cells. */
function unitsOf(root: XmlElement, edits: XmlEdits): Piece[][] {
  const units: Piece[][] = []
  let row: XmlElement | undefined
  let cell: XmlElement | undefined
  for (const paragraph of named(root, 'w:p')) {
    const around = ancestor(paragraph, 'w:tc', 'w:txbxContent')
    const itsRow = around?.name === 'w:tc' ? ancestor(around, 'w:tr') : undefined
    const pieces = piecesOf(paragraph, edits)
    if (itsRow !== undefined && itsRow === row) {
      units.at(-1)!.push({ text: around === cell ? '\n' : '\t' }, ...pieces)
    } else units.push(pieces)
    row = itsRow
    cell = around
  }
  return units
}

const TEXTS = new Set(['w:t', 'w:delText', 'w:instrText'])

function piecesOf(paragraph: XmlElement, edits: XmlEdits): Piece[] {
  const pieces: Piece[] = []
  const visit = (element: XmlElement) => {
    for (const node of element.children) {
      if (!isElement(node) || node.name === 'w:p' || node.name === 'w:txbxContent') continue
      if (TEXTS.has(node.name)) {
        pieces.push({ text: textOf(node), write: (text) => edits.setText(node, text) })
      } else if (node.name === 'w:tab') pieces.push({ text: ' ' })
      else if (node.name === 'w:br' || node.name === 'w:cr') pieces.push({ text: '\n' })
      else if (node.name === 'w:noBreakHyphen') pieces.push({ text: '-' })
      else if (childElements(node).length > 0) visit(node)
    }
  }
  visit(paragraph)
  return pieces
}
