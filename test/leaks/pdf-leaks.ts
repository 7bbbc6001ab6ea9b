import { PDFName, PDFString, rgb } from '@cantoo/pdf-lib'
import type { Leak } from './leak.ts'
import {
  annotate,
  appended,
  BLUE,
  invisibly,
  pdfFile,
  pdfText,
  placePicture,
  SECRET,
  WHITE,
  type PdfDraft,
} from './pdf-file.ts'
import { photograph } from './pictures.ts'

type Plant = (draft: PdfDraft) => void | Promise<void>
const SQUARE = { Subtype: 'Square' }

const PLANTS: readonly (readonly [Leak['kinds'], string, Plant])[] = [
  [['text-under-shape'], 'a black box over words', (draft) => (draft.say(SECRET), draft.cover({}))],
  [
    ['text-under-shape'],
    'a white box over words',
    (draft) => (draft.say(SECRET), draft.cover({ color: WHITE })),
  ],
  [
    ['text-under-shape'],
    'a box over a part of the words',
    (draft) => (draft.say(SECRET), draft.cover({ x: 110, width: 120 })),
  ],
  [
    ['text-under-shape'],
    'a thick line over words',
    ({ say, page }) => (
      say(SECRET),
      page.drawLine({ start: { x: 50, y: 304 }, end: { x: 300, y: 304 }, thickness: 16 })
    ),
  ],
  [
    ['text-under-shape'],
    'an oval over words',
    ({ say, page }) => (
      say(SECRET),
      page.drawEllipse({ x: 130, y: 304, xScale: 200, yScale: 40, color: BLUE })
    ),
  ],
  [
    ['text-under-shape'],
    'an opaque picture over words',
    async (draft) => (
      draft.say(SECRET),
      await placePicture(draft, { x: 50, y: 290, width: 250, height: 30 })
    ),
  ],
  [
    ['annotation', 'text-under-shape'],
    'a square drawn as a note',
    (draft) => (draft.say(SECRET), annotate(draft, { ...SQUARE, IC: [0, 0, 0] })),
  ],
  [
    ['annotation', 'text-under-shape'],
    'a redaction that was marked and never carried out',
    (draft) => (draft.say(SECRET), annotate(draft, { Subtype: 'Redact' })),
  ],
  [['hidden-text'], 'white words', ({ say }) => say(SECRET, 300, { color: WHITE })],
  [
    ['hidden-text'],
    'nearly white words',
    ({ say }) => say(SECRET, 300, { color: rgb(0.99, 0.99, 0.99) }),
  ],
  [
    ['hidden-text'],
    'words in the colour of their box',
    (draft) => (draft.cover({ color: BLUE }), draft.say(SECRET, 300, { color: BLUE })),
  ],
  [['hidden-text'], 'invisible words', (draft) => invisibly(draft, SECRET)],
  [['hidden-text'], 'words without opacity', ({ say }) => say(SECRET, 300, { opacity: 0 })],
  [['hidden-text'], 'half a point', ({ say }) => say(SECRET, 300, { size: 0.5 })],
  [['hidden-text'], 'words beside the page', ({ say }) => say(SECRET, 300, { x: 900 })],
  [
    ['hidden-text'],
    'words outside the cut',
    (draft) => (draft.say(SECRET), draft.page.setCropBox(0, 400, 400, 200)),
  ],
  [
    ['hidden-text'],
    'a layer that is off',
    ({ document, catalogEntry }) => {
      const layer = document.context.register(
        document.context.obj({ Type: 'OCG', Name: PDFString.of('draft') }),
      )
      catalogEntry('OCProperties', { OCGs: [layer], D: { OFF: [layer] } })
    },
  ],
  [
    ['hidden-text'],
    'a field that is hidden',
    ({ document, catalogEntry }) => {
      const field = document.context.register(
        document.context.obj({
          FT: 'Tx',
          T: PDFString.of('f'),
          V: PDFString.of(SECRET),
          F: 2,
          Subtype: 'Widget',
        }),
      )
      catalogEntry('AcroForm', { Fields: [field] })
    },
  ],
  ...['Text', 'Highlight', 'FreeText', 'Stamp', 'Ink', 'StrikeOut'].map(
    (subtype): readonly [Leak['kinds'], string, Plant] => [
      ['annotation'],
      `a ${subtype}`,
      (draft) => annotate(draft, { Subtype: subtype, Contents: pdfText('not for the public') }),
    ],
  ),
  [
    ['embedded-file'],
    'an attachment',
    async ({ document }) =>
      document.attach(Buffer.from('draft'), 'draft.txt', { mimeType: 'text/plain' }),
  ],
  [
    ['annotation', 'embedded-file'],
    'an attachment pinned to the page',
    (draft) => {
      const { context } = draft.document
      const file = context.register(context.stream('draft', { Type: 'EmbeddedFile' }))
      annotate(draft, {
        Subtype: 'FileAttachment',
        FS: { Type: 'Filespec', F: pdfText('draft.txt'), EF: { F: file } },
      })
    },
  ],
  [
    ['script'],
    'a program run on opening',
    ({ catalogEntry }) =>
      catalogEntry('OpenAction', { S: 'JavaScript', JS: PDFString.of('app.alert(1)') }),
  ],
  [
    ['script'],
    'a program of the document',
    ({ document }) => document.addJavaScript('main', 'app.alert(1)'),
  ],
  [
    ['script'],
    'a program run when a page is turned',
    ({ document, page }) =>
      page.node.set(
        PDFName.of('AA'),
        document.context.obj({ O: { S: 'JavaScript', JS: PDFString.of('x()') } }),
      ),
  ],
  [
    ['script'],
    'another program started',
    ({ catalogEntry }) => catalogEntry('OpenAction', { S: 'Launch', F: PDFString.of('cmd.exe') }),
  ],
  [
    ['script'],
    'a form that is sent away',
    (draft) =>
      annotate(draft, {
        Subtype: 'Link',
        A: { S: 'SubmitForm', F: pdfText('http://example.invalid') },
      }),
  ],
  [
    ['external-link'],
    'a link into the network',
    (draft) =>
      annotate(draft, { Subtype: 'Link', A: { S: 'URI', URI: pdfText('http://10.2.3.4/oa') } }),
  ],
  [
    ['external-link'],
    'a link to a file',
    (draft) => annotate(draft, { Subtype: 'Link', A: { S: 'GoToR', F: pdfText('D:/draft.pdf') } }),
  ],
  [['metadata'], 'the author', ({ document }) => document.setAuthor('李明')],
  [
    ['metadata'],
    'a path for a title',
    ({ document }) => document.setTitle('C:\\Users\\liming\\draft.docx'),
  ],
  [
    ['metadata'],
    'an entry of their own',
    ({ document }) => {
      const info = document.context.obj({ Reviewer: PDFString.of('Li Ming') })
      document.context.trailerInfo.Info = document.context.register(info)
    },
  ],
  [
    ['metadata'],
    'the author in XMP',
    ({ document, catalogEntry }) => {
      const packet =
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>李明</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>'
      const stream = document.context.stream(Buffer.from(packet), {
        Type: 'Metadata',
        Subtype: 'XML',
      })
      catalogEntry('Metadata', document.context.register(stream))
    },
  ],
  [
    ['metadata'],
    'where a photograph on the page was taken',
    async ({ document, page }) => {
      page.drawImage(await document.embedJpg(photograph({ isLocated: true })), {
        x: 60,
        y: 60,
        width: 50,
        height: 50,
      })
    },
  ],
  [
    ['earlier-revision'],
    'a page taken out and left behind',
    ({ document, font }) => {
      document.addPage().drawText(SECRET, { font })
      document.removePage(1)
    },
  ],
]

export const PDF_LEAKS: readonly Leak[] = [
  ...PLANTS.map(([kinds, how, plant]): Leak => ({
    how,
    file: '目录.pdf',
    kinds,
    make: () => pdfFile(plant),
  })),
  {
    how: 'saved again behind the first version',
    file: '目录.pdf',
    kinds: ['earlier-revision'],
    make: async () => appended(await pdfFile(() => undefined), '<< /Kind /Change >>'),
  },
  {
    how: 'appended by a crude program',
    file: '目录.pdf',
    kinds: ['earlier-revision'],
    make: async () =>
      Buffer.concat([await pdfFile(() => undefined), Buffer.from('\n% draft 2\n%%EOF\n')]),
  },
  {
    how: 'three versions',
    file: '目录.pdf',
    kinds: ['earlier-revision'],
    make: async () =>
      appended(appended(await pdfFile(() => undefined), '<< /Kind /One >>'), '<< /Kind /Two >>'),
  },
  {
    how: 'something behind the end',
    file: '目录.pdf',
    kinds: ['embedded-file'],
    make: async () => Buffer.concat([await pdfFile(() => undefined), Buffer.from('内部名单')]),
  },
]
