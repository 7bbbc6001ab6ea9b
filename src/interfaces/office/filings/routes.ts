/** 备案: the supervising body's view of its units' cases. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMaySupervise, maySuperviseAny } from '../../../domain/accounts/permissions.ts'
import {
  getFiling,
  listFilingReviews,
  listFilings,
  listUnits,
} from '../../../domain/requests/filing/filings-store.ts'
import {
  FilingReviewForm,
  reviewFiling,
  seeAllFilings,
} from '../../../domain/requests/filing/review-filing.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { doneMessage, withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage, type OfficeFrame } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { filingPage, filingsPage } from './pages.ts'

interface ById {
  Params: { id: string }
}

const Query = z.object({
  unit: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
  after: z.string().max(20).optional().catch(undefined),
})

export function filingRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.filings, async (request, reply) => {
    const officer = officerOf(request)
    const today = dayOf(clock())
    const { unit: unitId, after } = Query.parse(request.query)
    const { filings, next } = await listFilings(db, officer, { unitId, after }, today)
    const units = await listUnits(db, officer, today.year, today)
    return send(services, request, reply, ({ csrf }) =>
      filingsPage({
        year: today.year,
        units,
        unit: units.find(({ id }) => id === unitId),
        filings,
        next,
        mayReview: maySuperviseAny(officer, 'filings.review'),
        csrf,
      }),
    )
  })

  app.post<ById>('/office/filings/units/:id/seen', async (request, reply) => {
    const id = recordId(request.params.id)
    await seeAllFilings(db, officerOf(request), id, clock())
    return seeOther(reply, officePaths.filingsOf(id))
  })

  app.get<ById>('/office/filings/:id', (request, reply) =>
    showFiling(services, request, reply, emptyForm),
  )

  app.post<ById>('/office/filings/:id/review', async (request, reply) => {
    const officer = officerOf(request)
    const id = recordId(request.params.id)
    assertMaySupervise(officer, 'filings.review', { supervisorId: officer.agencyId })
    await getFiling(db, officer, id, dayOf(clock()))
    const checked = parseForm(FilingReviewForm, request.body)
    if (!checked.ok)
      return showFiling(services, request, reply, formView(request.body, checked.problems), 422)
    const seenSeq = Number(valueOf(formView(request.body), 'seenSeq')) || 0
    return orShowAgain(
      request.body,
      async () => {
        await reviewFiling(db, officer, { id, seenSeq }, checked.value, clock())
        return seeOther(reply, withDone(officePaths.filing(id), 'filing-reviewed'))
      },
      ({ status, refused = '' }) => {
        const problems = [{ at: '', message: refused }]
        return showFiling(services, request, reply, formView(request.body, problems), status)
      },
      ['stale'],
    )
  })
}

async function showFiling(
  services: OfficeServices,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  view: FormView,
  status = 200,
): Promise<FastifyReply> {
  const { db, clock } = services
  const officer = officerOf(request)
  const id = recordId(request.params.id)
  const filing = await getFiling(db, officer, id, dayOf(clock()))
  const reviews = await listFilingReviews(db, officer, id)
  const mayReview = maySuperviseAny(officer, 'filings.review')
  const body = ({ csrf }: OfficeFrame) => filingPage({ filing, reviews, mayReview, view, csrf })
  return send(services, request, reply, body, status)
}

async function send(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  body: (frame: OfficeFrame) => Html,
  status = 200,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const flash = doneMessage(request.query)
  const page = officePage(frame, {
    title: '下属单位备案',
    current: 'filings',
    body: body(frame),
    ...(flash ? { flash } : {}),
  })
  return sendPage(reply, page, status)
}
