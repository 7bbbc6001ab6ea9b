/** 站点地图 for search engines: an index, the fixed pages, and documents by parts of ten thousand. */
import type { FastifyInstance } from 'fastify'
import {
  listSitemapDocuments,
  listSitemapParts,
} from '../../../domain/publications/harvest/sitemap.ts'
import { ALL_DOCUMENTS_TAG, REPORTS_TAG } from '../../../domain/publications/publication-changed.ts'
import { listPublishedReports } from '../../../domain/annual-report/published-reports.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import * as paths from '../paths.ts'
import type { PortalServices } from '../services.ts'
import { fullAddress, keepAddressed } from '../site-address.ts'
import { feedPaths } from './paths.ts'
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
  paths.ABOUT,
  '/catalogue',
  '/consultations',
  '/proposals',
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
    const reports = await listPublishedReports(db)
    const entries = [
      ...FIXED,
      ...reports.map(({ agencySlug, year }) => paths.reportPath(agencySlug, year)),
    ].map((path) => located('url', fullAddress(services, request, path)))
    keepAddressed(services, reply, [ALL_DOCUMENTS_TAG, REPORTS_TAG])
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

function located(name: string, address: string, changedAt?: Temporal.Instant): Element {
  const changed = changedAt ? [text('lastmod', changedAt.toString({ smallestUnit: 'second' }))] : []
  return element(name, {}, text('loc', address), ...changed)
}
