import { officeFile, type Extra } from './office-file.ts'

const NAMESPACES =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const TYPE = 'application/vnd.openxmlformats-officedocument.presentationml'

export const PRESENTATION = 'ppt/presentation.xml'
export const SLIDE = 'ppt/slides/slide1.xml'

export const slideXml = (root: string, inner: string, attributes = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><p:${root} ${NAMESPACES} ${attributes}>${inner}</p:${root}>`

export interface ShapeOptions {
  readonly words?: string
  readonly at?: readonly [number, number, number, number]
  readonly fill?: string
  readonly run?: string
  readonly isHidden?: boolean
}

export function shape({
  words = '',
  at = [100, 100, 4000, 1000],
  fill,
  run = '',
  isHidden = false,
}: ShapeOptions): string {
  const [x, y, width, height] = at.map((value) => value * 1000)
  const solid = fill === undefined ? '' : `<a:solidFill><a:srgbClr val="${fill}"/></a:solidFill>`
  const body =
    words === ''
      ? ''
      : `<p:txBody><a:bodyPr/><a:p><a:r><a:rPr ${run.startsWith('<') ? '' : run}>${run.startsWith('<') ? run : ''}</a:rPr><a:t>${words}</a:t></a:r></a:p></p:txBody>`
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="框"${isHidden ? ' hidden="1"' : ''}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"/>${solid}</p:spPr>${body}</p:sp>`
}

export interface SlideOptions extends Extra {
  readonly shapes?: string
  /** A second slide: attributes and shapes. */
  readonly second?: readonly [string, string]
}

export function slideFile({ shapes = '', second, parts = [], links = [] }: SlideOptions): Buffer {
  const slides = [
    ['', shape({ words: '办事服务事项介绍', at: [100, 5000, 4000, 1000] }) + shapes] as const,
    ...(second ? [second] : []),
  ]
  const listed = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="slide${index + 1}"/>`)
  return officeFile(
    [
      {
        name: PRESENTATION,
        content: slideXml(
          'presentation',
          `<p:sldIdLst>${listed.join('')}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>`,
        ),
        type: `${TYPE}.presentation.main+xml`,
      },
      ...slides.map(([attributes, tree], index) => ({
        name: `ppt/slides/slide${index + 1}.xml`,
        content: slideXml('sld', `<p:cSld><p:spTree>${tree}</p:spTree></p:cSld>`, attributes),
        type: `${TYPE}.slide+xml`,
      })),
      ...parts,
    ],
    [
      { from: '', type: 'officeDocument', to: PRESENTATION },
      ...slides.map((_, index) => ({
        from: PRESENTATION,
        type: 'slide',
        to: `ppt/slides/slide${index + 1}.xml`,
        id: `slide${index + 1}`,
      })),
      ...links.map((link, index) => ({ id: `extra${index}`, ...link })),
    ],
  )
}
