import { sql } from 'kysely'
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { announcePublicChange, documentTag } from './publication-changed.ts'

/** Counts readings in memory and writes them in one statement, so that a visit costs no write and no cached page. */
export interface VisitCounter {
  count(documentId: number): void
  /** Writes what was counted; kept pages that show these numbers are then rendered anew. */
  flush(): Promise<void>
}

/** Programs that read pages without anybody reading them. */
const PROGRAMS = /bot|crawl|spider|slurp|curl|wget|python|java\/|headless|monitor|^$/i

export function isReader(userAgent: string | undefined): boolean {
  return !PROGRAMS.test(userAgent ?? '')
}

export function createVisitCounter(db: Db): VisitCounter {
  let pending = new Map<number, number>()
  return {
    count(documentId) {
      pending.set(documentId, (pending.get(documentId) ?? 0) + 1)
    },
    async flush() {
      if (pending.size === 0) return
      const batch = pending
      pending = new Map()
      await inTransaction(db, async (tx) => {
        await sql`
          insert into document_visits (document_id, visits)
          select * from unnest(${[...batch.keys()]}::bigint[], ${[...batch.values()]}::bigint[])
          on conflict (document_id) do update set visits = document_visits.visits + excluded.visits
        `.execute(tx)
        await announcePublicChange(tx, [...batch.keys()].map(documentTag))
      })
    },
  }
}
