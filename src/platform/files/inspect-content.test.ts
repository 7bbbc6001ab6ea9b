import { randomBytes } from 'node:crypto'
import { Document, Packer, Paragraph } from 'docx'
import ExcelJS from 'exceljs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildOle2, testFiles } from '../../../test/builders/files.ts'
import { buildZip } from '../../../test/builders/zip.ts'
import { Refusal } from '../kernel/refusal.ts'
import { contentOf } from './content.ts'
import { agreedName, inspectContent } from './inspect-content.ts'

const inspect = (bytes: Buffer) => inspectContent(contentOf(bytes))
const refusal = (message: string) =>
  expect.objectContaining({ code: 'invalid', message: expect.stringContaining(message) })

describe('a file is what its content says', () => {
  test.each([
    ['pdf', testFiles.pdf()],
    ['png', testFiles.png()],
    ['jpeg', testFiles.jpeg()],
    ['docx', testFiles.docx()],
    ['xlsx', testFiles.xlsx()],
    ['pptx', testFiles.pptx()],
    ['ofd', testFiles.ofd()],
    ['doc', testFiles.doc()],
    ['xls', testFiles.xls()],
    ['txt', testFiles.txt()],
    ['txt-gb18030', testFiles.gb18030()],
    ['zip', testFiles.zip()],
  ])('%s', async (kind, bytes) => {
    expect(await inspect(bytes)).toBe(kind)
  })

  test('documents as our own writers make them', async () => {
    const word = new Document({ sections: [{ children: [new Paragraph('答复书')] }] })
    expect(await inspect(await Packer.toBuffer(word))).toBe('docx')
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('台账').addRow(['收到日期'])
    expect(await inspect(Buffer.from(await workbook.xlsx.writeBuffer()))).toBe('xlsx')
  })

  test('a telephone picture with a film behind it', async () => {
    expect(await inspect(testFiles.jpeg(10, 10, '', randomBytes(5000)))).toBe('jpeg')
  })

  test('an archive of documents, one of which holds a table', async () => {
    const word = buildZip([
      { name: '[Content_Types].xml', content: '<?xml?>' },
      { name: '_rels/.rels', content: '<?xml?>' },
      { name: 'word/embeddings/chart.xlsx', content: testFiles.xlsx(), stored: true },
    ])
    expect(await inspect(buildZip([{ name: '证据/合同.docx', content: word }]))).toBe('zip')
  })

  test('an uncompressed PDF in an archive does not make the archive a PDF', async () => {
    const archive = buildZip([{ name: 'a.pdf', content: testFiles.pdf(), stored: true }])
    expect(await inspect(archive)).toBe('zip')
  })
})

describe('what is not taken in', () => {
  test.each([
    ['HTML', '<!DOCTYPE html><title>x</title>'],
    ['HTML behind blank lines', '\r\n\n  <HTML><body onload=alert(1)>'],
    [
      'a page that begins as a letter',
      `申请人：示例\n${'字'.repeat(40_000)}<ScRiPt>alert(1)</script>`,
    ],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['XML', '<?xml version="1.0"?><a/>'],
    ['a shell script', '#!/bin/sh\nrm -rf /'],
    ['PHP', '<?php system($_GET[1]);'],
  ])('%s', async (_, text) => {
    await expect(inspect(Buffer.from(text))).rejects.toEqual(refusal('网页、脚本'))
  })

  test.each([
    ['a Windows program', Buffer.from(`MZ\u0090\u0000${'x'.repeat(100)}`, 'latin1')],
    ['a Linux program', Buffer.from('\u007fELF\u0002\u0001\u0001\u0000', 'latin1')],
    ['UTF-16 HTML', Buffer.from('\ufeff<script>alert(1)</script>', 'utf16le')],
    ['GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1')],
    ['rar', Buffer.from('Rar!\u001a\u0007\u0000', 'latin1')],
    ['an installer in the container of Word', buildOle2('DigitalSignature')],
    ['noise', Buffer.concat([Buffer.from([0]), randomBytes(5000)])],
  ])('%s', async (_, bytes) => {
    await expect(inspect(bytes)).rejects.toEqual(refusal('不接收这种文件'))
  })

  test('macros, old and new', async () => {
    const macros = refusal('宏')
    await expect(inspect(buildOle2('WordDocument', '_VBA_PROJECT'))).rejects.toEqual(macros)
    const word = buildZip([
      { name: '[Content_Types].xml' },
      { name: '_rels/.rels' },
      { name: 'word/document.xml' },
      { name: 'word/vbaProject.bin', content: randomBytes(50) },
    ])
    await expect(inspect(word)).rejects.toEqual(macros)
  })

  test('a document with a password, which nobody can look into', async () => {
    await expect(inspect(buildOle2('EncryptedPackage'))).rejects.toEqual(refusal('密码'))
  })
})

