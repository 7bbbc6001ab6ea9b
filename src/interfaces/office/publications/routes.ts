/** 文件发布: the list, drafting, and the page of one edition with its steps. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import { listDesk } from '../../../domain/publications/desk.ts'
import { EDITION_STATES, EditionForm } from '../../../domain/publications/edition.ts'
import {
  draftDocument,
  editDraft,
  startNewEdition,
  submitForReview,
} from '../../../domain/publications/handling/drafting.ts'
import { publishEdition, returnEdition } from '../../../domain/publications/handling/publish.ts'
import { reviewEdition, ReviewForm } from '../../../domain/publications/handling/review.ts'
import { getEdition } from '../../../domain/publications/editions-store.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { doneMessage, withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { editionView, editPage, type EditPage } from './edit-page.ts'
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
  draftRoutes(app, services)
  editRoutes(app, services)
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

function draftRoutes(app: FastifyInstance, services: OfficeServices): void {
  const show = (request: FastifyRequest, reply: FastifyReply, view: FormView, status = 200) =>
    sendEditor(
      services,
      request,
      reply,
      { heading: '起草文件', action: officePaths.newPublication, view },
      status,
    )

  app.get(officePaths.newPublication, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const { shortName } = await getAgency(services.db, officer.agencyId)
    return show(request, reply, formView({ publisher: shortName, disclosure: 'proactive' }))
  })

  app.post(officePaths.newPublication, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const checked = parseForm(EditionForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
    const id = await draftDocument(services.db, officer, checked.value, services.clock())
    return seeOther(reply, withDone(officePaths.edition(id), 'saved'))
  })
}

function editRoutes(app: FastifyInstance, services: OfficeServices): void {
  const address = '/office/publications/:id/edit'

  app.get<ById>(address, async (request, reply) => {
    const officer = officerOf(request)
    const edition = await getEdition(services.db, recordId(request.params.id))
    assertMay(officer, 'publications.draft', edition.agencyId)
    return sendEditor(services, request, reply, {
      heading: '修改文件',
      action: officePaths.editionAct(edition.id, 'edit'),
      view: editionView(edition),
      version: edition.version,
    })
  })

  app.post<ById>(address, async (request, reply) => {
    const officer = officerOf(request)
    const { id, agencyId } = await getEdition(services.db, recordId(request.params.id))
    assertMay(officer, 'publications.draft', agencyId)
    const version = Number(valueOf(formView(request.body), 'version')) || 0
    const again = (view: FormView, status: number, refused?: string) =>
      sendEditor(
        services,
        request,
        reply,
        {
          heading: '修改文件',
          action: officePaths.editionAct(id, 'edit'),
          view,
          version,
          ...(refused ? { refused } : {}),
        },
        status,
      )
    const checked = parseForm(EditionForm, request.body)
    if (!checked.ok) return again(formView(request.body, checked.problems), 422)
    try {
      await editDraft(services.db, officer, id, version, checked.value, services.clock())
    } catch (error) {
      // the page is shown again with everything that was typed
      if (!(error instanceof Refusal) || error.code !== 'stale') throw error
      return again(formView(request.body), 409, error.message)
    }
    return seeOther(reply, withDone(officePaths.edition(id), 'saved'))
  })
}

async function sendEditor(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  props: Omit<EditPage, 'csrf'>,
  status = 200,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const body = editPage({ ...props, csrf: frame.csrf })
  return sendPage(
    reply,
    officePage(frame, { title: props.heading, current: 'publications', body }),
    status,
  )
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
    await submitForReview(db, officerOf(request), id, clock())
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
