/** 先查一查: published documents near to what somebody is about to apply for. Drafts do not exist here. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { Content } from './application.ts'

export interface PublicMatch {
  readonly indexNumber: string
  readonly title: string
  readonly publisher: string
  readonly publishedAt: Temporal.Instant
}

const MOST_MATCHES = 8
/** A description repeats the name at its beginning; what comes later is circumstance. */
const LONGEST_QUERY = 60
/** Of the pairs of characters in the name: fewer in common is chance. */
const LEAST_SHARE = 0.4

/** Words of every second title: they find everything and say nothing. */
const COMMON =
  /关于|印发|通知|通告|公告|公示|方案|工作|信息|公开|文件|情况|办法|意见|实施|有关|相关|政府|[的了和与及或、，。《》（）()“”]/g

/**
 * The documents whose title shares most with the contents' names, or whose 文号 is named in them, best first. Pairs of
 * neighbouring characters are compared, so that no dictionary of words is needed.
 */
export async function listAlreadyPublic(
  db: Db,
  contents: readonly Content[],
): Promise<PublicMatch[]> {
  const numbers = contents.flatMap(({ subject, description }) =>
    documentNumbersIn(`${subject}\n${description}`),
  )
  const wishes = contents.map(({ subject }) => pairsOf(subject)).filter(({ length }) => length > 0)
  const { rows } = await sql<PublicMatch>`
    with wished as (
      select array(select jsonb_array_elements_text(wish)) as pairs
      from jsonb_array_elements(${JSON.stringify(wishes)}::jsonb) as wish
    ), near as (
      select e.id, max(share.shared::real / cardinality(w.pairs)) as nearness
      from wished w
      join editions e on e.state = 'published' and subject_terms(e.title) && w.pairs
      cross join lateral (
        select count(*) as shared from unnest(w.pairs) as pair where strpos(lower(e.title), pair) > 0
      ) as share
      where share.shared >= ${LEAST_SHARE}::real * cardinality(w.pairs)
      group by e.id
      union all
      select e.id, 2::real from editions e
      where e.state = 'published' and e.document_number = any (${numbers}::text[])
    )
    select d.index_number as "indexNumber", e.title, e.publisher, d.published_at as "publishedAt"
    from near
    join editions e on e.id = near.id
    join documents d on d.id = e.document_id and d.status = 'published'
    group by d.id, e.id
    order by max(near.nearness) desc, d.published_at desc
    limit ${MOST_MATCHES}
  `.execute(db)
  return rows
}

function pairsOf(name: string): string[] {
  const runs = [...name.toLowerCase().normalize('NFKC')]
    .slice(0, LONGEST_QUERY)
    .join('')
    .split(COMMON)
  const pairs = runs.flatMap((run) => {
    const letters = [...run.trim()]
    return letters.slice(1).map((letter, n) => letters[n]! + letter)
  })
  return [...new Set(pairs)]
}

/** 威高管办发〔2020〕13号, with whatever brackets it was typed. */
function documentNumbersIn(text: string): string[] {
  const found = text.matchAll(
    /([\p{Script=Han}]{2,12})\s*[〔[（(【]\s*(\d{4})\s*[〕\]）)】]\s*(\d{1,5})\s*号/gu,
  )
  return [...found].flatMap(([, office, year, number]) =>
    // the letters before it may belong to the sentence: 请提供威高管办发〔2020〕13号
    Array.from(
      { length: office!.length - 1 },
      (_, start) => `${office!.slice(start)}〔${year}〕${Number(number)}号`,
    ),
  )
}
