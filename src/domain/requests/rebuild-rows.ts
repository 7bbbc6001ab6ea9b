/**
 * The row of a case is a cache of its events. This writes it anew wherever it says something else: after a repair of the
 * database, or where an earlier release kept fewer facts. A case whose events do not hold is reported and left alone.
 */
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { formatRegisterNumber } from './case-state.ts'
import { BATCH, findDifference, readBatch, refold, type Recorded } from './recorded-cases.ts'
import { rewriteCase } from './requests-store.ts'
import { found, type VerifyFinding, type VerifyProgress } from './verify.ts'

export interface RebuiltRow {
  readonly kind: 'rebuilt'
  readonly agencyId: number
  readonly requestId: number
  readonly registerNumber: string
  /** what was not as the events say */
  readonly message: string
}

/** Every case once, in batches that are transactions of their own; what is rebuilt is logged with its batch. */
export async function* rebuildRows(
  db: Db,
  now: Temporal.Instant,
): AsyncGenerator<VerifyProgress | VerifyFinding | RebuiltRow> {
  const { total } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  let checked = 0
  let after = 0
  for (;;) {
    const { done, last, size } = await inTransaction(db, (tx) => rebuildBatch(tx, after, now))
    yield* done
    checked += size
    yield { kind: 'progress', checked, total }
    if (size < BATCH) return
    after = last
  }
}

async function rebuildBatch(tx: Tx, after: number, now: Temporal.Instant) {
  const batch = await readBatch(tx, after, true)
  const done: (VerifyFinding | RebuiltRow)[] = []
  for (const recorded of batch) {
    const result = await rebuildOne(tx, recorded)
    if (result) done.push(result)
  }
  await logRebuilt(tx, done, now)
  return { done, last: batch.at(-1)?.row.id ?? after, size: batch.length }
}

async function rebuildOne(
  tx: Tx,
  recorded: Recorded,
): Promise<VerifyFinding | RebuiltRow | undefined> {
  const { row, events } = recorded
  const folded = refold(recorded)
  if ('broken' in folded) return found(row, folded.broken.message, folded.broken.event)
  const message = findDifference(recorded, folded.state)
  if (message === undefined) return undefined
  await rewriteCase(tx, row.id, folded.state, events.at(-1)!.hash)
  const { registerYear, registerNumber } = folded.state
  return {
    kind: 'rebuilt',
    agencyId: folded.state.agencyId,
    requestId: row.id,
    registerNumber: formatRegisterNumber(registerYear, registerNumber),
    message,
  }
}

async function logRebuilt(
  tx: Tx,
  done: readonly (VerifyFinding | RebuiltRow)[],
  now: Temporal.Instant,
): Promise<void> {
  const rebuilt = done.filter((one) => one.kind === 'rebuilt')
  for (const [agencyId, rows] of Map.groupBy(rebuilt, (one) => one.agencyId)) {
    await recordAudit(tx, now, {
      actor: { id: null, name: '系统' },
      action: 'requests.rebuilt',
      subject: `agency:${agencyId}`,
      detail: { requests: rows.map(({ requestId }) => requestId) },
    })
  }
}
