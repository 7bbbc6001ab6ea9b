import type { Writable } from 'node:stream'
import { writeTable } from '../../../platform/documents/xlsx-table.ts'
import type { CatalogueRow } from '../row.ts'
import { cellsOf, COLUMNS } from './columns.ts'

/** The catalogue as a workbook that reads back: every column, nothing added. Ends the stream. */
export async function exportCatalogue(
  stream: Writable,
  rows: readonly CatalogueRow[],
): Promise<void> {
  async function* lines() {
    for (const row of rows) {
      const cells = cellsOf(row)
      yield COLUMNS.map(({ key }) => cells[key])
    }
  }
  await writeTable(stream, { name: '主动公开事项目录', columns: COLUMNS }, lines())
}
