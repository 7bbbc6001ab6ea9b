/** What goes from Word, Excel and PowerPoint files alike. */
import { imageKindOf } from '../image/read-image.ts'
import { isInternalPlace } from '../internal-places.ts'
import { mainPart, type Relationship } from '../ooxml/package.ts'
import { childElements, named } from '../xml/walk-xml.ts'
import { cleanImage } from './clean-image.ts'
import { cleanSlides } from './clean-slides.ts'
import { cleanWord } from './clean-word.ts'
import { cleanWorkbook } from './clean-workbook.ts'
import type { PackageEditor } from './package-editor.ts'

/** @returns why it cannot be done, or undefined */
export function cleanOffice(editor: PackageEditor): string | undefined {
  const { pack } = editor
  const type = pack.contentTypeOf(mainPart(pack) ?? '')
  if ([...pack.relationships.values()].flat().some((link) => link.type === 'aFChunk')) {
    return '文档显示着夹带的整个文件，去掉会少了正文。请在 Word 里把它并入正文。'
  }
  cleanProperties(editor)
  const why = /wordprocessingml|ms-word/.test(type)
    ? cleanWord(editor)
    : /spreadsheetml|ms-excel/.test(type)
      ? cleanWorkbook(editor)
      : cleanSlides(editor)
  if (why !== undefined) return why
  editor.dropLinks((_, link) => isDropped(link))
  cleanImages(editor)
  return undefined
}

const DROPPED = new Set([
  'custom-properties',
  'thumbnail',
  'customXml',
  'vbaProject',
  'wordVbaData',
  'attachedToolbars',
  'keyMapCustomizations',
  'extensibility',
  'ui',
  'control',
  'activeXControlBinary',
  'webextension',
  'webextensiontaskpanes',
  'oleObject',
  'package',
  'printerSettings',
  'attachedTemplate',
  'mailMergeSource',
  'mailMergeHeaderSource',
  'xlMacrosheet',
  'xlIntlMacrosheet',
  'video',
  'audio',
  'media',
])

function isDropped({ type, isExternal, target }: Relationship): boolean {
  if (DROPPED.has(type)) return true
  return isExternal && (type !== 'hyperlink' || isInternalPlace(target))
}

const NAMES = new Set([
  'dc:creator',
  'cp:lastModifiedBy',
  'dc:description',
  'dc:identifier',
  'cp:contentStatus',
  'ap:Manager',
  'ap:Company',
  'ap:Template',
  'ap:HyperlinkBase',
  'ap:TitlesOfParts',
  'ap:HeadingPairs',
  'ap:HLinks',
])

function cleanProperties(editor: PackageEditor): void {
  for (const name of editor.pack.parts.keys()) {
    if (!/^docProps\/[^/]+\.xml$/i.test(name)) continue
    editor.edit(name, (root, edits) => {
      for (const property of childElements(root))
        if (NAMES.has(property.name)) edits.remove(property)
    })
  }
}

function cleanImages(editor: PackageEditor): void {
  for (const [name, bytes] of editor.pack.parts) {
    const kind = /(?:^|\/)media\//i.test(name) ? imageKindOf(bytes) : undefined
    const cleaned = kind && cleanImage(kind, bytes)
    if (cleaned) editor.replacePart(name, cleaned)
    if (/(?:^|\/)charts\/[^/]+\.xml$/i.test(name)) {
      editor.edit(name, (root, edits) => {
        for (const data of named(root, 'c:externalData')) edits.remove(data)
      })
    }
  }
}
