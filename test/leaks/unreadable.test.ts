import { randomBytes } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { RELEASE_LIMITS } from '../../src/platform/release-scan/limits.ts'
import { scanForRelease, stopScanning } from '../../src/platform/release-scan/scan.ts'
import { buildZip } from '../builders/zip.ts'
import { officeFile } from './office-file.ts'
import { pdfFile } from './pdf-file.ts'
import { photograph, picture } from './pictures.ts'
import { sheetFile } from './sheet-file.ts'
import { DOCUMENT, wordFile, wordXml } from './word-file.ts'

afterAll(stopScanning)

const quick = { ...RELEASE_LIMITS, patience: 5000, maxMemoryMegabytes: 700 }
const pdf = await pdfFile(() => undefined)
const word = wordFile({})

const withMain = (content: string) =>
  officeFile(
    [
      {
        name: DOCUMENT,
        content,
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      },
    ],
    [{ from: '', type: 'officeDocument', to: DOCUMENT }],
  )

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`
const FETCH = LAUGHS.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')

function nested(depth: number): Buffer {
  let inner = buildZip([{ name: '说明.txt', content: '说明' }])
  for (let level = 0; level < depth; level += 1)
    inner = buildZip([{ name: '内.zip', content: inner }])
  return inner
}

test.each([
  ['nothing', '空.docx', Buffer.alloc(0), 'broken'],
  ['noise', '乱.bin', randomBytes(2000), 'unknown-kind'],
  ['noise called a document', '乱.docx', randomBytes(2000), 'unknown-kind'],
  ['half a document', '半.docx', word.subarray(0, word.length / 2), 'broken'],
  ['half a PDF', '半.pdf', pdf.subarray(0, pdf.length / 2), 'broken'],
  ['the head of a PDF', '头.pdf', Buffer.from('%PDF-1.7\n'), 'broken'],
  ['half a picture', '半.png', picture().subarray(0, 50), 'broken'],
  ['half a photograph', '半.jpg', photograph().subarray(0, 100), 'broken'],
  [
    'a document of the old kind, or one with a password',
    '旧.doc',
    Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex'),
    'unknown-kind',
  ],
  ['rich text', '文.rtf', Buffer.from('{\\rtf1 abc}'), 'unknown-kind'],
  [
    'an archive of another kind',
    '包.7z',
    Buffer.from('377abcaf271c00040000', 'hex'),
    'unknown-kind',
  ],
  [
    'an archive with a password',
    '密.zip',
    buildZip([{ name: 'a.txt', encrypted: true }]),
    'encrypted',
  ],
  [
    'an archive that says less than it holds',
    '谎.zip',
    buildZip([{ name: 'a.txt', content: 'abc', hidden: Buffer.alloc(300) }]),
    'broken',
  ],
  ['an archive with a path out', '路.zip', buildZip([{ name: '../a.txt' }]), 'broken'],
  [
    'an archive with one name twice',
    '重.zip',
    buildZip([{ name: 'a.txt' }, { name: 'a.txt' }]),
    'broken',
  ],
  [
    'a member nobody can read',
    '包.zip',
    buildZip([{ name: 'a.txt' }, { name: 'b.bin', content: randomBytes(500) }]),
    'unknown-kind',
  ],
  [
    'two gigabytes by its own word',
    '大.zip',
    buildZip([{ name: 'a.txt', content: 'abc', claimedSize: 2 ** 31 }]),
    'too-much',
  ],
  [
    'a bomb',
    '弹.zip',
    buildZip([{ name: 'a.txt', content: Buffer.alloc(300 * 2 ** 20), claimedSize: 1000 }]),
    'broken',
  ],
  ['archives in archives in archives', '深.zip', nested(8), 'too-much'],
  ['entities that multiply', '笑.docx', withMain(LAUGHS), 'broken'],
  ['an entity that fetches', '取.docx', withMain(FETCH), 'broken'],
  [
    'an entity nobody declared',
    '未.docx',
    withMain(LAUGHS.replace(/<!DOCTYPE[^\]]*\]>/, '')),
    'broken',
  ],
  [
    'elements a thousand deep',
    '层.docx',
    withMain(wordXml('document', '<w:body>'.repeat(1000) + '</w:body>'.repeat(1000))),
    'too-much',
  ],
  [
    'a workbook without its sheet',
    '缺.xlsx',
    officeFile(
      [
        {
          name: 'xl/workbook.xml',
          content:
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="a"/></sheets></workbook>',
          type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
        },
      ],
      [{ from: '', type: 'officeDocument', to: 'xl/workbook.xml' }],
    ),
    'broken',
  ],
])('%s is no clean bill', async (_, name, bytes, reason) => {
  expect(await scanForRelease(name, bytes, quick)).toEqual({
    ok: false,
    reason,
    message: expect.any(String) as string,
  })
})

test('beyond the limits of size it is not even opened', async () => {
  const limits = { ...quick, maxBytes: 100 }
  expect(await scanForRelease('a.txt', Buffer.alloc(101, 0x61), limits)).toMatchObject({
    ok: false,
    reason: 'too-large',
  })
})

test('a bomb that tells the truth runs into the budget', async () => {
  const bomb = buildZip([{ name: 'a.txt', content: Buffer.alloc(60 * 2 ** 20, 0x61) }])
  const limits = { ...quick, maxUnpackedBytes: 50 * 2 ** 20 }
  expect(await scanForRelease('弹.zip', bomb, limits)).toMatchObject({
    ok: false,
    reason: 'too-much',
  })
})

test('what takes too long is ended, and the next file is searched', async () => {
  const rows = Array.from(
    { length: 60_000 },
    (_, index) =>
      `<row r="${index + 2}"><c r="A${index + 2}" t="inlineStr"><is><t>事项${index}</t></is></c></row>`,
  )
  const limits = { ...quick, patience: 60 }
  const result = await scanForRelease('长.xlsx', sheetFile({ rows: rows.join('') }), limits)
  expect(result).toMatchObject({ ok: false, reason: 'too-much' })
  expect(await scanForRelease('a.txt', Buffer.from('通知'), quick)).toMatchObject({
    ok: true,
    findings: [],
  })
})

test('what takes too much memory is ended', async () => {
  const limits = { ...quick, maxMemoryMegabytes: 90 }
  const page = buildZip([{ name: 'a.txt', content: Buffer.alloc(100 * 2 ** 20, 0x61) }])
  expect(await scanForRelease('大.zip', page, limits)).toMatchObject({ ok: false })
  expect(await scanForRelease('a.txt', Buffer.from('通知'), quick)).toMatchObject({ ok: true })
})

test('many files at once are each answered', async () => {
  const results = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      scanForRelease('a.docx', index % 2 ? word : word.subarray(0, 200), quick),
    ),
  )
  expect(results.map(({ ok }) => ok)).toEqual([false, true, false, true, false, true, false, true])
})
