/** 同步发布: a document and its interpretations go online in one act, or are approved for one moment. */
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs } from '../../accounts/permissions.ts'
import { publishEdition } from '../../publications/handling/publish.ts'
import { schedulePublication } from '../../publications/handling/schedule.ts'

/** An edition, and the hash of what the approver saw of it. */
export interface ApprovedEdition {
  readonly editionId: number
  readonly seen: string
}

/**
 * Publishes all of them or none; with a moment, approves all of them for that moment.
 * @param document first, so that what explains it finds it public
 * @throws Refusal as `publishEdition` and `schedulePublication`, of whichever is not ready
 */
export async function publishTogether(
  db: Db,
  officer: Officer,
  document: ApprovedEdition,
  interpretations: readonly ApprovedEdition[],
  publishAt: Temporal.Instant | undefined,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const { editionId, seen } of [document, ...interpretations])
      await (publishAt
        ? schedulePublication(tx, officer, editionId, publishAt, now, seen)
        : publishEdition(tx, officer, editionId, now, { seen }))
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.publish'),
      action: 'interpretation.published-together',
      subject: `edition:${document.editionId}`,
    })
  })
}
