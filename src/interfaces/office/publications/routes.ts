/** 文件发布: the list, and the page of one edition with its steps; writing is in `editor/`. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { listDesk } from '../../../domain/publications/desk.ts'
import { EDITION_STATES } from '../../../domain/publications/edition.ts'
import { startNewEdition, submitForReview } from '../../../domain/publications/handling/drafting.ts'
import { publishEdition, returnEdition } from '../../../domain/publications/handling/publish.ts'
import { reviewEdition, ReviewForm } from '../../../domain/publications/handling/review.ts'
import { getEdition } from '../../../domain/publications/editions-store.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { emptyForm, formView, parseForm, valueOf } from '../../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { doneMessage, withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { editorRoutes } from './editor/routes.ts'
import { attachmentRoutes } from './attachments.ts'
import { showEdition } from './show-edition.ts'
import { publicationListPage } from './list-page.ts'

const ListQuery = z.object({
  state: z.enum(EDITION_STATES).optional().catch(undefined),
  text: z.string().trim().max(100).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

interface ById {
  Params: { id: string }
}

export function publicationRoutes(app: FastifyInstance, services: OfficeServices): void {
  listRoute(app, services)
  editorRoutes(app, services)
  attachmentRoutes(app, services)
  stepRoutes(app, services)
}

function listRoute(app: FastifyInstance, services: OfficeServices): void {
  app.get(officePaths.publications, async (request, reply) => {
    const officer = officerOf(request)
    const { page, state, text } = ListQuery.parse(request.query)
    const filter = { ...(state ? { state } : {}), ...(text ? { text } : {}) }
    const { lines, hasMore } = await listDesk(services.db, officer, filter, page)
    const body = publicationListPage({
      lines,
      hasMore,
      filter,
      page,
      mayDraft: mayAtHome(officer, 'publications.draft'),
    })
    const frame = await officeFrame(services, request)
    return sendPage(reply, officePage(frame, { title: '文件发布', current: 'publications', body }))
  })
}

function stepRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get<ById>('/office/publications/:id', (request, reply) =>
    showEdition(services, request, reply, recordId(request.params.id), {
      flash: doneMessage(request.query),
      view: emptyForm,
    }),
  )

  app.post<ById>('/office/publications/:id/submit', async (request, reply) => {
    const id = recordId(request.params.id)
    const explanation = valueOf(formView(request.body), 'explanation')
    await submitForReview(db, officerOf(request), id, clock(), {
      files: services.files,
      explanation,
    })
    return seeOther(reply, withDone(officePaths.edition(id), 'submitted'))
  })

  app.post<ById>('/office/publications/:id/review', async (request, reply) => {
    const { id, agencyId } = await getEdition(db, recordId(request.params.id))
    assertMay(officerOf(request), 'publications.review', agencyId)
    const checked = parseForm(ReviewForm, request.body)
    if (!checked.ok) {
      const view = formView(request.body, checked.problems)
      return showEdition(services, request, reply, id, { view, status: 422 })
    }
    await reviewEdition(db, officerOf(request), id, checked.value, clock())
    return seeOther(reply, withDone(officePaths.edition(id), 'reviewed'))
  })

  app.post<ById>('/office/publications/:id/return', async (request, reply) => {
    const id = recordId(request.params.id)
    const reason = valueOf(formView(request.body), 'reason')
    try {
      await returnEdition(db, officerOf(request), id, reason, clock())
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'incomplete') throw error
      const view = formView(request.body, error.problems)
      return showEdition(services, request, reply, id, { view, status: 422 })
    }
    return seeOther(reply, withDone(officePaths.edition(id), 'returned'))
  })

  app.post<ById>('/office/publications/:id/publish', async (request, reply) => {
    const id = recordId(request.params.id)
    await publishEdition(db, officerOf(request), id, clock())
    return seeOther(reply, withDone(officePaths.edition(id), 'published'))
  })

  app.post<ById>('/office/publications/documents/:id/new-edition', async (request, reply) => {
    const documentId = recordId(request.params.id)
    const id = await startNewEdition(db, officerOf(request), documentId, clock())
    return seeOther(reply, withDone(officePaths.edition(id), 'edition-started'))
  })
}
