import { startOf, type Candidate, type CandidateFilter } from './candidates.ts'

export interface Facet<T> {
  readonly value: T
  readonly count: number
}

export interface Facets {
  readonly agencies: readonly Facet<number>[]
  readonly years: readonly Facet<number>[]
  readonly categories: readonly Facet<string>[]
  readonly genres: readonly Facet<string>[]
  readonly themes: readonly Facet<string>[]
  readonly validities: readonly Facet<Validity>[]
}

/** What a reader chooses between: still to be followed, or not any more. */
export type Validity = 'in-force' | 'lapsed'

export function validityOf({ endedOn }: Candidate, today: Temporal.PlainDate): Validity {
  return endedOn !== null && endedOn <= today.toString() ? 'lapsed' : 'in-force'
}

type Test = (candidate: Candidate) => boolean

function tests(
  filter: CandidateFilter,
  today: Temporal.PlainDate,
): Record<keyof CandidateFilter, Test> {
  const { agencyId, year, category, kind, genre, theme, validity, since, until, titleHolds } =
    filter
  const from = since && startOf(since).epochMilliseconds / 1000
  const to = until && startOf(until.add({ days: 1 })).epochMilliseconds / 1000
  return {
    genre: (one) => genre === undefined || one.genre === genre,
    theme: (one) => theme === undefined || one.theme === theme,
    since: (one) => from === undefined || one.publishedAt >= from,
    until: (one) => to === undefined || one.publishedAt < to,
    titleHolds: ({ titleLetters }) =>
      titleHolds === undefined ||
      titleHolds.every((phrases) => phrases.some((phrase) => titleLetters.includes(phrase))),
    agencyId: (one) => agencyId === undefined || one.agencyId === agencyId,
    year: (one) => year === undefined || one.year === year,
    category: (one) => category === undefined || one.category === category,
    kind: (one) => kind === undefined || one.kind === kind,
    validity: (one) => validity === undefined || validityOf(one, today) === validity,
  }
}

export function filtered(
  candidates: readonly Candidate[],
  filter: CandidateFilter,
  today: Temporal.PlainDate,
): Candidate[] {
  const all = Object.values(tests(filter, today))
  return candidates.filter((candidate) => all.every((test) => test(candidate)))
}

/** Each facet counts what is left under the choices made in the others, so that no number leads to an empty list. */
export function facetsOf(
  candidates: readonly Candidate[],
  filter: CandidateFilter,
  today: Temporal.PlainDate,
): Facets {
  const under = (facet: keyof CandidateFilter) =>
    filtered(candidates, { ...filter, [facet]: undefined }, today)
  const byCount = <T>(a: Facet<T>, b: Facet<T>) => b.count - a.count
  return {
    agencies: counted(under('agencyId'), ({ agencyId }) => agencyId).toSorted(byCount),
    years: counted(under('year'), ({ year }) => year).toSorted((a, b) => b.value - a.value),
    categories: counted(under('category'), ({ category }) => category).toSorted(byCount),
    genres: named(counted(under('genre'), ({ genre }) => genre)).toSorted(byCount),
    themes: named(counted(under('theme'), ({ theme }) => theme)).toSorted(byCount),
    validities: counted(under('validity'), (one) => validityOf(one, today)).toSorted(byCount),
  }
}

/** What a document does not state is no choice. */
const named = (facets: readonly Facet<string>[]) => facets.filter(({ value }) => value !== '')

function counted<T>(candidates: readonly Candidate[], of: (candidate: Candidate) => T): Facet<T>[] {
  const groups = Map.groupBy(candidates, of)
  return [...groups].map(([value, { length: count }]) => ({ value, count }))
}
