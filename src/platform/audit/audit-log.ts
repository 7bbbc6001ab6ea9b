import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { chainHash, type Json } from './hash-chain.ts'

export interface AuditActor {
  readonly id: number | null
  readonly name: string
  /** whose role the actor held for the time */
  readonly deputyFor?: number
}

export interface AuditRecord {
  readonly actor: AuditActor
  /** a verb of the room, e.g. `account.created` */
  readonly action: string
  /** what it was done to, e.g. `user:12`; never personal data */
  readonly subject: string
  readonly detail?: { readonly [key: string]: Json }
}

/** Any number that no other advisory lock of the product uses. */
const AUDIT_CHAIN_LOCK = 7_110_031

/** Appends to the hash-chained log inside the caller's transaction: what rolls back was never logged. */
export async function recordAudit(
  tx: Tx,
  at: Temporal.Instant,
  record: AuditRecord,
): Promise<void> {
  // one writer at a time, or two records would claim the same predecessor
  await sql`select pg_advisory_xact_lock(${AUDIT_CHAIN_LOCK})`.execute(tx)
  const last = await tx
    .selectFrom('audit_log')
    .select('hash')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const previous = last?.hash ?? null
  await tx
    .insertInto('audit_log')
    .values({
      at,
      actor_id: record.actor.id,
      actor_name: record.actor.name,
      action: record.action,
      subject: record.subject,
      detail: JSON.stringify(detailOf(record)),
      previous_hash: previous,
      hash: chainHash(previous, auditJson(at, record)),
    })
    .execute()
}

function auditJson(at: Temporal.Instant, record: AuditRecord): Json {
  return {
    at: at.epochMilliseconds,
    actor: record.actor.id,
    actorName: record.actor.name,
    action: record.action,
    subject: record.subject,
    detail: detailOf(record),
  }
}

function detailOf({ actor, detail = {} }: AuditRecord): { readonly [key: string]: Json } {
  return actor.deputyFor === undefined ? detail : { ...detail, deputyFor: actor.deputyFor }
}

/** The id of the first record whose link does not hold, or undefined when the whole log verifies. */
export async function findBrokenAuditRecord(tx: Tx): Promise<number | undefined> {
  let previous: Buffer | null = null
  let after = 0
  for (;;) {
    const rows = await tx
      .selectFrom('audit_log')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(5000)
      .execute()
    for (const row of rows) {
      const expected = chainHash(
        previous,
        auditJson(row.at, {
          actor: { id: row.actor_id, name: row.actor_name },
          action: row.action,
          subject: row.subject,
          detail: row.detail as { [key: string]: Json },
        }),
      )
      if (!expected.equals(row.hash)) return row.id
      previous = row.hash
      after = row.id
    }
    if (rows.length < 5000) return undefined
  }
}
