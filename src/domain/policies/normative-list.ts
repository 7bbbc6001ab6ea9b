/** 规范性文件一览: what stood how on a day. Everything is answered from one index (migrations/0054_validity.sql). */
import { sql, type RawBuilder } from 'kysely'
import type { Validity } from '../../law/validity.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { NormativeKind } from '../publications/edition.ts'
import { validityOfRow, type DocumentValidity, type ValidityRow } from './validity.ts'

export const NORMATIVE_TABS = [
  'in-force',
  'amended',
  'repealed',
  'expired',
  'not-yet-in-force',
] as const satisfies readonly Validity[]

export interface NormativeFilter {
  /** the day asked about */
  readonly on: Temporal.PlainDate
  /** absent: whatever its validity */
  readonly validity?: Validity
  readonly agencyId?: number
  readonly kind?: NormativeKind
}

export interface NormativeDocument {
  readonly documentId: number
  readonly indexNumber: string
  readonly title: string
  readonly documentNumber: string
  readonly registrationNumber: string
  readonly publisher: string
  readonly publishedOn: Temporal.PlainDate
  readonly effectiveOn: Temporal.PlainDate | null
  readonly expiresOn: Temporal.PlainDate | null
  readonly validity: DocumentValidity
  readonly interpretations: readonly Interpretation[]
}

export interface Interpretation {
  readonly title: string
  readonly indexNumber: string
}

/** The same answer as `validityOn` of `law/validity.ts`, where the records lie. */
function validityIn(on: Temporal.PlainDate): RawBuilder<Validity> {
  return sql<Validity>`case
    when v.ended_on <= ${on}::date then case when v.repealed_on = v.ended_on then 'repealed' else 'expired' end
    when v.effective_on > ${on}::date then 'not-yet-in-force'
    when v.first_amended_on <= ${on}::date then 'amended'
    else 'in-force' end`
}

/** Documents that existed on the day; later ones were not there yet. */
function whereOf({ on, agencyId, kind }: NormativeFilter): RawBuilder<unknown> {
  const ofAgency = agencyId === undefined ? sql`true` : sql`v.agency_id = ${agencyId}`
  const ofKind = kind === undefined ? sql`true` : sql`v.normative_kind = ${kind}`
  return sql`v.normative_kind is not null and v.issued_on <= ${on}::date and ${ofAgency} and ${ofKind}`
}

export type NormativeCounts = Readonly<Record<Validity, number>>

/** How many stood how on the day. */
export async function countNormative(
  db: Db | Tx,
  filter: Omit<NormativeFilter, 'validity'>,
): Promise<NormativeCounts> {
  const { rows } = await sql<{ validity: Validity; count: number }>`
    select ${validityIn(filter.on)} as validity, count(*) as count
    from document_validity v where ${whereOf(filter)} group by 1
  `.execute(db)
  const of = (validity: Validity) => rows.find((row) => row.validity === validity)?.count ?? 0
  return {
    'in-force': of('in-force'),
    amended: of('amended'),
    repealed: of('repealed'),
    expired: of('expired'),
    'not-yet-in-force': of('not-yet-in-force'),
  }
}

interface Row extends ValidityRow {
  readonly document_id: number
  readonly published_on: Temporal.PlainDate
  readonly index_number: string
  readonly title: string
  readonly document_number: string
  readonly registration_number: string
  readonly publisher: string
  readonly interpretations: Interpretation[]
}

/** @param page what to leave out and how many to give; newest first */
export async function listNormative(
  db: Db | Tx,
  filter: NormativeFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<NormativeDocument[]> {
  const standing =
    filter.validity === undefined
      ? sql`true`
      : sql`${validityIn(filter.on)} = ${filter.validity}::text`
  const { rows } = await sql<Row>`
    with chosen as (
      select v.document_id from document_validity v
      where ${whereOf(filter)} and ${standing}
      order by v.published_on desc, v.document_id desc
      limit ${page.limit} offset ${page.offset}
    )
    select v.*, d.index_number, e.title, e.document_number, e.registration_number, e.publisher, (
      select coalesce(jsonb_agg(jsonb_build_object('title', ie.title, 'indexNumber', i.index_number) order by i.id), '[]')
      from document_relations r
      join documents i on i.id = r.from_id and i.status = 'published'
      join editions ie on ie.document_id = i.id and ie.state = 'published'
      where r.to_id = v.document_id and r.kind = 'interprets'
    ) as interpretations
    from chosen
    join document_validity v using (document_id)
    join documents d on d.id = v.document_id
    join editions e on e.document_id = d.id and e.state = 'published'
    order by v.published_on desc, v.document_id desc
  `.execute(db)
  return rows.map((row) => ({
    documentId: row.document_id,
    indexNumber: row.index_number,
    title: row.title,
    documentNumber: row.document_number,
    registrationNumber: row.registration_number,
    publisher: row.publisher,
    publishedOn: row.published_on,
    effectiveOn: row.effective_on,
    expiresOn: row.expires_on,
    validity: validityOfRow(row, filter.on),
    interpretations: row.interpretations,
  }))
}

const BATCH = 500

/** The whole list, in batches, for a file. */
export async function* eachNormative(
  db: Db | Tx,
  filter: NormativeFilter,
): AsyncGenerator<NormativeDocument> {
  for (let offset = 0; ; offset += BATCH) {
    const documents = await listNormative(db, filter, { offset, limit: BATCH })
    yield* documents
    if (documents.length < BATCH) return
  }
}
