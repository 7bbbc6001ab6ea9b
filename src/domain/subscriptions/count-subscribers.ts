/** How many are told of what: numbers only, for the office. */
import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { narrowingWords, parseNarrowing } from './subject.ts'

export interface SubscriberCount {
  readonly subject: string
  readonly daily: number
  readonly weekly: number
}

/** Confirmed ones by what they are told of, most first. What people search for is theirs: those count together. */
export async function countSubscribers(db: Db): Promise<SubscriberCount[]> {
  const { rows } = await sql<{
    subject: unknown
    isSearch: boolean
    agency: string | null
    daily: number
    weekly: number
  }>`
    with counted as (
      select case when sealed_query is null then subject else '{}'::jsonb end as subject,
        sealed_query is not null as is_search, frequency
      from subscriptions where confirmed_at is not null
    )
    select c.subject, c.is_search as "isSearch", a.name as agency,
      count(*) filter (where frequency = 'daily') as daily,
      count(*) filter (where frequency = 'weekly') as weekly
    from counted c left join agencies a on a.id = (c.subject ->> 'agencyId')::integer
    group by c.subject, c.is_search, a.name
    order by count(*) desc, c.is_search, c.subject::text
  `.execute(db)
  return rows.map(({ subject, isSearch, agency, daily, weekly }) => {
    const words = narrowingWords(parseNarrowing(subject), agency ?? undefined)
    const all = isSearch ? '各自的检索词' : '全部新公开的文件'
    return { subject: words.length === 0 ? all : words.join('，'), daily, weekly }
  })
}
