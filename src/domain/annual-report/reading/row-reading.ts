import type { Cell } from '../../../law/annual-report/figures.ts'
import type { ExpectedRow, ValueKind } from './expected-rows.ts'
import type { Cut } from './split-digits.ts'
import type { ValueRecord } from './value-record.ts'

/** What was read of one row: a cell each, `null` with a reason where it could not be read. */
export interface RowReading {
  readonly cells: readonly Cell[]
  /** Why the cells that are `null` were not read. */
  readonly why: string
  /** Borders were lost; these are the ways to put them back. */
  readonly ways: readonly Cut[]
  /** Borders were put back with the help of sums. */
  readonly inferred: boolean
}

/** Reads the cells of one record as `kinds.length` columns. */
export type RecordReader = (record: ValueRecord, kinds: readonly ValueKind[]) => RowReading

export interface RowFound {
  readonly row: ExpectedRow
  readonly record: ValueRecord
  readonly reading: RowReading
}

export const WHY = {
  notFound: '报告中没有找到这一行',
  noTable: '报告中没有找到这张表',
  bordersLost: '单元格边界已丢失，数字连写，有多种拆法，无法确定',
  fewer: '这一行的数字少于栏数，空白在哪一栏无法确定',
  more: '这一行的数字多于栏数，无法确定各属哪一栏',
  merged: '这一格与相邻的格合并，无法确定属于哪一栏',
  wrapped: '数字在窄栏里折成两行，无法确定是不是同一个数',
  several: '一格里有几行数字，无法确定是哪一个',
  disorder: '文本中单元格的先后次序已打乱，数字属于哪一行无法确定',
  notValue: '这一格是文字，不是数字',
} as const

export function readRow(cells: readonly Cell[], why = ''): RowReading {
  return { cells, why, ways: [], inferred: false }
}

export function unreadRow(count: number, why: string, ways: readonly Cut[] = []): RowReading {
  return { cells: Array.from({ length: count }, () => null), why, ways, inferred: false }
}

export function countRead(reading: RowReading): number {
  return reading.cells.filter((cell) => cell !== null).length
}
