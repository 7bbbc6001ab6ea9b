import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildAgency, buildOfficer } from '../../../../test/builders/people.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import { importItems } from '../handling/import-items.ts'
import { ITEM_COLUMNS, SAMPLE_TITLE } from './item-columns.ts'
import { readItems } from './read-items.ts'

type Cells = Readonly<Record<string, ExcelJS.CellValue>>

async function workbook(rows: readonly Cells[], drop: readonly string[] = []): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('事项')
  const headers = ITEM_COLUMNS.map(({ header }) => header).filter((one) => !drop.includes(one))
  sheet.addRow(headers)
  for (const cells of rows) sheet.addRow(headers.map((header) => cells[header] ?? null))
  return Buffer.from(await book.xlsx.writeBuffer())
}

const sample = Object.fromEntries(ITEM_COLUMNS.map(({ header, sample }) => [header, sample]))
const row = (given: Cells = {}): Cells => ({ ...sample, 事项名称: '示例补助', ...given })

describe('the template', () => {
  test('can be filled in as its sample row shows', async () => {
    const read = await readItems(await workbook([row()]), '示例办公室')
    expect(read).toMatchObject({
      ok: true,
      value: [
        {
          title: '示例补助',
          publisher: '示例办公室',
          conditions: ['每行写一条', '上一年度有研发投入'],
          criteria: {
            applicants: ['enterprise'],
            sizes: ['small', 'micro'],
            sectors: ['manufacturing'],
            years: { min: 1, max: null },
            turnover: { min: 500, max: null },
            staff: { min: null, max: 300 },
            needs: ['subsidy', 'research'],
          },
          materials: [
            { name: '每行写一份，说明写在括号里', note: '' },
            { name: '申请表', note: '网上下载' },
          ],
          handling: 'application',
          basis: [
            { reference: '每行写一件：文号、索引号或者名称，竖线后面写条款', clause: '' },
            { reference: '示发〔2020〕7号', clause: '第三条' },
          ],
          validUntil: Temporal.PlainDate.from('2027-12-31'),
        },
      ],
    })
  })

  test('is taken with numbers and dates as spreadsheets hold them, and with a name that holds the separator', async () => {
    const cells = row({
      成立满几年: 3,
      // oxlint-disable-next-line no-restricted-globals -- what a spreadsheet's date is
      有效期至: new Date(Date.UTC(2028, 0, 31)),
      所属行业: '农、林、牧、渔业、制造业',
    })
    const read = await readItems(await workbook([cells]), '示例办公室')
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    expect(read.value[0]!.criteria).toMatchObject({
      years: { min: 3, max: null },
      sectors: ['agriculture', 'manufacturing'],
    })
    expect(read.value[0]!.validUntil?.toString()).toBe('2028-01-31')
  })

  test('skips its own sample row and blank ones', async () => {
    const rows = [row({ 事项名称: SAMPLE_TITLE }), {}, row()]
    expect(await readItems(await workbook(rows), '示例办公室')).toMatchObject({
      ok: true,
      value: [{ title: '示例补助' }],
    })
  })

  test('may leave out columns that nobody needs', async () => {
    const read = await readItems(await workbook([row()], ['职工不少于（人）', '网上办理']), '甲')
    expect(read.ok).toBe(true)
  })
})

describe('what is wrong is said with row and column, and nothing is taken', () => {
  const problemsOf = async (content: Buffer) => {
    const read = await readItems(content, '示例办公室')
    return read.ok ? [] : read.problems.map(({ message }) => message)
  }

  test.each<[string, Cells, string]>([
    ['an unknown word', { 企业规模: '巨型' }, '第2行“企业规模”：没有“巨型”这个选项'],
    ['an unknown mode', { 办理方式: '秒批' }, '第2行“办理方式”：没有“秒批”这个选项'],
    ['a number that is none', { '职工不超过（人）': '若干' }, '第2行“职工不超过（人）”：'],
    [
      'an end below the beginning',
      { 成立不满几年: '0' },
      '第2行“成立不满几年”：成立年限的上限低于下限',
    ],
    ['a date that is none', { 有效期至: '明年' }, '第2行“有效期至”：'],
    ['no name', { 事项名称: '' }, '第2行“事项名称”：请填写事项名称'],
    ['no conditions', { 申报条件: '' }, '第2行“申报条件”：请至少写一项申报条件'],
    ['no basis', { 政策依据: '' }, '第2行“政策依据”：请写明政策依据'],
  ])('%s', async (_, cells, message) => {
    const problems = await problemsOf(await workbook([row(cells)]))
    expect(problems.some((one) => one.startsWith(message))).toBe(true)
  })

  test('the same name twice, a missing column, an empty sheet, another kind of file', async () => {
    expect(await problemsOf(await workbook([row(), row()]))).toEqual([
      '“示例补助”在表格里出现了不止一次。',
    ])
    expect(await problemsOf(await workbook([row()], ['兑现标准']))).toEqual([
      '第一行缺少这些列：兑现标准。请使用模板。',
    ])
    expect(await problemsOf(await workbook([]))).toEqual(['表格里没有要导入的事项。'])
    expect(await problemsOf(Buffer.from('%PDF-1.7 %%EOF'))).toHaveLength(1)
    expect(await problemsOf(Buffer.from('PK\u0003\u0004 not a zip'))).toHaveLength(1)
  })
})

describe('an import', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  test('drafts all rows, and refuses all when one is there already', async () => {
    const { db } = database
    const clerk = await buildOfficer(db, await buildAgency(db), 'clerk')
    const now = chinaMoment('2020-11-10T10:00')
    const read = async (titles: readonly string[]) => {
      const checked = await readItems(
        await workbook(titles.map((title) => row({ 事项名称: title }))),
        '示例办公室',
      )
      if (!checked.ok) throw new Error('the sheet is in order')
      return checked.value
    }
    expect(await importItems(db, clerk, await read(['甲', '乙']), now)).toHaveLength(2)
    await expect(importItems(db, clerk, await read(['丙', '乙']), now)).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ at: 'file', message: '已有同名事项“乙”' }],
    })
    const titles = await db.selectFrom('editions').select(['title', 'state', 'kind']).execute()
    expect(titles.map((one) => one.title).sort()).toEqual(['乙', '甲'].sort())
    expect(titles.every(({ state, kind }) => state === 'draft' && kind === 'policy-item')).toBe(
      true,
    )
  })
})
