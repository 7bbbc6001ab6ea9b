import {
  REVIEW_COLUMNS,
  type ReviewColumnKey,
  type ReviewGroupKey,
} from '../../law/annual-report/formats.ts'
import type { RemedyCount } from './counting/remedy-counts.ts'

/** Table 四: three blocks of five cells. */
export function reviewCells(
  counts: readonly RemedyCount[],
): Readonly<Record<ReviewGroupKey, readonly string[]>> {
  return {
    reconsideration: cellsOf('reconsideration', counts),
    direct_suit: cellsOf('direct_suit', counts),
    after_reconsideration: cellsOf('after_reconsideration', counts),
  }
}

function cellsOf(group: ReviewGroupKey, counts: readonly RemedyCount[]): string[] {
  const ofGroup = counts.filter(({ kind }) => kind === group)
  const sum = (column: ReviewColumnKey) =>
    ofGroup
      .filter(({ outcome }) => column === 'total' || outcome === column)
      .reduce((total, { count }) => total + count, 0)
  return REVIEW_COLUMNS.map(({ key }) => String(sum(key)))
}
