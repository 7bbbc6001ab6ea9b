import type { Selectable, Updateable } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Determinations } from '../../platform/database/schema.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type {
  Attribute,
  Determination,
  DeterminationGround,
  DeterminationState,
  Origin,
  DeterminationForm,
} from './determination.ts'

export function toDetermination(row: Selectable<Determinations>): Determination {
  return {
    id: row.id,
    agencyId: row.agency_id,
    state: row.state as DeterminationState,
    title: row.title,
    genre: row.genre,
    draftingUnit: row.drafting_unit,
    origin: row.origin as Origin,
    originNote: row.origin_note,
    forwardedAttribute: row.forwarded_attribute as Attribute | null,
    attribute: row.attribute as Attribute,
    ground: row.ground as DeterminationGround | null,
    reason: row.reason,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    checkedBy: row.checked_by,
    checkedAt: row.checked_at,
    checkOpinion: row.check_opinion,
    signedBy: row.signed_by,
    signedAt: row.signed_at,
    documentNumber: row.document_number,
    issuedOn: row.issued_on,
    issuedAt: row.issued_at,
    returnedReason: row.returned_reason,
    nextReviewOn: row.next_review_on,
    version: row.version,
  }
}

export async function getDetermination(db: Db | Tx, id: number): Promise<Determination> {
  const row = await db
    .selectFrom('determinations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这件公文。')
  return toDetermination(row)
}

export async function getDeterminationForUpdate(tx: Tx, id: number): Promise<Determination> {
  const row = await tx
    .selectFrom('determinations')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这件公文。')
  return toDetermination(row)
}

function proposalColumns(form: DeterminationForm) {
  return {
    title: form.title,
    genre: form.genre,
    drafting_unit: form.draftingUnit,
    origin: form.origin,
    origin_note: form.originNote,
    forwarded_attribute: form.forwardedAttribute,
    attribute: form.attribute,
    ground: form.ground,
    reason: form.attribute === 'proactive' && form.origin === 'own' ? '' : form.reason,
  }
}

export async function insertDetermination(
  tx: Tx,
  by: { readonly agencyId: number; readonly officerId: number },
  form: DeterminationForm,
  now: Temporal.Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto('determinations')
    .values({
      agency_id: by.agencyId,
      proposed_by: by.officerId,
      proposed_at: now,
      ...proposalColumns(form),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Change = Omit<Updateable<Determinations>, 'id' | 'version'>

export async function updateDetermination(tx: Tx, id: number, change: Change): Promise<void> {
  await tx
    .updateTable('determinations')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Proposed anew: whatever was checked or signed signed something else. */
export async function updateProposal(
  tx: Tx,
  id: number,
  form: DeterminationForm,
  by: number,
  now: Temporal.Instant,
): Promise<void> {
  await updateDetermination(tx, id, {
    ...proposalColumns(form),
    state: 'proposed',
    proposed_by: by,
    proposed_at: now,
    checked_by: null,
    checked_at: null,
    check_opinion: '',
    signed_by: null,
    signed_at: null,
    returned_reason: '',
  })
}

export async function linkDocument(
  tx: Tx,
  determinationId: number,
  documentId: number,
): Promise<void> {
  await tx
    .insertInto('determination_documents')
    .values({ determination_id: determinationId, document_id: documentId })
    .execute()
}

/** The newest edition of the document it was published as. */
export async function findDocumentOf(
  db: Db | Tx,
  determinationId: number,
): Promise<{ readonly editionId: number; readonly indexNumber: string | null } | undefined> {
  const row = await db
    .selectFrom('determination_documents as l')
    .innerJoin('documents as d', 'd.id', 'l.document_id')
    .innerJoin('editions as e', 'e.document_id', 'd.id')
    .select(['e.id', 'd.index_number'])
    .where('l.determination_id', '=', determinationId)
    .orderBy('e.number', 'desc')
    .executeTakeFirst()
  return row && { editionId: row.id, indexNumber: row.index_number }
}

export async function findDeterminationOfDocument(
  db: Db | Tx,
  documentId: number,
): Promise<Determination | undefined> {
  const row = await db
    .selectFrom('determinations as t')
    .innerJoin('determination_documents as l', 'l.determination_id', 't.id')
    .selectAll('t')
    .where('l.document_id', '=', documentId)
    .executeTakeFirst()
  return row && toDetermination(row)
}
