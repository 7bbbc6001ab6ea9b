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
  /** 主题分类 */
  readonly theme?: string
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

/**
 * What a list is narrowed to, over `document_validity v`: a narrow row of each public document, kept in step by the
 * database itself (migrations/0075). What is shown of a document is read from the document.
 */
export function publicListConditions(filter: PublicListFilter): RawBuilder<boolean>[] {
  const { agencyId, category, year, genre, kind, validity, documentIds, publishedWithin } = filter
  const ended = validity && hasEnded(validity.on)
  return [
    sql<boolean>`true`,
    ...(agencyId === undefined ? [] : [sql<boolean>`v.agency_id = ${agencyId}`]),
    ...(category === undefined ? [] : [sql<boolean>`v.category = ${category}`]),
    ...(filter.normative ? [sql<boolean>`v.normative_kind is not null`] : []),
    ...(year === undefined
      ? []
      : [
          sql<boolean>`v.published_at >= ${startOf(year)} and v.published_at < ${startOf(year + 1)}`,
        ]),
    ...(genre === undefined ? [] : [sql<boolean>`v.genre = ${genre}`]),
    ...(filter.theme === undefined ? [] : [sql<boolean>`v.subject_category = ${filter.theme}`]),
    ...(kind === undefined ? [] : [sql<boolean>`v.kind = ${kind}`]),
    ...(ended === undefined
      ? []
      : [validity?.is === 'lapsed' ? ended : sql<boolean>`not ${ended}`]),
    ...(documentIds === undefined
      ? []
      : [sql<boolean>`v.document_id = any (${[...documentIds]}::bigint[])`]),
    ...(publishedWithin === undefined
      ? []
      : [
          sql<boolean>`v.published_at > ${publishedWithin.after} and v.published_at <= ${publishedWithin.through}`,
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
  const listed = db
    .selectFrom('document_validity as v')
    .where(sql<boolean>`${sql.join(publicListConditions(filter), sql` and `)}`)
  const { total } = await listed
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const direction = order === 'newest' ? 'desc' : 'asc'
  const shownPage = listed
    .select(['v.document_id', 'v.published_at'])
    .orderBy('v.published_at', direction)
    .orderBy('v.document_id', direction)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const rows = await db
    .selectFrom(shownPage.as('shown'))
    .innerJoin('documents as d', 'd.id', 'shown.document_id')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .innerJoin('document_validity as v', 'v.document_id', 'd.id')
    .where('d.status', '=', 'published')
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
    .orderBy('d.published_at', direction)
    .orderBy('d.id', direction)
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
