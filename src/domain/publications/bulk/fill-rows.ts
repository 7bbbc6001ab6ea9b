import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { addGiven } from './batch-rows-store.ts'
import { OWN_NAME } from './compare-rows.ts'
import { changeBatch, recordBatchAct, viewBatch, type BatchRoom } from './handle-batch.ts'

/** What may be said once for all rows that do not say it themselves. */
export const FILLED_FOR_ALL = ['category', 'disclosure', 'subjectCategory', 'publisher'] as const
export type FilledForAll = (typeof FILLED_FOR_ALL)[number]

/**
 * Fills in every row what neither its line nor its file says.
 * @throws Refusal `invalid` when nothing is given
 */
export async function fillRows(
  room: BatchRoom,
  officer: Officer,
  id: number,
  values: Readonly<Partial<Record<FilledForAll, string>>>,
  now: Temporal.Instant,
): Promise<void> {
  const given = Object.entries(values).filter(([, value]) => value.trim() !== '')
  if (given.length === 0)
    throw new Refusal('invalid', '请至少填写一项。', [
      { at: 'category', message: '请至少填写一项' },
    ])
  const { comparison } = await viewBatch(room, officer, id)
  await changeBatch(room, officer, id, now, async (tx) => {
    for (const { row, fields } of comparison.rows) {
      if (row.editionId !== null) continue
      const said = new Set<string>(
        fields.filter(({ from }) => from !== OWN_NAME).map(({ field }) => field),
      )
      const missing = given.filter(([field]) => !said.has(field))
      if (missing.length > 0) await addGiven(tx, id, row.number, Object.fromEntries(missing))
    }
    await recordBatchAct(tx, officer, id, 'rows-filled', now)
  })
}
