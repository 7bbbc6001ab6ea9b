import type { Db, Tx } from '../../platform/database/database.ts'
import { toStoredReport } from './reports-store.ts'
import { snapshotHash } from './snapshot.ts'

export interface BrokenSnapshot {
  readonly reportId: number
  readonly agencyId: number
  readonly year: number
}

/** Locked reports whose content no longer has the hash it was sealed with; for `mingqu verify`. */
export async function listBrokenSnapshots(db: Db | Tx): Promise<BrokenSnapshot[]> {
  const rows = await db
    .selectFrom('annual_reports')
    .selectAll()
    .where('status', '=', 'locked')
    .orderBy('id')
    .execute()
  return rows
    .map(toStoredReport)
    .filter(({ snapshot, snapshotHash: sealed }) => {
      return !snapshot || !sealed || !snapshotHash(snapshot).equals(sealed)
    })
    .map(({ id, agencyId, year }) => ({ reportId: id, agencyId, year }))
}
