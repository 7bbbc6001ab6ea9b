import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { Cleanups } from '../../../platform/database/schema.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Cleanup, CleanupItem, CleanupState, Scope } from './cleanup.ts'

function toCleanup(row: Selectable<Cleanups>): Cleanup {
  return {
    id: row.id,
    agencyId: row.agency_id,
    title: row.title,
    basis: row.basis,
    state: row.state as CleanupState,
    opinionsDueOn: row.opinions_due_on,
    commentsFrom: row.comments_from,
    commentsUntil: row.comments_until,
    commentsSummary: row.comments_summary,
    legalOpinion: row.legal_opinion,
    reviewedBy: row.reviewed_by,
    returnedReason: row.returned_reason,
    noticeDocumentId: row.notice_document_id,
    createdAt: row.created_at,
  }
}

const missing = () => new Refusal('not-found', '没有找到这次清理。')

export async function getCleanup(db: Db | Tx, id: number): Promise<Cleanup> {
  const row = await db.selectFrom('cleanups').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing()
  return toCleanup(row)
}

/** Reads and locks, so that two steps at once come one after the other. */
export async function getCleanupForUpdate(tx: Tx, id: number): Promise<Cleanup> {
  const row = await tx
    .selectFrom('cleanups')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw missing()
  return toCleanup(row)
}

/** The campaigns of a body, and those that ask it about its own documents. */
export async function listCleanupsOf(db: Db | Tx, agencyId: number): Promise<Cleanup[]> {
  const rows = await db
    .selectFrom('cleanups as c')
    .selectAll('c')
    .where((eb) =>
      eb.or([
        eb('c.agency_id', '=', agencyId),
        eb.exists(
          eb
            .selectFrom('cleanup_items as i')
            .select('i.document_id')
            .whereRef('i.cleanup_id', '=', 'c.id')
            .where('i.unit_id', '=', agencyId),
        ),
      ]),
    )
    .orderBy('c.id', 'desc')
    .execute()
  return rows.map(toCleanup)
}

/** @param unitId only the documents of this unit */
export async function listCleanupItems(
  db: Db | Tx,
  cleanupId: number,
  unitId?: number,
): Promise<CleanupItem[]> {
  const ofUnit = unitId === undefined ? sql`true` : sql`i.unit_id = ${unitId}`
  const { rows } = await sql<CleanupItem>`
    select i.document_id as "documentId", i.unit_id as "unitId", a.short_name as "unitName",
      d.index_number as "indexNumber", e.title, e.document_number as "documentNumber", e.publisher,
      coalesce(e.formed_on, (d.published_at at time zone 'Asia/Shanghai')::date) as "issuedOn",
      e.expires_on as "expiresOn", i.opinion, i.opinion_reason as "opinionReason", i.result,
      i.result_reason as "resultReason"
    from cleanup_items i
    join agencies a on a.id = i.unit_id
    join documents d on d.id = i.document_id
    join lateral (
      select * from editions where document_id = d.id and state in ('published', 'superseded', 'removed')
      order by number desc limit 1
    ) e on true
    where i.cleanup_id = ${cleanupId} and ${ofUnit}
    order by a.position, a.id, "issuedOn", i.document_id
  `.execute(db)
  return rows
}

/** Public documents in force on the day that a scope names, and whose they are. */
export async function listInScope(
  db: Db | Tx,
  agencyId: number,
  scope: Scope,
  day: Temporal.PlainDate,
): Promise<{ documentId: number; unitId: number }[]> {
  const when = (given: unknown, condition: ReturnType<typeof sql>) =>
    given === null || given === '' ? sql`true` : condition
  const pattern = `%${scope.text.replace(/[%_\\]/g, '\\$&')}%`
  const units =
    scope.units === 'own'
      ? sql`v.agency_id = ${agencyId}`
      : sql`v.agency_id in (select id from agencies where id = ${agencyId} or supervisor_id = ${agencyId})`
  const { rows } = await sql<{ documentId: number; unitId: number }>`
    select v.document_id as "documentId", v.agency_id as "unitId"
    from document_validity v
    join editions e on e.document_id = v.document_id and e.state = 'published'
    where v.normative_kind is not null and ${units}
      and v.issued_on <= ${day}::date and (v.ended_on is null or v.ended_on > ${day}::date)
      and ${when(scope.kind, sql`v.normative_kind = ${scope.kind}`)}
      and ${when(scope.formedBefore, sql`v.issued_on < ${scope.formedBefore}::date`)}
      and ${when(scope.expiringBefore, sql`v.expires_on < ${scope.expiringBefore}::date`)}
      and ${when(scope.category, sql`e.category = ${scope.category}`)}
      and ${when(scope.text, sql`e.title ilike ${pattern}`)}
    order by v.document_id
  `.execute(db)
  return rows
}
