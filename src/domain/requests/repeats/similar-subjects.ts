/** Which cases ask for much the same, found by the pairs of characters of their subjects. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { expectedCases } from '../subject-statistics.ts'

/** Words that every other subject has say nothing about what is asked for. */
const EMPTY_WORDS =
  /关于|请求|申请|公开|获取|提供|查询|查阅|信息|资料|文件|材料|有关|相关|内容|情况|[的与和及等或]/g

const SEPARATOR = /[^\p{L}\p{N}]+/u

/** The pairs of neighbouring characters that carry meaning; a subject of empty words only keeps all of its own. */
export function pairsOf(subject: string): ReadonlySet<string> {
  const text = subject.normalize('NFKC').toLowerCase()
  const meaning = pairsIn(text.replaceAll(EMPTY_WORDS, ' '))
  return meaning.size > 0 ? meaning : pairsIn(text)
}

function pairsIn(text: string): Set<string> {
  const pairs = text.split(SEPARATOR).flatMap((word) => {
    const characters = [...word]
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
  })
  return new Set(pairs)
}

/** 0 nothing in common … 1 the same: twice the shared pairs over all pairs (Dice). */
export function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0
  return (2 * one.intersection(other).size) / (one.size + other.size)
}

const MOST_CANDIDATES = 2000
const MOST_PAIRS = 6

/**
 * Cases of the agency that share rare pairs with this subject, as candidates for `likenessOf`. A subject of common
 * pairs only, like 地块征收, is compared with the most recent cases instead: the search stays short in any register.
 */
export async function listCandidates(
  db: Db,
  agencyId: number,
  subject: string,
): Promise<readonly number[]> {
  const pairs = [...pairsOf(subject)]
  if (pairs.length === 0) return []
  const rare = await rarest(db, pairs)
  const ofAgency = db.selectFrom('requests').select('id').where('agency_id', '=', agencyId)
  const query =
    rare.length > 0
      ? ofAgency.where(sql<boolean>`subject_terms(subject) && ${rare}::text[]`)
      : ofAgency.orderBy('register_year', 'desc').orderBy('register_number', 'desc')
  const rows = await query.limit(MOST_CANDIDATES).execute()
  return rows.map(({ id }) => id)
}

/** Pairs that few subjects have, by the planner's own statistics of the index; one it does not list is rare. */
async function rarest(db: Db, pairs: readonly string[]): Promise<readonly string[]> {
  const found = await expectedCases(db, pairs)
  const foundOf = (pair: string) => found.get(pair) ?? 0
  return pairs
    .filter((pair) => foundOf(pair) < MOST_CANDIDATES / MOST_PAIRS)
    .toSorted((a, b) => foundOf(a) - foundOf(b))
    .slice(0, MOST_PAIRS)
}
