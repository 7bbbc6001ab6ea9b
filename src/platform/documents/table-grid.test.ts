import { expect, test } from 'vitest'
import { leadingHeaderRows, placeCells, SINGLE, type Grid, type GridCell } from './table-grid.ts'

const cell = (text: string, span: Partial<GridCell> = {}): GridCell => ({
  ...SINGLE,
  text,
  ...span,
})
const grid = (widths: number[], rows: GridCell[][]): Grid => ({ caption: '表', widths, rows })

test('cells under a rowspan move to the next free column', () => {
  const placed = placeCells(
    grid(
      [1, 1, 1],
      [
        [cell('a', { rowspan: 2 }), cell('b', { colspan: 2 })],
        [cell('c'), cell('d')],
      ],
    ),
  )
  expect(placed.map(({ cell: { text }, row, column }) => [text, row, column])).toEqual([
    ['a', 0, 0],
    ['b', 0, 1],
    ['c', 1, 1],
    ['d', 1, 2],
  ])
})

test('a rowspan too long by one is found, though every row looks full', () => {
  const rows = [[cell('三', { rowspan: 3 }), cell('1')], [cell('2')], [cell('四'), cell('3')]]
  expect(() => placeCells(grid([1, 1], rows))).toThrow(/row 3, “3” does not fit/)
})

test('a rowspan past the last row, a short row and an overlap are found', () => {
  expect(() => placeCells(grid([1], [[cell('a', { rowspan: 2 })]]))).toThrow(/does not fit/)
  expect(() => placeCells(grid([1, 1], [[cell('a')]]))).toThrow(/has a hole/)
  expect(() =>
    placeCells(
      grid(
        [1, 1, 1],
        [[cell('a'), cell('b', { rowspan: 2 }), cell('c')], [cell('d', { colspan: 2 })]],
      ),
    ),
  ).toThrow(/does not fit/)
})

test('the header rows are those before the first data', () => {
  const head = cell('项', { header: 'column' })
  expect(leadingHeaderRows(grid([1], [[head], [head], [cell('1')], [head]]))).toBe(2)
})
