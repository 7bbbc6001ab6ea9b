import { sql } from 'kysely'
import { createHmac, randomBytes } from 'node:crypto'
import { dayOf, type Clock } from '../../platform/kernel/time.ts'
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { announcePublicChange, documentTag } from './publication-changed.ts'

/** Counts readings in memory and writes them in one statement, so that a visit costs no write and no cached page. */
export interface VisitCounter {
  /**
   * Once a day for each reader of a document, however often the page is opened again.
   * @param reader what tells readers apart for the day; undefined: nobody knows, so each reading counts
   */
  count(documentId: number, reader?: string): void
  /** Writes what was counted; kept pages that show these numbers are then rendered anew. */
  flush(): Promise<void>
}

/** Programs that read pages without anybody reading them. */
const PROGRAMS = /bot|crawl|spider|slurp|curl|wget|python|java\/|headless|monitor|^$/i

export function isReader(userAgent: string | undefined): boolean {
  return !PROGRAMS.test(userAgent ?? '')
}

/** Beyond it the day begins anew: some are counted twice, and memory does not grow. */
const MOST_REMEMBERED = 200_000

/**
 * Whether something is met for the first time today. Only keyed hashes are remembered, in memory, under a key that is
 * thrown away with the day: nobody can tell afterwards who read what.
 */
function firstOfDay(clock: Clock): (mark: string) => boolean {
  let day: Temporal.PlainDate | undefined
  let key = Buffer.alloc(0)
  const met = new Set<string>()
  return (mark) => {
    const today = dayOf(clock())
    if (!day?.equals(today) || met.size >= MOST_REMEMBERED) {
      day = today
      key = randomBytes(32)
      met.clear()
    }
    const hash = createHmac('sha256', key).update(mark).digest('base64url').slice(0, 16)
    if (met.has(hash)) return false
    met.add(hash)
    return true
  }
}

export function createVisitCounter(db: Db, clock: Clock): VisitCounter {
  let pending = new Map<number, number>()
  const isFirst = firstOfDay(clock)
  return {
    count(documentId, reader) {
      if (reader !== undefined && !isFirst(`${documentId}\n${reader}`)) return
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
