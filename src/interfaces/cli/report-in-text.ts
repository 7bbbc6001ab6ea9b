import type { Cell } from '../../law/annual-report/figures.ts'
import { REVIEW_GROUPS, SECTION_TITLES } from '../../law/annual-report/formats.ts'
import type { ReportSnapshot } from '../../domain/annual-report/report.ts'

/** The tables for a terminal: one line a row, cells apart by two blanks, a blank cell as 空. */
export function reportInText({ title, figures }: ReportSnapshot): string {
  const [, active, requests, review] = SECTION_TITLES
  return [
    title,
    '',
    active,
    ...figures.active.rows.map(
      ({ label, columns, cells }) =>
        `  ${label}：${columns.map((column, at) => `${column} ${shown(cells[at])}`).join('，')}`,
    ),
    '',
    `${requests}（${figures.requests.columns.join('、')}）`,
    ...figures.requests.rows.map(
      ({ label, cells }) => `  ${cells.map((cell) => shown(cell).padStart(5)).join(' ')}  ${label}`,
    ),
    '',
    `${review}（${figures.review_litigation.columns.join('、')}）`,
    ...REVIEW_GROUPS.map(
      ({ key, label }) =>
        `  ${figures.review_litigation[key].map((cell) => shown(cell).padStart(5)).join(' ')}  ${label}`,
    ),
  ].join('\n')
}

const shown = (cell: Cell | undefined) =>
  cell === undefined || cell === null || cell === '' ? '空' : cell
