/** What became public in a span of time, as anybody sees it now: read by the very functions of the lists and the search. */
import type { Db } from '../../platform/database/database.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { listDocumentsUnder } from '../catalogue/statutory-tree.ts'
import {
  listPublicDocuments,
  type PublicListFilter,
  type Span,
} from '../publications/public-documents.ts'
import { searchPublications } from '../publications/search/search.ts'
import type { Subject } from './subject.ts'

export interface NewsItem {
  readonly indexNumber: string
  readonly title: string
  readonly documentNumber: string
  readonly publisher: string
  readonly publishedAt: Temporal.Instant
}

export interface News {
  /** Newest first, at most `MOST_TOLD`. */
  readonly items: readonly NewsItem[]
  /** There are others that the page shows. */
  readonly more: boolean
}

/** Of one mail; the rest is a link away. */
export const MOST_TOLD = 50

export async function readNews(
  db: Db,
  subject: Subject,
  span: Span,
  now: Temporal.Instant,
): Promise<News> {
  return subject.words === undefined
    ? readListed(db, subject, span, now)
    : readFound(db, { ...subject, words: subject.words }, span, now)
}

async function readListed(
  db: Db,
  { agencyId, category, genre, theme, kind, normative, validity, item }: Subject,
  span: Span,
  now: Temporal.Instant,
): Promise<News> {
  const today = dayOf(now)
  const filter: PublicListFilter = {
    publishedWithin: span,
    ...(agencyId !== undefined && { agencyId }),
    ...(category !== undefined && { category }),
    ...(genre !== undefined && { genre }),
    ...(theme !== undefined && { theme }),
    ...(kind !== undefined && { kind }),
    ...(normative && { normative }),
    ...(validity !== undefined && { validity: { is: validity, on: today } }),
    ...(item !== undefined && { documentIds: await listDocumentsUnder(db, item, today) }),
  }
  const { documents, total } = await listPublicDocuments(db, filter, 1, 'newest', MOST_TOLD)
  return { items: documents, more: total > documents.length }
}

/** Looked through newest first; results that answer only a part of the words are no news of them. */
async function readFound(
  db: Db,
  subject: Subject & { readonly words: string },
  { after, through }: Span,
  now: Temporal.Instant,
): Promise<News> {
  const { words, agencyId, category, genre, theme, kind, validity, titleOnly = false } = subject
  const [since, until] = [dayOf(after), dayOf(through)]
  const found = await searchPublications(
    db,
    {
      query: words,
      filter: { agencyId, category, genre, theme, kind, validity, since, until },
      titleOnly,
      sort: 'time',
      pageSize: 2 * MOST_TOLD,
    },
    now,
  )
  if (found.partial) return { items: [], more: false }
  const within = found.hits.filter(
    ({ publishedAt }) =>
      Temporal.Instant.compare(publishedAt, after) > 0 &&
      Temporal.Instant.compare(publishedAt, through) <= 0,
  )
  return { items: within.slice(0, MOST_TOLD), more: within.length > MOST_TOLD }
}
