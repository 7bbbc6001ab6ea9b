import type { Db, Tx } from '../../../platform/database/database.ts'
import type { Edition } from '../edition.ts'
import {
  outcomeOf,
  type Clearance,
  type ClearanceOutcome,
  type EditionFinding,
  type EditionScan,
} from './clearance.ts'

function selectClearances(db: Db | Tx) {
  return db
    .selectFrom('edition_clearances as c')
    .leftJoin('users as u', 'u.id', 'c.decided_by')
    .selectAll('c')
    .select('u.display_name')
}

type ClearanceRow = Awaited<
  ReturnType<ReturnType<typeof selectClearances>['executeTakeFirstOrThrow']>
>

function toClearance(row: ClearanceRow): Clearance {
  return {
    contentHash: row.content_hash,
    scanner: row.scanner,
    findings: row.findings as EditionFinding[],
    outcome: row.outcome as ClearanceOutcome,
    explanation: row.explanation,
    scannedAt: row.scanned_at,
    decidedBy: row.decided_by,
    deciderName: row.display_name,
    decidedAt: row.decided_at,
    reason: row.reason,
  }
}

/** The newest word of the gate on exactly what the edition holds now. */
export async function findClearance(
  db: Db | Tx,
  { id, contentHash }: Pick<Edition, 'id' | 'contentHash'>,
): Promise<Clearance | undefined> {
  const row = await selectClearances(db)
    .where('c.edition_id', '=', id)
    .where('c.content_hash', '=', contentHash)
    .orderBy('c.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toClearance(row)
}

/** @returns what the database now holds; `explanation` is the submitter's */
export async function recordScan(
  tx: Tx,
  editionId: number,
  scan: EditionScan,
  at: Temporal.Instant,
  explanation = '',
): Promise<Clearance> {
  const outcome = outcomeOf(scan)
  const kept = outcome === 'blocked' ? explanation : ''
  await tx
    .insertInto('edition_clearances')
    .values({ ...scanColumns(editionId, scan), outcome, explanation: kept, scanned_at: at })
    .execute()
  const undecided = { decidedBy: null, deciderName: null, decidedAt: null, reason: '' }
  return { ...scan, outcome, explanation: kept, scannedAt: at, ...undecided }
}

export interface Acceptance {
  readonly by: number
  readonly at: Temporal.Instant
  readonly reason: string
}

/** What was found may go out. The database refuses it from whoever wrote the edition. */
export async function recordAcceptance(
  tx: Tx,
  editionId: number,
  blocked: Pick<Clearance, keyof EditionScan | 'scannedAt' | 'explanation'>,
  { by, at, reason }: Acceptance,
): Promise<void> {
  await tx
    .insertInto('edition_clearances')
    .values({
      ...scanColumns(editionId, blocked),
      outcome: 'accepted',
      explanation: blocked.explanation,
      scanned_at: blocked.scannedAt,
      decided_by: by,
      decided_at: at,
      reason,
    })
    .execute()
}

const scanColumns = (editionId: number, { contentHash, scanner, findings }: EditionScan) => ({
  edition_id: editionId,
  content_hash: contentHash,
  scanner,
  findings: JSON.stringify(findings),
})
