import { coreProperties, appProperties, customProperty } from './office-file.ts'
import { photograph, picture } from './pictures.ts'
import type { Leak } from './leak.ts'
import {
  anchored,
  cell,
  DOCUMENT,
  paragraph,
  run,
  said,
  table,
  wordFile,
  wordPart,
} from './word-file.ts'

const TRACKED = 'w:id="1" w:author="李明" w:date="2020-03-02T09:00:00Z"'
const BOX =
  '<wps:wsp><wps:spPr><a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="000000"/></a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp>'
const BLIP = '<pic:pic><pic:blipFill><a:blip r:embed="image"/>CROP</pic:blipFill></pic:pic>'

const image = (content: Buffer) => ({
  parts: [{ name: 'word/media/image1.png', content }],
  links: [{ from: DOCUMENT, type: 'image', to: 'word/media/image1.png', id: 'image' }],
})
const field = (code: string) =>
  paragraph(
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('结果')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  )

export const WORD_LEAKS: readonly Leak[] = [
  ...Object.entries({
    'a run set to vanish': { body: paragraph(run('内部意见', '<w:vanish/>')) },
    'a character style that vanishes': {
      styles: '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>',
      body: paragraph(run('内部意见', '<w:rStyle w:val="h"/>')),
    },
    'a paragraph style based on one that vanishes': {
      styles:
        '<w:style w:type="paragraph" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>',
      body: paragraph(run('内部意见'), '<w:pStyle w:val="b"/>'),
    },
    'white on white': { body: paragraph(run('内部意见', '<w:color w:val="FFFFFF"/>')) },
    'nearly white on white': { body: paragraph(run('内部意见', '<w:color w:val="FDFDFD"/>')) },
    'black on a black fill': {
      body: paragraph(
        run('内部意见', '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'),
      ),
    },
    'automatic colour under a black marker': {
      body: paragraph(run('内部意见', '<w:highlight w:val="black"/>')),
    },
    'a grey cell with text of the same grey': {
      body: table(
        cell(
          paragraph(run('内部意见', '<w:color w:val="808080"/>')),
          '<w:shd w:val="clear" w:fill="808080"/>',
        ),
      ),
    },
    'half a point': { body: paragraph(run('内部意见', '<w:sz w:val="1"/>')) },
    'one per cent wide': { body: paragraph(run('内部意见', '<w:w w:val="1"/>')) },
    'no fill': { body: paragraph(run('内部意见', '<w14:textFill><w14:noFill/></w14:textFill>')) },
    'in a footnote': {
      ...wordPart(
        'footnotes',
        'footnotes.xml',
        'footnotes',
        `<w:footnote w:id="2">${paragraph(run('内部意见', '<w:vanish/>'))}</w:footnote>`,
      ),
    },
    'in a header': {
      ...wordPart('header', 'header1.xml', 'hdr', paragraph(run('内部意见', '<w:vanish/>'))),
    },
    'in a text box': {
      body: paragraph(
        anchored(
          `<wps:wsp><wps:txbx><w:txbxContent>${paragraph(run('内部意见', '<w:vanish/>'))}</w:txbxContent></wps:txbx></wps:wsp>`,
        ),
      ),
    },
    'only for old programs': {
      body: paragraph(
        `<w:r><mc:AlternateContent><mc:Choice Requires="wps"/><mc:Fallback><w:t>内部意见</w:t></mc:Fallback></mc:AlternateContent></w:r>`,
      ),
    },
    'a row pressed flat': {
      body: `<w:tbl><w:tr><w:trPr><w:trHeight w:val="10" w:hRule="exact"/></w:trPr>${cell(said('内部意见'))}</w:tr></w:tbl>`,
    },
    'the cut-off part of a picture': {
      body: paragraph(
        anchored(
          BLIP.replace('CROP', '<a:srcRect r="40000"/>'),
          'behindDoc="0"',
          '<wp:wrapSquare wrapText="bothSides"/>',
        ),
      ),
      ...image(picture()),
    },
    'a field that sets a bookmark': { body: field(' SET mark "领导批示：暂不公开" ') },
  }).map(([how, options]): Leak => ({
    how,
    file: '通知.docx',
    kinds: ['hidden-text'],
    make: () => wordFile(options),
  })),

  ...Object.entries({
    'an insertion': { body: paragraph(`<w:ins ${TRACKED}>${run('补充')}</w:ins>`) },
    'a deletion': {
      body: paragraph(`<w:del ${TRACKED}><w:r><w:delText>原有措辞</w:delText></w:r></w:del>`),
    },
    'a move': { body: paragraph(`<w:moveFrom ${TRACKED}>${run('移走')}</w:moveFrom>`) },
    'a change of format': {
      body: paragraph(run('字', `<w:rPrChange ${TRACKED}><w:rPr><w:b/></w:rPr></w:rPrChange>`)),
    },
    'a deleted row': {
      body: `<w:tbl><w:tr><w:trPr><w:del ${TRACKED}/></w:trPr>${cell(said('行'))}</w:tr></w:tbl>`,
    },
    'a deletion in an endnote': {
      ...wordPart(
        'endnotes',
        'endnotes.xml',
        'endnotes',
        `<w:endnote w:id="2">${paragraph(`<w:del ${TRACKED}><w:r><w:delText>原</w:delText></w:r></w:del>`)}</w:endnote>`,
      ),
    },
  }).map(([how, options]): Leak => ({
    how,
    file: '通知.docx',
    kinds: ['tracked-change'],
    make: () => wordFile(options),
  })),

  {
    how: 'a remark in the margin',
    file: '通知.docx',
    kinds: ['comment'],
    make: () =>
      wordFile({
        body: paragraph(
          `<w:commentRangeStart w:id="0"/>${run('字')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
        ),
        ...wordPart(
          'comments',
          'comments.xml',
          'comments',
          `<w:comment w:id="0" w:author="李明">${said('此处不宜公开')}</w:comment>`,
        ),
      }),
  },
  {
    how: 'a remark in a part that nothing leads to',
    file: '通知.docx',
    kinds: ['comment'],
    make: () =>
      wordFile({
        parts: wordPart(
          'comments',
          'comments.xml',
          'comments',
          `<w:comment w:id="0">${said('不宜公开')}</w:comment>`,
        ).parts!,
      }),
  },
  {
    how: 'a remark that the text no longer points to',
    file: '通知.docx',
    kinds: ['comment'],
    make: () =>
      wordFile(
        wordPart(
          'comments',
          'comments.xml',
          'comments',
          `<w:comment w:id="7">${said('旧意见')}</w:comment>`,
        ),
      ),
  },

  ...Object.entries({
    'the author': coreProperties('<dc:creator>李明</dc:creator>'),
    'who saved it last': coreProperties('<cp:lastModifiedBy>wangxiaoming</cp:lastModifiedBy>'),
    'a description': coreProperties('<dc:description>二稿，报王局审</dc:description>'),
    'the company': appProperties('<Company>某某咨询有限公司</Company>'),
    'the company, though a public body': appProperties('<Company>示例市财政局</Company>'),
    'the manager': appProperties('<Manager>李明</Manager>'),
    'the path of the template': appProperties(
      '<Template>C:\\Users\\liming\\模板\\内部.dotm</Template>',
    ),
    'a property of their own': customProperty('承办人', '李明'),
    'the account of the word processor': customProperty(
      'KSOTemplateDocerSaveRecord',
      Buffer.from('{"hdid":"ab","userId":"12"}').toString('base64'),
    ),
    'hidden data': {
      parts: [{ name: 'customXml/item1.xml', content: '<data><handler>李明</handler></data>' }],
      links: [{ from: DOCUMENT, type: 'customXml', to: 'customXml/item1.xml' }],
    },
    'a document variable': {
      settings: '<w:docVars><w:docVar w:name="审批" w:val="李明：同意"/></w:docVars>',
    },
    'where a photograph was taken': {
      body: paragraph(
        anchored(
          BLIP.replace('CROP', ''),
          'behindDoc="0"',
          '<wp:wrapSquare wrapText="bothSides"/>',
        ),
      ),
      ...image(photograph({ isLocated: true })),
    },
  }).map(([how, options]): Leak => ({
    how,
    file: '通知.docx',
    kinds: ['metadata'],
    make: () => wordFile(options),
  })),

  ...Object.entries({
    'a template from a server': {
      from: 'word/settings.xml',
      type: 'attachedTemplate',
      to: 'https://example.invalid/t.dotm',
    },
    'a linked picture': { from: DOCUMENT, type: 'image', to: 'https://example.invalid/p.png' },
    'a linked object': { from: DOCUMENT, type: 'oleObject', to: 'file:///D:/预算.xlsx' },
    'a hyperlink to a disk': {
      from: DOCUMENT,
      type: 'hyperlink',
      to: 'file:///C:\\Users\\liming\\底稿.docx',
    },
    'a hyperlink to a share': {
      from: DOCUMENT,
      type: 'hyperlink',
      to: '\\\\fileserver\\share\\底稿.docx',
    },
    'a hyperlink into the network': {
      from: DOCUMENT,
      type: 'hyperlink',
      to: 'http://192.168.1.8/oa/view?id=3',
    },
  }).map(([how, link]): Leak => ({
    how,
    file: '通知.docx',
    kinds: ['external-link'],
    make: () => wordFile({ settings: '', links: [{ ...link, isExternal: true }] }),
  })),
  ...[
    ' INCLUDETEXT "D:\\\\底稿.docx" ',
    ' DDEAUTO excel "C:\\\\预算.xlsx" a1 ',
    ' INCLUDEPICTURE "http://example.invalid/p.png" ',
  ].map((code): Leak => ({
    how: `the field ${code.trim().split(' ')[0]}`,
    file: '通知.docx',
    kinds: ['external-link'],
    make: () => wordFile({ body: field(code) }),
  })),
  {
    how: 'the source of a mail merge',
    file: '通知.docx',
    kinds: ['external-link'],
    make: () =>
      wordFile({ settings: '<w:mailMerge><w:query w:val="SELECT * FROM 名单"/></w:mailMerge>' }),
  },

  {
    how: 'an OLE object',
    file: '通知.docx',
    kinds: ['embedded-object'],
    make: () =>
      wordFile({
        parts: [
          {
            name: 'word/embeddings/oleObject1.bin',
            content: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          },
        ],
        links: [{ from: DOCUMENT, type: 'oleObject', to: 'word/embeddings/oleObject1.bin' }],
      }),
  },
  {
    how: 'an embedded document with its author',
    file: '通知.docx',
    kinds: ['embedded-file', 'embedded-object', 'metadata'],
    make: () =>
      wordFile({
        parts: [
          {
            name: 'word/embeddings/a.docx',
            content: wordFile(coreProperties('<dc:creator>李明</dc:creator>')),
          },
        ],
        links: [{ from: DOCUMENT, type: 'package', to: 'word/embeddings/a.docx' }],
      }),
  },
  {
    how: 'a control',
    file: '通知.docx',
    kinds: ['embedded-object'],
    make: () =>
      wordFile({
        parts: [{ name: 'word/activeX/activeX1.xml', content: '<ax/>' }],
        links: [{ from: DOCUMENT, type: 'control', to: 'word/activeX/activeX1.xml' }],
      }),
  },
  {
    how: 'a document taken in whole',
    file: '通知.docx',
    kinds: ['embedded-file'],
    make: () =>
      wordFile({
        parts: [{ name: 'word/afchunk.htm', content: '<p>全文</p>' }],
        links: [{ from: DOCUMENT, type: 'aFChunk', to: 'word/afchunk.htm' }],
      }),
  },
  {
    how: 'a part that nothing leads to',
    file: '通知.docx',
    kinds: ['embedded-file'],
    make: () => wordFile({ parts: [{ name: 'word/secret.txt', content: '内部' }] }),
  },
  {
    how: 'a text in the place of a picture',
    file: '通知.docx',
    kinds: ['embedded-file'],
    make: () => wordFile(image(Buffer.from('内部名单'))),
  },
  {
    how: 'macros',
    file: '通知.docx',
    kinds: ['macro'],
    make: () =>
      wordFile({
        parts: [{ name: 'word/vbaProject.bin', content: 'x' }],
        links: [
          {
            from: DOCUMENT,
            type: 'http://schemas.microsoft.com/office/2006/relationships/vbaProject',
            to: 'word/vbaProject.bin',
          },
        ],
      }),
  },
  {
    how: 'a document that may run macros, called docx',
    file: '通知.docx',
    kinds: ['macro'],
    make: () => wordFile({ mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
  },

  ...Object.entries({
    'a black box in front of the words': {
      body: paragraph(`${run('姓名：王小明')}${anchored(BOX)}`),
    },
    'an opaque picture in front of the words': {
      body: paragraph(`${run('姓名：王小明')}${anchored(BLIP.replace('CROP', ''))}`),
      ...image(picture()),
    },
    'a box of the old kind': {
      body: paragraph(
        `${run('姓名：王小明')}<w:r><w:pict><v:rect style="position:absolute;width:200pt;height:20pt;z-index:9" fillcolor="black"/></w:pict></w:r>`,
      ),
    },
  }).map(([how, options]): Leak => ({
    how,
    file: '通知.docx',
    kinds: ['text-under-shape'],
    make: () => wordFile(options),
  })),
]
