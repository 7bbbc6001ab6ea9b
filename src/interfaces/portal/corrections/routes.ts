/** 信息纠错: anybody says what is wrong, without an account, and finds out by a number what came of it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { correctionForm, parseReceipt } from '../../../domain/corrections/correction.ts'
import { findByReceipt } from '../../../domain/corrections/corrections-store.ts'
import { reportCorrection } from '../../../domain/corrections/report-correction.ts'
import {
  findPublicDocument,
  type PublicDocument,
} from '../../../domain/publications/public-document.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { newTicket, openTicket } from '../../../platform/sealing/form-ticket.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import { ASK_LIMIT, TRACK_LIMIT } from '../../../platform/web/rate-limits.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { getPortalAgency, portalFrame } from '../frame.ts'
import { parseIndexAddress } from '../index-address.ts'
import * as paths from '../paths.ts'
import type { PortalServices } from '../services.ts'
import { TRAP } from '../trap.ts'
import { correctionPage } from './form-page.ts'
import { correctionSentPage, correctionStatePage } from './receipt-page.ts'

/** What a ticket of this form is about; what the form itself is about may change while it is filled in. */
const THE_FORM = 1
const LONGEST_PLACE = 200

export function correctionRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.CORRECTION, async (request, reply) => {
    const query = formView(request.query)
    const about = await aboutWhat(services, query)
    const view = formView({ place: valueOf(query, 'page').slice(0, LONGEST_PLACE) })
    return show(services, request, reply, { about, view })
  })

  app.post(
    paths.CORRECTION,
    { config: { rateLimit: { ...ASK_LIMIT, hook: 'preHandler' } } },
    (request, reply) => take(services, request, reply),
  )

  app.get(paths.CORRECTION_STATE, async (request, reply) =>
    sendPage(reply, correctionStatePage(await portalFrame(services, request), { view: emptyForm })),
  )

  app.post(
    paths.CORRECTION_STATE,
    { config: { rateLimit: { ...TRACK_LIMIT, hook: 'preHandler' } } },
    async (request, reply) => {
      const frame = await portalFrame(services, request)
      const receipt = parseReceipt(valueOf(formView(request.body), 'receipt'))
      if (receipt === undefined) {
        const message = '请填写受理号，共12个字母和数字'
        const view = formView(request.body, [{ at: 'receipt', message }])
        return sendPage(reply, correctionStatePage(frame, { view }), 422)
      }
      const found = await findByReceipt(services.room, receipt)
      if (found)
        return sendPage(reply, correctionStatePage(frame, { view: formView(request.body), found }))
      const message = '没有这个受理号，请核对后再查'
      const view = formView(request.body, [{ at: 'receipt', message }])
      return sendPage(reply, correctionStatePage(frame, { view }), 404)
    },
  )
}

async function take(services: PortalServices, request: FastifyRequest, reply: FastifyReply) {
  const { room, clock } = services
  const sent = formView(request.body)
  if (valueOf(sent, TRAP) !== '')
    throw new Refusal('invalid', '有一个请勿填写的栏目被填写了，请清空浏览器的自动填充后重试。')
  const about = await aboutWhat(services, sent)
  const checked = parseForm(correctionForm(about === undefined), request.body)
  const sealed = valueOf(sent, 'ticket')
  const ticket = openTicket(room.sealer, 'correction', sealed, clock())
  const problems = [
    ...(checked.ok ? [] : checked.problems),
    ...(ticket ? [] : [{ at: 'text', message: '页面打开得太久了，内容还在，请再提交一次' }]),
  ]
  if (!checked.ok || !ticket || problems.length > 0) {
    const view = formView(request.body, problems)
    return show(services, request, reply, { about, view, ticket: ticket && sealed })
  }
  const agencyId = about?.agencyId ?? (await getPortalAgency(services)).id
  const subject = { agencyId, documentId: about?.documentId }
  try {
    const reported = await reportCorrection(room, ticket, subject, checked.value, clock())
    const frame = await portalFrame(services, request)
    return sendPage(reply, correctionSentPage(frame, reported, about))
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'too-many') throw error
    const view = formView(request.body, [{ at: 'text', message: error.message }])
    return show(services, request, reply, { about, view, ticket: sealed })
  }
}

/** What is not public is not repeated: the form is then about a page. */
async function aboutWhat(
  { db }: PortalServices,
  view: FormView,
): Promise<PublicDocument | undefined> {
  const indexNumber = parseIndexAddress(valueOf(view, 'about'))
  return indexNumber === undefined ? undefined : findPublicDocument(db, indexNumber)
}

interface Shown {
  readonly about: PublicDocument | undefined
  readonly view: FormView
  /** one that is still good, so that its age goes on counting */
  readonly ticket?: string | undefined
}

async function show(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { about, view, ticket }: Shown,
): Promise<FastifyReply> {
  const { room, clock } = services
  const [frame, agency] = await Promise.all([
    portalFrame(services, request),
    getPortalAgency(services),
  ])
  const page = correctionPage(frame, {
    agency,
    about,
    view,
    ticket: ticket ?? newTicket(room.sealer, 'correction', THE_FORM, clock()),
  })
  return sendPage(reply, page, view.problems.length > 0 ? 422 : 200)
}
