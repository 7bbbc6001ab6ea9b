/** 修改、废止: what a document in hand does to others. It is declared in its draft, signed with its text, and marks when public. */
import { z } from 'zod'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { Officer } from '../accounts/officer.ts'
import { actingAs } from '../accounts/permissions.ts'
import { getAgency } from '../organisations/agencies-store.ts'
import type { Edition } from '../publications/edition.ts'
import { listEditionsOfDocument, updateEditionContent } from '../publications/editions-store.ts'
import { startNewEdition } from '../publications/handling/drafting.ts'
import { takeStep } from '../publications/handling/steps.ts'
import { CHINA_TIME_ZONE } from '../../platform/kernel/time.ts'
import { optionalDay } from './form-days.ts'
import { findTarget, listTargets, type Target } from './targets.ts'

export const ACT_KINDS = ['amends', 'repeals'] as const
export type ActKind = (typeof ACT_KINDS)[number]

export const ActForm = z.object({
  kind: z.enum(ACT_KINDS, '请选择修改还是废止'),
  /** 索引号 or 文号 of the other document */
  target: z.string().trim().min(1, '请填写被修改、废止文件的索引号或者文号').max(100),
  appliesFrom: optionalDay,
})
export type ActForm = z.infer<typeof ActForm>

export interface DeclaredAct {
  readonly kind: ActKind
  readonly to: Target
  /** null: from the day the declaring document takes effect, or is published */
  readonly appliesFrom: Temporal.PlainDate | null
}

export async function listDeclaredActs(db: Db | Tx, documentId: number): Promise<DeclaredAct[]> {
  const rows = await db
    .selectFrom('document_acts')
    .select(['kind', 'to_id', 'applies_from'])
    .where('document_id', '=', documentId)
    .orderBy('position')
    .orderBy('to_id')
    .execute()
  const targets = await listTargets(
    db,
    rows.map(({ to_id: id }) => id),
  )
  return rows.flatMap(({ kind, to_id: id, applies_from: appliesFrom }) => {
    const to = targets.get(id)
    return to ? [{ kind: kind as ActKind, to, appliesFrom }] : []
  })
}

/**
 * Declares in a draft that it amends or repeals a published document. The mark appears on the other document in the moment
 * this one is published, and not before.
 * @throws Refusal `invalid` for a document that is not public, is this one, or is another body's; `wrong-state` once it was
 *   submitted
 */
export async function declareAct(
  db: Db,
  officer: Officer,
  editionId: number,
  form: ActForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const edition = await openForActs(tx, officer, editionId, now)
    const target = await findTarget(tx, form.target)
    if (!target || target.documentId === edition.documentId)
      throw refusedTarget('没有找到这份已公开的文件，请核对索引号或者文号')
    if (!(await isWithinReach(tx, edition.agencyId, target.agencyId)))
      throw refusedTarget('只能修改、废止本机构和下属单位的文件')
    if (edition.firstPublishedAt && !form.appliesFrom)
      throw new Refusal('invalid', '请写明从哪一天起。', [
        { at: 'appliesFrom', message: '文件已经发布过，修改、废止从哪一天起须写明' },
      ])
    await tx
      .insertInto('document_acts')
      .values({
        document_id: edition.documentId,
        kind: form.kind,
        to_id: target.documentId,
        applies_from: form.appliesFrom,
        position: (await listDeclaredActs(tx, edition.documentId)).length + 1,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['document_id', 'kind', 'to_id'])
          .doUpdateSet({ applies_from: form.appliesFrom }),
      )
      .execute()
    await audit(tx, officer, editionId, 'edition.act-declared', now)
  })
}

/** One's own documents, and those of the units that file with one. */
async function isWithinReach(tx: Tx, agencyId: number, targetAgencyId: number): Promise<boolean> {
  if (agencyId === targetAgencyId) return true
  return (await getAgency(tx, targetAgencyId)).supervisorId === agencyId
}

/** Takes a declared act out of a draft again. @throws Refusal as `declareAct` */
export async function dropAct(
  db: Db,
  officer: Officer,
  editionId: number,
  act: { readonly kind: ActKind; readonly documentId: number },
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const edition = await openForActs(tx, officer, editionId, now)
    await tx
      .deleteFrom('document_acts')
      .where('document_id', '=', edition.documentId)
      .where('kind', '=', act.kind)
      .where('to_id', '=', act.documentId)
      .execute()
    await audit(tx, officer, editionId, 'edition.act-dropped', now)
  })
}

/** A draft that this person now also wrote in: whoever declares an act does not review it. */
async function openForActs(
  tx: Tx,
  officer: Officer,
  editionId: number,
  now: Temporal.Instant,
): Promise<Edition> {
  const { edition } = await takeStep(tx, officer, editionId, 'edit')
  if (edition.kind !== 'document')
    throw new Refusal('wrong-state', '只有文件可以修改、废止别的文件。')
  if (edition.state !== 'draft' && edition.state !== 'returned')
    throw new Refusal('wrong-state', '送审以后不能改动修改、废止的记载。请先把稿子改回起草。')
  await updateEditionContent(tx, editionId, edition, officer.id, now)
  return edition
}

/**
 * A working copy of an amended document for its text as amended (合订文本). It goes through review like any edition and
 * cannot be published before the amendment applies.
 * @param actId the published document that amends
 * @throws Refusal `not-found` when that document does not amend this one
 */
export async function startConsolidatedText(
  db: Db,
  officer: Officer,
  documentId: number,
  actId: number,
  now: Temporal.Instant,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const amendment = await tx
      .selectFrom('document_relations')
      .select('applies_from')
      .where('from_id', '=', actId)
      .where('to_id', '=', documentId)
      .where('kind', '=', 'amends')
      .executeTakeFirst()
    const act = (await listTargets(tx, [actId])).get(actId)
    if (!amendment?.applies_from || !act)
      throw new Refusal('not-found', '没有找到修改这份文件的文件。')
    const id = await startNewEdition(tx, officer, documentId, now)
    const [edition] = await listEditionsOfDocument(tx, documentId)
    const publicNote = `根据《${act.title}》修改，自${amendment.applies_from.toString()}起适用。`
    await updateEditionContent(tx, id, { ...edition!, publicNote }, officer.id, now)
    await tx
      .updateTable('editions')
      .set({ embargo_until: amendment.applies_from.toZonedDateTime(CHINA_TIME_ZONE).toInstant() })
      .where('id', '=', id)
      .execute()
    return id
  })
}

const refusedTarget = (message: string) =>
  new Refusal('invalid', `${message}。`, [{ at: 'target', message }])

async function audit(
  tx: Tx,
  officer: Officer,
  editionId: number,
  action: string,
  now: Temporal.Instant,
): Promise<void> {
  await recordAudit(tx, now, {
    actor: actingAs(officer, 'publications.draft'),
    action,
    subject: `edition:${editionId}`,
  })
}
