/** 公开目录: what the body owes the public, by when, and whether it is there. And the pages of 村居. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { listAdjustments } from '../../../domain/catalogue/adjustments-store.ts'
import { readBoard, type BoardLine } from '../../../domain/catalogue/board.ts'
import { CATALOGUE_TAG } from '../../../domain/catalogue/catalogue-changed.ts'
import { PARTS } from '../../../domain/catalogue/row.ts'
import { getShownVillage } from '../../../domain/catalogue/shown-village.ts'
import { villageSheet } from '../../../domain/catalogue/village-sheet.ts'
import type { RowFilter } from '../../../domain/catalogue/rows-store.ts'
import { listVillages } from '../../../domain/catalogue/villages-store.ts'
import { ALL_DOCUMENTS_TAG } from '../../../domain/publications/publication-changed.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { attachment, keepPage, sendPage } from '../../../platform/web/reply.ts'
import { getPortalAgency, portalFrame } from '../frame.ts'
import type { PortalServices } from '../services.ts'
import { fullAddress } from '../site-address.ts'
import { getUnit } from '../unit.ts'
import { cataloguePage } from './catalogue-page.ts'
import { cataloguePaths } from './paths.ts'
import { villagePage, villagesPage } from './village-pages.ts'

const Query = z.object({
  part: z.enum(PARTS).optional().catch(undefined),
  branch: z.string().trim().min(1).max(60).optional().catch(undefined),
})

interface BySlug {
  Params: { slug: string }
}

export function portalCatalogueRoutes(app: FastifyInstance, services: PortalServices): void {
  const { db, clock, room } = services
  const shownVillage = (slug: string) =>
    getShownVillage(db, slug, dayOf(clock()), room.calendar.whenMissing('by-weekday'))

  app.get(cataloguePaths.catalogue, async (request, reply) => {
    const filter = Query.parse(request.query)
    const [frame, lead, unit] = await Promise.all([
      portalFrame(services, request),
      getPortalAgency(services),
      getUnit(db, request),
    ])
    const filedWith = unit?.supervisorId ?? unit?.id ?? lead.id
    const [lines, adjustments] = await Promise.all([
      publicBoard(services, { agencyId: filedWith, ...(unit && { ownerId: unit.id }) }),
      listAdjustments(db, filedWith),
    ])
    const adopted = adjustments.filter(({ state }) => state === 'adopted')
    keepPage(reply, [CATALOGUE_TAG, ALL_DOCUMENTS_TAG])
    return sendPage(reply, cataloguePage(frame, { lines, adopted, filter, unit }))
  })

  app.get(cataloguePaths.villages, async (request, reply) => {
    const frame = await portalFrame(services, request)
    const villages = await listVillages(db)
    keepPage(reply, [CATALOGUE_TAG])
    return sendPage(reply, villagesPage(frame, villages))
  })

  app.get<BySlug>(`${cataloguePaths.villages}/:slug`, async (request, reply) => {
    const [frame, shown] = await Promise.all([
      portalFrame(services, request),
      shownVillage(request.params.slug),
    ])
    keepPage(reply, [CATALOGUE_TAG, ALL_DOCUMENTS_TAG])
    return sendPage(reply, villagePage(frame, shown))
  })

  app.get<BySlug>(`${cataloguePaths.villages}/:slug/sheet.pdf`, async (request, reply) => {
    const shown = await shownVillage(request.params.slug)
    const { slug, name } = shown.village
    const bytes = await villageSheet(
      shown,
      new URL(fullAddress(services, request, cataloguePaths.village(slug))),
    )
    return reply
      .header('content-disposition', attachment(`${name}公示栏单页.pdf`))
      .header('cache-control', 'no-cache')
      .type('application/pdf')
      .send(Buffer.from(bytes))
  })

  // the address that people type
  app.get('/mulu', (_request, reply) => reply.redirect(cataloguePaths.catalogue, 301))
}

async function publicBoard(
  { db, clock, room }: PortalServices,
  filter: RowFilter,
): Promise<BoardLine[]> {
  return readBoard(db, {
    today: dayOf(clock()),
    calendar: room.calendar.whenMissing('by-weekday'),
    filter,
    publicOnly: true,
  })
}
