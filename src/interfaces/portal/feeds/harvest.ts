/** 数据接口 for other systems: everything public, what changed since, and the description of both (DCAT). */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  readPublicChanges,
  type ChangeCursor,
} from '../../../domain/publications/harvest/changes.ts'
import { listAllPublic } from '../../../domain/publications/harvest/documents.ts'
import { findLatestChange } from '../../../domain/publications/harvest/sitemap.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { HARVEST_LIMIT } from '../../../platform/web/rate-limits.ts'
import { getPortalAgency } from '../frame.ts'
import type { PortalServices } from '../services.ts'
import { fullAddress } from '../site-address.ts'
import { dcatCatalogue } from './dcat.ts'
import { changeAsJson, documentAsJson, type Addresses } from './harvested-json.ts'
import { feedPaths } from './paths.ts'

const PAGE = 500
const Query = z.object({
  since: z.string().max(40).optional().catch('?'),
  after: z.string().max(80).optional().catch('?'),
})

export function harvestRoutes(app: FastifyInstance, services: PortalServices): void {
  const { db, clock } = services
  const addressesOf =
    (request: FastifyRequest): Addresses =>
    (path) =>
      fullAddress(services, request, path)

  // what changed since a moment or a cursor, oldest first; `next` asks for the rest, now or at the next visit
  app.get(feedPaths.changes, { config: { rateLimit: HARVEST_LIMIT } }, async (request, reply) => {
    const cursor = cursorOf(Query.parse(request.query))
    const now = clock()
    const { changes, next, complete } = await readPublicChanges(db, cursor, PAGE, now)
    const address = addressesOf(request)
    return reply.header('cache-control', 'no-cache').send({
      changes: changes.map((change) => changeAsJson(change, address, dayOf(now))),
      next: address(`${feedPaths.changes}?after=${writeCursor(next)}`),
      complete,
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
    const [agency, changedAt] = await Promise.all([getPortalAgency(services), findLatestChange(db)])
    return reply
      .header('cache-control', 'no-cache')
      .type('application/ld+json; charset=utf-8')
      .send(dcatCatalogue(agency, changedAt, addressesOf(request)))
  })
}

async function* everything(
  { db, clock }: PortalServices,
  address: Addresses,
): AsyncGenerator<string> {
  const today = dayOf(clock())
  let after = 0
  for (;;) {
    const documents = await listAllPublic(db, after, PAGE, today)
    for (const document of documents)
      yield `${JSON.stringify(documentAsJson(document, address, today))}\n`
    if (documents.length < PAGE) return
    after = documents.at(-1)!.documentId
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
