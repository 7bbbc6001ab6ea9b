/** 协助调查: a register of its own. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { AssistanceForm, ReplyForm } from '../../../domain/requests/assistance/assistance.ts'
import {
  countAssistance,
  getAssistance,
  listAssistance,
} from '../../../domain/requests/assistance/assistance-store.ts'
import {
  registerAssistance,
  replyToAssistance,
} from '../../../domain/requests/assistance/handle-assistance.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, parseForm, type FormView } from '../../../platform/web/forms.ts'
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
import { assistanceListPage, assistancePage, newAssistancePage } from './pages.ts'

interface ById {
  Params: { id: string }
}

const FIRST_YEAR = 2019
const Query = z.object({
  year: z.coerce.number().int().min(FIRST_YEAR).max(2100).optional().catch(undefined),
})

export function assistanceRoutes(app: FastifyInstance, services: OfficeServices): void {
  listRoute(app, services)
  registerRoutes(app, services)
  oneRoutes(app, services)
}

function listRoute(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  app.get(officePaths.assistance, async (request, reply) => {
    const officer = officerOf(request)
    const today = dayOf(clock())
    const year = Query.parse(request.query).year ?? today.year
    const cases = await listAssistance(db, officer, year)
    const body = assistanceListPage({
      year,
      years: Array.from({ length: today.year - FIRST_YEAR + 1 }, (_, back) => today.year - back),
      cases,
      count: await countAssistance(db, officer.agencyId, year),
      today,
      mayRegister: mayAtHome(officer, 'requests.register'),
    })
    return send(services, request, reply, () => body)
  })
}

function registerRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services
  const show = (request: FastifyRequest, reply: FastifyReply, view: FormView) =>
    send(services, request, reply, ({ csrf }) => newAssistancePage(view, csrf), view)

  app.get(officePaths.newAssistance, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'requests.register', officer.agencyId)
    return show(request, reply, formView({ begunOn: dayOf(clock()).toString() }))
  })

  app.post(officePaths.newAssistance, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'requests.register', officer.agencyId)
    const checked = parseForm(AssistanceForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems))
    return orShowAgain(
      request.body,
      async () => {
        const id = await registerAssistance(room, officer, checked.value, clock())
        return seeOther(reply, withDone(officePaths.oneAssistance(id), 'recorded'))
      },
      ({ view }) => show(request, reply, view),
    )
  })
}

function oneRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, room, clock } = services
  const show = async (request: FastifyRequest<ById>, reply: FastifyReply, view: FormView) => {
    const officer = officerOf(request)
    const one = await getAssistance(db, officer, recordId(request.params.id))
    const today = dayOf(clock())
    const mayReply = mayAtHome(officer, 'requests.register')
    const body = ({ csrf }: OfficeFrame) => assistancePage({ one, today, mayReply, view, csrf })
    return send(services, request, reply, body, view)
  }

  app.get<ById>('/office/assistance/:id', (request, reply) =>
    show(request, reply, formView({ repliedOn: dayOf(clock()).toString() })),
  )

  app.post<ById>('/office/assistance/:id/reply', async (request, reply) => {
    const officer = officerOf(request)
    const id = recordId(request.params.id)
    assertMay(officer, 'requests.register', officer.agencyId)
    const checked = parseForm(ReplyForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems))
    return orShowAgain(
      request.body,
      async () => {
        await replyToAssistance(room, officer, id, checked.value, clock())
        return seeOther(reply, withDone(officePaths.oneAssistance(id), 'recorded'))
      },
      ({ view }) => show(request, reply, view),
    )
  })
}

async function send(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  body: (frame: OfficeFrame) => Html,
  view?: FormView,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const flash = doneMessage(request.query)
  const page = officePage(frame, {
    title: '协助调查',
    current: 'assistance',
    body: body(frame),
    ...(flash ? { flash } : {}),
  })
  return sendPage(reply, page, view && view.problems.length > 0 ? 422 : 200)
}
