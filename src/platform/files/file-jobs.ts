import { sql } from 'kysely'
import { inTransaction, sqlState, type Db, type Tx } from '../database/database.ts'
import { defineSweep } from '../jobs/job.ts'
import { pieces } from './content.ts'
import { contentLock, type Files } from './files.ts'
import { NO_SWEEP_LOCK } from './folder-store.ts'
import type { ScanVerdict } from './scanner.ts'
import { INFECTED } from './stage-file.ts'

export const SCAN_QUARANTINED = defineSweep('scan-quarantined-files')
export const SWEEP_FILES = defineSweep('sweep-files')

const SCANNED_AT_ONCE = 100
const SWEPT_AT_ONCE = 500
/** Milliseconds. No upload takes longer from its first byte to its row. */
const SETTLED_AFTER = 24 * 60 * 60 * 1000
const FOREIGN_KEY = '23503'

/**
 * Scans what the scanner could not answer for before. The first failure ends the round: nothing is let through, and
 * files held from a time with a scanner stay held when there is none.
 * @returns how many files got a verdict
 */
export async function scanQuarantined(
  files: Files,
  db: Db,
  now: Temporal.Instant,
  stopping?: AbortSignal,
): Promise<number> {
  if (files.scanner === undefined) return 0
  const held = await db
    .selectFrom('stored_files')
    .select(['sha256'])
    .distinct()
    .where('state', '=', 'quarantined')
    .limit(SCANNED_AT_ONCE)
    .execute()
  let settled = 0
  for (const { sha256 } of held) {
    if (stopping?.aborted) break
    const verdict = await scanBlob(files, sha256)
    settled += await recordVerdict(db, sha256, verdict, now)
    if (verdict.state === 'infected') await removeUnused(files, db, sha256)
    if (verdict.state === 'unknown' && verdict.reason !== 'too-large') break
  }
  return settled
}

async function scanBlob({ blobs, scanner }: Files, sha256: Buffer): Promise<ScanVerdict> {
  const blob = await blobs.open(sha256)
  if (blob === undefined || scanner === undefined) {
    return { state: 'unknown', reason: 'unintelligible' }
  }
  try {
    return await scanner(pieces(blob))
  } finally {
    await blob.close()
  }
}

/** For everybody who sent the same bytes. */
async function recordVerdict(
  db: Db,
  sha256: Buffer,
  verdict: ScanVerdict,
  now: Temporal.Instant,
): Promise<number> {
  const settled = {
    clean: { state: 'clean' },
    infected: { state: 'refused', refused_reason: INFECTED },
    unknown: {},
  }[verdict.state]
  const { numUpdatedRows } = await db
    .updateTable('stored_files')
    .set((row) => ({
      ...settled,
      scan_result: verdict.state === 'infected' ? `infected ${verdict.found}` : verdict.state,
      scan_attempts: row('scan_attempts', '+', 1),
      scanned_at: now,
    }))
    .where('sha256', '=', sha256)
    .where('state', '=', 'quarantined')
    .executeTakeFirstOrThrow()
  return verdict.state === 'unknown' ? 0 : Number(numUpdatedRows)
}

/**
 * Deletes expired uploads, bytes that no row names and what was cut off while it came in. Does nothing during a backup.
 * @returns how many contents were deleted
 */
export async function sweepFiles(
  files: Files,
  db: Db,
  now: Temporal.Instant,
  stopping?: AbortSignal,
): Promise<number> {
  await files.blobs.clearAside(SETTLED_AFTER)
  let removed = 0
  for (const { id, sha256 } of await listExpired(db, now)) {
    if (stopping?.aborted) return removed
    if (await deleteRow(db, id, now)) removed += await removeUnused(files, db, sha256)
  }
  for await (const sha256 of files.blobs.listOlder(SETTLED_AFTER)) {
    if (stopping?.aborted) return removed
    if (!(await isNamed(db, sha256))) removed += await removeUnused(files, db, sha256)
  }
  return removed
}

function listExpired(db: Db, now: Temporal.Instant) {
  return db
    .selectFrom('stored_files')
    .select(['id', 'sha256'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(SWEPT_AT_ONCE)
    .execute()
}

/** What a record still names stays, whatever its expiry said. */
async function deleteRow(db: Db, id: number, now: Temporal.Instant): Promise<boolean> {
  try {
    const { numDeletedRows } = await db
      .deleteFrom('stored_files')
      .where('id', '=', id)
      .where('expires_at', '<=', now)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  } catch (error) {
    if (sqlState(error) !== FOREIGN_KEY) throw error
    await db.updateTable('stored_files').set({ expires_at: null }).where('id', '=', id).execute()
    return false
  }
}

async function isNamed(db: Db | Tx, sha256: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('stored_files')
    .select('id')
    .where('sha256', '=', sha256)
    .where('state', '<>', 'refused')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function removeUnused({ blobs }: Files, db: Db, sha256: Buffer): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(${NO_SWEEP_LOCK}::bigint)
        and pg_try_advisory_xact_lock(${contentLock(sha256)}) as free`.execute(tx)
    if (rows[0]?.free !== true || (await isNamed(tx, sha256))) return 0
    await blobs.remove(sha256)
    return 1
  })
}
