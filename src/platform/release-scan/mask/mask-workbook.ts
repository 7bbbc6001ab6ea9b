import type { PackageEditor } from '../clean/package-editor.ts'
import { escapeXml, type XmlEdits } from '../clean/xml-edits.ts'
import { mainPart, targetsOf, xmlPart } from '../ooxml/package.ts'
import { PLAIN_CELL, readCellLooks, type CellLook } from '../sheets/cell-look.ts'
import { columnOf } from '../sheets/cell-names.ts'
import { isLongNumber, meaningOf, plainNumber } from '../sheets/cell-text.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { child, childElements, named, textOf } from '../xml/walk-xml.ts'
import { maskPieces, type Masking, type Piece } from './mask-text.ts'

interface Context {
  readonly strings: readonly string[]
  readonly used: Set<number>
  readonly looks: readonly CellLook[]
}

export function maskWorkbook(editor: PackageEditor, masking: Masking): void {
  const { pack } = editor
  const main = mainPart(pack) ?? 'xl/workbook.xml'
  const shared = targetsOf(pack, main, 'sharedStrings')[0]
  const context: Context = {
    strings: stringsOf(xmlPart(pack, shared)),
    used: new Set(),
    looks: readCellLooks(xmlPart(pack, targetsOf(pack, main, 'styles')[0]), []),
  }
  for (const part of targetsOf(pack, main, 'worksheet')) {
    editor.edit(part, (root, edits) => maskSheet(root, edits, context, masking))
  }
  if (shared === undefined) return
  editor.edit(shared, (root, edits) => {
    for (const [index, item] of childElements(root, 'x:si').entries()) {
      if (!context.used.has(index)) edits.empty(item)
    }
  })
}

function stringsOf(root: XmlElement | undefined): string[] {
  return (root ? childElements(root, 'x:si') : []).map((item) =>
    named(item, 'x:t')
      .filter((text) => text.parent?.name !== 'x:rPh')
      .map(textOf)
      .join(''),
  )
}

function maskSheet(root: XmlElement, edits: XmlEdits, context: Context, masking: Masking): void {
  const headings = new Map<number, string>()
  for (const row of named(root, 'x:row')) {
    const pieces: Piece[] = []
    const changed = new Set<XmlElement>()
    let column = -1
    for (const cell of childElements(row, 'x:c')) {
      const name = cell.attributes['r']
      column = name === undefined ? column + 1 : columnOf(name)
      const text = textOfCell(cell, context)
      if (text === '') continue
      pieces.push({ text: '\t' })
      pieces.push({
        text: searched(cell, text, headings.get(column) ?? '', context),
        write(said) {
          changed.add(cell)
          writeCell(cell, said, edits)
        },
      })
      if (typeOf(cell) !== 'n' && !isLongNumber(text)) headings.set(column, text)
    }
    maskPieces(pieces, masking)
    for (const cell of childElements(row, 'x:c')) {
      if (typeOf(cell) === 's' && !changed.has(cell))
        context.used.add(Number(textOf(child(cell, 'x:v'))))
    }
  }
}

const typeOf = ({ attributes }: XmlElement) => attributes['t'] ?? 'n'

/** What its heading or its format says is something else keeps its place and is not looked at. */
function searched(cell: XmlElement, text: string, heading: string, { looks }: Context): string {
  const look = looks[Number(cell.attributes['s'] ?? 0)] ?? PLAIN_CELL
  const plain = typeOf(cell) === 'n' ? plainNumber(text, look) : text
  return plain === text && meaningOf(text, typeOf(cell), heading) === text
    ? text
    : '#'.repeat(text.length)
}

function writeCell(cell: XmlElement, said: string, edits: XmlEdits): void {
  const { r: name, s: style } = cell.attributes
  const at = name === undefined ? '' : ` r="${name}"`
  const look = style === undefined ? '' : ` s="${style}"`
  const inner = `<is><t xml:space="preserve">${escapeXml(said)}</t></is>`
  const prefix = edits.prefixOf(cell)
  const content = prefix === '' ? inner : inner.replaceAll(/<(\/?)(is|t)\b/g, `<$1${prefix}$2`)
  edits.replace(
    cell.start,
    cell.end,
    `<${prefix}c${at}${look} t="inlineStr">${content}</${prefix}c>`,
  )
}

function textOfCell(cell: XmlElement, { strings }: Context): string {
  if (typeOf(cell) === 'inlineStr') return named(cell, 'x:t').map(textOf).join('')
  const value = textOf(child(cell, 'x:v'))
  return typeOf(cell) === 's' ? (strings[Number(value)] ?? '') : value
}
