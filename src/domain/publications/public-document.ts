import { sql } from 'kysely'
import type { RecordedValidity } from '../../law/validity.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Attachment, NormativeKind } from './edition.ts'
import { hasIndexNumber } from './index-number-match.ts'
import { publicRelations, type RelationKind } from './relations.ts'
import type { EditionKind, EditionStructure } from './structures/kinds.ts'

/** A published document as everybody may see it. Nothing here is ever read from an edition that is not published. */
export interface PublicDocument extends RecordedValidity {
  readonly documentId: number
  readonly agencyId: number
  readonly agencySlug: string
  readonly indexNumber: string
  readonly kind: EditionKind
  readonly structure: EditionStructure | null
  readonly title: string
  readonly publisher: string
  readonly category: string
  /** 主题分类、体裁分类、内容概述、关键词、统一登记号: empty where the document has none */
  readonly subjectCategory: string
  readonly genre: string
  readonly summary: string
  readonly keywords: readonly string[]
  readonly registrationNumber: string
  readonly documentNumber: string
  readonly formedOn: Temporal.PlainDate | null
  readonly normativeKind: NormativeKind | null
  readonly publishedAt: Temporal.Instant
  readonly bodyHtml: string
  readonly bodyText: string
  readonly visits: number
  readonly attachments: readonly Attachment[]
  readonly history: readonly EditionNote[]
  readonly relations: readonly PublicRelation[]
  /** right before and after it in its column: of the same body, kind and 组配分类, newest first */
  readonly newer: DocumentNeighbour | undefined
  readonly older: DocumentNeighbour | undefined
}

/** A line of the public history: when an edition came out, and what it says changed. */
export interface EditionNote {
  readonly number: number
  readonly publishedAt: Temporal.Instant
  readonly note: string
}

export interface DocumentNeighbour {
  readonly title: string
  readonly indexNumber: string
}

/** Another public document this one has to do with; a link to one that is not public is not shown. */
export interface PublicRelation extends DocumentNeighbour {
  readonly kind: RelationKind
  /** `from`: this document interprets, amends … the other; `to`: the other does so to this one */
  readonly end: 'from' | 'to'
  readonly documentId: number
  readonly documentNumber: string
  readonly appliesFrom: Temporal.PlainDate | null
  readonly normativeKind: NormativeKind | null
  readonly validity: RecordedValidity
}

/** Days as JSON has them. */
interface ValidityJson {
  readonly effective_on: string | null
  readonly expires_on: string | null
  readonly repealed_on: string | null
  readonly lapsed_on: string | null
  readonly amended_on: readonly string[]
}

interface RelationJson extends Omit<PublicRelation, 'appliesFrom' | 'validity'> {
  readonly appliesFrom: string | null
  readonly validity: ValidityJson
}

interface PublicRow {
  readonly id: number
  readonly agency_id: number
  readonly slug: string
  readonly index_number: string
  readonly published_at: Temporal.Instant
  readonly kind: string
  readonly title: string
  readonly publisher: string
  readonly category: string
  readonly subject_category: string
  readonly genre: string
  readonly summary: string
  readonly keywords: string[]
  readonly registration_number: string
  readonly document_number: string
  readonly formed_on: Temporal.PlainDate | null
  readonly validity: ValidityJson
  readonly structure: EditionStructure | null
  readonly normative_kind: string | null
  readonly body_html: string
  readonly body_text: string
  readonly attachments: Attachment[]
  readonly visits: number | null
  readonly history: { number: number; at: string; note: string }[]
  readonly relations: RelationJson[]
  readonly newer: DocumentNeighbour | null
  readonly older: DocumentNeighbour | null
}

