import type { Leak } from './leak.ts'
import { coreProperties } from './office-file.ts'
import { picture } from './pictures.ts'
import { PRESENTATION, shape, SLIDE, slideFile, slideXml, type SlideOptions } from './slide-file.ts'

const part = (
  from: string,
  type: string,
  name: string,
  content: string | Buffer,
): SlideOptions => ({
  parts: [{ name, content }],
  links: [{ from, type, to: name, id: type }],
})
const PICTURE =
  '<p:pic><p:nvPicPr><p:cNvPr id="9" name="图"/></p:nvPicPr><p:blipFill><a:blip r:embed="image"/>CROP</p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="1500000"/></a:xfrm></p:spPr></p:pic>'
const image = part(SLIDE, 'image', 'ppt/media/image1.png', picture())
const words = '受理人王小明'

const OPTIONS: readonly (readonly [Leak['kinds'], string, SlideOptions])[] = [
  [['hidden-sheet', 'hidden-text'], 'a hidden slide', { second: ['show="0"', shape({ words })] }],
  [['hidden-sheet'], 'a hidden slide of pictures', { second: ['show="false"', ''] }],
  [
    ['hidden-text'],
    'what the speaker is to say',
    part(
      SLIDE,
      'notesSlide',
      'ppt/notesSlides/notesSlide1.xml',
      slideXml('notes', `<p:cSld><p:spTree>${shape({ words })}</p:spTree></p:cSld>`),
    ),
  ],
  [
    ['hidden-text'],
    'a box beside the slide',
    { shapes: shape({ words, at: [-6000, 100, 4000, 1000] }) },
  ],
  [
    ['hidden-text'],
    'a box below the slide in a group',
    {
      shapes: `<p:grpSp><p:grpSpPr><a:xfrm><a:off x="0" y="9000000"/><a:ext cx="100" cy="100"/><a:chOff x="0" y="0"/><a:chExt cx="100" cy="100"/></a:xfrm></p:grpSpPr>${shape({ words, at: [0, 0, 1, 1] })}</p:grpSp>`,
    },
  ],
  [['hidden-text'], 'a hidden box', { shapes: shape({ words, isHidden: true }) }],
  [
    ['hidden-text'],
    'white on the white slide',
    { shapes: shape({ words, run: '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>' }) },
  ],
  [
    ['hidden-text'],
    'blue in a box of the same blue',
    {
      shapes: shape({
        words,
        fill: '003366',
        run: '<a:solidFill><a:srgbClr val="003366"/></a:solidFill>',
      }),
    },
  ],
  [['hidden-text'], 'one point', { shapes: shape({ words, run: 'sz="100"' }) }],
  [
    ['hidden-text'],
    'the cut-off part of a picture',
    { ...image, shapes: PICTURE.replace('CROP', '<a:srcRect b="50000"/>') },
  ],
  [
    ['text-under-shape'],
    'a black box over words',
    { shapes: shape({ words }) + shape({ fill: '000000' }) },
  ],
  [
    ['text-under-shape'],
    'a white box over words',
    { shapes: shape({ words }) + shape({ fill: 'FFFFFF', at: [0, 0, 5000, 2000] }) },
  ],
  [
    ['text-under-shape'],
    'an opaque picture over words',
    { ...image, shapes: shape({ words }) + PICTURE.replace('CROP', '') },
  ],
  [
    ['comment'],
    'a remark',
    part(
      SLIDE,
      'comments',
      'ppt/comments/comment1.xml',
      slideXml('cmLst', '<p:cm authorId="0"><p:text>不宜公开</p:text></p:cm>'),
    ),
  ],
  [
    ['comment'],
    'a conversation',
    part(
      SLIDE,
      'http://schemas.microsoft.com/office/2018/10/relationships/comments',
      'ppt/comments/modernComment_1.xml',
      '<p188:cmLst xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p188:cm><p188:txBody><a:p><a:r><a:t>不宜公开</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>',
    ),
  ],
  [
    ['metadata'],
    'who remarked',
    part(
      PRESENTATION,
      'commentAuthors',
      'ppt/commentAuthors.xml',
      slideXml('cmAuthorLst', '<p:cmAuthor id="0" name="李明"/>'),
    ),
  ],
  [['metadata'], 'the author', coreProperties('<cp:lastModifiedBy>李明</cp:lastModifiedBy>')],
  [
    ['embedded-object'],
    'an object',
    part(SLIDE, 'oleObject', 'ppt/embeddings/oleObject1.bin', 'x'),
  ],
  [['embedded-object'], 'a film', part(SLIDE, 'video', 'ppt/media/media1.mp4', 'x')],
  [
    ['external-link'],
    'a linked film',
    { links: [{ from: SLIDE, type: 'video', to: 'file:///D:/录像.mp4', isExternal: true }] },
  ],
  [
    ['macro'],
    'macros',
    part(
      PRESENTATION,
      'http://schemas.microsoft.com/office/2006/relationships/vbaProject',
      'ppt/vbaProject.bin',
      'x',
    ),
  ],
]

export const SLIDE_LEAKS: readonly Leak[] = OPTIONS.map(([kinds, how, options]) => ({
  how,
  file: '介绍.pptx',
  kinds,
  make: () => slideFile(options),
}))
