/** 站点地图 for search engines: an index, the fixed pages, and documents by parts of ten thousand. */
import type { FastifyInstance } from 'fastify'
import {
  listSitemapDocuments,
  listSitemapParts,
} from '../../../domain/publications/harvest/sitemap.ts'
import { CATALOGUE_TAG } from '../../../domain/catalogue/catalogue-changed.ts'
import { readStatutoryTree } from '../../../domain/catalogue/statutory-tree.ts'
import { listVillages } from '../../../domain/catalogue/villages-store.ts'
import { listPublicFacets } from '../../../domain/publications/public-facets.ts'
import { listPublishingAgencies } from '../../../domain/publications/public-lists.ts'
import { ALL_DOCUMENTS_TAG, REPORTS_TAG } from '../../../domain/publications/publication-changed.ts'
import { listPublishedReports } from '../../../domain/annual-report/published-reports.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { cataloguePaths } from '../catalogue/paths.ts'
import { listColumns } from '../columns.ts'
import * as paths from '../paths.ts'
import type { PortalServices } from '../services.ts'
import { fullAddress, keepAddressed } from '../site-address.ts'
import { feedPaths, OPEN_DATA } from './paths.ts'
import { element, text, xmlDocument, type Element } from './xml.ts'

const SCHEMA = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const XML = 'application/xml; charset=utf-8'

/** Pages that are always there. Forms and results of searches are no pages to be found. */
const FIXED = [
  paths.HOME,
  paths.GUIDE,
  paths.RULES,
  paths.CONTENT,
  paths.REPORTS,
  paths.APPLY,
  paths.SITE_MAP,
  OPEN_DATA,
] as const

export function sitemapRoutes(app: FastifyInstance, services: PortalServices): void {
  const { db } = services
  app.get(feedPaths.sitemap, async (request, reply) => {
    const parts = await listSitemapParts(db)
    const entry = (path: string, changedAt?: Temporal.Instant) =>
      located('sitemap', fullAddress(services, request, path), changedAt)
    keepAddressed(services, reply, [ALL_DOCUMENTS_TAG])
    return reply
      .type(XML)
      .send(
        xmlDocument(
          element(
            'sitemapindex',
            { xmlns: SCHEMA },
            entry(feedPaths.sitemapPages),
            ...parts.map(({ part, changedAt }) => entry(feedPaths.sitemapPart(part), changedAt)),
          ),
        ),
      )
  })

  app.get(feedPaths.sitemapPages, async (request, reply) => {
    const found = await listPages(services)
    const entries = found.map((path) => located('url', fullAddress(services, request, path)))
    keepAddressed(services, reply, [ALL_DOCUMENTS_TAG, REPORTS_TAG, CATALOGUE_TAG])
    return reply.type(XML).send(xmlDocument(element('urlset', { xmlns: SCHEMA }, ...entries)))
  })

  app.get<{ Params: { part: string } }>('/sitemaps/documents-:part.xml', async (request, reply) => {
    const { part } = request.params
    if (!/^[1-9]\d{0,5}$/.test(part)) throw new Refusal('not-found', '没有这个站点地图。')
    const documents = await listSitemapDocuments(db, Number(part))
    if (documents.length === 0) throw new Refusal('not-found', '没有这个站点地图。')
    const entries = documents.map(({ indexNumber, changedAt }) =>
      located('url', fullAddress(services, request, paths.documentPath(indexNumber)), changedAt),
    )
    keepAddressed(services, reply, [ALL_DOCUMENTS_TAG])
    return reply.type(XML).send(xmlDocument(element('urlset', { xmlns: SCHEMA }, ...entries)))
  })
}

/** Columns, lists of one filter, bodies, villages and reports: each under its one address. */
async function listPages(services: PortalServices): Promise<string[]> {
  const { db, clock } = services
  const today = dayOf(clock())
  const [columns, agencies, facets, tree, villages, reports] = await Promise.all([
    listColumns(services),
    listPublishingAgencies(db),
    listPublicFacets(db, {}, today),
    readStatutoryTree(db, { today }),
    listVillages(db),
    listPublishedReports(db),
  ])
  const found = [
    ...FIXED,
    ...columns.map(({ href }) => href),
    ...(agencies.length > 1 ? agencies.map(({ slug }) => paths.homePath(slug)) : []),
    ...facets.categories.map(({ category }) => paths.contentPath({ category })),
    ...tree
      .filter(({ published }) => published > 0)
      .map(({ code }) => paths.contentPath({ item: code })),
    ...villages.map(({ slug }) => cataloguePaths.village(slug)),
    ...reports.map(({ agencySlug, year }) => paths.reportPath(agencySlug, year)),
  ]
  return [...new Set(found)]
}

function located(name: string, address: string, changedAt?: Temporal.Instant): Element {
  const changed = changedAt ? [text('lastmod', changedAt.toString({ smallestUnit: 'second' }))] : []
  return element(name, {}, text('loc', address), ...changed)
}
