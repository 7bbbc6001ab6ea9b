/** How answers are shown: their facts as they are public now, and the passage that answers best. */
import { letterKey, lettersOf, type Letters } from '../../../platform/search/letters.ts'
import { bestPassage, markAll, type Passage } from '../../../platform/search/passage.ts'
import type { Candidate } from './candidates.ts'
import { readHitFacts, readPieceTexts, type HitFacts, type Piece } from './hits.ts'
import { piecesOf, type Search } from './open-search.ts'
import { idsOf, pieceScore } from './order.ts'

export interface SearchHit extends HitFacts {
  readonly markedTitle: Passage
  readonly passage: Passage
  /** where the passage stands: in the text, or in this attachment on this page */
  readonly attachment: { readonly name: string; readonly page: number | null } | undefined
}

export async function readHits(search: Search, shown: readonly Candidate[]): Promise<SearchHit[]> {
  if (shown.length === 0) return []
  const { db } = search
  const ids = idsOf(shown)
  const pieces = await piecesOf(search, ids)
  const best = ids.flatMap((id) => bestPiece(search, pieces.get(id) ?? []) ?? [])
  const [facts, texts] = await Promise.all([readHitFacts(db, ids), readPieceTexts(db, best)])
  return ids.flatMap((id) => {
    const fact = facts.get(id)
    if (fact === undefined) return []
    const text = texts.get(id)
    const title = lettersOf(fact.title)
    const content = lettersOf(text?.content ?? '')
    const name = text?.attachmentName ?? null
    return {
      ...fact,
      markedTitle: markAll(title, needlesIn(title, search)),
      passage: bestPassage(content, needlesIn(content, search)),
      attachment: name === null ? undefined : { name, page: text?.page ?? null },
    }
  })
}

function bestPiece(search: Search, pieces: readonly Piece[]): Piece | undefined {
  return pieces.reduce<Piece | undefined>(
    (best, piece) =>
      best === undefined || pieceScore(search, piece) > pieceScore(search, best) ? piece : best,
    undefined,
  )
}

/** In a longer query than this, its pairs are marked where nothing else is. */
const SHORT = 5

/** What is marked in a text: the whole query where it stands; else its parts; else the pairs they consist of. */
function needlesIn({ text: letters }: Letters, { plan, parts }: Search): string[] {
  const steps = [
    [plan.phrase, ...plan.alternatives],
    parts.flatMap(({ phrase, alternatives }) => [phrase, ...alternatives]),
    plan.phrase.length > SHORT ? parts.flatMap(({ lexemes }) => lexemes) : [],
  ]
  const found = steps
    .map((phrases) => phrases.map(letterKey).filter((needle) => letters.includes(needle)))
    .map((needles) => needles.filter((needle) => needle.length > 1 || plan.phrase.length === 1))
  return [...new Set(found.find((needles) => needles.length > 0) ?? [])]
}
