import type { ReportFormat } from '../../law/annual-report/figures.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { getAgency } from '../organisations/agencies-store.ts'
import { listEntriesBehind, type EntriesBehind } from './behind/entries-behind.ts'
import type { Page } from './behind/page.ts'
import { listRemediesBehind, type RemediesBehind } from './behind/remedies-behind.ts'
import { listRequestsBehind, type RequestsBehind } from './behind/requests-behind.ts'
import { parseCellPath } from './cell-path.ts'
import { reportScope } from './counting/report-scope.ts'
import { lawSettingsOf } from '../requests/law-settings-of.ts'

/** What one cell counts. `total` is the number of rows behind it; `entries` one page of them. */
export type Behind = RequestsBehind | RemediesBehind | EntriesBehind

const FIRST_PAGE: Page = { number: 1, size: 50 }

/**
 * Opens a cell of table 二, 三 or 四 to the records it counts, by the same conditions that counted them: the rows of
 * tables 三 and 四 are always as many as the cell says. In table 二 each entry says what it adds to the cell. The caller
 * asks whether the reader may see it (`reports.read`).
 * @throws Refusal `not-found` when the form has no such cell
 */
export async function listCasesBehind(
  db: Db | Tx,
  agencyId: number,
  year: number,
  format: ReportFormat,
  cellPath: string,
  page: Page = FIRST_PAGE,
): Promise<Behind> {
  const cell = parseCellPath(format, cellPath)
  if (!cell) throw new Refusal('not-found', '报告中没有这一格。')
  const settings = lawSettingsOf(await getAgency(db, agencyId))
  const scope = reportScope(agencyId, year, format, settings)
  switch (cell.table) {
    case 'requests':
      return listRequestsBehind(db, scope, cell, page)
    case 'review_litigation':
      return listRemediesBehind(db, scope, cell, page)
    case 'active':
      return listEntriesBehind(db, scope, cell, page)
  }
}
