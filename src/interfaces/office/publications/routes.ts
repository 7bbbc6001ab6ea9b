/** 文件发布: the list, and where the rest is; writing is in `editor/`. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { mayAtHome } from '../../../domain/accounts/permissions.ts'
import { listDesk } from '../../../domain/publications/desk.ts'
import { EDITION_STATES } from '../../../domain/publications/edition.ts'
import { overdueFormedOn } from '../../../domain/publications/publication-clock.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { attachmentRoutes } from './attachments.ts'
import { batchReviewRoutes } from './batch-review.ts'
import { compareEditionRoutes } from './compare.ts'
import { editorRoutes } from './editor/routes.ts'
import { publicationListPage } from './list-page.ts'
import { previewRoutes } from './previews.ts'
import { removalRoutes } from './removal.ts'
import { searchMissRoutes } from './search-misses.ts'
import { subscriberRoutes } from './subscribers.ts'
import { stepRoutes } from './step-routes.ts'

const ListQuery = z.object({
  state: z.enum(EDITION_STATES).optional().catch(undefined),
  text: z.string().trim().max(100).optional().catch(undefined),
  overdue: z.literal('1').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export function publicationRoutes(app: FastifyInstance, services: OfficeServices): void {
  listRoute(app, services)
  editorRoutes(app, services)
  batchReviewRoutes(app, services)
  attachmentRoutes(app, services)
  stepRoutes(app, services)
  previewRoutes(app, services)
  removalRoutes(app, services)
  compareEditionRoutes(app, services)
  searchMissRoutes(app, services)
  subscriberRoutes(app, services)
}

function listRoute(app: FastifyInstance, services: OfficeServices): void {
  const { db, room, clock } = services
  app.get(officePaths.publications, async (request, reply) => {
    const officer = officerOf(request)
    const { page, state, text, overdue } = ListQuery.parse(request.query)
    const today = dayOf(clock())
    const filter = {
      ...(state ? { state } : {}),
      ...(text ? { text } : {}),
      ...(overdue ? { formedBy: overdueFormedOn(today, room.calendar) } : {}),
    }
    const { lines, hasMore } = await listDesk(db, officer, filter, page)
    const body = publicationListPage({
      lines,
      hasMore,
      filter,
      page,
      today,
      calendar: room.calendar,
      mayDraft: mayAtHome(officer, 'publications.draft'),
      mayReview: mayAtHome(officer, 'publications.review'),
    })
    const frame = await officeFrame(services, request)
    return sendPage(reply, officePage(frame, { title: '文件发布', current: 'publications', body }))
  })
}
