/** Atom and JSON Feed of what is new: everything, or a list narrowed by body and category. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { listPublishingAgencies } from '../../../domain/publications/public-lists.ts'
import {
  listPublicDocuments,
  type ListedDocument,
} from '../../../domain/publications/public-documents.ts'
import { ALL_DOCUMENTS_TAG } from '../../../domain/publications/publication-changed.ts'
import { getPortalAgency } from '../frame.ts'
import * as paths from '../paths.ts'
import type { PortalServices } from '../services.ts'
import { fullAddress, keepAddressed } from '../site-address.ts'
import { feedOf, feedPaths } from './paths.ts'
import { element, text, xmlDocument } from './xml.ts'

const words = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}+$/u)
  .optional()
  .catch(undefined)
const Query = z.object({ agency: words, category: words })

interface Feed {
  readonly title: string
  readonly home: string
  readonly self: string
  readonly publisher: string
  readonly documents: readonly (ListedDocument & { readonly href: string })[]
}

export function feedRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(feedPaths.atom, async (request, reply) => {
    const feed = await readFeed(services, request, 'atom')
    keepAddressed(services, reply, [ALL_DOCUMENTS_TAG])
    return reply.type('application/atom+xml; charset=utf-8').send(atom(feed))
  })
  app.get(feedPaths.json, async (request, reply) => {
    const feed = await readFeed(services, request, 'json')
    keepAddressed(services, reply, [ALL_DOCUMENTS_TAG])
    return reply.type('application/feed+json; charset=utf-8').send(jsonFeed(feed))
  })
}

async function readFeed(
  services: PortalServices,
  request: FastifyRequest,
  format: 'atom' | 'json',
): Promise<Feed> {
  const query = Query.parse(request.query)
  const [lead, agencies] = await Promise.all([
    getPortalAgency(services),
    listPublishingAgencies(services.db),
  ])
  const agency = agencies.find(({ slug }) => slug === query.agency)
  const filter = {
    ...(agency && { agencyId: agency.id }),
    ...(query.category !== undefined && { category: query.category }),
  }
  const { documents } = await listPublicDocuments(services.db, filter, 1)
  const address = (path: string) => fullAddress(services, request, path)
  const narrowed = { agency: agency?.slug, category: query.category }
  return {
    title: [agency?.name ?? lead.name, query.category, '政府信息公开'].filter(Boolean).join(' '),
    home: address(paths.contentPath(narrowed)),
    self: address(feedOf(format, narrowed)),
    publisher: agency?.name ?? lead.name,
    documents: documents.map((document) => ({
      ...document,
      href: address(paths.documentPath(document.indexNumber)),
    })),
  }
}

/** The newest change; a feed that has none yet began with the epoch. */
const updatedAt = ({ documents }: Feed): string =>
  documents[0]?.publishedAt.toString() ?? '1970-01-01T00:00:00Z'

function atom(feed: Feed): string {
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'zh-CN' },
      text('id', feed.self),
      text('title', feed.title),
      text('updated', updatedAt(feed)),
      element('author', {}, text('name', feed.publisher)),
      element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
      element('link', { rel: 'alternate', type: 'text/html', href: feed.home }),
      ...feed.documents.map((document) =>
        element(
          'entry',
          {},
          text('id', document.href),
          text('title', document.title),
          text('published', document.publishedAt.toString()),
          text('updated', document.publishedAt.toString()),
          element('link', { rel: 'alternate', type: 'text/html', href: document.href }),
          element('category', { term: document.category }),
          element('author', {}, text('name', document.publisher)),
          text(
            'summary',
            [document.documentNumber, document.indexNumber].filter(Boolean).join(' '),
          ),
        ),
      ),
    ),
  )
}

function jsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    language: 'zh-CN',
    authors: [{ name: feed.publisher }],
    items: feed.documents.map((document) => ({
      id: document.href,
      url: document.href,
      title: document.title,
      date_published: document.publishedAt.toString(),
      tags: [document.category],
      authors: [{ name: document.publisher }],
      _document: { indexNumber: document.indexNumber, documentNumber: document.documentNumber },
    })),
  })
}
