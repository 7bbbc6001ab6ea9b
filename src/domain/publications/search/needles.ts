/** What is looked for in a text, as the index keeps it, and how much each find says. */
import type { PassageNeedle } from '../../../platform/search/passage.ts'
import type { QueryPlan } from '../../../platform/search/query-plan.ts'
import { SYNONYM, type WeighedPart } from './ranking.ts'

export type Needle = PassageNeedle

/** What pairs of a part say where the part itself does not stand. */
const PAIR = 0.5
/** The article that was asked for is the answer, whatever it says. */
const ARTICLE = 3

export function saying({ phrase, alternatives, weight }: WeighedPart): Needle[] {
  const others = alternatives.map((letters) => ({ letters, weight: weight * SYNONYM }))
  return [{ letters: phrase, weight }, ...others]
}

export function pairsOf({ lexemes, weight }: WeighedPart): Needle[] {
  return lexemes.map((lexeme) => ({ letters: lexeme.text, weight: weight * lexeme.weight * PAIR }))
}

export function wholeOf({ phrase, alternatives, article }: QueryPlan): Needle[] {
  const others = alternatives.map((letters) => ({ letters, weight: SYNONYM }))
  const articles = article ? [article.written, article.typed] : []
  const heads = articles.map((letters) => ({ letters, weight: ARTICLE, isHead: true }))
  return [{ letters: phrase, weight: 1 }, ...others, ...heads]
}

/** Of each part what a text says of it: the part, else another word for it, else its pairs. All of them together weigh 1. */
export function saidIn(parts: readonly WeighedPart[], text: string): Needle[] {
  return parts.flatMap((part) => {
    const [own, ...others] = saying(part)
    const stands = ({ letters }: Needle) => text.includes(letters)
    if (stands(own!)) return [own!]
    // one other word says it; several do not say more
    const other = others.find(stands)
    return other ? [other] : pairsOf(part).filter(stands)
  })
}
