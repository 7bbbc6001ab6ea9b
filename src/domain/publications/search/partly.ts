/** What answers a part of the query: read where hardly anything answers all of it. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import {
  allOf,
  anyOf,
  lexemeQuery,
  lexemesOf,
  pairsQuery,
} from '../../../platform/search/tsquery.ts'
import { byIndex, PLANNED_EACH_TIME } from './by-index.ts'
import { DOCUMENTS, FACTS, type Candidate } from './candidates.ts'
import type { Frequencies } from './frequencies.ts'
import { SYNONYM, type WeighedPart } from './ranking.ts'

/** So many texts are read: the rarest words of the query lead to them. */
const MOST_TEXTS = 600
const MOST_DOCUMENTS = 300

/** A word, a pair of characters or another word for a part: what one text says of the query. */
interface Unit {
  readonly letters: string
  readonly query: string
  readonly weight: number
  /** share of pieces, at most */
  readonly frequency: number
}

/** Documents that say something telling of the query, those that say most first. */
export async function listPartlyMatching(
  db: Db,
  parts: readonly WeighedPart[],
  frequencies: Frequencies,
): Promise<Candidate[]> {
  const units = parts.map((part) => unitsOf(part, frequencies))
  const query = rarestOf(units.flat(), frequencies.pieces)
  if (query === undefined) return []
  return byIndex(
    db,
    sql<Candidate>`${PLANNED_EACH_TIME}
    with texts as materialized (
      select c.document_id, (${said(parts, units)})::real as rank
      from search_chunks c where c.vector @@ ${query}::tsquery
      limit ${MOST_TEXTS}
    ), found as (
      select document_id, max(rank) as rank from texts group by document_id
      order by max(rank) desc, document_id desc limit ${MOST_DOCUMENTS}
    )
    select ${FACTS}, f.rank from found f join (${DOCUMENTS}) on d.document_id = f.document_id
  `,
  )
}

function unitsOf({ alternatives, lexemes, weight }: WeighedPart, frequencies: Frequencies): Unit[] {
  const pairs = lexemes.map((lexeme) => ({
    letters: lexeme.text,
    query: lexemeQuery(lexeme.text),
    weight: weight * lexeme.weight,
    frequency: lexeme.frequency,
  }))
  const others = alternatives.map((other) => ({
    letters: other,
    query: pairsQuery(other) ?? '',
    weight: weight * SYNONYM,
    frequency: Math.min(1, ...lexemesOf(other).map((lexeme) => frequencies.of(lexeme))),
  }))
  return [...pairs, ...others].filter(({ frequency }) => frequency > 0)
}

/** As many as lead to no more texts than are read, and those too common for it in pairs of two. */
function rarestOf(units: readonly Unit[], pieces: number): string | undefined {
  const rarest = units.toSorted((a, b) => a.frequency - b.frequency)
  let texts = 0
  const alone = rarest.filter(({ frequency }) => {
    texts += frequency * pieces
    return texts <= MOST_TEXTS
  })
  const others = rarest.slice(alone.length, alone.length + MOST_IN_PAIRS)
  const pairs = others.flatMap(({ query }, index) =>
    others.slice(index + 1).map((other) => allOf([query, other.query])),
  )
  return anyOf([...alone.map(({ query }) => query), ...pairs]) ?? rarest[0]?.query
}

const MOST_IN_PAIRS = 8

/** Of each part what a text says of it, by its pairs or by another word. */
function said(parts: readonly WeighedPart[], units: readonly Unit[][]): RawBuilder<unknown> {
  const worths = parts.flatMap(({ weight }, index) => {
    const known = units[index]!
    return known.length === 0
      ? []
      : [sql`least(${weight}::float8, ${sql.join(known.map(worth), sql` + `)})`]
  })
  return sql.join(worths, sql` + `)
}

const worth = ({ letters, weight }: Unit) =>
  sql`case when strpos(c.letters, ${letters}) > 0 then ${weight}::float8 else 0 end`
