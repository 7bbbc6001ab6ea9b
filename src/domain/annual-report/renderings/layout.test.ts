import { describe, expect, test } from 'vitest'
import { placeCells } from '../../../platform/documents/table-grid.ts'
import { reportGrids, requestsGrid, reviewGrid, activeGrid } from './layout.ts'
import { SAMPLE_REPORT, SAMPLE_REPORT_2021 } from './sample-report.ts'

const FORMS = [
  {
    format: '2019',
    figures: SAMPLE_REPORT.figures,
    results: 20,
    requestRows: 23,
    activeFigures: 22,
  },
  {
    format: '2021',
    figures: SAMPLE_REPORT_2021.figures,
    results: 22,
    requestRows: 25,
    activeFigures: 10,
  },
] as const

describe.each(FORMS)('form $format', ({ figures, results, requestRows, activeFigures }) => {
  test('every table is an exact rectangle', () => {
    for (const grid of reportGrids(figures)) expect(() => placeCells(grid)).not.toThrow()
  })

  test('every figure stands in the table once, under its own name', () => {
    const paths = reportGrids(figures).flatMap((grid) =>
      grid.rows.flat().flatMap((cell) => (cell.path === undefined ? [] : [cell.path])),
    )
    expect(new Set(paths).size).toBe(paths.length)
    expect(paths).toHaveLength(activeFigures + requestRows * 7 + 15)
  })

  test(`三、本年度办理结果 spans ${results} rows, its groups their own`, () => {
    const spans = new Map(
      requestsGrid(figures)
        .rows.flat()
        .filter(({ header, rowspan }) => header === 'row' && rowspan > 1)
        .map(({ text, rowspan }) => [text, rowspan]),
    )
    const others = results === 22 ? [['（六）其他处理', 3] as const] : []
    expect([...spans]).toEqual([
      ['三、本年度办理结果', results],
      ['（三）不予公开', 8],
      ['（四）无法提供', 3],
      ['（五）不予处理', 5],
      ...others,
    ])
  })

  test('each figure stands in the column of its name', () => {
    const columns = [
      'natural_person',
      'company',
      'research',
      'social_organisation',
      'legal_services',
      'other_organisation',
      'total',
    ]
    for (const { cell, column } of placeCells(requestsGrid(figures))) {
      if (cell.path) expect(cell.path.split('.').at(-1)).toBe(columns[column - 3])
    }
  })

  test('the corner note covers three header rows and the three label columns', () => {
    const [corner] = requestsGrid(figures).rows[0]!
    expect(corner).toMatchObject({ rowspan: 3, colspan: 3 })
    expect(corner!.text).toContain('第一项加第二项之和，等于第三项加第四项之和')
  })

  test('table 四 has fifteen columns under 行政复议 (5) and 行政诉讼 (10)', () => {
    const grid = reviewGrid(figures)
    expect(grid.rows.map((row) => row.length)).toEqual([2, 7, 10, 15])
    expect(grid.rows[0]!.map(({ text, colspan }) => [text, colspan])).toEqual([
      ['行政复议', 5],
      ['行政诉讼', 10],
    ])
  })
})

test('in table 二 of 2021 one figure takes the width of three, as in the form', () => {
  const licensing = activeGrid(SAMPLE_REPORT_2021.figures).rows.find(
    (row) => row[0]!.text === '行政许可',
  )!
  expect(licensing.map(({ text, colspan }) => [text, colspan])).toEqual([
    ['行政许可', 1],
    ['11398889', 3],
  ])
})

test('a blank stays blank, an unread figure is blank, and a missing row is blank: never zero', () => {
  const { figures } = SAMPLE_REPORT
  const rows = figures.active.rows
    .filter((row) => row.key !== 'fees')
    .map((row) => (row.key === 'penalty' ? { ...row, cells: [null, '-1', '0'] } : row))
  const texts = new Map(
    activeGrid({ ...figures, active: { rows } })
      .rows.flat()
      .map((cell) => [cell.path, cell.text]),
  )
  expect(texts.get('active.other_services.2')).toBe('')
  expect(texts.get('active.penalty.0')).toBe('')
  expect(texts.get('active.fees.0')).toBe('')
  expect(texts.get('active.penalty.1')).toBe('-1')
})
