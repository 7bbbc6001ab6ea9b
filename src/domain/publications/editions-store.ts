import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Documents, Editions } from '../../platform/database/schema.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { textOfBody } from './body.ts'
import type { EditionKind, EditionStructure } from './structures/kinds.ts'
import type {
  Attachment,
  Disclosure,
  Edition,
  EditionContent,
  EditionState,
  NormativeKind,
} from './edition.ts'

type EditionRow = Selectable<Editions> & {
  document_agency_id: Selectable<Documents>['agency_id']
  document_index_number: Selectable<Documents>['index_number']
  document_published_at: Selectable<Documents>['published_at']
}

function toEdition(row: EditionRow): Edition {
  return {
    id: row.id,
    documentId: row.document_id,
    agencyId: row.document_agency_id,
    number: row.number,
    state: row.state as EditionState,
    title: row.title,
    publisher: row.publisher,
    category: row.category,
    disclosure: row.disclosure as Disclosure,
    documentNumber: row.document_number,
    formedOn: row.formed_on,
    effectiveFrom: row.effective_from,
    expiresOn: row.expires_on,
    repealedOn: row.repealed_on,
    normativeKind: row.normative_kind as NormativeKind | null,
    bodyHtml: row.body_html,
    bodyText: row.body_text,
    attachments: row.attachments as unknown as Attachment[],
    contentHash: row.content_hash,
    draftedBy: row.drafted_by,
    contributors: row.contributors,
    returnedReason: row.returned_reason,
    kind: row.kind as EditionKind,
    structure: row.structure as EditionStructure | null,
    subjectCategory: row.subject_category,
    genre: row.genre,
    summary: row.summary,
    keywords: row.keywords,
    registrationNumber: row.registration_number,
    publicNote: row.public_note,
    privateNote: row.private_note,
    embargoUntil: row.embargo_until,
    publishAt: row.publish_at,
    publishedAt: row.published_at,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    indexNumber: row.document_index_number,
    firstPublishedAt: row.document_published_at,
  }
}

function selectEditions(db: Db | Tx) {
  return db
    .selectFrom('editions')
    .innerJoin('documents', 'documents.id', 'editions.document_id')
    .selectAll('editions')
    .select([
      'documents.agency_id as document_agency_id',
      'documents.index_number as document_index_number',
      'documents.published_at as document_published_at',
    ])
}

export async function getEdition(db: Db | Tx, id: number): Promise<Edition> {
  const row = await selectEditions(db).where('editions.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这份文件。')
  return toEdition(row)
}

/** Reads and locks: whoever comes second waits, and then sees what the first did. */
export async function getEditionForUpdate(tx: Tx, id: number): Promise<Edition> {
  const row = await selectEditions(tx)
    .where('editions.id', '=', id)
    .forUpdate('editions')
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这份文件。')
  return toEdition(row)
}

export async function listEditionsOfDocument(db: Db | Tx, documentId: number): Promise<Edition[]> {
  const rows = await selectEditions(db)
    .where('editions.document_id', '=', documentId)
    .orderBy('editions.number', 'desc')
    .execute()
  return rows.map(toEdition)
}

function contentColumns(content: EditionContent) {
  return {
    title: content.title,
    publisher: content.publisher,
    category: content.category,
    disclosure: content.disclosure,
    document_number: content.documentNumber,
    formed_on: content.formedOn,
    effective_from: content.effectiveFrom,
    expires_on: content.expiresOn,
    repealed_on: content.repealedOn,
    normative_kind: content.normativeKind,
    body_html: content.bodyHtml,
    body_text: textOfBody(content.bodyHtml),
    kind: content.kind,
    structure: content.structure && JSON.stringify(content.structure),
    subject_category: content.subjectCategory,
    genre: content.genre,
    summary: content.summary,
    keywords: [...content.keywords],
    registration_number: content.registrationNumber,
    public_note: content.publicNote,
  }
}

export interface NewEdition {
  readonly documentId: number
  readonly number: number
  readonly content: EditionContent
  readonly attachments?: readonly Attachment[]
  readonly draftedBy: number
}

export async function insertEdition(
  tx: Tx,
  edition: NewEdition,
  now: Temporal.Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto('editions')
    .values({
      document_id: edition.documentId,
      number: edition.number,
      ...contentColumns(edition.content),
      attachments: JSON.stringify(edition.attachments ?? []),
      drafted_by: edition.draftedBy,
      contributors: [edition.draftedBy],
      created_at: now,
      updated_at: now,
      // the database computes the hash itself; see migrations/0003
      content_hash: Buffer.alloc(0),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateEditionContent(
  tx: Tx,
  id: number,
  content: EditionContent,
  editorId: number,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('editions')
    .set((eb) => ({
      ...contentColumns(content),
      state: 'draft',
      contributors: sql<number[]>`array(select distinct unnest(contributors || ${editorId}::int))`,
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

export async function updateEditionState(
  tx: Tx,
  id: number,
  change: {
    readonly state: EditionState
    readonly returnedReason?: string | null
    readonly publishedBy?: number
    readonly publishedAt?: Temporal.Instant
    readonly publishAt?: Temporal.Instant
  },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('editions')
    .set((eb) => ({
      state: change.state,
      updated_at: now,
      version: eb('version', '+', 1),
      ...(change.returnedReason === undefined ? {} : { returned_reason: change.returnedReason }),
      ...(change.publishedBy === undefined ? {} : { published_by: change.publishedBy }),
      ...(change.publishedAt === undefined ? {} : { published_at: change.publishedAt }),
      ...(change.publishAt === undefined ? {} : { publish_at: change.publishAt }),
    }))
    .where('id', '=', id)
    .execute()
}
