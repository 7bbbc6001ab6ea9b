import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { Sealer } from '../../platform/sealing/sealer.ts'
import type { Officer } from '../accounts/officer.ts'
import { actingAs, assertMay } from '../accounts/permissions.ts'
import { KEPT_DAYS, type SettlementForm } from './correction.ts'

/**
 * Answers a report: put right, or dismissed with the reason. A document is put right by an edition of its own, which goes
 * through review like any other.
 * @throws Refusal `not-found`, `forbidden`; `wrong-state` when a colleague was faster
 */
export async function settleCorrection(
  db: Db,
  officer: Officer,
  id: number,
  { outcome, note }: SettlementForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await takeOwn(tx, officer, id)
    if (row.settled_at !== null)
      throw new Refusal('wrong-state', '这条纠错已经办结，请刷新后查看。')
    await tx
      .updateTable('corrections')
      .set({ outcome, note, settled_by: officer.id, settled_at: now })
      .where('id', '=', id)
      .execute()
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'corrections.settle'),
      action: 'correction.settled',
      subject: `correction:${id}`,
      detail: { outcome },
    })
  })
}

/** Opens the reader's contact, and writes down who did. Undefined when there is none. @throws Refusal `forbidden` */
export async function readReporterContact(
  db: Db,
  sealer: Sealer,
  officer: Officer,
  id: number,
  now: Temporal.Instant,
): Promise<string | undefined> {
  return inTransaction(db, async (tx) => {
    const { contact_sealed } = await takeOwn(tx, officer, id)
    if (contact_sealed === null) return undefined
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'corrections.settle'),
      action: 'correction.contact-read',
      subject: `correction:${id}`,
    })
    return sealer.open(contact_sealed)
  })
}

async function takeOwn(tx: Tx, officer: Officer, id: number) {
  const row = await tx
    .selectFrom('corrections')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这条纠错。')
  assertMay(officer, 'corrections.settle', row.agency_id)
  return row
}

/**
 * 个人信息保护法 第十九条: no longer than the purpose needs. What the reader wrote and how to reach them go once the answer
 * has stood for `KEPT_DAYS`; that there was a report, what came of it and when, stays.
 * @returns how many were erased
 */
export async function eraseOldCorrections(db: Db, now: Temporal.Instant): Promise<number> {
  return inTransaction(db, async (tx) => {
    const erased = await tx
      .updateTable('corrections')
      .set({ text: '', contact_sealed: null, erased_at: now })
      .where('settled_at', '<', now.subtract({ hours: KEPT_DAYS * 24 }))
      .where('erased_at', 'is', null)
      .returning('id')
      .execute()
    if (erased.length > 0)
      await recordAudit(tx, now, {
        actor: { id: null, name: '系统' },
        action: 'correction.erased',
        subject: `correction:${erased[0]!.id}`,
        detail: { count: String(erased.length) },
      })
    return erased.length
  })
}
