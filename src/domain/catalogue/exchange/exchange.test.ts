import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { CatalogueRow } from '../row.ts'
import { parseChannels } from './columns.ts'
import { compareWithCatalogue, type Owner } from './compare.ts'
import { exportCatalogue } from './export.ts'
import { readCatalogueWorkbook } from './read-workbook.ts'

const OWNERS: readonly Owner[] = [
  { id: 1, name: '示例区管理委员会', shortName: '示例管委' },
  { id: 2, name: '示例区财政局', shortName: '财政局' },
]

function row(given: Partial<CatalogueRow> = {}): CatalogueRow {
  return {
    itemId: 7,
    agencyId: 1,
    code: '7',
    number: 1,
    validFrom: Temporal.PlainDate.from('2020-01-01'),
    validTo: null,
    ownerName: '财政局',
    part: 'statutory',
    branch: '20.7',
    levelOne: '财政信息',
    levelTwo: '预算',
    content: '部门预算',
    basis: ['《预算法》', '条例'],
    limitWords: '批准后20日内',
    limit: { kind: 'calendar-days', days: 20 },
    atLeastEveryMonths: 12,
    ownerId: 2,
    ownerWords: '',
    channels: { website: 'must', gazette: 'may' },
    audience: '',
    manner: 'proactive',
    levels: ['county', 'township'],
    note: '',
    position: 0,
    ...given,
  }
}

async function workbookOf(rows: readonly CatalogueRow[]): Promise<Buffer> {
  const stream = new PassThrough()
  const [bytes] = await Promise.all([buffer(stream), exportCatalogue(stream, rows)])
  return bytes
}

/** A table as offices print it: heading, two-storey header, merged cells. */
async function printedTable(fill: (sheet: import('exceljs').Worksheet) => void): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('安全生产')
  fill(sheet)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

test('what is exported reads back as the same rows', async () => {
  const rows = [row(), row({ itemId: 8, code: '8', levels: [], audience: '企业', position: 1 })]
  const lines = await readCatalogueWorkbook(await workbookOf(rows))
  const { lines: results, missing } = compareWithCatalogue(lines, rows, OWNERS)
  expect(results.map(({ result }) => result)).toEqual(['same', 'same'])
  expect(missing).toEqual([])
})

test('a workbook names what is new, what changed in which column, and what it lacks', async () => {
  const inForce = [row(), row({ itemId: 8, code: '8' }), row({ itemId: 9, code: '9' })]
  const wanted = [row({ limitWords: '7个工作日内' }), row({ code: '8' }), row({ code: '10' })]
  const lines = await readCatalogueWorkbook(await workbookOf(wanted))
  const { lines: results, missing } = compareWithCatalogue(lines, inForce, OWNERS)
  expect(results.map(({ result }) => result)).toEqual(['changed', 'same', 'new'])
  expect(results[0]).toMatchObject({ differs: ['公开时限'], change: { act: 'change', itemId: 7 } })
  expect(missing.map(({ code }) => code)).toEqual(['9'])
})

test('a printed table with a two-storey header and merged cells is read', async () => {
  const bytes = await printedTable((sheet) => {
    sheet.addRow(['安全生产领域基层政务公开标准目录'])
    sheet.addRow([
      '序号',
      '公开事项',
      '',
      '公开内容（要素）',
      '公开依据',
      '公开时限',
      '公开主体',
      '公开渠道和载体',
    ])
    sheet.addRow(['', '一级事项', '二级事项'])
    sheet.mergeCells('A2:A3')
    sheet.mergeCells('B2:C2')
    for (const column of ['D', 'E', 'F', 'G', 'H']) sheet.mergeCells(`${column}2:${column}3`)
    const rest = ['《安全生产法》', '20个工作日内', '财政局', '■政府网站 □两微一端\n■公示栏']
    sheet.addRow(['1', '监督检查', '检查计划', '计划全文', ...rest])
    sheet.addRow(['2', '', '检查结果', '结果', ...rest])
    sheet.mergeCells('B4:B5')
  })
  const lines = await readCatalogueWorkbook(bytes)
  expect(lines.map(({ line, cells }) => [line, cells.levelOne, cells.levelTwo])).toEqual([
    [4, '监督检查', '检查计划'],
    [5, '监督检查', '检查结果'],
  ])
})

test('a line in trouble names its fields and keeps nobody else from being imported', async () => {
  const bytes = await workbookOf([
    row({ code: '1', limitWords: '看情况' }),
    row({ code: '2', ownerWords: '没有的局' }),
    row({ code: '2' }),
    row({ code: '3' }),
  ])
  const { lines } = compareWithCatalogue(await readCatalogueWorkbook(bytes), [], OWNERS)
  const troubles = lines.map((line) =>
    line.result === 'wrong' ? line.problems.map(({ at }) => at) : line.result,
  )
  expect(troubles).toEqual([['limitWords'], ['owner'], ['code'], 'new'])
})

test('what is no catalogue is refused with advice', async () => {
  await expect(readCatalogueWorkbook(Buffer.from('PK\u0003\u0004'))).rejects.toMatchObject({
    code: 'invalid',
  })
  const other = await printedTable((sheet) => sheet.addRow(['姓名', '电话']))
  await expect(readCatalogueWorkbook(other)).rejects.toMatchObject({ code: 'invalid' })
})

test.each([
  ['■政府网站 □政府公报', { website: 'must', gazette: 'may' }],
  ['√门户网站、□微信公众号', { website: 'must', 'new-media': 'may' }],
  [
    '■发布会/听证会 ■社区/企事业单位/村公示栏（电子屏）',
    { 'press-conference': 'must', 'notice-board': 'must' },
  ],
  ['', {}],
  ['■飞鸽传书', undefined],
])('渠道“%s”', (cell, channels) => {
  expect(parseChannels(cell)).toEqual(channels)
})
