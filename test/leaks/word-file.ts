import { officeFile, type Extra } from './office-file.ts'

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ')

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
export const DOCUMENT = 'word/document.xml'

export const run = (text: string, properties = '') =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
export const paragraph = (inner: string, properties = '') =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${inner}</w:p>`
export const said = (text: string) => paragraph(run(text))
export const cell = (inner: string, properties = '') =>
  `<w:tc>${properties === '' ? '' : `<w:tcPr>${properties}</w:tcPr>`}${inner}</w:tc>`
export const table = (...rows: readonly string[]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells}</w:tr>`).join('')}</w:tbl>`

/** The words that every document of the corpus shows. */
export const ORDINARY = said('关于公布办事服务事项目录的通知')

export interface WordOptions extends Extra {
  /** After the ordinary paragraph. */
  readonly body?: string
  readonly styles?: string
  readonly settings?: string
  readonly mainType?: string
}

export function wordFile({
  body = '',
  styles,
  settings,
  mainType,
  parts = [],
  links = [],
}: WordOptions): Buffer {
  const own = [
    {
      name: DOCUMENT,
      content: wordXml('document', `<w:body>${ORDINARY}${body}</w:body>`),
      type: mainType ?? `${TYPE}.document.main+xml`,
    },
  ]
  const ownLinks = [{ from: '', type: 'officeDocument', to: DOCUMENT }]
  for (const [kind, content] of Object.entries({ styles, settings })) {
    if (content === undefined) continue
    own.push({
      name: `word/${kind}.xml`,
      content: wordXml(kind, content),
      type: `${TYPE}.${kind}+xml`,
    })
    ownLinks.push({ from: DOCUMENT, type: kind, to: `word/${kind}.xml` })
  }
  return officeFile(
    [...own, ...parts],
    [...ownLinks, ...links.map((link, index) => ({ id: `extra${index}`, ...link }))],
  )
}

export function wordXml(root: string, inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${NAMESPACES}>${inner}</w:${root}>`
}

/** A further part that the document leads to. */
export function wordPart(type: string, name: string, root: string, inner: string): Extra {
  return {
    parts: [{ name: `word/${name}`, content: wordXml(root, inner), type: `${TYPE}.${type}+xml` }],
    links: [{ from: DOCUMENT, type, to: `word/${name}` }],
  }
}

/** Something laid over the text, a paragraph's height below its beginning. */
export function anchored(
  graphic: string,
  attributes = 'behindDoc="0"',
  wrap = '<wp:wrapNone/>',
): string {
  return `<w:r><w:drawing><wp:anchor ${attributes} simplePos="0" relativeHeight="2" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="2000000" cy="200000"/>${wrap}<wp:docPr id="1" name="图形"/><a:graphic><a:graphicData uri="x">${graphic}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>`
}
