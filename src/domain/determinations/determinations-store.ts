import { sql, type Selectable, type Updateable } from 'kysely'
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

function toDetermination(row: Selectable<Determinations>): Determination {
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

export interface LedgerFilter {
  readonly year?: number
  readonly attribute?: Attribute
  readonly state?: DeterminationState
}

/** A line of the ledger: the document and, where it was published, its address. */
export interface LedgerLine extends Determination {
  readonly documentId: number | null
  readonly indexNumber: string | null
  readonly publishedAt: Temporal.Instant | null
}

const inYear = (year: number) =>
  sql<boolean>`issued_on >= make_date(${year}, 1, 1) and issued_on <= make_date(${year}, 12, 31)`

/** Issued documents by day of issue, newest first; without a year those still on their way come first. */
export async function listLedger(
  db: Db,
  agencyId: number,
  filter: LedgerFilter,
): Promise<LedgerLine[]> {
  let query = db
    .selectFrom('determinations as t')
    .leftJoin('determination_documents as l', 'l.determination_id', 't.id')
    .leftJoin('documents as d', 'd.id', 'l.document_id')
    .selectAll('t')
    .select(['d.id as document_id', 'd.index_number', 'd.published_at'])
    .where('t.agency_id', '=', agencyId)
  if (filter.year !== undefined) query = query.where(inYear(filter.year))
  if (filter.attribute) query = query.where('t.attribute', '=', filter.attribute)
  if (filter.state) query = query.where('t.state', '=', filter.state)
  const rows = await query
    .orderBy('t.issued_on', (order) => order.desc().nullsFirst())
    .orderBy('t.id', 'desc')
    .limit(2000)
    .execute()
  return rows.map((row) => ({
    ...toDetermination(row),
    documentId: row.document_id,
    indexNumber: row.index_number,
    publishedAt: row.published_at,
  }))
}

/** 制发 = 主动公开 + 依申请公开 + 不予公开, and how many of the first are online. */
export interface DeterminationCounts {
  readonly issued: number
  readonly proactive: number
  readonly onRequest: number
  readonly withheld: number
  readonly published: number
}

/** The documents a body issued in a year by their attribute today. */
export async function countIssued(
  db: Db | Tx,
  agencyId: number,
  year: number,
): Promise<DeterminationCounts> {
  const row = await db
    .selectFrom('determinations as t')
    .leftJoin('determination_documents as l', 'l.determination_id', 't.id')
    .leftJoin('documents as d', (join) =>
      join.onRef('d.id', '=', 'l.document_id').on('d.status', '=', 'published'),
    )
    .select(({ fn }) => [
      fn.countAll<number>().as('issued'),
      fn.countAll<number>().filterWhere('t.attribute', '=', 'proactive').as('proactive'),
      fn.countAll<number>().filterWhere('t.attribute', '=', 'on-request').as('on_request'),
      fn.countAll<number>().filterWhere('t.attribute', '=', 'withheld').as('withheld'),
      fn.count<number>('d.id').filterWhere('t.attribute', '=', 'proactive').as('published'),
    ])
    .where('t.agency_id', '=', agencyId)
    .where('t.state', '=', 'issued')
    .where(inYear(year))
    .executeTakeFirstOrThrow()
  return {
    issued: row.issued,
    proactive: row.proactive,
    onRequest: row.on_request,
    withheld: row.withheld,
    published: row.published,
  }
}

/** Issued and not public: those whose day of re-assessment has come. 条例 第十八条 */
export async function listDueReassessments(
  db: Db,
  agencyId: number,
  on: Temporal.PlainDate,
): Promise<Determination[]> {
  const rows = await db
    .selectFrom('determinations')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'issued')
    .where('attribute', '!=', 'proactive')
    .where('next_review_on', '<=', on)
    .orderBy('next_review_on')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map(toDetermination)
}

export interface Reassessment {
  readonly conclusion: 'keep' | 'change'
  readonly attribute: Attribute
  readonly reason: string
  readonly by: string
  readonly at: Temporal.Instant
}

export async function listReassessments(db: Db, id: number): Promise<Reassessment[]> {
  const rows = await db
    .selectFrom('determination_reassessments as r')
    .innerJoin('users as u', 'u.id', 'r.reassessed_by')
    .select(['r.conclusion', 'r.attribute', 'r.reason', 'u.display_name', 'r.reassessed_at'])
    .where('r.determination_id', '=', id)
    .orderBy('r.id', 'desc')
    .execute()
  return rows.map((row) => ({
    conclusion: row.conclusion as Reassessment['conclusion'],
    attribute: row.attribute as Attribute,
    reason: row.reason,
    by: row.display_name,
    at: row.reassessed_at,
  }))
}

export async function insertReassessment(
  tx: Tx,
  given: {
    readonly determinationId: number
    readonly conclusion: 'keep' | 'change'
    readonly attribute: Attribute
    readonly ground: DeterminationGround | null
    readonly reason: string
    readonly by: number
    readonly nextReviewOn: Temporal.PlainDate | null
  },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('determination_reassessments')
    .values({
      determination_id: given.determinationId,
      conclusion: given.conclusion,
      attribute: given.attribute,
      ground: given.ground,
      reason: given.reason,
      reassessed_by: given.by,
      reassessed_at: now,
      next_review_on: given.nextReviewOn,
    })
    .execute()
}

/** Years in which anything was issued, newest first. */
export async function listIssueYears(db: Db, agencyId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('determinations')
    .select(sql<number>`extract(year from issued_on)::int`.as('year'))
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'issued')
    .groupBy('year')
    .orderBy('year', 'desc')
    .execute()
  return rows.map(({ year }) => year)
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
