import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { Attachment } from '../edition.ts'
import type { RemovalKind } from '../removals.ts'

/** A document as another system takes it over: its header, addresses and words. */
export interface HarvestedDocument {
  readonly change: 'published'
  readonly changedAt: Temporal.Instant
  readonly documentId: number
  readonly indexNumber: string
  readonly agencySlug: string
  readonly agencyName: string
  readonly edition: number
  readonly kind: string
  readonly title: string
  readonly publisher: string
  readonly category: string
  readonly subjectCategory: string
  readonly genre: string
  readonly documentNumber: string
  readonly registrationNumber: string
  readonly summary: string
  readonly keywords: readonly string[]
  readonly formedOn: string | null
  readonly effectiveOn: string | null
  readonly expiresOn: string | null
  readonly publishedAt: Temporal.Instant
  readonly attachments: readonly Attachment[]
  readonly text: string
}

/** What was taken down: whoever copied it must take it down too. Nothing but the number and the reason is told. */
export interface HarvestedRemoval {
  readonly change: 'removed'
  readonly changedAt: Temporal.Instant
  readonly documentId: number
  readonly indexNumber: string
  readonly removal: RemovalKind
  readonly reason: string
}

export type PublicChange = HarvestedDocument | HarvestedRemoval

/** Where the next page begins: after this change. */
export interface ChangeCursor {
  readonly changedAt: Temporal.Instant
  readonly documentId: number
}

interface Row {
  change: 'published' | 'removed'
  changed_at: Temporal.Instant
  document_id: number
  index_number: string
  agency_slug: string
  agency_name: string
  number: number
  kind: string
  title: string
  publisher: string
  category: string
  subject_category: string
  genre: string
  document_number: string
  registration_number: string
  summary: string
  keywords: string[]
  formed_on: Temporal.PlainDate | null
  effective_from: Temporal.PlainDate | null
  expires_on: Temporal.PlainDate | null
  published_at: Temporal.Instant
  attachments: unknown
  body_text: string
  removal: RemovalKind
  reason: string
}

/**
 * Public changes in the order in which they happened, after a cursor: editions that are public now, and removals. A
 * document changed twice appears once, at its latest change.
 * @param limit at most so many
 */
export async function listPublicChanges(
  db: Db,
  after: ChangeCursor | undefined,
  limit: number,
): Promise<PublicChange[]> {
  const from = after?.changedAt ?? Temporal.Instant.fromEpochMilliseconds(0)
  const fromId = after?.documentId ?? 0
  const { rows } = await sql<Row>`
    (
      select 'published' as change, e.published_at as changed_at, d.id as document_id, d.index_number,
        a.slug as agency_slug, a.name as agency_name, e.number, e.kind, e.title, e.publisher, e.category,
        e.subject_category, e.genre, e.document_number, e.registration_number, e.summary, e.keywords,
        e.formed_on, e.effective_from, e.expires_on, d.published_at, e.attachments, e.body_text,
        null as removal, null as reason
      from editions e
      join documents d on d.id = e.document_id and d.status = 'published'
      join agencies a on a.id = d.agency_id
      where e.state = 'published' and (e.published_at, e.document_id) > (${from}, ${fromId})
      order by e.published_at, e.document_id limit ${limit}
    ) union all (
      select 'removed', r.removed_at, d.id, d.index_number,
        '', '', 0, '', '', '', '', '', '', '', '', '', '{}', null, null, null, d.published_at, '[]', '',
        r.kind, r.public_reason
      from document_removals r
      join documents d on d.id = r.document_id and d.status = 'removed'
      where (r.removed_at, r.document_id) > (${from}, ${fromId})
      order by r.removed_at, r.document_id limit ${limit}
    )
    order by changed_at, document_id limit ${limit}
  `.execute(db)
  return rows.map(toChange)
}

function toChange(row: Row): PublicChange {
  const { changed_at: changedAt, document_id: documentId, index_number: indexNumber } = row
  if (row.change === 'removed') {
    const { removal, reason } = row
    return { change: 'removed', changedAt, documentId, indexNumber, removal, reason }
  }
  return {
    change: 'published',
    changedAt,
    documentId,
    indexNumber,
    agencySlug: row.agency_slug,
    agencyName: row.agency_name,
    edition: row.number,
    kind: row.kind,
    title: row.title,
    publisher: row.publisher,
    category: row.category,
    subjectCategory: row.subject_category,
    genre: row.genre,
    documentNumber: row.document_number,
    registrationNumber: row.registration_number,
    summary: row.summary,
    keywords: row.keywords,
    formedOn: row.formed_on?.toString() ?? null,
    effectiveOn: row.effective_from?.toString() ?? null,
    expiresOn: row.expires_on?.toString() ?? null,
    publishedAt: row.published_at,
    attachments: row.attachments as Attachment[],
    text: row.body_text,
  }
}