describe('two kinds in one file', () => {
  const two = refusal('夹带')
  const page = '<script>alert(document.cookie)</script>'

  test('a page hidden in a picture', async () => {
    await expect(inspect(testFiles.jpeg(1, 1, page))).rejects.toEqual(two)
    await expect(inspect(testFiles.jpeg(1, 1, '', Buffer.from(page)))).rejects.toEqual(two)
  })

  test('an archive behind a picture, a PDF or a Word file', async () => {
    const archive = testFiles.zip()
    for (const first of [testFiles.jpeg(), testFiles.pdf(), testFiles.doc()]) {
      await expect(inspect(Buffer.concat([first, archive]))).rejects.toEqual(two)
    }
    await expect(inspect(testFiles.pdf(archive.toString('latin1')))).rejects.toEqual(two)
  })

  test('anything behind a PNG', async () => {
    await expect(inspect(testFiles.png(1, 1, Buffer.from(testFiles.zip())))).rejects.toEqual(
      refusal('损坏'),
    )
    await expect(inspect(testFiles.png(1, 1, Buffer.from('x')))).rejects.toEqual(refusal('损坏'))
  })

  test('a PDF in the words of a picture', async () => {
    await expect(inspect(testFiles.jpeg(1, 1, '%PDF-1.4'))).rejects.toEqual(two)
  })

  test('a page before the first object of a PDF', async () => {
    const bytes = Buffer.from(`%PDF-1.4\n<html>${page}</html>\n%%EOF`)
    await expect(inspect(bytes)).rejects.toEqual(two)
  })

  test('a PDF with something before it is none', async () => {
    const bytes = Buffer.concat([Buffer.from('<html>'), testFiles.pdf()])
    await expect(inspect(bytes)).rejects.toThrow(Refusal)
  })

  test('a page in the head of an archive', async () => {
    const archive = buildZip([{ name: 'a.txt', extra: Buffer.from(page) }])
    await expect(inspect(archive)).rejects.toEqual(two)
  })
})

describe('pictures that would fill the memory of whoever looks', () => {
  test.each([
    ['PNG', testFiles.png(50_000, 50_000)],
    ['a long, thin PNG', testFiles.png(1_000_000, 1)],
    ['JPEG', testFiles.jpeg(65_535, 65_535)],
  ])('%s', async (_, bytes) => {
    await expect(inspect(bytes)).rejects.toEqual(refusal('像素'))
  })

  test('a scan of a page at 600 dpi is taken', async () => {
    expect(await inspect(testFiles.jpeg(4960, 7016))).toBe('jpeg')
  })

  test('pictures without a size', async () => {
    await expect(inspect(testFiles.png(0, 10))).rejects.toEqual(refusal('损坏'))
    await expect(inspect(testFiles.jpeg().subarray(0, 14))).rejects.toEqual(refusal('损坏'))
  })
})

test('broken bytes of any kind are refused, never a bug', async () => {
  const wholes = Object.values(testFiles).map((build) => build())
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...wholes),
      fc.nat(),
      fc.uint8Array({ maxLength: 40 }),
      async (whole, seed, noise) => {
        const bytes = Buffer.from(whole)
        bytes.set(noise.subarray(0, bytes.length), seed % Math.max(1, bytes.length - noise.length))
        const error = await inspect(bytes).then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        expect(error === undefined || error instanceof Refusal, String(error)).toBe(true)
      },
    ),
    { numRuns: 1500 },
  )
})

test('name and content must agree; a missing extension is added', () => {
  expect(agreedName('申请表.PDF', 'pdf')).toBe('申请表.PDF')
  expect(agreedName('申请表', 'docx')).toBe('申请表.docx')
  expect(agreedName('证明.wps', 'doc')).toBe('证明.wps')
  expect(() => agreedName('照片.jpg', 'pdf')).toThrow('.jpg')
  expect(() => agreedName('说明.txt.exe', 'txt')).toThrow('.exe')
  expect(() => agreedName('页面.html', 'txt')).toThrow('.html')
})
