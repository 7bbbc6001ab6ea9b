import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '../../src/platform/documents/typst-process.ts'
import type { FindingKind } from '../../src/platform/release-scan/kinds.ts'
import {
  cleanCopyForRelease,
  scanForRelease,
  stopScanning,
} from '../../src/platform/release-scan/scan.ts'
import { ORDINARY_FILES } from './ordinary-files.ts'
import { OTHER_LEAKS } from './other-leaks.ts'
import { PDF_LEAKS } from './pdf-leaks.ts'
import { photograph } from './pictures.ts'
import { SHEET_LEAKS } from './sheet-leaks.ts'
import { SLIDE_LEAKS } from './slide-leaks.ts'
import { WORD_LEAKS } from './word-leaks.ts'

afterAll(() => {
  stopScanning()
  stopTypesetting()
})

/** Taking these out would change what is seen, or is beyond us: the copy says so. */
const STAYS: readonly FindingKind[] = ['text-under-shape']
const HARD = /cut-off part|field that sets|taken in whole|text in the place of a picture/
const HARD_PDF = /words|half a point|layer|field that is hidden/

const OFFICE = [...WORD_LEAKS, ...SHEET_LEAKS, ...SLIDE_LEAKS].filter(
  ({ kinds, how }) => !kinds.some((kind) => STAYS.includes(kind)) && !HARD.test(how),
)
const PDF = PDF_LEAKS.filter(
  ({ kinds, how }) =>
    !kinds.some((kind) => STAYS.includes(kind)) &&
    !(kinds.includes('hidden-text') && HARD_PDF.test(how)),
)
const PICTURES = OTHER_LEAKS.filter(({ file }) => /\.(?:jpg|png)$/.test(file))

test.each([...OFFICE, ...PDF, ...PICTURES])(
  '$file is clean without $kinds: $how',
  async ({ file, kinds, make }) => {
    const copy = await cleanCopyForRelease(file, await make())
    expect(copy).toMatchObject({ ok: true, remaining: [] })
    if (!copy.ok) return
    expect([...new Set(copy.removed.map(({ kind }) => kind))].sort()).toEqual([...kinds].sort())
    expect(await scanForRelease(file, copy.bytes)).toMatchObject({ ok: true, findings: [] })
  },
)

test.each([
  ['通知.docx', 'a document taken in whole', WORD_LEAKS],
  ['目录.pdf', 'a square drawn as a note', PDF_LEAKS],
])('there is no copy of %s when it would show other words: %s', async (file, how, leaks) => {
  const leak = leaks.find((one) => one.how === how)!
  expect(await cleanCopyForRelease(file, await leak.make())).toMatchObject({
    ok: false,
    reason: 'cannot',
  })
})

test('what lies under a shape stays, and is told', async () => {
  const leak = PDF_LEAKS.find(({ how }) => how === 'a black box over words')!
  const copy = await cleanCopyForRelease(leak.file, await leak.make())
  expect(copy).toMatchObject({ ok: true, remaining: [{ kind: 'text-under-shape' }] })
})

test('a photograph keeps the side that is up', async () => {
  const copy = await cleanCopyForRelease('照片.jpg', turnedPhotograph())
  expect(
    copy.ok && Buffer.from(copy.bytes).includes(Buffer.from('1201030001000000060000', 'hex')),
  ).toBe(true)
  expect(copy).toMatchObject({ remaining: [] })
})

function turnedPhotograph(): Buffer {
  const exif = Buffer.from(
    '49492a000800000002001201030001000000060000003b01020005000000260000000000000000',
    'hex',
  )
  return photograph({
    segments: [[0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif, Buffer.from('李明')])]],
  })
}

test('what has no clean copy says so', async () => {
  expect(await cleanCopyForRelease('说明.txt', Buffer.from('说明'))).toMatchObject({
    ok: false,
    reason: 'cannot',
  })
  expect(await cleanCopyForRelease('半.docx', Buffer.from('PK\u0003\u0004'))).toMatchObject({
    ok: false,
    reason: 'broken',
  })
})

test('files of programs stay what they were', async () => {
  for (const { file, make } of ORDINARY_FILES.filter(({ file }) =>
    /\.(?:docx|xlsx|pptx|pdf|zip)$/.test(file),
  )) {
    expect([file, await cleanCopyForRelease(file, await make())]).toMatchObject([
      file,
      { ok: true, remaining: [] },
    ])
  }
})
