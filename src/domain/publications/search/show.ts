/** How answers are shown: their facts as they are public now, and the passage that answers best. */
import { letterKey, lettersOf, type Letters } from '../../../platform/search/letters.ts'
import {
  bestPassage,
  firstPassage,
  markAll,
  passageWorth,
  type Passage,
} from '../../../platform/search/passage.ts'
import type { Candidate } from './candidates.ts'
import { readHitFacts, readPieceTexts, type HitFacts, type Piece } from './hits.ts'
import { pairsOf, saidIn, saying, wholeOf, type Needle } from './needles.ts'
import { piecesOf, type Search } from './open-search.ts'
import { idsOf } from './order.ts'
import { articleIn, type WeighedPart } from './ranking.ts'

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
  const named = new Set(idsOf(shown.filter((one) => isNamed(search, one))))
  const best = ids.flatMap((id) =>
    named.has(id) ? { documentId: id, number: 1 } : (bestPiece(search, pieces.get(id) ?? []) ?? []),
  )
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
      passage: (named.has(id) ? firstPassage : bestPassage)(content, needlesIn(content, search)),
      attachment: name === null ? undefined : { name, page: text?.page ?? null },
    }
  })
}

/** Whoever typed a title is told how its text begins, not where words of the title happen to stand again. */
function isNamed({ plan }: Search, { titleLetters }: Candidate): boolean {
  return plan.phrase.length >= LONG && titleLetters.includes(plan.phrase)
}

const LONG = 6

/** The piece with the article that was asked for, or else with the passage that says most. */
function bestPiece({ plan, parts }: Search, pieces: readonly Piece[]): Piece | undefined {
  const worths = pieces.map(({ letters }) => {
    const needles = [...saidIn(parts, letters), ...wholeOf(plan)]
    return articleIn(plan, letters) * ARTICLE_FIRST + passageWorth(letters, needles)
  })
  return pieces[worths.indexOf(Math.max(...worths))]
}

const ARTICLE_FIRST = 10
/** What is marked in a text, and what each find says. A lone character is looked for only where nothing else was asked. */
function needlesIn({ text }: Letters, { plan, parts }: Search): Needle[] {
  const least = plan.phrase.length === 1 ? 1 : 2
  const needles = [...wholeOf(plan), ...parts.flatMap((part) => lettersOnly(part, text))]
  return needles
    .map((needle) => ({ ...needle, letters: letterKey(needle.letters) }))
    .filter(({ letters }) => letters.length >= least && text.includes(letters))
}

/** `text` consists of letters alone: without the blanks around words that the index keeps. */
function lettersOnly(part: WeighedPart, text: string): Needle[] {
  const said = saying(part).filter(({ letters }) => text.includes(letterKey(letters)))
  return said.length > 0 ? said : pairsOf(part)
}
