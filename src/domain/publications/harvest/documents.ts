/** A public document as another system takes it over: its header, what it does to others, its addresses' numbers and words. */
import { sql, type RawBuilder } from 'kysely'
import type { RecordedValidity } from '../../../law/validity.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Attachment, NormativeKind } from '../edition.ts'
import { publicRelations, type RelationKind } from '../relations.ts'

export interface HarvestedDocument extends RecordedValidity {
  readonly change: 'published'
  /** when this edition became public on this platform; of an import the moment of the import */
  readonly changedAt: Temporal.Instant
  readonly documentId: number
  readonly indexNumber: string
  readonly agencySlug: string
  readonly agencyName: string
  readonly edition: number
  readonly contentHash: string
  readonly kind: string
  readonly title: string
  readonly publisher: string
  readonly category: string
  readonly subjectCategory: string
  readonly genre: string
  readonly documentNumber: string
  readonly registrationNumber: string
  readonly normativeKind: NormativeKind | null
  readonly summary: string
  readonly keywords: readonly string[]
  readonly formedOn: Temporal.PlainDate | null
  /** 发布日期, there where it first came out */
  readonly publishedAt: Temporal.Instant
  readonly attachments: readonly Attachment[]
  readonly relations: readonly HarvestedRelation[]
  readonly catalogueItems: readonly HarvestedCatalogueItem[]
  readonly text: string
}

/** Between public documents only. */
export interface HarvestedRelation {
  readonly kind: RelationKind
  /** `from`: this document amends, interprets … the other */
  readonly end: 'from' | 'to'
  readonly indexNumber: string
  readonly title: string
  /** ISO day */
  readonly appliesFrom: string | null
}

/** A row of 主动公开目录 that the document fulfils. */
export interface HarvestedCatalogueItem {
  readonly code: string
  readonly part: 'statutory' | 'grassroots'
  /** code of 条例 第二十条、第二十一条, or the field's name */
  readonly branch: string
  readonly levelOne: string
  readonly levelTwo: string
}

export interface DocumentRow {
  readonly published_edition_at: Temporal.Instant
  readonly document_id: number
  readonly index_number: string
  readonly agency_slug: string
  readonly agency_name: string
  readonly number: number
  readonly content_hash: Buffer
  readonly kind: string
  readonly title: string
  readonly publisher: string
  readonly category: string
  readonly subject_category: string
  readonly genre: string
  readonly document_number: string
  readonly registration_number: string
  readonly normative_kind: NormativeKind | null
  readonly summary: string
  readonly keywords: string[]
  readonly formed_on: Temporal.PlainDate | null
  readonly effective_on: Temporal.PlainDate | null
  readonly expires_on: Temporal.PlainDate | null
  readonly repealed_on: Temporal.PlainDate | null
  readonly lapsed_on: Temporal.PlainDate | null
  readonly amended_on: Temporal.PlainDate[]
  readonly published_at: Temporal.Instant
  readonly attachments: Attachment[]
  readonly relations: HarvestedRelation[]
  readonly catalogue_items: HarvestedCatalogueItem[]
  readonly body_text: string
}

/** Of `documents d`, its published edition `e`, its body `a` and its `document_validity v`. */
export const documentColumns = (today: Temporal.PlainDate): RawBuilder<DocumentRow> => sql`
  e.published_at as published_edition_at, d.id as document_id, d.index_number, a.slug as agency_slug,
  a.name as agency_name, e.number, e.content_hash, e.kind, e.title, e.publisher, e.category, e.subject_category,
  e.genre, e.document_number, e.registration_number, e.normative_kind, e.summary, e.keywords, e.formed_on,
  v.effective_on, v.expires_on, v.repealed_on, v.lapsed_on, v.amended_on, d.published_at, e.attachments, e.body_text,
  (
    select coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'end', r.this_end, 'indexNumber', o.index_number,
      'title', oe.title, 'appliesFrom', r.applies_from) order by r.kind, r.this_end, r.position, o.id), '[]')
    from ${publicRelations}
  ) as relations,
  (
    select coalesce(jsonb_agg(jsonb_build_object('code', i.code, 'part', w.part, 'branch', w.branch,
      'levelOne', w.level_one, 'levelTwo', w.level_two) order by i.code), '[]')
    from catalogue_bindings b
    join catalogue_items i on i.id = b.item_id
    join catalogue_rows w on w.item_id = i.id and w.manner = 'proactive'
      and w.valid_from <= ${today} and (w.valid_to is null or w.valid_to >= ${today})
    where b.document_id = d.id
  ) as catalogue_items`

/**
 * Everything that is public now, by its number in the database.
 * @param afterId number of the last one of the page before
 */
export async function listAllPublic(
  db: Db,
  afterId: number,
  limit: number,
  today: Temporal.PlainDate,
): Promise<HarvestedDocument[]> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns(today)}
    from documents d
    join editions e on e.document_id = d.id and e.state = 'published'
    join agencies a on a.id = d.agency_id
    join document_validity v on v.document_id = d.id
    where d.status = 'published' and d.id > ${afterId}
    order by d.id limit ${limit}
  `.execute(db)
  return rows.map(toHarvested)
}

export function toHarvested(row: DocumentRow): HarvestedDocument {
  return {
    change: 'published',
    changedAt: row.published_edition_at,
    documentId: row.document_id,
    indexNumber: row.index_number,
    agencySlug: row.agency_slug,
    agencyName: row.agency_name,
    edition: row.number,
    contentHash: row.content_hash.toString('hex'),
    kind: row.kind,
    title: row.title,
    publisher: row.publisher,
    category: row.category,
    subjectCategory: row.subject_category,
    genre: row.genre,
    documentNumber: row.document_number,
    registrationNumber: row.registration_number,
    normativeKind: row.normative_kind,
    summary: row.summary,
    keywords: row.keywords,
    formedOn: row.formed_on,
    effectiveFrom: row.effective_on,
    expiresOn: row.expires_on,
    repealedOn: row.repealed_on,
    lapsedOn: row.lapsed_on,
    amendedOn: row.amended_on,
    publishedAt: row.published_at,
    attachments: row.attachments,
    relations: row.relations,
    catalogueItems: row.catalogue_items,
    text: row.body_text,
  }
}
