import type { ZipPart } from '../archive/zip-parts.ts'
import { parseXml, xmlText, type XmlElement } from '../xml/parse-xml.ts'
import { childElements } from '../xml/walk-xml.ts'

/** An Office document: parts that point at each other. */
export interface OfficePackage {
  readonly parts: ReadonlyMap<string, Buffer>
  /** Of each part; `''` for the package itself. */
  readonly relationships: ReadonlyMap<string, readonly Relationship[]>
  contentTypeOf(name: string): string
}

export interface Relationship {
  readonly id: string
  /** The last step of its address: `hyperlink`, `image`, `oleObject`. */
  readonly type: string
  readonly target: string
  readonly isExternal: boolean
  /** The part it leads to, when it is inside. */
  readonly part: string | undefined
}

/** @throws Unreadable when types or relationships are no XML */
export function openPackage(parts: readonly ZipPart[]): OfficePackage {
  const byName = new Map(parts.map(({ name, bytes }) => [name, bytes]))
  const relationships = new Map<string, readonly Relationship[]>()
  for (const [name, bytes] of byName) {
    const source = sourceOf(name)
    if (source !== undefined) relationships.set(source, relationshipsOf(source, bytes, byName))
  }
  return { parts: byName, relationships, contentTypeOf: contentTypes(byName) }
}

/** `word/_rels/document.xml.rels` tells of `word/document.xml`. */
function sourceOf(name: string): string | undefined {
  const match = /^(.*?)_rels\/([^/]*)\.rels$/.exec(name)
  return match ? `${match[1]}${match[2]}` : undefined
}

function relationshipsOf(
  source: string,
  bytes: Buffer,
  parts: ReadonlyMap<string, Buffer>,
): Relationship[] {
  return childElements(parseXml(xmlText(bytes)), 'rel:Relationship').map(({ attributes }) => {
    const target = attributes['Target'] ?? ''
    const isExternal = attributes['TargetMode'] === 'External'
    return {
      id: attributes['Id'] ?? '',
      type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
      target,
      isExternal,
      part: isExternal ? undefined : partAt(source, target, parts),
    }
  })
}

function partAt(source: string, target: string, parts: ReadonlyMap<string, Buffer>): string {
  const folder = source.includes('/') ? source.slice(0, source.lastIndexOf('/') + 1) : ''
  const steps: string[] = []
  const path = target.startsWith('/') ? target.slice(1) : folder + target
  for (const step of decoded(path.split('#')[0]!).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  const name = steps.join('/')
  if (parts.has(name)) return name
  // names of parts differ by more than case
  for (const known of parts.keys()) if (known.toLowerCase() === name.toLowerCase()) return known
  return name
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function contentTypes(parts: ReadonlyMap<string, Buffer>): (name: string) => string {
  const bytes = parts.get('[Content_Types].xml')
  const types = bytes ? childElements(parseXml(xmlText(bytes))) : []
  const byPart = new Map<string, string>()
  const byExtension = new Map<string, string>()
  for (const { name, attributes } of types) {
    const type = attributes['ContentType'] ?? ''
    if (name === 'ct:Override')
      byPart.set((attributes['PartName'] ?? '').slice(1).toLowerCase(), type)
    else byExtension.set((attributes['Extension'] ?? '').toLowerCase(), type)
  }
  return (name) =>
    byPart.get(name.toLowerCase()) ??
    byExtension.get(name.split('.').at(-1)?.toLowerCase() ?? '') ??
    ''
}

/** The tree of a part; undefined when the document has none of that name. @throws Unreadable */
export function xmlPart(pack: OfficePackage, name: string | undefined): XmlElement | undefined {
  const bytes = name === undefined ? undefined : pack.parts.get(name)
  return bytes && parseXml(xmlText(bytes))
}

/** Where a kind of part lies by custom, for those that no relationship leads to. */
const CUSTOMARY: Readonly<Record<string, RegExp>> = {
  comments: /^(?:word\/comments\d*\.xml|xl\/comments\/?[^/]*\.xml|ppt\/comments\/[^/]+\.xml)$/i,
  threadedComment: /^xl\/threadedComments\/[^/]+\.xml$/i,
  person: /^xl\/persons\/[^/]+\.xml$/i,
  people: /^word\/people\.xml$/i,
  footnotes: /^word\/footnotes\.xml$/i,
  endnotes: /^word\/endnotes\.xml$/i,
  header: /^word\/header\d*\.xml$/i,
  footer: /^word\/footer\d*\.xml$/i,
  settings: /^word\/settings\.xml$/i,
  externalLink: /^xl\/externalLinks\/[^/]+\.xml$/i,
  connections: /^xl\/connections\.xml$/i,
  queryTable: /^xl\/queryTables\/[^/]+\.xml$/i,
  pivotCacheDefinition: /^xl\/pivotCache\/pivotCacheDefinition[^/]*\.xml$/i,
  revisionHeaders: /^xl\/revisions\/revisionHeaders\.xml$/i,
  revisionLog: /^xl\/revisions\/revisionLog[^/]*\.xml$/i,
  notesSlide: /^ppt\/notesSlides\/[^/]+\.xml$/i,
  commentAuthors: /^ppt\/commentAuthors\.xml$/i,
  customXml: /^customXml\/[^/]+\.xml$/i,
}

/** Parts that no reader ever reaches from the first one. */
export function unreachedParts({ parts, relationships }: OfficePackage): string[] {
  const reached = new Set<string>()
  const follow = (source: string) => {
    for (const { part } of relationships.get(source) ?? []) {
      if (part === undefined || reached.has(part)) continue
      reached.add(part)
      follow(part)
    }
  }
  follow('')
  return [...parts.keys()].filter((name) => !reached.has(name))
}

export const isCustomary = (name: string) =>
  Object.values(CUSTOMARY).some((pattern) => pattern.test(name))

/** Those of a kind that nothing leads to: left behind, or put there for somebody to find. */
export function looseParts(pack: OfficePackage, type: string): string[] {
  const pattern = CUSTOMARY[type]
  return pattern ? unreachedParts(pack).filter((name) => pattern.test(name)) : []
}

export function targetsOf(pack: OfficePackage, source: string, type: string): string[] {
  return (pack.relationships.get(source) ?? []).flatMap((one) =>
    one.type === type && one.part !== undefined && pack.parts.has(one.part) ? [one.part] : [],
  )
}

/** The part that the package opens with. */
export function mainPart(pack: OfficePackage): string | undefined {
  return targetsOf(pack, '', 'officeDocument')[0]
}
