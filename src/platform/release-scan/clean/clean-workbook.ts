import { Unreadable } from '../kinds.ts'
import { mainPart, targetsOf, xmlPart, type OfficePackage } from '../ooxml/package.ts'
import {
  PLAIN_CELL,
  readCellLooks,
  themeColours,
  whyCellUnseen,
  type CellLook,
} from '../sheets/cell-look.ts'
import { columnOf } from '../sheets/cell-names.ts'
import { isHiddenSheet } from '../sheets/read-workbook.ts'
import { FLATTEST_ROW, NARROWEST_COLUMN } from '../sheets/read-sheet.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { child, childElements, isTrue, named, textOf } from '../xml/walk-xml.ts'
import { isInternalPlace } from '../internal-places.ts'
import type { PackageEditor } from './package-editor.ts'
import type { XmlEdits } from './xml-edits.ts'

/** The visible sheets with the values they show; formulas become values, because what they count may be gone. */
export function cleanWorkbook(editor: PackageEditor): string | undefined {
  const { pack } = editor
  const main = mainPart(pack) ?? 'xl/workbook.xml'
  const root = xmlPart(pack, main)
  if (root === undefined) throw new Unreadable('broken', '工作簿不完整，不能检查。')
  const sheets = named(root, 'x:sheet')
  const hidden = sheets.filter(isHiddenSheet)
  if (hidden.length === sheets.length) return '没有可见的工作表。'
  const theme = themeColours(xmlPart(pack, targetsOf(pack, main, 'theme')[0]))
  const looks = readCellLooks(xmlPart(pack, targetsOf(pack, main, 'styles')[0]), theme)
  const used = new Set<number>()
  for (const sheet of sheets.filter((one) => !hidden.includes(one))) {
    const part = partOf(pack, main, sheet)
    if (part)
      editor.edit(part, (tree, edits) =>
        cleanSheet(tree, edits, looks, used, internalLinks(pack, part)),
      )
  }
  cleanWorkbookPart(editor, main, sheets, hidden)
  for (const part of targetsOf(pack, main, 'sharedStrings')) {
    editor.edit(part, (tree, edits) => {
      for (const [index, item] of childElements(tree, 'x:si').entries()) {
        if (!used.has(index)) edits.empty(item)
        else for (const phonetic of named(item, 'x:rPh')) edits.remove(phonetic)
      }
    })
  }
  cleanDrawings(editor)
  dropWorkbookLinks(editor, main, hidden)
  return undefined
}

function partOf(pack: OfficePackage, main: string, sheet: XmlElement): string | undefined {
  return pack.relationships.get(main)?.find(({ id }) => id === sheet.attributes['r:id'])?.part
}

function internalLinks(pack: OfficePackage, part: string): ReadonlySet<string> {
  const links = pack.relationships.get(part) ?? []
  return new Set(
    links
      .filter(({ type, target }) => type === 'hyperlink' && isInternalPlace(target))
      .map(({ id }) => id),
  )
}

function cleanSheet(
  root: XmlElement,
  edits: XmlEdits,
  looks: readonly CellLook[],
  used: Set<number>,
  links: ReadonlySet<string>,
): void {
  const hiddenColumns = columnsHidden(root)
  const isZeroHeight = isTrue(child(root, 'x:sheetFormatPr')?.attributes['zeroHeight'])
  for (const row of named(root, 'x:row')) {
    const { hidden, ht } = row.attributes
    const isFlat = ht !== undefined && Number(ht) <= FLATTEST_ROW
    const isAway =
      isTrue(hidden) || isFlat || (isZeroHeight && ht === undefined && hidden === undefined)
    let column = -1
    for (const cell of childElements(row, 'x:c')) {
      const name = cell.attributes['r']
      column = name === undefined ? column + 1 : columnOf(name)
      if (isAway || hiddenColumns.has(column) || isUnseen(cell, looks)) edits.empty(cell)
      else keepValue(cell, edits, used)
    }
  }
  for (const element of named(root, ...CARRIED)) edits.remove(wrapped(element))
  for (const link of named(root, 'x:hyperlink'))
    if (links.has(link.attributes['r:id'] ?? '')) edits.remove(link)
}

const CARRIED = [
  'x:oleObjects',
  'x:controls',
  'x:scenarios',
  'x:legacyDrawing',
  'x:customProperties',
  'x:customSheetViews',
]

const wrapped = (element: XmlElement) =>
  element.parent?.name === 'mc:Choice' && element.parent.parent ? element.parent.parent : element

