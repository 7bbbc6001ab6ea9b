/** What may be meant by a query, read from the index. Every read is capped: a common word must not cost a full scan. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { Reading } from '../../../platform/search/query-plan.ts'
import { byIndex, PLANNED_EACH_TIME } from './by-index.ts'
import type { NumbersInQuery } from './number-keys.ts'

export interface Candidate {
  readonly documentId: number
  readonly agencyId: number
  /** as phrases are looked for in it */
  readonly titleLetters: string
  readonly kind: string
  readonly category: string
  readonly genre: string
  /** 主题分类 */
  readonly theme: string
  /** seconds since 1970 */
  readonly publishedAt: number
  readonly year: number
  /** the first day without force, in ISO form */
  readonly endedOn: string | null
  /** how much of the text speaks of it, by the database's own measure; only to be compared within one read */
  readonly rank: number
}

/** More than anybody pages through; beyond it counts say “more than”. */
export const MOST_CANDIDATES = 1000

export interface CandidateFilter {
  readonly agencyId?: number | undefined
  readonly year?: number | undefined
  readonly category?: string | undefined
  readonly kind?: string | undefined
  readonly genre?: string | undefined
  readonly theme?: string | undefined
  readonly validity?: 'in-force' | 'lapsed' | undefined
  /** published on these days, both among them */
  readonly since?: Temporal.PlainDate | undefined
  readonly until?: Temporal.PlainDate | undefined
  /** of each of these at least one is in the title */
  readonly titleHolds?: readonly (readonly string[])[] | undefined
}

export const FACTS = sql`
  d.document_id as "documentId", d.agency_id as "agencyId", d.title_letters as "titleLetters", d.kind, d.category,
  v.genre, v.subject_category as theme,
  extract(epoch from d.published_at)::float8 as "publishedAt",
  extract(year from d.published_at at time zone 'Asia/Shanghai')::int as year,
  v.ended_on::text as "endedOn"
`
export const DOCUMENTS = sql`search_documents d join document_validity v on v.document_id = d.document_id`

export interface Found {
  readonly candidates: Candidate[]
  /** there are more than were read */
  readonly capped: boolean
}

/** Which texts answer a reading: those the index gives, and that hold its phrases indeed. */
function answers(reading: Reading, vector: RawBuilder<unknown>, letters: RawBuilder<unknown>) {
  const held = reading.groups.map((phrases) => {
    const any = phrases.map((phrase) => sql`strpos(${letters}, ${phrase}) > 0`)
    return sql`(${sql.join(any, sql` or `)})`
  })
  const paired = reading.query === '' ? [] : [sql`${vector} @@ ${reading.query}::tsquery`]
  return sql.join([...paired, ...held], sql` and `)
}

/** How often a text says the phrases, each more often counting less and less. */
function said(reading: Reading, letters: RawBuilder<unknown>): RawBuilder<unknown> {
  const phrases = reading.groups.map(([phrase]) => phrase!)
  if (phrases.length === 0) return sql`0::real`
  const times = phrases.map((phrase) => {
    const length = Buffer.byteLength(phrase)
    const removed = sql`(octet_length(${letters}) - octet_length(replace(${letters}, ${phrase}, '')))`
    return sql`(1 - 1.5 / (1.5 + ${removed} / ${length}::real))`
  })
  return sql`(${sql.join(times, sql` + `)}) / (1 + ln(1 + octet_length(${letters}) / 3000.0))`
}

const TEXT = { vector: sql.ref('c.vector'), letters: sql.ref('c.letters') }
const TITLE = { vector: sql.ref('d.title_vector'), letters: sql.ref('d.title_letters') }

/** Documents whose text or header answers. Those whose title does are never left out for others. */
export async function listMatching(
  db: Db,
  reading: Reading,
  filter: CandidateFilter | undefined,
  today: Temporal.PlainDate,
  within: 'texts' | 'titles' = 'texts',
): Promise<Found> {
  const narrowed = filter && conditions(filter, today)
  const rows = await byIndex(
    db,
    sql<Candidate>`${PLANNED_EACH_TIME}
    with titles as materialized (
      select d.document_id from ${narrowed ? DOCUMENTS : sql`search_documents d`}
      where ${answers(reading, TITLE.vector, TITLE.letters)} ${narrowed ? sql`and ${narrowed}` : sql``}
      limit ${MOST_CANDIDATES}
    ), texts as materialized (
      select c.document_id, (${said(reading, TEXT.letters)})::real as rank
      from search_chunks c
      ${narrowed ? sql`join (${DOCUMENTS}) on d.document_id = c.document_id and ${narrowed}` : sql``}
      where ${within === 'titles' ? sql`false` : answers(reading, TEXT.vector, TEXT.letters)}
      limit ${MOST_CANDIDATES}
    ), found as (
      select document_id, max(rank) as rank
      from (select document_id, 0::real as rank from titles union all select * from texts) hits
      group by document_id
    )
    select ${FACTS}, f.rank
    from found f join (${DOCUMENTS}) on d.document_id = f.document_id
  `,
  )
  return { candidates: rows, capped: rows.length >= MOST_CANDIDATES * CAPPED_SHARE }
}

/** Pieces of the same document are read apart, so a full read may come to fewer documents. */
const CAPPED_SHARE = 0.5

