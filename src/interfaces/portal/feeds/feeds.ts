/** Atom and JSON Feed of what is new: everything, what a list is narrowed to, or what a search finds. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { listPublishingAgencies } from '../../../domain/publications/public-lists.ts'
import { listPublicDocuments } from '../../../domain/publications/public-documents.ts'
import { ALL_DOCUMENTS_TAG } from '../../../domain/publications/publication-changed.ts'
import { listSummaries } from '../../../domain/publications/harvest/summaries.ts'
import { searchPublications } from '../../../domain/publications/search/search.ts'
import { narrowingWords } from '../../../domain/subscriptions/subject.ts'
import type { Db } from '../../../platform/database/database.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { SEARCH_LIMIT } from '../../../platform/web/rate-limits.ts'
import {
  contentFilter,
  ContentQuerySchema,
  refuseUnknownFilters,
  type AskedContent,
} from '../content-query.ts'
import { getPortalAgency } from '../frame.ts'
import * as paths from '../paths.ts'
import { filterOf, parseSearchQuery } from '../search/query.ts'
import type { PortalServices } from '../services.ts'
import { fullAddress, keepAddressed } from '../site-address.ts'
import { atom, FEED_LENGTH, jsonFeed, type Feed, type FeedDocument } from './feed.ts'
import { getUnit } from '../unit.ts'
import { feedOf, feedPaths, searchFeedOf, type FeedFormat } from './paths.ts'

const WRITTEN = {
  atom: { type: 'application/atom+xml; charset=utf-8', write: atom },
  json: { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
} as const

type ReadFeed = (
  services: PortalServices,
  request: FastifyRequest,
  format: FeedFormat,
) => Promise<Feed>

export function feedRoutes(app: FastifyInstance, services: PortalServices): void {
  const serve = (path: string, format: FeedFormat, read: ReadFeed, config = {}) =>
    app.get(path, { config }, async (request, reply) => {
      const feed = await read(services, request, format)
      keepAddressed(services, reply, [ALL_DOCUMENTS_TAG])
      return reply.type(WRITTEN[format].type).send(WRITTEN[format].write(feed))
    })
  serve(feedPaths.atom, 'atom', readListFeed)
  serve(feedPaths.json, 'json', readListFeed)
  serve(feedPaths.searchAtom, 'atom', readSearchFeed, { rateLimit: SEARCH_LIMIT })
  serve(feedPaths.searchJson, 'json', readSearchFeed, { rateLimit: SEARCH_LIMIT })
}

async function readListFeed(
  services: PortalServices,
  request: FastifyRequest,
  format: FeedFormat,
): Promise<Feed> {
  const { db, clock } = services
  const asked = ContentQuerySchema.parse(request.query)
  refuseUnknownFilters(request.query, asked)
  const [lead, agency] = await Promise.all([getPortalAgency(services), getUnit(db, request)])
  const query: AskedContent = { ...asked, agency: agency?.slug }
  const filter = await contentFilter(db, query, agency, dayOf(clock()))
  const { documents } = await listPublicDocuments(db, filter, 1, 'newest', FEED_LENGTH)
  const address = (path: string) => fullAddress(services, request, path)
  return {
    title: [(agency ?? lead).name, ...narrowingWords(query), ...yearOf(query), '政府信息公开'].join(
      ' ',
    ),
    home: address(paths.contentPath({ ...query, sort: undefined, page: 1 })),
    self: address(feedOf(format, query)),
    publisher: (agency ?? lead).name,
    documents: await entriesOf(db, documents, address),
  }
}

const yearOf = ({ year }: { readonly year?: number | undefined }) =>
  year === undefined ? [] : [`${year}年`]

/** What answers only a part of the query is no news of it, so such results stay on the page. */
async function readSearchFeed(
  services: PortalServices,
  request: FastifyRequest,
  format: FeedFormat,
): Promise<Feed> {
  const { db, clock } = services
  const query = parseSearchQuery(request.query)
  const [lead, agencies] = await Promise.all([
    getPortalAgency(services),
    listPublishingAgencies(db),
  ])
  const agency = agencies.find(({ slug }) => slug === query.agency)
  const filter = filterOf(query, agencies)
  const found = await searchPublications(
    db,
    {
      query: query.q,
      filter,
      titleOnly: query.title === 1,
      sort: 'time',
      pageSize: FEED_LENGTH,
    },
    clock(),
  )
  const address = (path: string) => fullAddress(services, request, path)
  return {
    title: [
      lead.name,
      `检索：${query.q}`,
      ...narrowingWords({ ...query, titleOnly: query.title && true }, agency?.name),
      ...yearOf(query),
    ].join(' '),
    home: address(paths.searchPath({ ...query, sort: 'time', page: 1 })),
    self: address(searchFeedOf(format, query)),
    publisher: lead.name,
    documents: found.partial ? [] : await entriesOf(db, found.hits, address),
  }
}

/** Without what else a list or a search knows of them. */
async function entriesOf(
  db: Db,
  documents: readonly Omit<FeedDocument, 'href' | 'summary'>[],
  address: (path: string) => string,
): Promise<FeedDocument[]> {
  const summaries = await listSummaries(
    db,
    documents.map(({ indexNumber }) => indexNumber),
  )
  return documents.map((document) => ({
    indexNumber: document.indexNumber,
    title: document.title,
    publisher: document.publisher,
    category: document.category,
    documentNumber: document.documentNumber,
    publishedAt: document.publishedAt,
    href: address(paths.documentPath(document.indexNumber)),
    summary: summaries.get(document.indexNumber) ?? '',
  }))
}
