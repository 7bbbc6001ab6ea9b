/** What may answer a query: read by the strictest of its readings first, by wider ones while they are worth it. */
import { letterKey } from '../../../platform/search/letters.ts'
import {
  allReading,
  anyReading,
  demandedOf,
  type QueryPlan,
  type Reading,
} from '../../../platform/search/query-plan.ts'
import {
  listMatching,
  listNamed,
  type Candidate,
  type Gathered,
  type NamedCandidate,
} from './candidates.ts'
import { divideWhereRare } from './divide.ts'
import { numbersInQuery, organFit, type NumbersInQuery } from './number-keys.ts'
import { divideSearch, piecesOf, type Search } from './open-search.ts'
import { idsOf, NEAREST, roughly, SURENESS, withoutRepeats } from './order.ts'
import { listPartlyMatching } from './partly.ts'
import { isNearEnough } from './ranking.ts'

/** With fewer strict hits than this, a reader is also shown what answers all parts of the query apart. */
const ENOUGH = 10
const FEW = 3

/** Candidates, and the search by whose parts they were found. */
export async function gather(search: Search): Promise<{ search: Search; found: Gathered }> {
  const { db, plan, today, query } = search
  const numbers = numbersInQuery(query)
  const [strictest, ...wider] = plan.readings as [Reading, ...Reading[]]
  const [listed, strict] = await Promise.all([
    listNamed(db, letterKey(query), numbers),
    listMatching(db, strictest, undefined, today),
  ])
  const named = meant(listed, numbers)
  const found = {
    candidates: withoutRepeats([...named.candidates, ...strict.candidates]),
    named: named.sureness,
    reading: strictest,
    capped: strict.capped,
    partial: false,
  }
  // who names a document, even one that is not there, is not looking for others
  if (named.candidates.length > 0 || numbers.isNumber) return { search, found }
  const widened = await widen(search, wider, await addTitled(search, found))
  if (!isWorthLoosening(plan, widened)) return { search, found: widened }
  const looser = await divideSearch(search, divideWhereRare)
  const apart =
    looser === search ? widened : await widen(looser, looser.plan.readings.slice(1), widened)
  return { search: looser, found: await addPartly(looser, apart) }
}

async function widen(
  { db, plan, today }: Search,
  readings: readonly Reading[],
  found: Gathered,
): Promise<Gathered> {
  let widened = found
  for (const reading of readings) {
    if (widened.capped || !isWorthWidening(plan, widened.candidates.length)) break
    const { candidates, capped } = await listMatching(db, reading, undefined, today)
    const all = withoutRepeats([...widened.candidates, ...candidates])
    widened = { ...widened, candidates: all, ...(capped ? { reading, capped } : {}) }
  }
  return widened
}

/**
 * Whoever asks a question means documents about it: those whose title speaks of what weighs most in it. And whoever names
 * a 条例 that others only mention may mean the 办法 of the same matter.
 */
async function addTitled(search: Search, found: Gathered): Promise<Gathered> {
  if (found.capped || found.candidates.length >= ENOUGH) return found
  const titled = search.plan.isQuestion ? titledReading(search) : topicReading(search, found)
  if (titled === undefined) return found
  const about = await listMatching(search.db, titled, undefined, search.today, 'titles')
  return { ...found, candidates: withoutRepeats([...found.candidates, ...about.candidates]) }
}

/** Where no title found so far holds the query: titles that hold all of it but the kind of document. */
function topicReading({ plan, parts }: Search, { candidates }: Gathered): Reading | undefined {
  if (candidates.some(({ titleLetters }) => titleLetters.includes(plan.phrase))) return undefined
  return allReading(demandedOf(parts).map(({ phrase, alternatives }) => [phrase, ...alternatives]))
}

async function addPartly(search: Search, found: Gathered): Promise<Gathered> {
  if (!isWorthLoosening(search.plan, found)) return found
  const wide = await listPartly(search, found.candidates)
  const partial = found.candidates.length === 0 && wide.length > 0
  return { ...found, candidates: [...found.candidates, ...wide], partial }
}

function titledReading({ parts }: Search): Reading | undefined {
  const weighty = parts.filter(({ weight, lexemes }) => weight >= WEIGHTY && lexemes.length > 0)
  if (weighty.length === 0) return undefined
  return anyReading(weighty.flatMap(({ phrase, alternatives }) => [phrase, ...alternatives]))
}

const WEIGHTY = 0.4

function isWorthWidening(plan: QueryPlan, found: number): boolean {
  if (found === 0) return true
  return demandedOf(plan.parts).length > 1 ? found < ENOUGH : !isEnough(plan, found)
}

function isWorthLoosening(plan: QueryPlan, { capped, candidates }: Gathered): boolean {
  const least = plan.isQuestion ? ENOUGH : FEW
  return !capped && candidates.length < least && isWorthWidening(plan, candidates.length)
}

/** One unbroken phrase that stands somewhere was meant as it was typed; several words, or a question, want company. */
function isEnough({ parts, isQuestion }: QueryPlan, found: number): boolean {
  return found >= FEW || (found > 0 && demandedOf(parts).length === 1 && !isQuestion)
}

/** Which of the documents with such a number or title are meant, and how surely. */
function meant(named: readonly NamedCandidate[], numbers: NumbersInQuery) {
  const sureness = new Map<number, number>()
  for (const { documentId, by, numberKey } of named) {
    const fit = by === 'number-tail' ? organFit(numberKey, numbers) : 0
    if (fit === undefined) continue
    const sure = SURENESS[by] * (1 + fit / 2)
    sureness.set(documentId, Math.max(sure, sureness.get(documentId) ?? 0))
  }
  return { sureness, candidates: named.filter(({ documentId }) => sureness.has(documentId)) }
}

/** What answers a good part of the query, where hardly anything answers all of it. */
async function listPartly(search: Search, found: readonly Candidate[]): Promise<Candidate[]> {
  const { db, parts, frequencies } = search
  const known = new Set(idsOf(found))
  const listed = await listPartlyMatching(db, parts, frequencies)
  const others = listed.filter(({ documentId }) => !known.has(documentId))
  const nearest = roughly(search, others, new Map()).slice(0, NEAREST)
  const pieces = await piecesOf(search, idsOf(nearest))
  return nearest.filter(({ documentId, titleLetters }) => {
    const texts = (pieces.get(documentId) ?? []).map(({ letters }) => letters)
    return isNearEnough(parts, titleLetters, texts.join('\n'))
  })
}
