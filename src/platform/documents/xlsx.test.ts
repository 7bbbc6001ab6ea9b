import { buffer } from 'node:stream/consumers'
import { PassThrough } from 'node:stream'
import exceljs from 'exceljs'
import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { SINGLE } from './table-grid.ts'
import { tableBytes, writeTable, type TableValue } from './xlsx-table.ts'
import { cellValue, safeCellText } from './xlsx-text.ts'
import { renderXlsx } from './xlsx.ts'

async function open(bytes: Uint8Array) {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  return workbook.worksheets[0]!
}

test('a text that a spreadsheet would run is marked as text, also when opened again from CSV', () => {
  expect(safeCellText('=HYPERLINK("http://x","y")')).toBe(`'=HYPERLINK("http://x","y")`)
  expect(safeCellText('@SUM(A1)')).toBe(`'@SUM(A1)`)
  expect(safeCellText('-2+3')).toBe(`'-2+3`)
  expect(safeCellText('\t=1')).toBe(`'\t=1`)
  expect(safeCellText('＝1')).toBe(`'＝1`)
})

test('the signs of 本年增/减 stay as they are', () => {
  expect(safeCellText('+1')).toBe('+1')
  expect(safeCellText('-1')).toBe('-1')
  expect(cellValue('+1')).toBe('+1')
})

test('no text at all begins like a formula, unless it is a signed number', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      const safe = safeCellText(text)
      expect(/^[=@\t\r\n]/.test(safe)).toBe(false)
      if (/^[+-]/.test(safe)) expect(safe).toMatch(/^[+-][\d.]+$/)
    }),
  )
})

test('plain figures become numbers, everything else keeps its spelling', () => {
  expect(['0', '146.2243', '11398889'].map(cellValue)).toEqual([0, 146.2243, 11398889])
  expect(['007', '1,000', '1e5', '12345678901234567890', '/', '251000元'].map(cellValue)).toEqual([
    '007',
    '1,000',
    '1e5',
    '12345678901234567890',
    '/',
    '251000元',
  ])
  expect(cellValue('')).toBeNull()
})

test('a sheet prints on one A4 page across and repeats its header', async () => {
  const grid = {
    caption: '表',
    widths: [2, 1],
    rows: [
      [
        { ...SINGLE, text: '项', header: 'column' as const },
        { ...SINGLE, text: '数', header: 'column' as const },
      ],
      [
        { ...SINGLE, text: '=甲', header: 'row' as const },
        { ...SINGLE, text: '3', numeric: true },
      ],
    ],
  }
  const madeAt = Temporal.Instant.from('2021-01-20T02:00:00Z')
  const sheets = [{ name: '一', heading: '表', grid, landscape: false }]
  const sheet = await open(await renderXlsx({ title: '表', author: '示例局', madeAt, sheets }))
  expect(sheet.pageSetup).toMatchObject({
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '1:2',
  })
  expect(sheet.getCell('A3').value).toBe(`'=甲`)
  expect(sheet.getCell('B3').value).toBe(3)
})

test('a ledger of many rows arrives whole, its header frozen and filterable', async () => {
  async function* rows(): AsyncGenerator<TableValue[]> {
    for (let number = 1; number <= 3000; number += 1)
      yield [`〔2020〕第${number}号`, '=1+1', number, null]
  }
  const stream = new PassThrough()
  const received = buffer(stream)
  const columns = ['登记号', '内容', '页数', '备注'].map((header) => ({ header, width: 20 }))
  await writeTable(stream, { name: '台账', columns }, rows())
  const sheet = await open(await received)
  expect(sheet.rowCount).toBe(3001)
  expect(sheet.getRow(3001).values).toEqual([undefined, '〔2020〕第3000号', `'=1+1`, 3000])
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  expect(sheet.autoFilter).toBe('A1:D1')
})

const TABLE = { name: '台账', columns: [{ header: '甲', width: 10 }] }

test('a reader who goes away ends the writing', async () => {
  let closed = false
  async function* rows(): AsyncGenerator<TableValue[]> {
    try {
      for (let n = 0; ; n += 1) yield [`${n}`.repeat(300)]
    } finally {
      closed = true
    }
  }
  const stream = new PassThrough({ highWaterMark: 1024 })
  stream.once('data', () => stream.destroy())
  await writeTable(stream, TABLE, rows())
  expect(closed).toBe(true)
})

test('a ledger whose rows fail midway is broken off, not ended', async () => {
  async function* rows(): AsyncGenerator<TableValue[]> {
    yield ['1']
    throw new Error('connection lost')
  }
  const stream = new PassThrough()
  const received = buffer(stream)
  await expect(writeTable(stream, TABLE, rows())).rejects.toThrow('connection lost')
  await expect(received).rejects.toThrow('connection lost')
})

test('a list made at the same moment from the same rows is the same file', async () => {
  async function* rows(): AsyncGenerator<TableValue[]> {
    yield ['一', 1]
  }
  const madeAt = Temporal.Instant.from('2020-08-17T00:00:00Z')
  const [first, second] = [
    await tableBytes(TABLE, rows(), madeAt),
    await tableBytes(TABLE, rows(), madeAt.add({ hours: 1 })),
  ]
  expect((await open(Buffer.from(first))).getCell('A2').value).toBe('一')
  expect(Buffer.from(first).equals(second)).toBe(false)
  expect(Buffer.from(await tableBytes(TABLE, rows(), madeAt)).equals(first)).toBe(true)
})
