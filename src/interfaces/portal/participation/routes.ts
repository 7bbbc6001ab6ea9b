/** 征求意见 and 建议提案办理: the two columns, and the form for opinions. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  OpinionForm,
  stageOn,
  type Consultation,
} from '../../../domain/participation/consultations/consultation.ts'
import {
  findConsultation,
  listPublicConsultations,
} from '../../../domain/participation/consultations/consultations-store.ts'
import { sendOpinion } from '../../../domain/participation/consultations/handling.ts'
import { listPublicReplies } from '../../../domain/participation/proposals/proposals-store.ts'
import { findPublicDocument } from '../../../domain/publications/public-document.ts'
import { ALL_DOCUMENTS_TAG } from '../../../domain/publications/publication-changed.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { newTicket, openTicket } from '../../../platform/sealing/form-ticket.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import { ASK_LIMIT } from '../../../platform/web/rate-limits.ts'
import { keepPage, sendPage } from '../../../platform/web/reply.ts'
import { portalFrame } from '../frame.ts'
import { parseIndexAddress } from '../index-address.ts'
import type { PortalServices } from '../services.ts'
import { consultationsPage, repliesPage } from './list-pages.ts'
import { TRAP } from '../trap.ts'
import { opinionPage, opinionSentPage } from './opinion-pages.ts'
import { participationPaths } from './paths.ts'

export function participationRoutes(app: FastifyInstance, services: PortalServices): void {
  const { db, clock } = services
  app.get(participationPaths.consultations, async (request, reply) => {
    const frame = await portalFrame(services, request)
    const consultations = await listPublicConsultations(db)
    keepPage(reply, [ALL_DOCUMENTS_TAG])
    return sendPage(reply, consultationsPage(frame, consultations, dayOf(clock())))
  })

  app.get(participationPaths.replies, async (request, reply) => {
    const frame = await portalFrame(services, request)
    const replies = await listPublicReplies(db)
    keepPage(reply, [ALL_DOCUMENTS_TAG])
    return sendPage(reply, repliesPage(frame, replies))
  })

  opinionRoutes(app, services)
}

function opinionRoutes(app: FastifyInstance, services: PortalServices): void {
  const { clock, room } = services
  app.get(participationPaths.opinion, async (request, reply) =>
    show(services, request, reply, await openFor(services, formView(request.query)), emptyForm),
  )

  app.post(
    participationPaths.opinion,
    { config: { rateLimit: { ...ASK_LIMIT, hook: 'preHandler' } } },
    async (request, reply) => {
      const view = formView(request.body)
      const consultation = await openFor(services, view)
      if (valueOf(view, TRAP) !== '')
        throw new Refusal('invalid', '有一个请勿填写的栏目被填写了，请清空浏览器的自动填充后重试。')
      const checked = parseForm(OpinionForm, request.body)
      const sealed = valueOf(view, 'ticket')
      const ticket = openTicket(room.sealer, 'consultation-opinion', sealed, clock())
      const problems = [
        ...(checked.ok ? [] : checked.problems),
        ...(ticket?.about === consultation.documentId
          ? []
          : [{ at: 'opinion', message: '页面打开得太久了，内容还在，请再提交一次' }]),
      ]
      if (!checked.ok || !ticket || problems.length > 0)
        return show(services, request, reply, consultation, formView(request.body, problems))
      try {
        await sendOpinion(room, ticket, checked.value, clock())
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'too-many') throw error
        const again = formView(request.body, [{ at: 'opinion', message: error.message }])
        return show(services, request, reply, consultation, again, sealed)
      }
      return sendPage(reply, opinionSentPage(await portalFrame(services, request), consultation))
    },
  )
}

/** @throws Refusal `not-found` for what is not public or not open today */
async function openFor({ db, clock }: PortalServices, view: FormView): Promise<Consultation> {
  const indexNumber = parseIndexAddress(valueOf(view, 'about'))
  const document = indexNumber === undefined ? undefined : await findPublicDocument(db, indexNumber)
  const consultation = document && (await findConsultation(db, document.documentId))
  if (!consultation || stageOn(consultation, dayOf(clock())) !== 'open')
    throw new Refusal('not-found', '没有找到正在征求意见的这份文件，它可能已经截止。')
  return consultation
}

/** @param ticket one that is still good, so that its age goes on counting */
async function show(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
  consultation: Consultation,
  view: FormView,
  ticket = newTicket(
    services.room.sealer,
    'consultation-opinion',
    consultation.documentId,
    services.clock(),
  ),
): Promise<FastifyReply> {
  const frame = await portalFrame(services, request)
  const status = view.problems.length > 0 ? 422 : 200
  return sendPage(reply, opinionPage(frame, { consultation, view, ticket }), status)
}
