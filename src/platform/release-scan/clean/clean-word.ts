import { mainPart, targetsOf, xmlPart } from '../ooxml/package.ts'
import { unseenRuns } from '../word/read-story.ts'
import { readStyles, type Styles } from '../word/run-look.ts'
import { MARKS } from '../word/tracked.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { ancestor, child, childElements, named, textOf } from '../xml/walk-xml.ts'
import { unlinkFields } from './clean-fields.ts'
import { isInternalPlace } from '../internal-places.ts'
import type { PackageEditor } from './package-editor.ts'
import type { XmlEdits } from './xml-edits.ts'

const STORIES = ['header', 'footer', 'footnotes', 'endnotes']

/** As the document shows itself with all changes accepted, and nothing of what it does not show. */
export function cleanWord(editor: PackageEditor): string | undefined {
  const { pack } = editor
  const main = mainPart(pack) ?? 'word/document.xml'
  const styles = readStyles(xmlPart(pack, targetsOf(pack, main, 'styles')[0]))
  const parts = [main, ...STORIES.flatMap((type) => targetsOf(pack, main, type))]
  if (parts.some((part) => hasMovedCells(xmlPart(pack, part)))) {
    return '表格里有单元格的修订，请先在 Word 里接受或拒绝。'
  }
  for (const part of parts) {
    editor.edit(part, (root, edits) => {
      acceptChanges(root, edits)
      removeUnseen(root, edits, styles)
      removeRemarks(root, edits)
      removeCarried(root, edits)
      unlinkFields(root, edits)
      removeLinks(root, edits, linksOf(editor, part))
    })
  }
  for (const part of targetsOf(pack, main, 'settings')) {
    editor.edit(part, (root, edits) => {
      for (const setting of named(
        root,
        'w:attachedTemplate',
        'w:mailMerge',
        'w:docVars',
        'w:trackRevisions',
      )) {
        edits.remove(setting)
      }
    })
  }
  editor.dropLinks((_, { type }) => /^(?:comments\w*|people|glossaryDocument)$/.test(type))
  return undefined
}

const hasMovedCells = (root: XmlElement | undefined) =>
  root !== undefined && named(root, 'w:cellIns', 'w:cellDel', 'w:cellMerge').length > 0

function acceptChanges(root: XmlElement, edits: XmlEdits): void {
  for (const mark of named(root, ...Object.keys(MARKS))) {
    const isInserted = mark.name === 'w:ins' || mark.name === 'w:moveTo'
    const isOnParagraph = mark.parent?.name === 'w:rPr' && mark.parent.parent?.name === 'w:pPr'
    const isOnRow = mark.parent?.name === 'w:trPr'
    if (isOnRow && mark.name === 'w:del') edits.remove(ancestor(mark, 'w:tr')!)
    else if (isOnParagraph && !isInserted && showsNothing(ancestor(mark, 'w:p')!)) {
      removeParagraph(ancestor(mark, 'w:p')!, edits)
    } else if (isInserted && !isOnParagraph && !isOnRow) edits.unwrap(mark)
    else edits.remove(mark)
  }
  for (const range of named(root, ...RANGES)) edits.remove(range)
}

const RANGES = ['moveFromRangeStart', 'moveFromRangeEnd', 'moveToRangeStart', 'moveToRangeEnd'].map(
  (name) => `w:${name}`,
)

function showsNothing(paragraph: XmlElement): boolean {
  return childElements(paragraph).every(
    ({ name }) =>
      ['w:pPr', 'w:del', 'w:moveFrom'].includes(name) || /Range|bookmark|comment/i.test(name),
  )
}

/** A cell needs its last paragraph, and a section ends in one. */
function removeParagraph(paragraph: XmlElement, edits: XmlEdits): void {
  const siblings = paragraph.parent ? childElements(paragraph.parent, 'w:p') : []
  const isNeeded = siblings.length < 2 || child(paragraph, 'w:pPr', 'w:sectPr') !== undefined
  if (isNeeded) for (const deleted of named(paragraph, 'w:del')) edits.remove(deleted)
  else edits.remove(paragraph)
}

function removeUnseen(root: XmlElement, edits: XmlEdits, styles: Styles): void {
  for (const run of unseenRuns({ label: '', root, styles, isHidden: false })) edits.remove(run)
  for (const anchor of named(root, 'wp:anchor')) {
    const isHidden =
      anchor.attributes['hidden'] === '1' || child(anchor, 'wp:docPr')?.attributes['hidden'] === '1'
    const drawing = ancestor(anchor, 'w:drawing')
    if (isHidden && drawing) edits.remove(drawing)
  }
  for (const alternate of named(root, 'mc:AlternateContent')) {
    for (const fallback of childElements(alternate, 'mc:Fallback')) {
      const choice = childElements(alternate, 'mc:Choice').map(words).join('')
      if (words(fallback) !== '' && !choice.includes(words(fallback))) edits.empty(fallback)
    }
  }
}

const words = (element: XmlElement) =>
  named(element, 'w:t', 'a:t').map(textOf).join('').replaceAll(/\s/g, '')

function removeRemarks(root: XmlElement, edits: XmlEdits): void {
  for (const mark of named(
    root,
    'w:commentRangeStart',
    'w:commentRangeEnd',
    'w:commentReference',
    'w:dataBinding',
  )) {
    edits.remove(mark)
  }
}

/** The picture of an embedded object stays, the object goes. */
function removeCarried(root: XmlElement, edits: XmlEdits): void {
  for (const object of named(root, 'o:OLEObject', 'w:control')) edits.remove(object)
  for (const blip of named(root, 'a:blip')) edits.removeAttribute(blip, /\s[\w:]*link="[^"]*"/)
  for (const data of named(root, 'v:imagedata')) edits.removeAttribute(data, /\sr:href="[^"]*"/)
}

function linksOf({ pack }: PackageEditor, part: string): ReadonlySet<string> {
  const links = pack.relationships.get(part) ?? []
  return new Set(
    links
      .filter(({ type, target }) => type === 'hyperlink' && isInternalPlace(target))
      .map(({ id }) => id),
  )
}

/** The words of a link stay. */
function removeLinks(root: XmlElement, edits: XmlEdits, ids: ReadonlySet<string>): void {
  for (const link of named(root, 'w:hyperlink'))
    if (ids.has(link.attributes['r:id'] ?? '')) edits.unwrap(link)
  for (const click of named(root, 'a:hlinkClick', 'a:hlinkHover')) {
    if (ids.has(click.attributes['r:id'] ?? '')) edits.remove(click)
  }
}
