/** 数据接口 for other systems: everything public, what changed since, and the description of both (DCAT). */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  listPublicChanges,
  type ChangeCursor,
  type PublicChange,
} from '../../../domain/publications/harvest/changes.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { HARVEST_LIMIT } from '../../../platform/web/rate-limits.ts'
import { getPortalAgency } from '../frame.ts'
import * as paths from '../paths.ts'
import type { PortalServices } from '../services.ts'
import { fullAddress } from '../site-address.ts'
import { feedPaths } from './paths.ts'

const PAGE = 500
const Query = z.object({
  since: z.string().max(40).optional().catch('?'),
  after: z.string().max(80).optional().catch('?'),
})

type Addresses = (path: string) => string

export function harvestRoutes(app: FastifyInstance, services: PortalServices): void {
  const { db } = services
  const addressesOf =
    (request: FastifyRequest): Addresses =>
    (path) =>
      fullAddress(services, request, path)

  // what changed since a moment or a cursor, oldest first; `next` asks for the rest
  app.get(feedPaths.changes, { config: { rateLimit: HARVEST_LIMIT } }, async (request, reply) => {
    const cursor = cursorOf(Query.parse(request.query))
    const changes = await listPublicChanges(db, cursor, PAGE)
    const last = changes.at(-1)
    const address = addressesOf(request)
    return reply.header('cache-control', 'no-cache').send({
      changes: changes.map((change) => harvested(change, address)),
      next: last ? address(`${feedPaths.changes}?after=${writeCursor(last)}`) : null,
      complete: changes.length < PAGE,
    })
  })

  // everything that is public now, one JSON object a line, streamed page by page
  app.get(feedPaths.documents, { config: { rateLimit: HARVEST_LIMIT } }, async (request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .type('application/x-ndjson; charset=utf-8')
      .send(Readable.from(everything(services, addressesOf(request)))),
  )

  app.get(feedPaths.catalogue, async (request, reply) => {
    const agency = await getPortalAgency(services)
    const address = addressesOf(request)
    const publisher = { '@type': 'foaf:Organization', 'foaf:name': agency.name }
    const distribution = (path: string, mediaType: string, title: string) => ({
      '@type': 'dcat:Distribution',
      'dct:title': title,
      'dcat:accessURL': address(path),
      'dcat:mediaType': mediaType,
    })
    return reply.type('application/ld+json; charset=utf-8').send({
      '@context': {
        dcat: 'http://www.w3.org/ns/dcat#',
        dct: 'http://purl.org/dc/terms/',
        foaf: 'http://xmlns.com/foaf/0.1/',
      },
      '@type': 'dcat:Catalog',
      'dct:title': `${agency.name}政府信息公开`,
      'dct:publisher': publisher,
      'dct:language': 'zh-CN',
      'dcat:dataset': [
        {
          '@type': 'dcat:Dataset',
          'dct:title': '主动公开的政府信息',
          'dct:publisher': publisher,
          'dcat:distribution': [
            distribution(feedPaths.documents, 'application/x-ndjson', '全部文件'),
            distribution(feedPaths.changes, 'application/json', '按变动时间收取'),
            distribution(feedPaths.atom, 'application/atom+xml', '最新公开'),
          ],
        },
      ],
    })
  })
}

async function* everything({ db }: PortalServices, address: Addresses): AsyncGenerator<string> {
  let cursor: ChangeCursor | undefined
  for (;;) {
    const changes = await listPublicChanges(db, cursor, PAGE)
    for (const change of changes) {
      if (change.change === 'published') yield `${JSON.stringify(harvested(change, address))}\n`
    }
    if (changes.length < PAGE) return
    cursor = changes.at(-1)
  }
}

function harvested(change: PublicChange, address: Addresses): Record<string, unknown> {
  const { documentId: _, changedAt, ...rest } = change
  const where = { address: address(paths.documentPath(change.indexNumber)) }
  if (rest.change === 'removed') return { ...rest, ...where, changedAt: changedAt.toString() }
  const { attachments, publishedAt, ...header } = rest
  return {
    ...header,
    ...where,
    changedAt: changedAt.toString(),
    publishedAt: publishedAt.toString(),
    attachments: attachments.map(({ name, sha256, size, mediaType }) => ({
      name,
      sha256,
      size,
      mediaType,
      address: address(paths.attachmentPath(change.indexNumber, { sha256, name })),
    })),
  }
}

const writeCursor = ({ changedAt, documentId }: ChangeCursor): string =>
  `${changedAt.toString()}_${documentId}`

/** @throws Refusal `invalid` for what is neither a moment nor a cursor of ours */
function cursorOf({ since, after }: z.infer<typeof Query>): ChangeCursor | undefined {
  const [moment, id = '0'] = (after ?? since ?? '').split('_')
  if (moment === undefined || moment === '') return undefined
  try {
    const changedAt = Temporal.Instant.from(
      /^\d{4}-\d{2}-\d{2}$/.test(moment) ? `${moment}T00:00:00+08:00` : moment,
    )
    if (!/^\d{1,15}$/.test(id)) throw new RangeError('not a number')
    return { changedAt, documentId: Number(id) }
  } catch {
    throw new Refusal(
      'invalid',
      'since 应为日期或者时刻，如 2026-01-01；after 应为上一页给出的 next 中的值。',
    )
  }
}
