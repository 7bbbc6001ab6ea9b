import { deflateSync, crc32 } from 'node:zlib'
import { buildZip } from './zip.ts'

/** Small files of each kind that is taken in, as their programs write them. */
export const testFiles = {
  pdf: (inside = '') =>
    Buffer.from(`%PDF-1.7\n1 0 obj\n<<>>\nendobj\n${inside}\ntrailer\n<<>>\n%%EOF\n`, 'latin1'),
  png: buildPng,
  jpeg: buildJpeg,
  docx: () => buildOffice('word/document.xml'),
  xlsx: () => buildOffice('xl/workbook.xml'),
  pptx: () => buildOffice('ppt/presentation.xml'),
  ofd: () => buildZip([{ name: 'OFD.xml', content: '<?xml version="1.0"?><ofd:OFD/>' }]),
  txt: () => Buffer.from('申请公开 2020 年的文件。\r\n'),
  gb18030: () => Buffer.from([0xc9, 0xea, 0xc7, 0xeb, 0x0d, 0x0a]),
  zip: () => buildZip([{ name: '材料/身份证.txt', content: '示例' }]),
  doc: () => buildOle2('WordDocument'),
  xls: () => buildOle2('Workbook'),
}

function buildOffice(main: string): Buffer {
  return buildZip([
    { name: '[Content_Types].xml', content: '<?xml version="1.0"?><Types/>' },
    { name: '_rels/.rels', content: '<?xml version="1.0"?><Relationships/>' },
    { name: main, content: '<?xml version="1.0"?><document/>' },
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32BE(data.length, 0)
  bytes.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([bytes.subarray(0, 4), body, bytes.subarray(4)])
}

function buildPng(width = 1, height = 1, behind = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
    behind,
  ])
}

function buildJpeg(width = 1, height = 1, comment = '示例', behind = Buffer.alloc(0)): Buffer {
  const words = Buffer.from(comment)
  const said = Buffer.from([0xff, 0xfe, 0, 0, ...words])
  said.writeUInt16BE(words.length + 2, 2)
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0x55, 0xff, 0xd9])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), said, frame, scan, behind])
}

/** Header, one sector of allocation table, one of directory. */
export function buildOle2(...names: readonly string[]): Buffer {
  const bytes = Buffer.alloc(512 * 3)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes)
  bytes.writeUInt16LE(9, 30)
  bytes.writeUInt32LE(1, 48)
  bytes.fill(0xff, 68, 512)
  bytes.writeUInt32LE(0, 76)
  bytes.writeUInt32LE(0xfffffffd, 512)
  bytes.writeUInt32LE(0xfffffffe, 516)
  for (const [index, name] of ['Root Entry', ...names].entries()) {
    const at = 1024 + index * 128
    bytes.write(name, at, 'utf16le')
    bytes.writeUInt16LE(name.length * 2 + 2, at + 64)
  }
  return bytes
}