/** The newest that match, for a query known to match so many that walking back from today meets a page soon. */
export async function listNewestMatching(
  db: Db,
  reading: Reading,
  filter: CandidateFilter,
  today: Temporal.PlainDate,
  limit: number,
): Promise<Candidate[]> {
  // not asked of the index: it would first collect every match there is
  const holds =
    reading.groups.length > 0
      ? answers({ ...reading, query: '' }, TEXT.vector, TEXT.letters)
      : sql`coalesce(c.vector @@ ${reading.query}::tsquery, false)`
  const { rows } = await sql<Candidate>`${PLANNED_EACH_TIME}
    select ${FACTS}, 0::real as rank
    from ${DOCUMENTS}
    where ${conditions(filter, today)} and exists (
      select 1 from search_chunks c where c.document_id = d.document_id and ${holds}
    )
    order by d.published_at desc, d.document_id desc
    limit ${limit}
  `.execute(db)
  return rows
}

/** All documents that match, counted one by one. */
export async function countMatching(
  db: Db,
  reading: Reading,
  filter: CandidateFilter,
  today: Temporal.PlainDate,
): Promise<number> {
  const [row] = await byIndex(
    db,
    sql<{ count: number }>`${PLANNED_EACH_TIME}
    select count(distinct c.document_id) as count
    from search_chunks c join (${DOCUMENTS}) on d.document_id = c.document_id
    where ${answers(reading, TEXT.vector, TEXT.letters)} and ${conditions(filter, today)}
  `,
  )
  return row?.count ?? 0
}

function conditions(filter: CandidateFilter, today: Temporal.PlainDate): RawBuilder<unknown> {
  const { agencyId, year, category, kind, genre, theme, validity, since, until, titleHolds } =
    filter
  const ended = sql`coalesce(v.ended_on <= ${today}::date, false)`
  const wanted = [
    agencyId !== undefined && sql`d.agency_id = ${agencyId}`,
    category !== undefined && sql`d.category = ${category}`,
    kind !== undefined && sql`d.kind = ${kind}`,
    genre !== undefined && sql`v.genre = ${genre}`,
    theme !== undefined && sql`v.subject_category = ${theme}`,
    since !== undefined && sql`d.published_at >= ${startOf(since)}`,
    until !== undefined && sql`d.published_at < ${startOf(until.add({ days: 1 }))}`,
    ...(titleHolds ?? []).map((phrases) => {
      const any = phrases.map((phrase) => sql`strpos(d.title_letters, ${phrase}) > 0`)
      return sql`(${sql.join(any, sql` or `)})`
    }),
    year !== undefined &&
      sql`d.published_at >= ${`${year}-01-01T00:00+08:00`}::timestamptz
        and d.published_at < ${`${year + 1}-01-01T00:00+08:00`}::timestamptz`,
    validity === 'lapsed' && ended,
    validity === 'in-force' && sql`not ${ended}`,
  ].filter((condition) => condition !== false)
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)
}

/** The moment at which a day begins where the documents are published. */
export const startOf = (day: Temporal.PlainDate): Temporal.Instant =>
  day.toZonedDateTime('Asia/Shanghai').toInstant()

/** Why a document is named outright: its number, or its whole title. The smaller, the surer. */
export type NamedBy =
  | 'index-number'
  | 'document-number'
  | 'title'
  | 'index-tail'
  | 'number-tail'
  | 'without-year'

export interface NamedCandidate extends Candidate {
  readonly by: NamedBy
  readonly numberKey: string
}

/** All that may answer a query. */
export interface Gathered {
  readonly candidates: readonly Candidate[]
  /** documents that the query names, and how surely */
  readonly named: ReadonlyMap<number, number>
  /** the last reading that was asked */
  readonly reading: Reading
  readonly capped: boolean
  readonly partial: boolean
}

const MOST_NAMED = 50

/** Only an empty number is like the empty text. Numbers hold no sign that `like` reads otherwise. */
const likeOf = (number: NumbersInQuery['withoutYear']) =>
  number === undefined ? '' : `${number.organ}____${number.end}`

/** Documents that the query names by 索引号, 文号 or their whole title. */
export async function listNamed(
  db: Db,
  titleKey: string,
  numbers: NumbersInQuery,
): Promise<NamedCandidate[]> {
  const { rows } = await sql<NamedCandidate>`
    with named as (
      select document_id, 'index-number' as by from search_documents where index_key = ${numbers.indexNumber ?? ''}
      union all
      select document_id, 'document-number' from search_documents
      where number_key <> '' and number_key = any (${[...numbers.documentNumbers]}::text[])
      union all
      (select document_id, 'title' from search_documents where title_key = ${titleKey}
       order by published_at desc limit ${MOST_NAMED})
      union all
      (select document_id, 'number-tail' from search_documents
       where number_tail <> '' and number_tail = any (${numbers.documentNumberTails.map(({ tail }) => tail)}::text[])
       order by published_at desc limit ${MOST_NAMED})
      union all
      (select document_id, 'without-year' from search_documents
       where number_key <> '' and number_key like ${likeOf(numbers.withoutYear)}
       order by published_at desc limit ${MOST_NAMED})
      union all
      (select document_id, 'index-tail' from search_documents
       where index_tail <> '' and index_tail = ${numbers.indexNumberTail ?? ''}
       order by published_at desc limit ${MOST_NAMED})
    )
    select ${FACTS}, n.by, d.number_key as "numberKey", 0::real as rank
    from named n join (${DOCUMENTS}) on d.document_id = n.document_id
  `.execute(db)
  return rows
}
