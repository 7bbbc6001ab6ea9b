import type { Db } from '../../platform/database/database.ts'
import type { Channel } from '../../law/catalogue/grassroots.ts'

/** 线下渠道 used once for a row: when, by which channel, where. */
export interface Evidence {
  readonly id: number
  readonly channel: Channel
  readonly doneOn: Temporal.PlainDate
  readonly villageName: string | null
  readonly note: string
  readonly recordedBy: string
}

const SHOWN = 100

export async function listEvidence(db: Db, itemId: number): Promise<Evidence[]> {
  const rows = await db
    .selectFrom('catalogue_evidence as v')
    .innerJoin('users as u', 'u.id', 'v.recorded_by')
    .leftJoin('villages as w', 'w.id', 'v.village_id')
    .select(['v.id', 'v.channel', 'v.done_on', 'v.note', 'w.name as village', 'u.display_name'])
    .where('v.item_id', '=', itemId)
    .where('v.voided_at', 'is', null)
    .orderBy('v.done_on', 'desc')
    .orderBy('v.id', 'desc')
    .limit(SHOWN)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel as Channel,
    doneOn: row.done_on,
    villageName: row.village,
    note: row.note,
    recordedBy: row.display_name,
  }))
}