function columnsHidden(root: XmlElement): Set<number> {
  const columns = new Set<number>()
  for (const { attributes } of named(root, 'x:col')) {
    if (!isTrue(attributes['hidden']) && Number(attributes['width'] ?? 10) > NARROWEST_COLUMN)
      continue
    const last = Math.min(Number(attributes['max'] ?? 1), 16_384)
    for (let column = Number(attributes['min'] ?? 1); column <= last; column += 1)
      columns.add(column - 1)
  }
  return columns
}

function isUnseen(cell: XmlElement, looks: readonly CellLook[]): boolean {
  const look = looks[Number(cell.attributes['s'] ?? 0)] ?? PLAIN_CELL
  const isNumber = (cell.attributes['t'] ?? 'n') === 'n'
  return (
    whyCellUnseen(look, isNumber ? Number(textOf(child(cell, 'x:v'))) : undefined) !== undefined
  )
}

function keepValue(cell: XmlElement, edits: XmlEdits, used: Set<number>): void {
  if (cell.attributes['t'] === 's') used.add(Number(textOf(child(cell, 'x:v'))))
  for (const formula of childElements(cell, 'x:f')) edits.remove(formula)
}

function cleanWorkbookPart(
  editor: PackageEditor,
  main: string,
  sheets: readonly XmlElement[],
  hidden: readonly XmlElement[],
): void {
  const kept = sheets.flatMap((sheet, index) => (hidden.includes(sheet) ? [] : [index]))
  const goneNames = hidden.map(({ attributes }) => attributes['name'] ?? '')
  editor.edit(main, (root, edits) => {
    for (const sheet of named(root, 'x:sheet')) if (isHiddenSheet(sheet)) edits.remove(sheet)
    for (const element of named(root, 'x15ac:absPath')) edits.remove(wrapped(element))
    for (const element of named(
      root,
      'x:fileSharing',
      'x:externalReferences',
      'x:pivotCaches',
      'x:customWorkbookViews',
    )) {
      edits.remove(element)
    }
    for (const view of named(root, 'x:workbookView')) {
      edits.removeAttribute(view, /\sactiveTab="[^"]*"/)
      edits.removeAttribute(view, /\sfirstSheet="[^"]*"/)
    }
    for (const name of named(root, 'x:definedName')) cleanName(name, edits, kept, goneNames)
  })
}

/** Print areas and titles of the sheets that stay; the rest only served formulas. */
function cleanName(
  name: XmlElement,
  edits: XmlEdits,
  kept: readonly number[],
  gone: readonly string[],
): void {
  const { name: called = '', localSheetId } = name.attributes
  const place = localSheetId === undefined ? -1 : kept.indexOf(Number(localSheetId))
  const isLayout = /^_xlnm\.(?:Print_Area|Print_Titles|_FilterDatabase)$/.test(called)
  const content = textOf(name)
  if (!isLayout || place < 0 || gone.some((sheet) => content.includes(sheet))) edits.remove(name)
  else if (String(place) !== localSheetId) {
    edits.removeAttribute(name, /\slocalSheetId="[^"]*"/)
    edits.insert(name.start + '<definedName'.length, ` localSheetId="${place}"`)
  }
}

function cleanDrawings(editor: PackageEditor): void {
  for (const part of editor.pack.parts.keys()) {
    if (!/^xl\/drawings\/[^/]+\.xml$/i.test(part)) continue
    editor.edit(part, (root, edits) => {
      for (const anchor of childElements(root)) {
        const isHidden = named(anchor, 'xdr:cNvPr').some(
          ({ attributes }) => attributes['hidden'] === '1',
        )
        if (isHidden) edits.remove(anchor)
      }
    })
  }
}

const DROPPED = new Set([
  'comments',
  'threadedComment',
  'vmlDrawing',
  'person',
  'externalLink',
  'connections',
  'queryTable',
  'xmlMaps',
  'customProperty',
  'pivotTable',
  'pivotCacheDefinition',
  'calcChain',
  'revisionHeaders',
  'revisionLog',
  'usernames',
  'powerPivotData',
  'ctrlProp',
])

function dropWorkbookLinks(
  editor: PackageEditor,
  main: string,
  hidden: readonly XmlElement[],
): void {
  const ids = new Set(hidden.map(({ attributes }) => attributes['r:id']))
  editor.dropLinks((source, { id, type }) => DROPPED.has(type) || (source === main && ids.has(id)))
}
