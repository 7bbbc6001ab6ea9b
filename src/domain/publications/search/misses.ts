/**
 * What people looked for and did not find: candidates for 主动公开 (条例 第四十四条) and for synonyms. Kept by day
 * and word, without whoever asked; words that may name a person's number or address are not kept at all.
 */
import type { Db } from '../../../platform/database/database.ts'

const SHORTEST = 2
const LONGEST = 40
const KEPT_DAYS = 180
const MAY_BE_PERSONAL = /\d{6,}|@|\d[\s-]*\d[\s-]*\d[\s-]*\d[\s-]*\d[\s-]*\d[\s-]*\d/u

export async function noteMiss(db: Db, query: string, day: Temporal.PlainDate): Promise<void> {
  const words = query.normalize('NFKC').replace(/\s+/gu, ' ').trim()
  const length = [...words].length
  if (length < SHORTEST || length > LONGEST || MAY_BE_PERSONAL.test(words)) return
  await db
    .insertInto('search_misses')
    .values({ day, query: words })
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'query'])
        .doUpdateSet((eb) => ({ times: eb('search_misses.times', '+', 1) })),
    )
    .execute()
}

export interface Miss {
  readonly query: string
  readonly times: number
  readonly lastOn: Temporal.PlainDate
}

/** What was looked for in vain since a day, most often first. */
export async function listMisses(
  db: Db,
  since: Temporal.PlainDate,
  limit: number,
): Promise<Miss[]> {
  return db
    .selectFrom('search_misses')
    .select((eb) => [
      'query',
      eb.fn.sum<string>('times').$castTo<number>().as('times'),
      eb.fn.max('day').as('lastOn'),
    ])
    .where('day', '>=', since)
    .groupBy('query')
    .orderBy('times', 'desc')
    .orderBy('lastOn', 'desc')
    .limit(limit)
    .execute()
}

/** Forgets what is older than half a year. */
export async function forgetMisses(db: Db, today: Temporal.PlainDate): Promise<void> {
  await db
    .deleteFrom('search_misses')
    .where('day', '<', today.subtract({ days: KEPT_DAYS }))
    .execute()
}
