/** 征求意见: from the draft to what came of it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import {
  ConsultationForm,
  OutcomeForm,
  RecordedOpinionForm,
} from '../../../domain/participation/consultations/consultation.ts'
import {
  getConsultation,
  listConsultations,
  listOpinions,
} from '../../../domain/participation/consultations/consultations-store.ts'
import {
  decideOpinion,
  draftConsultation,
  draftResult,
  readOpinion,
  recordOpinion,
} from '../../../domain/participation/consultations/handling.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { emptyForm, formView, parseForm, type FormView } from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import type { OfficeFrame } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import { sendOfficePage } from '../send-page.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import {
  consultationPage,
  consultationsPage,
  newConsultationPage,
  opinionPage,
} from './consultation-pages.ts'

interface ById {
  Params: { id: string }
}
interface ByOpinion {
  Params: { id: string; opinion: string }
}

export function consultationRoutes(app: FastifyInstance, services: OfficeServices): void {
  listRoutes(app, services)
  oneRoutes(app, services)
  opinionRoutes(app, services)
}

function listRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock, room } = services
  app.get(officePaths.consultations, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'consultations.read', officer.agencyId)
    const props = {
      consultations: await listConsultations(db, officer.agencyId),
      today: dayOf(clock()),
      mayEdit: mayAtHome(officer, 'consultations.edit'),
    }
    return send(services, request, reply, () => consultationsPage(props))
  })

  const showNew = (request: FastifyRequest, reply: FastifyReply, view: FormView, status = 200) =>
    send(services, request, reply, ({ csrf }) => newConsultationPage(view, csrf), status)

  app.get(officePaths.newConsultation, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'consultations.edit', officer.agencyId)
    const opensOn = dayOf(clock()).add({ days: 1 })
    const closesOn = opensOn.add({ days: 29 })
    const proposed = formView({ opensOn: opensOn.toString(), closesOn: closesOn.toString() })
    return showNew(request, reply, proposed)
  })

  app.post(officePaths.newConsultation, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'consultations.edit', officer.agencyId)
    const checked = parseForm(ConsultationForm, request.body)
    if (!checked.ok) return showNew(request, reply, formView(request.body, checked.problems), 422)
    const editionId = await draftConsultation(room, officer, checked.value, clock())
    return seeOther(reply, withDone(officePaths.edition(editionId), 'saved'))
  })
}

function oneRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock, room } = services
  const show = async (
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    view: FormView,
    status = 200,
  ) => {
    const officer = officerOf(request)
    const consultation = await getConsultation(db, recordId(request.params.id))
    assertMay(officer, 'consultations.read', consultation.agencyId)
    const props = {
      consultation,
      opinions: await listOpinions(db, consultation.documentId),
      today: dayOf(clock()),
      mayEdit: mayAtHome(officer, 'consultations.edit'),
      view,
    }
    return send(
      services,
      request,
      reply,
      ({ csrf }) => consultationPage({ ...props, csrf }),
      status,
    )
  }

  app.get<ById>('/office/consultations/:id', (request, reply) => show(request, reply, emptyForm))

  app.post<ById>('/office/consultations/:id/opinions', async (request, reply) => {
    const { documentId, agencyId } = await getConsultation(db, recordId(request.params.id))
    assertMay(officerOf(request), 'consultations.edit', agencyId)
    const checked = parseForm(RecordedOpinionForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
    await recordOpinion(room, officerOf(request), documentId, checked.value, clock())
    return seeOther(reply, withDone(officePaths.consultation(documentId), 'recorded'))
  })

  app.post<ById>('/office/consultations/:id/result', async (request, reply) => {
    const id = recordId(request.params.id)
    const editionId = await draftResult(room, officerOf(request), id, clock())
    return seeOther(reply, withDone(officePaths.edition(editionId), 'saved'))
  })
}

function opinionRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock, room } = services
  const show = async (
    request: FastifyRequest<ByOpinion>,
    reply: FastifyReply,
    view: FormView | undefined,
    status = 200,
  ) => {
    const officer = officerOf(request)
    const documentId = recordId(request.params.id)
    const opinionId = recordId(request.params.opinion)
    const opened = await readOpinion(room, officer, documentId, opinionId, clock())
    const opinion = (await listOpinions(db, documentId)).find(({ id }) => id === opinionId)
    if (!opinion) throw new Refusal('not-found', '没有找到这条意见。')
    const props = { documentId, opinion, opened, view: view ?? formView(opinion) }
    return send(services, request, reply, ({ csrf }) => opinionPage({ ...props, csrf }), status)
  }

  app.get<ByOpinion>('/office/consultations/:id/opinions/:opinion', (request, reply) =>
    show(request, reply, undefined),
  )

  app.post<ByOpinion>('/office/consultations/:id/opinions/:opinion', async (request, reply) => {
    const { documentId, agencyId } = await getConsultation(db, recordId(request.params.id))
    const officer = officerOf(request)
    assertMay(officer, 'consultations.edit', agencyId)
    const checked = parseForm(OutcomeForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
    const opinionId = recordId(request.params.opinion)
    await decideOpinion(room, officer, documentId, opinionId, checked.value, clock())
    return seeOther(reply, withDone(officePaths.consultation(documentId), 'saved'))
  })
}

function send(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  body: (frame: OfficeFrame) => Html,
  status?: number,
): Promise<FastifyReply> {
  const page = { title: '征求意见', current: 'consultations' } as const
  return sendOfficePage(services, request, reply, page, body, status)
}
