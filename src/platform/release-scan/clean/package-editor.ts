import type { ZipPart } from '../archive/zip-parts.ts'
import type { OfficePackage, Relationship } from '../ooxml/package.ts'
import { openPackage } from '../ooxml/package.ts'
import { parseXml, xmlText, type XmlElement } from '../xml/parse-xml.ts'
import { childElements } from '../xml/walk-xml.ts'
import { writeZip } from './write-zip.ts'
import { XmlEdits } from './xml-edits.ts'

/** An Office document under change: parts and links go, and what nothing leads to any more goes with them. */
export interface PackageEditor {
  /** As it was before the changes. */
  readonly pack: OfficePackage
  /** Edits to the source of a part, kept until `save`; the tree is that of the unchanged part. */
  edit(name: string, change: (root: XmlElement, edits: XmlEdits) => void): void
  replacePart(name: string, bytes: Buffer): void
  dropLinks(isDropped: (source: string, link: Relationship) => boolean): void
  save(): Buffer
}

export function editPackage(parts: readonly ZipPart[]): PackageEditor {
  const pack = openPackage(parts)
  const current = new Map(parts.map(({ name, bytes }) => [name, bytes]))
  const edit: PackageEditor['edit'] = (name, change) => {
    const bytes = current.get(name)
    if (bytes === undefined) return
    const source = xmlText(bytes)
    const edits = new XmlEdits(source)
    change(parseXml(source), edits)
    if (!edits.isEmpty) current.set(name, utf8(edits.apply()))
  }
  return {
    pack,
    edit,
    replacePart: (name, bytes) => current.set(name, bytes),
    dropLinks(isDropped) {
      for (const [source, links] of pack.relationships) {
        const ids = new Set(links.filter((link) => isDropped(source, link)).map(({ id }) => id))
        if (ids.size === 0) continue
        edit(relsName(source), (root, edits) => {
          for (const link of childElements(root, 'rel:Relationship')) {
            if (ids.has(link.attributes['Id'] ?? '')) edits.remove(link)
          }
        })
      }
    },
    save: () => writeZip(tidied(current)),
  }
}

/** Parts are written in UTF-8 whatever they were read in. */
function utf8(source: string): Buffer {
  return Buffer.from(source.replace(/^(<\?xml[^>]*encoding=["'])[\w-]+/, '$1UTF-8'))
}

function relsName(source: string): string {
  const at = source.lastIndexOf('/') + 1
  return `${source.slice(0, at)}_rels/${source.slice(at)}.rels`
}

/** Only what can be reached, with the list of types cut to it. */
function tidied(current: ReadonlyMap<string, Buffer>): ZipPart[] {
  const { relationships } = openPackage([...current].map(([name, bytes]) => ({ name, bytes })))
  const reached = new Set<string>(['[Content_Types].xml', relsName('')])
  const follow = (source: string) => {
    for (const { part } of relationships.get(source) ?? []) {
      if (part === undefined || reached.has(part) || !current.has(part)) continue
      reached.add(part)
      if (current.has(relsName(part))) reached.add(relsName(part))
      follow(part)
    }
  }
  follow('')
  return [...current]
    .filter(([name]) => reached.has(name))
    .map(([name, bytes]) => ({
      name,
      bytes: name === '[Content_Types].xml' ? cutTypes(bytes, reached) : bytes,
    }))
}

function cutTypes(bytes: Buffer, reached: ReadonlySet<string>): Buffer {
  const source = xmlText(bytes)
  const edits = new XmlEdits(source)
  const names = new Set([...reached].map((name) => `/${name.toLowerCase()}`))
  for (const type of childElements(parseXml(source), 'ct:Override')) {
    const { PartName: part = '', ContentType: kind = '' } = type.attributes
    if (!names.has(part.toLowerCase())) edits.remove(type)
    else if (/macroEnabled/.test(kind)) {
      edits.replace(
        type.start,
        type.openEnd,
        `<Override PartName="${part}" ContentType="${plainType(kind)}"/>`,
      )
    }
  }
  return Buffer.from(edits.apply())
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** What the document is once it can run nothing any more. */
function plainType(kind: string): string {
  if (/word/.test(kind)) return `${OFFICE}.wordprocessingml.document.main+xml`
  if (/excel/.test(kind)) return `${OFFICE}.spreadsheetml.sheet.main+xml`
  return `${OFFICE}.presentationml.presentation.main+xml`
}
