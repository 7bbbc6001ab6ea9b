import { deflateSync } from 'node:zlib'
import { buildZip } from '../builders/zip.ts'
import type { Leak } from './leak.ts'
import { coreProperties } from './office-file.ts'
import { ofdFile } from './ofd-file.ts'
import { photograph, picture } from './pictures.ts'
import { sheetFile } from './sheet-file.ts'
import { wordFile } from './word-file.ts'

const keyed = (key: string, value: string) =>
  Buffer.concat([Buffer.from(`${key}\0`), Buffer.from(value)])
const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="李明"/></rdf:RDF></x:xmpmeta>'
const ZIP = buildZip([{ name: '名单.txt', content: '内部' }])

const PHOTOGRAPHS: Readonly<Record<string, Parameters<typeof photograph>[0]>> = {
  'the place it was taken': { isLocated: true },
  'the photographer': { texts: { 0x01_3b: '李明' } },
  'a remark': { texts: { 0x01_0e: '内部资料 不得外传' } },
  'a comment segment': { segments: [[0xfe, Buffer.from('内部资料')]] },
  XMP: {
    segments: [
      [0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(XMP)])],
    ],
  },
}
const PICTURES: Readonly<Record<string, Parameters<typeof picture>[0]>> = {
  'the author': { chunks: [['tEXt', keyed('Author', 'Li Ming')]] },
  'a packed remark': {
    chunks: [['zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync('内部资料')])]],
  },
  'a path': { chunks: [['tEXt', keyed('Thumb::URI', 'file:///home/liming/a.png')]] },
  XMP: {
    chunks: [
      ['iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), Buffer.from(XMP)])],
    ],
  },
  'the drawing it was made from': { chunks: [['tEXt', keyed('mxfile', '%3Cmxfile%3E')]] },
}

const page = (body: string, head = '') =>
  Buffer.from(
    `<!doctype html><html><head><title>目录</title>${head}</head><body><p>办事服务事项</p>${body}</body></html>`,
  )
const PAGES: readonly (readonly [Leak['kinds'], string, Buffer])[] = [
  [['script'], 'a program', page('<script>x()</script>')],
  [['script'], 'a program in an attribute', page('<p onclick="x()">字</p>')],
  [['script'], 'a link that runs', page('<a href="javascript:x()">字</a>')],
  [['comment'], 'a remark in the source', page('<!-- 李明：此处不宜公开 -->')],
  [['hidden-text'], 'a block not displayed', page('<div style="display: none">内部</div>')],
  [['hidden-text'], 'a block said to be hidden', page('<div hidden>内部</div>')],
  [['hidden-text'], 'white words', page('<span style="color:#fff">内部</span>')],
  [['hidden-text'], 'words of no size', page('<span style="font-size:0">内部</span>')],
  [['hidden-text'], 'a hidden field', page('<input type="hidden" name="a" value="内部">')],
  [
    ['external-link'],
    'a picture from elsewhere',
    page('<img src="https://example.invalid/p.png" alt="图">'),
  ],
  [['external-link'], 'a link to a disk', page('<a href="file:///D:/a.docx">附件</a>')],
  [['metadata'], 'the author', page('', '<meta name="author" content="李明">')],
]

const OFDS: readonly (readonly [Leak['kinds'], string, Parameters<typeof ofdFile>[0]])[] = [
  [['metadata'], 'the author', { info: '<ofd:Author>李明</ofd:Author>' }],
  [
    ['embedded-file'],
    'an attachment',
    {
      attachments:
        '<ofd:Attachment ID="1" Name="底稿"><ofd:FileLoc>a.txt</ofd:FileLoc></ofd:Attachment>',
    },
  ],
  [
    ['annotation'],
    'a highlight',
    {
      annotations:
        '<ofd:Annot ID="1" Type="Highlight" Creator="李明"><ofd:Remark>不宜公开</ofd:Remark></ofd:Annot>',
    },
  ],
  [
    ['hidden-text'],
    'words that are not shown',
    {
      text: '<ofd:TextObject ID="9" Visible="false"><ofd:TextCode>内部</ofd:TextCode></ofd:TextObject>',
    },
  ],
  [
    ['earlier-revision'],
    'versions',
    {
      versions:
        '<ofd:Versions><ofd:Version ID="1" Index="0"/><ofd:Version ID="2" Index="1"/></ofd:Versions>',
    },
  ],
]

export const OTHER_LEAKS: readonly Leak[] = [
  ...Object.entries(PHOTOGRAPHS).map(([how, options]): Leak => ({
    how,
    file: '照片.jpg',
    kinds: ['metadata'],
    make: () => photograph(options),
  })),
  ...Object.entries(PICTURES).map(([how, options]): Leak => ({
    how,
    file: '图.png',
    kinds: ['metadata'],
    make: () => picture(options),
  })),
  {
    how: 'an archive behind the end',
    file: '图.png',
    kinds: ['embedded-file'],
    make: () => picture({ behind: ZIP }),
  },
  {
    how: 'an archive behind the end',
    file: '照片.jpg',
    kinds: ['embedded-file'],
    make: () => photograph({ behind: ZIP }),
  },
  {
    how: 'a chunk of its own',
    file: '图.png',
    kinds: ['embedded-file'],
    make: () => picture({ chunks: [['prVt', Buffer.alloc(5000, 1)]] }),
  },
  ...PAGES.map(([kinds, how, bytes]): Leak => ({
    how,
    file: '目录.html',
    kinds,
    make: () => bytes,
  })),
  {
    how: 'a program',
    file: '图.svg',
    kinds: ['script'],
    make: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'),
  },
  {
    how: 'a program in an attribute',
    file: '图.svg',
    kinds: ['script'],
    make: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
  },
  ...OFDS.map(([kinds, how, options]): Leak => ({
    how,
    file: '目录.ofd',
    kinds,
    make: () => ofdFile(options),
  })),
  {
    how: 'a workbook in a folder',
    file: '材料.zip',
    kinds: ['hidden-sheet'],
    make: () =>
      buildZip([
        {
          name: '附件/目录.xlsx',
          content: sheetFile({ sheets: [['底稿', 'state="hidden"', '']] }),
        },
      ]),
  },
  {
    how: 'a document in an archive in an archive',
    file: '材料.zip',
    kinds: ['metadata'],
    make: () =>
      buildZip([
        {
          name: '内.zip',
          content: buildZip([
            {
              name: '通知.docx',
              content: wordFile(coreProperties('<dc:creator>李明</dc:creator>')),
            },
          ]),
        },
      ]),
  },
  {
    how: 'what a system left behind',
    file: '材料.zip',
    kinds: ['metadata'],
    make: () =>
      buildZip([
        { name: '说明.txt', content: '说明' },
        { name: '__MACOSX/._说明.txt', content: 'x' },
      ]),
  },
  {
    how: 'a program',
    file: '材料.zip',
    kinds: ['script'],
    make: () => buildZip([{ name: '安装.bat', content: 'echo' }]),
  },
]
