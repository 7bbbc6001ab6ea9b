import type { Cell } from '../../../law/annual-report/figures.ts'
import {
  REQUEST_COLUMNS,
  REVIEW_COLUMNS,
  REVIEW_GROUPS,
} from '../../../law/annual-report/formats.ts'

/** What both a published truth and a reading can be looked at as: cells by path. */
export interface CellSource {
  readonly active: {
    readonly rows: readonly { readonly key: string; readonly cells: readonly Cell[] }[]
  }
  readonly requests: {
    readonly rows: readonly { readonly key: string; readonly cells: readonly Cell[] }[]
  }
  readonly review_litigation: Readonly<
    Record<'reconsideration' | 'direct_suit' | 'after_reconsideration', readonly Cell[]>
  >
}

/** Every cell by its path, as `unread` and problems name it. */
export function cellsByPath(source: CellSource): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>()
  for (const row of source.active.rows) {
    row.cells.forEach((cell, at) => cells.set(`active.${row.key}.${at}`, cell))
  }
  for (const row of source.requests.rows) {
    row.cells.forEach((cell, at) =>
      cells.set(`requests.${row.key}.${REQUEST_COLUMNS[at]?.key}`, cell),
    )
  }
  for (const { key } of REVIEW_GROUPS) {
    source.review_litigation[key].forEach((cell, at) =>
      cells.set(`review_litigation.${key}.${REVIEW_COLUMNS[at]?.key}`, cell),
    )
  }
  return cells
}

export interface Comparison {
  /** Cells read as something else than they say. There must never be one. */
  readonly wrong: readonly string[]
  /** Cells that are there and were not read. */
  readonly missed: readonly string[]
}

export function compareCells(truth: ReadonlyMap<string, Cell>, read: CellSource): Comparison {
  const cells = cellsByPath(read)
  const wrong: string[] = []
  const missed: string[] = []
  for (const [path, published] of truth) {
    const cell = cells.get(path) ?? null
    if (published === null || cell === published) continue
    if (cell === null) missed.push(path)
    else wrong.push(`${path}: ${cell} for ${published}`)
  }
  for (const [path, cell] of cells) {
    if (cell !== null && (truth.get(path) ?? null) === null) wrong.push(`${path}: ${cell} made up`)
  }
  return { wrong, missed }
}
