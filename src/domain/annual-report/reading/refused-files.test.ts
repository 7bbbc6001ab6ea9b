import { crc32, deflateRawSync } from 'node:zlib'
import { Document, Packer, Paragraph } from 'docx'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'

import { Refusal } from '../../../platform/kernel/refusal.ts'
import { encodeGbk } from './gbk-text.ts'
import { cleanPage } from './printed-html.ts'
import { randomFigures } from './random-figures.ts'
import { LARGEST_REPORT, readReport } from './read-report.ts'

async function refusalOf(source: Uint8Array | string, name = '报告'): Promise<string> {
  try {
    await readReport(source, name)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
  return '没有拒绝'
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** A zip archive with one deflated entry, for archives no library would write. */
function zipOf(name: string, content: Uint8Array, declared = content.byteLength): Uint8Array {
  const packed = deflateRawSync(content)
  const title = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(crc32(content), 14)
  local.writeUInt32LE(packed.byteLength, 18)
  local.writeUInt32LE(declared, 22)
  local.writeUInt16LE(title.byteLength, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  local.copy(central, 6, 4, 30)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.byteLength + title.byteLength, 12)
  end.writeUInt32LE(local.byteLength + title.byteLength + packed.byteLength, 16)
  return new Uint8Array(Buffer.concat([local, title, packed, central, title, end]))
}

describe('files that are no annual report are refused in plain words', () => {
  test.each([
    ['an empty file', new Uint8Array(), '空的'],
    ['blank text', ' \n ', '空的'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), '认不出'],
    [
      'an old Word file',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      '另存为',
    ],
    ['RTF', '{\\rtf1\\ansi 年报}', 'RTF'],
    ['a broken PDF', bytes('%PDF-1.7\nthis is no pdf'), '已损坏'],
    ['a broken archive', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3, 4]), '已损坏'],
    ['JSON of something else', '{"name": "x", "rows": [1, 2]}', '不是年度报告'],
    ['broken JSON', '{"agency": ', '不是年度报告'],
    [
      'a page of news',
      '<html><body><h1>通知</h1><p>共收到12件，规章3件。</p></body></html>',
      '没有找到',
    ],
    ['a table of something else', '<table><tr><td>姓名</td><td>1</td></tr></table>', '没有找到'],
    ['plain prose', '本年度新收政府信息公开申请12件，上年结转3件，均已办结。', '没有找到'],
  ])('%s', async (_, source, words) => {
    const given = typeof source === 'string' ? bytes(source) : source
    expect(await refusalOf(given)).toContain(words)
  })

  test('a workbook whose one merge covers every cell there can be', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('年报').mergeCells('A1:B2')
    const written = Buffer.from(await workbook.xlsx.writeBuffer())
    const sheet = bytes(
      '<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
    )
    expect(await refusalOf(new Uint8Array(written))).toContain('没有找到')
    expect(await refusalOf(zipOf('xl/worksheets/sheet1.xml', sheet))).toContain('展开后过大')
  })

  test('spaces without end take no time without end', { timeout: 10_000 }, async () => {
    expect(await refusalOf(`${' '.repeat(400_000)}x`)).toContain('没有找到')
    expect(await refusalOf(`一、${' '.repeat(5000)}\n`.repeat(60))).toContain('没有找到')
  })

  test('a file larger than any report', async () => {
    expect(await refusalOf(new Uint8Array(LARGEST_REPORT + 1))).toContain('20兆')
  })

  test('a Word file without the tables', async () => {
    const document = new Document({ sections: [{ children: [new Paragraph('会议纪要 3 件')] }] })
    expect(await refusalOf(new Uint8Array(await Packer.toBuffer(document)))).toContain('没有找到')
  })

  test('an Excel file without the tables', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('x').addRow(['姓名', 1, 2, 3])
    expect(await refusalOf(new Uint8Array(await workbook.xlsx.writeBuffer()))).toContain('没有找到')
  })

  test('an archive that is neither Word nor Excel', async () => {
    expect(await refusalOf(zipOf('a.txt', bytes('x')))).toContain('不是 Word')
  })

  test('a zip bomb, whatever sizes it declares', async () => {
    const bomb = zipOf('word/document.xml', new Uint8Array(130 * 1024 * 1024), 100)
    expect(bomb.byteLength).toBeLessThan(1_000_000)
    expect(await refusalOf(bomb)).toContain('过大')
  })

  test('markup nested beyond any page', async () => {
    expect(await refusalOf(bytes('<div>'.repeat(20_000)))).toContain('没有找到')
  })

  test('the message names nothing of the machine', async () => {
    expect(await refusalOf(bytes('%PDF-1.7\n'))).not.toMatch(/[\\/]|Error/u)
  })
})

describe('encodings', () => {
  const page = cleanPage(randomFigures(1, '2021'))

  test('UTF-16 with a mark', async () => {
    const report = await readReport(
      new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(page, 'utf16le')])),
      'x',
    )
    expect(report.agency).toBe('示例市数据管理局')
  })

  test('GBK, declared or not', async () => {
    const report = await readReport(encodeGbk(page), 'x')
    expect(report.agency).toBe('示例市数据管理局')
    expect(report.unread).toEqual([])
  })

  test('the content decides, not the name', async () => {
    expect((await readReport(bytes(page), '报告.pdf')).unread).toEqual([])
  })
})
