import { sql, type RawBuilder } from 'kysely'
import type { RecordedValidity } from '../../law/validity.ts'
import type { Db } from '../../platform/database/database.ts'
import type { NormativeKind } from './edition.ts'
import type { EditionKind } from './structures/kinds.ts'

/** Its validity is told from the days kept in `document_validity`, acts of other documents among them. */
export interface ListedDocument extends RecordedValidity {
  readonly documentId: number
  readonly indexNumber: string
  readonly title: string
  readonly publisher: string
  readonly category: string
  readonly documentNumber: string
  readonly publishedAt: Temporal.Instant
  readonly normativeKind: NormativeKind | null
}

export interface PublicListFilter {
  readonly agencyId?: number
  readonly category?: string
  readonly year?: number
  readonly normative?: boolean
  /** 体裁分类 */
  readonly genre?: string
  readonly kind?: EditionKind
  /** whether it has ended by a day */
  readonly validity?: { readonly is: PublicValidity; readonly on: Temporal.PlainDate }
  /** nothing but these */
  readonly documentIds?: readonly number[]
  /** first published after the one moment, and not after the other */
  readonly publishedWithin?: Span
}

export interface Span {
  readonly after: Temporal.Instant
  readonly through: Temporal.Instant
}

/** A document without any day of end has not ended. */
export type PublicValidity = 'in-force' | 'lapsed'

/** What a list is narrowed to, over `documents d`, their published `editions e` and `document_validity v`. */
export function publicListConditions(filter: PublicListFilter): RawBuilder<boolean>[] {
  const { agencyId, category, year, genre, kind, validity, documentIds, publishedWithin } = filter
  const ended = validity && hasEnded(validity.on)
  return [
    sql<boolean>`d.status = 'published'`,
    ...(agencyId === undefined ? [] : [sql<boolean>`d.agency_id = ${agencyId}`]),
    ...(category === undefined ? [] : [sql<boolean>`e.category = ${category}`]),
    ...(filter.normative ? [sql<boolean>`e.normative_kind is not null`] : []),
    ...(year === undefined
      ? []
      : [
          sql<boolean>`d.published_at >= ${startOf(year)} and d.published_at < ${startOf(year + 1)}`,
        ]),
    ...(genre === undefined ? [] : [sql<boolean>`e.genre = ${genre}`]),
    ...(kind === undefined ? [] : [sql<boolean>`e.kind = ${kind}`]),
    ...(ended === undefined
      ? []
      : [validity?.is === 'lapsed' ? ended : sql<boolean>`not ${ended}`]),
    ...(documentIds === undefined
      ? []
      : [sql<boolean>`d.id = any (${[...documentIds]}::bigint[])`]),
    ...(publishedWithin === undefined
      ? []
      : [
          sql<boolean>`d.published_at > ${publishedWithin.after} and d.published_at <= ${publishedWithin.through}`,
        ]),
  ]
}

/** Repeal and loss count from their day; 有效期至 is the last day in force. */
export const hasEnded = (on: Temporal.PlainDate): RawBuilder<boolean> =>
  sql<boolean>`(coalesce(v.repealed_on <= ${on}, false) or coalesce(v.lapsed_on <= ${on}, false)
    or coalesce(v.expires_on < ${on}, false))`

const startOf = (year: number) =>
  Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime('Asia/Shanghai').toInstant()

const PAGE_SIZE = 20

/** A page of the public list, newest first unless asked otherwise, and how many there are in all. Pages count from 1. */
export async function listPublicDocuments(
  db: Db,
  filter: PublicListFilter,
  page: number,
  order: 'newest' | 'oldest' = 'newest',
  pageSize: number = PAGE_SIZE,
): Promise<{ documents: ListedDocument[]; total: number; pages: number }> {
  const query = db
    .selectFrom('documents as d')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .innerJoin('document_validity as v', 'v.document_id', 'd.id')
    .where(sql<boolean>`${sql.join(publicListConditions(filter), sql` and `)}`)
  const { total } = await query
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await query
    .select([
      'd.id',
      'd.index_number',
      'd.published_at',
      'e.title',
      'e.publisher',
      'e.category',
      'e.document_number',
      'v.effective_on',
      'v.expires_on',
      'v.repealed_on',
      'v.lapsed_on',
      'v.amended_on',
      'e.normative_kind',
    ])
    .orderBy('d.published_at', order === 'newest' ? 'desc' : 'asc')
    .orderBy('d.id', order === 'newest' ? 'desc' : 'asc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return {
    total,
    pages: Math.max(1, Math.ceil(total / pageSize)),
    documents: rows.map((row) => ({
      documentId: row.id,
      indexNumber: row.index_number!, // published
      title: row.title,
      publisher: row.publisher,
      category: row.category,
      documentNumber: row.document_number,
      publishedAt: row.published_at!, // published
      effectiveFrom: row.effective_on,
      expiresOn: row.expires_on,
      repealedOn: row.repealed_on,
      lapsedOn: row.lapsed_on,
      amendedOn: row.amended_on,
      normativeKind: row.normative_kind as NormativeKind | null,
    })),
  }
}
