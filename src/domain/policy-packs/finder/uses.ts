/** How the finder is used: sums by day of single answers and single items. Nothing ties two answers to one visit. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { NONE, type Answers } from './answers.ts'

/** Counted in memory and written in one statement, so that looking something up costs no write. */
export interface FinderUses {
  /** @param met numbers of the items' documents that the answers met */
  count(answers: Answers, met: readonly number[], on: Temporal.PlainDate): void
  flush(): Promise<void>
}

const SEARCH = 'search'
const ITEM = 'item'
const SEPARATOR = '\n'

export function createFinderUses(db: Db): FinderUses {
  let pending = new Map<string, number>()
  const add = (on: Temporal.PlainDate, question: string, answer: string) => {
    const key = [on.toString(), question, answer].join(SEPARATOR)
    pending.set(key, (pending.get(key) ?? 0) + 1)
  }
  return {
    count(answers, met, on) {
      add(on, SEARCH, met.length > 0 ? 'found' : 'nothing')
      for (const [question, answer] of answersGiven(answers)) add(on, question, answer)
      for (const id of met) add(on, ITEM, String(id))
    },
    async flush() {
      if (pending.size === 0) return
      const batch = [...pending]
      pending = new Map()
      const parts = batch.map(([key]) => key.split(SEPARATOR))
      const column = (at: number) => parts.map((part) => part[at]!)
      await sql`
        insert into policy_finder_uses (on_day, question, answer, uses)
        select * from unnest(
          ${column(0)}::date[], ${column(1)}::text[], ${column(2)}::text[], ${batch.map(([, uses]) => uses)}::bigint[]
        )
        on conflict (on_day, question, answer) do update set uses = policy_finder_uses.uses + excluded.uses
      `.execute(db)
    },
  }
}

/** Numbers are kept in bands: an exact turnover could be somebody's. */
function answersGiven(answers: Answers): (readonly [string, string])[] {
  const { certifications, needs } = answers
  const single = {
    applicant: answers.applicant,
    size: answers.size,
    sector: answers.sector,
    location: answers.location,
    years: band(answers.years, YEAR_BANDS),
    turnover: band(answers.turnover, TURNOVER_BANDS),
    staff: band(answers.staff, STAFF_BANDS),
  }
  return [
    ...Object.entries(single).flatMap(([question, answer]) =>
      answer === undefined ? [] : [[question, answer] as const],
    ),
    ...(certifications?.length === 0 ? [['certification', NONE] as const] : []),
    ...(certifications ?? []).map((one) => ['certification', one] as const),
    ...(needs ?? []).map((one) => ['need', one] as const),
  ]
}

function band(value: number | undefined, ends: readonly number[]): string | undefined {
  return value === undefined ? undefined : String(ends.findLast((end) => value >= end) ?? 0)
}

/** lower ends; the first band begins at nought */
export const YEAR_BANDS = [0, 1, 3, 5, 10]
export const TURNOVER_BANDS = [0, 100, 500, 2000, 10_000, 40_000]
export const STAFF_BANDS = [0, 10, 20, 100, 300, 1000]

export interface UseCount {
  readonly question: string
  readonly answer: string
  readonly uses: number
}

/** The sums of the days from `from` to `to`, most used first. @throws Refusal `forbidden` */
export async function listFinderUses(
  db: Db,
  officer: Officer,
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<UseCount[]> {
  assertMay(officer, 'publications.read', officer.agencyId)
  const { rows } = await sql<UseCount>`
    select question, answer, sum(uses)::bigint as uses from policy_finder_uses
    where on_day between ${from}::date and ${to}::date
    group by question, answer order by uses desc, question, answer
  `.execute(db)
  return rows
}