/** One round trip: the published edition of an index number with all that its page shows, or undefined. */
export async function findPublicDocument(
  db: Db,
  indexNumber: string,
): Promise<PublicDocument | undefined> {
  const { rows } = await sql<PublicRow>`
    select d.id, d.agency_id, a.slug, d.index_number, d.published_at, e.kind, e.title, e.publisher, e.category,
      e.subject_category, e.genre, e.summary, e.keywords, e.registration_number, e.document_number, e.formed_on,
      to_jsonb(v) as validity, e.structure, e.normative_kind, e.body_html, e.body_text, e.attachments,
      (select v.visits from document_visits v where v.document_id = d.id) as visits,
      (
        select jsonb_agg(jsonb_build_object('number', h.number, 'note', h.public_note,
            -- the first of a document from another site came out there
            'at', case h.number when 1 then d.published_at else h.published_at end)
          order by h.number desc)
        from editions h where h.document_id = d.id and h.state in ('published', 'superseded')
      ) as history,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
            'kind', r.kind, 'end', r.this_end, 'documentId', o.id, 'indexNumber', o.index_number,
            'title', oe.title, 'documentNumber', oe.document_number, 'appliesFrom', r.applies_from,
            'normativeKind', ov.normative_kind, 'validity', to_jsonb(ov)
          ) order by r.kind, r.position, o.published_at desc), '[]')
        from ${publicRelations}
        join document_validity ov on ov.document_id = o.id
      ) as relations,
      ${neighbour('newer')} as newer,
      ${neighbour('older')} as older
    from documents d
    join editions e on e.document_id = d.id and e.state = 'published'
    join agencies a on a.id = d.agency_id
    join document_validity v on v.document_id = d.id
    where ${hasIndexNumber('d.index_number', indexNumber)} and d.status = 'published'
  `.execute(db)
  return rows[0] && toPublicDocument(rows[0])
}

/** So far one looks on: in a column of few documents among very many, the next may be too far off to be one. */
const NEARBY = 1000

/** Next in its column, over `documents d` and its edition `e`. */
function neighbour(side: 'newer' | 'older') {
  const [beyond, order] =
    side === 'newer' ? [sql.raw('>'), sql.raw('asc')] : [sql.raw('<'), sql.raw('desc')]
  return sql`(
    select jsonb_build_object('title', ne.title, 'indexNumber', n.index_number)
    from (
      select * from document_validity v2
      where (v2.published_at, v2.document_id) ${beyond} (d.published_at, d.id)
      order by v2.published_at ${order}, v2.document_id ${order} limit ${NEARBY}
    ) near
    join documents n on n.id = near.document_id
    join editions ne on ne.document_id = n.id and ne.state = 'published'
    where near.agency_id = d.agency_id and near.kind = e.kind and near.category = e.category
    order by near.published_at ${order}, near.document_id ${order} limit 1
  )`
}

function toPublicDocument(row: PublicRow): PublicDocument {
  return {
    documentId: row.id,
    agencyId: row.agency_id,
    agencySlug: row.slug,
    indexNumber: row.index_number,
    kind: row.kind as EditionKind,
    title: row.title,
    publisher: row.publisher,
    category: row.category,
    subjectCategory: row.subject_category,
    genre: row.genre,
    summary: row.summary,
    keywords: row.keywords,
    registrationNumber: row.registration_number,
    documentNumber: row.document_number,
    formedOn: row.formed_on,
    ...validityFrom(row.validity),
    structure: row.structure,
    normativeKind: row.normative_kind as NormativeKind | null,
    publishedAt: row.published_at,
    bodyHtml: row.body_html,
    bodyText: row.body_text,
    visits: row.visits ?? 0,
    attachments: row.attachments,
    history: row.history.map(({ number, at, note }) => ({
      number,
      note,
      publishedAt: Temporal.Instant.from(at),
    })),
    relations: row.relations.map(({ appliesFrom, validity, ...relation }) => ({
      ...relation,
      appliesFrom: dayFrom(appliesFrom),
      validity: validityFrom(validity),
    })),
    newer: row.newer ?? undefined,
    older: row.older ?? undefined,
  }
}

const dayFrom = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text))

const validityFrom = (json: ValidityJson): RecordedValidity => ({
  effectiveFrom: dayFrom(json.effective_on),
  expiresOn: dayFrom(json.expires_on),
  repealedOn: dayFrom(json.repealed_on),
  lapsedOn: dayFrom(json.lapsed_on),
  amendedOn: json.amended_on.map((day) => Temporal.PlainDate.from(day)),
})
