/** 就一份政策提问: without an account; nothing of it is shown to anybody but the office. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { askQuestion, canBeAskedAbout } from '../../../domain/policies/questions/ask-question.ts'
import { QuestionForm } from '../../../domain/policies/questions/question.ts'
import { newTicket, openTicket } from '../../../platform/sealing/form-ticket.ts'
import { getPolicySettings } from '../../../domain/policies/policy-settings.ts'
import {
  findPublicDocument,
  type PublicDocument,
} from '../../../domain/publications/public-document.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import { ASK_LIMIT } from '../../../platform/web/rate-limits.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { portalFrame } from '../frame.ts'
import { parseIndexAddress } from '../index-address.ts'
import type { PortalServices } from '../services.ts'
import { TRAP } from '../trap.ts'
import { ASK } from './addresses.ts'
import { askedPage, askPage } from './ask-page.ts'

export function askRoutes(app: FastifyInstance, services: PortalServices): void {
  const { clock, room } = services

  app.get(ASK, async (request, reply) => {
    const document = await askedAbout(services, formView(request.query))
    return show(services, request, reply, document, emptyForm)
  })

  app.post(
    ASK,
    { config: { rateLimit: { ...ASK_LIMIT, hook: 'preHandler' } } },
    async (request, reply) => {
      const view = formView(request.body)
      const document = await askedAbout(services, view)
      if (valueOf(view, TRAP) !== '')
        throw new Refusal('invalid', '有一个请勿填写的栏目被填写了，请清空浏览器的自动填充后重试。')
      const checked = parseForm(QuestionForm, request.body)
      const ticket = openTicket(room.sealer, 'policy-question', valueOf(view, 'ticket'), clock())
      const problems = [
        ...(checked.ok ? [] : checked.problems),
        ...(ticket?.about === document.documentId
          ? []
          : [{ at: 'question', message: '页面打开得太久了，内容还在，请再提交一次' }]),
      ]
      if (!checked.ok || !ticket || problems.length > 0)
        return show(services, request, reply, document, formView(request.body, problems))
      try {
        await askQuestion(room, ticket, checked.value, clock())
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'too-many') throw error
        const again = formView(request.body, [{ at: 'question', message: error.message }])
        return show(services, request, reply, document, again, valueOf(view, 'ticket'))
      }
      const frame = await portalFrame(services, request)
      const { questionDays } = await getPolicySettings(services.db, document.agencyId)
      const leftContact = checked.value.contact !== ''
      return sendPage(reply, askedPage(frame, { document, questionDays, leftContact }))
    },
  )
}

/** @throws Refusal `not-found` for what is not public, or is nothing one asks about */
async function askedAbout({ db }: PortalServices, view: FormView): Promise<PublicDocument> {
  const indexNumber = parseIndexAddress(valueOf(view, 'about'))
  const document = indexNumber === undefined ? undefined : await findPublicDocument(db, indexNumber)
  if (!document || document.kind !== 'document' || !(await canBeAskedAbout(db, document)))
    throw new Refusal('not-found', '没有找到可以提问的文件。')
  return document
}

/** @param ticket one that is still good, so that its age goes on counting */
async function show(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
  document: PublicDocument,
  view: FormView,
  ticket = newTicket(
    services.room.sealer,
    'policy-question',
    document.documentId,
    services.clock(),
  ),
): Promise<FastifyReply> {
  const frame = await portalFrame(services, request)
  const status = view.problems.length > 0 ? 422 : 200
  return sendPage(reply, askPage(frame, { document, view, ticket }), status)
}
