/** 先查一查: published documents near to what somebody is about to apply for. Drafts do not exist here. */
import type { Db } from '../../../platform/database/database.ts'
import { searchPublications } from '../../publications/search/search.ts'
import type { SearchHit } from '../../publications/search/show.ts'
import type { Content } from './application.ts'

export interface PublicMatch {
  readonly indexNumber: string
  readonly title: string
  readonly publisher: string
  readonly publishedAt: Temporal.Instant
}

const MOST_MATCHES = 8
/** Of each content, so that one does not crowd out the others. */
const MOST_EACH = 4

/**
 * The documents that answer the contents' names, or whose 文号 is named in a description, as the portal's search ranks
 * them: the best of each content first.
 */
export async function listAlreadyPublic(
  db: Db,
  contents: readonly Content[],
  now: Temporal.Instant,
): Promise<PublicMatch[]> {
  const wishes = contents.flatMap(({ subject, description }) => [
    ...documentNumbersIn(description),
    subject,
  ])
  const found: (readonly SearchHit[])[] = []
  for (const query of wishes) {
    const { hits } = await searchPublications(db, { query, pageSize: MOST_EACH }, now)
    found.push(hits)
  }
  const inTurn = Array.from({ length: MOST_EACH }, (_, rank) =>
    found.flatMap((hits) => hits[rank] ?? []),
  )
  const byNumber = new Map(inTurn.flat().map((hit) => [hit.indexNumber, hit]))
  return [...byNumber.values()].slice(0, MOST_MATCHES)
}

/** 威高管办发〔2020〕13号, with whatever brackets it was typed; the letters before it may belong to the sentence. */
function documentNumbersIn(text: string): string[] {
  const found = text.matchAll(
    /\p{Script=Han}{2,12}\s*[〔[（(【]\s*\d{4}\s*[〕\]）)】]\s*\d{1,5}\s*号/gu,
  )
  return Array.from(found, ([number]) => number)
}
