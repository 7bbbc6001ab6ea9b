/** What may answer a query: read by the strictest of its readings first, by wider ones while they are worth it. */
import { letterKey } from '../../../platform/search/letters.ts'
import { anyReading, type QueryPlan, type Reading } from '../../../platform/search/query-plan.ts'
import {
  listMatching,
  listNamed,
  type Candidate,
  type Gathered,
  type NamedBy,
  type NamedCandidate,
} from './candidates.ts'
import { numbersInQuery } from './number-keys.ts'
import { piecesOf, type Search } from './open-search.ts'
import { idsOf, NEAREST, roughly, SURENESS, withoutRepeats } from './order.ts'
import { isNearEnough } from './ranking.ts'

/** With fewer strict hits than this, a reader is also shown what answers all parts of the query apart. */
const ENOUGH = 10
const FEW = 3

export async function gather(search: Search): Promise<Gathered> {
  const { db, plan, today, query } = search
  const [first, ...wider] = plan.readings as [Reading, ...Reading[]]
  const [named, strict] = await Promise.all([
    listNamed(db, letterKey(query), numbersInQuery(query)),
    listMatching(db, first, undefined, today),
  ])
  const by = bestNames(named)
  let found = withoutRepeats([...named, ...strict.candidates])
  const { capped } = strict
  const gathered = { candidates: found, named: by, reading: first, capped, partial: false }
  // who names a document is not looking for others
  if (capped || named.length > 0) return gathered
  if (plan.isQuestion && found.length < ENOUGH) {
    const titled = titledReading(search)
    const about = titled && (await listMatching(db, titled, undefined, today, 'titles'))
    found = withoutRepeats([...found, ...(about?.candidates ?? [])])
  }
  for (const reading of wider) {
    if (!isWorthWidening(plan, found.length)) break
    const { candidates, capped } = await listMatching(db, reading, undefined, today)
    found = withoutRepeats([...found, ...candidates])
    if (capped) return { candidates: found, named: by, reading, capped, partial: false }
  }
  const isAnswered = found.length >= FEW || !isWorthWidening(plan, found.length)
  if (isAnswered || search.widest === undefined) return { ...gathered, candidates: found }
  const wide = await listPartly(search, search.widest, found)
  return {
    ...gathered,
    candidates: [...found, ...wide],
    partial: found.length === 0 && wide.length > 0,
  }
}

/** Whoever asks a question means documents about it: those whose title speaks of what weighs most in it. */
function titledReading({ parts }: Search): Reading | undefined {
  const weighty = parts.filter(({ weight, lexemes }) => weight >= WEIGHTY && lexemes.length > 0)
  if (weighty.length === 0) return undefined
  return anyReading(weighty.flatMap(({ phrase, alternatives }) => [phrase, ...alternatives]))
}

const WEIGHTY = 0.4

function isWorthWidening(plan: QueryPlan, found: number): boolean {
  if (found === 0) return true
  return plan.parts.length > 1 ? found < ENOUGH : !isEnough(plan, found)
}

/** One unbroken phrase that stands somewhere was meant as it was typed; several words, or a question, want company. */
function isEnough({ parts, isQuestion }: QueryPlan, found: number): boolean {
  return found >= FEW || (found > 0 && parts.length === 1 && !isQuestion)
}

function bestNames(named: readonly NamedCandidate[]): Map<number, NamedBy> {
  const best = new Map<number, NamedBy>()
  for (const { documentId, by } of named) {
    const known = best.get(documentId)
    if (known === undefined || SURENESS[by] > SURENESS[known]) best.set(documentId, by)
  }
  return best
}

/** What answers a good part of the query, where hardly anything answers all of it. */
async function listPartly(
  search: Search,
  widest: Reading,
  found: readonly Candidate[],
): Promise<Candidate[]> {
  const known = new Set(found.map(({ documentId }) => documentId))
  const { candidates } = await listMatching(search.db, widest, undefined, search.today)
  const others = candidates.filter(({ documentId }) => !known.has(documentId))
  const nearest = roughly(search, others, new Map()).slice(0, NEAREST)
  const pieces = await piecesOf(search, idsOf(nearest))
  return nearest.filter(({ documentId, titleLetters }) => {
    const texts = (pieces.get(documentId) ?? []).map(({ letters }) => letters)
    return isNearEnough(search.parts, titleLetters, texts.join('\n'))
  })
}
