import { buildZip, type TestEntry } from '../builders/zip.ts'

/** Office documents written part by part, so that a leak can be put exactly where programs put it. */
export interface Part {
  readonly name: string
  readonly content: string | Buffer
  readonly type?: string
}

export interface Link {
  /** The part it starts from; `''` for the package. */
  readonly from: string
  readonly type: string
  readonly to: string
  readonly isExternal?: boolean
  readonly id?: string
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE =
  'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties'

export function officeFile(parts: readonly Part[], links: readonly Link[]): Buffer {
  const sources = Map.groupBy(links, ({ from }) => from)
  const entries: TestEntry[] = [{ name: '[Content_Types].xml', content: contentTypes(parts) }]
  for (const [from, own] of sources)
    entries.push({ name: relsName(from), content: relationships(own) })
  for (const { name, content } of parts) entries.push({ name, content })
  return buildZip(entries)
}

function relsName(from: string): string {
  const at = from.lastIndexOf('/') + 1
  return `${from.slice(0, at)}_rels/${from.slice(at)}.rels`
}

function relationships(links: readonly Link[]): string {
  const items = links.map(({ type, to, isExternal, id }, index) => {
    const address =
      type === 'core-properties' ? PACKAGE : type.includes('://') ? type : `${OFFICE}/${type}`
    const mode = isExternal ? ' TargetMode="External"' : ''
    return `<Relationship Id="${id ?? `rId${index + 1}`}" Type="${address}" Target="${isExternal ? to : `/${to}`}"${mode}/>`
  })
  return `<Relationships xmlns="${RELATIONSHIPS}">${items.join('')}</Relationships>`
}

function contentTypes(parts: readonly Part[]): string {
  const overrides = parts
    .filter(({ type }) => type !== undefined)
    .map(({ name, type }) => `<Override PartName="/${name}" ContentType="${type}"/>`)
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>${overrides.join('')}</Types>`
}

/** Parts and links to add to an empty document. */
export interface Extra {
  readonly parts?: readonly Part[]
  readonly links?: readonly Link[]
}

const CORE_NAMESPACES =
  'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

export function coreProperties(inner: string): Extra {
  const content = `<cp:coreProperties ${CORE_NAMESPACES}>${inner}</cp:coreProperties>`
  return {
    parts: [{ name: 'docProps/core.xml', content }],
    links: [{ from: '', type: 'core-properties', to: 'docProps/core.xml', id: 'core' }],
  }
}

export function appProperties(inner: string): Extra {
  const content = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">${inner}</Properties>`
  return {
    parts: [{ name: 'docProps/app.xml', content }],
    links: [{ from: '', type: 'extended-properties', to: 'docProps/app.xml', id: 'app' }],
  }
}

export function customProperty(name: string, value: string, type = 'lpwstr'): Extra {
  const content = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="${name}"><vt:${type}>${value}</vt:${type}></property></Properties>`
  return {
    parts: [{ name: 'docProps/custom.xml', content }],
    links: [{ from: '', type: 'custom-properties', to: 'docProps/custom.xml', id: 'custom' }],
  }
}
