/**
 * 在线申请: four pages that are all answers to POSTs of one address. Each carries what was filled in before; nothing is
 * stored until 提交, nothing stands in an address, and no page is kept.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { formView, valueOf, valuesOf } from '../../../platform/web/forms.ts'
import { troubleOf } from '../../../platform/web/errors.ts'
import { APPLY_LIMIT } from '../../../platform/web/rate-limits.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { elderPressed } from '../elder.ts'
import * as paths from '../paths.ts'
import type { PortalServices } from '../services.ts'
import { createForm, type ApplicationForm } from './application-form.ts'
import {
  isPage,
  pageOf,
  readValues,
  viewOf,
  withContentAdded,
  withContentRemoved,
  type FormValues,
  type Page,
} from './form-state.ts'
import { TRAP } from '../trap.ts'
import { PROOF_LIMITS, receiveProofs } from './proof-files.ts'

export function onlineApplicationRoutes(app: FastifyInstance, services: PortalServices): void {
  const form = createForm(app, services)

  app.get(paths.APPLY_ONLINE, async (request, reply) => {
    const values = await form.firstValues(request)
    return sendPage(reply, await form.page(request, 'wanted', values))
  })

  app.post(
    paths.APPLY_ONLINE,
    {
      config: { fileUploads: PROOF_LIMITS, rateLimit: { ...APPLY_LIMIT, hook: 'preHandler' } },
      errorHandler: (error, request, reply) => showTrouble(form, request, reply, error),
    },
    async (request, reply) => {
      const sent = readValues(request.body)
      const body = formView(request.body)
      if (valueOf(body, TRAP) !== '') {
        throw new Refusal('invalid', '有一个请勿填写的栏目被填写了，请清空浏览器的自动填充后重试。')
      }
      const values = await form.withTicket(sent)
      const received = await receiveProofs(services, request, dropProof(values, body))
      const go = valueOf(body, 'drop') === '' ? valueOf(body, 'go') : 'edit-details'
      if (received.problems.length > 0) {
        const page = await form.page(request, 'details', received.values, received.problems)
        return sendPage(reply, page, 422)
      }
      return answer(form, request, reply, { go, values: received.values })
    },
  )
}

interface Pressed {
  readonly go: string
  readonly values: FormValues
}

/** What the pressed button leads to. Going on checks everything up to there; going back checks nothing. */
async function answer(
  form: ApplicationForm,
  request: FastifyRequest,
  reply: FastifyReply,
  { go, values }: Pressed,
): Promise<FastifyReply> {
  const show = async (page: Page, shown = values) =>
    sendPage(reply, await form.page(request, page, shown))
  const at = valueOf(formView(request.body), 'at')
  if (elderPressed(request, reply) && isPage(at)) return show(at)
  if (go === 'submit') {
    const earlier = await form.earlierReceipt(request, values)
    if (earlier) return sendPage(reply, earlier)
  }
  if (go === 'add') return show('wanted', withContentAdded(values))
  const removed = /^remove-(\d)$/.exec(go)?.[1]
  if (removed !== undefined) return show('wanted', withContentRemoved(values, Number(removed)))
  if (go === 'edit-wanted') return show('wanted')
  if (go === 'edit-who') return show('who')
  if (go === 'edit-details') return show('details')
  const checked = await form.check(values, go)
  if (checked.problems.length > 0) {
    return sendPage(reply, await form.page(request, checked.page, values, checked.problems), 422)
  }
  if (go === 'submit') return sendPage(reply, await form.submit(request, values))
  return show(NEXT[go] ?? 'wanted')
}

const NEXT: Readonly<Record<string, Page>> = {
  find: 'found',
  who: 'who',
  details: 'details',
  review: 'review',
}

/** Takes the ticket of a dropped upload out of the form; the file itself expires. */
function dropProof(values: FormValues, body: ReturnType<typeof formView>): FormValues {
  const dropped = valueOf(body, 'drop')
  if (dropped === '') return values
  const kept = (field: string) =>
    valuesOf(viewOf(values), field).filter((ticket) => ticket !== dropped)
  return {
    ...values,
    identityProof: kept('identityProof'),
    authorisation: kept('authorisation'),
  }
}

/** The page again with everything on it, whether the content, the speed or the size was at fault. */
async function showTrouble(
  form: ApplicationForm,
  request: FastifyRequest,
  reply: FastifyReply,
  error: Error,
): Promise<FastifyReply> {
  const { status, message, problems } = troubleOf(error, request.id)
  if (status >= 500) request.log.error({ err: error }, 'an application was not taken in')
  const values = await form.withTicket(readValues(request.body))
  const page = await pageInTrouble(form, request, values, problems)
  const at = page === 'details' && request.isMultipart() ? 'identityFile' : ''
  const shown = problems.length > 0 ? problems : [{ at, message }]
  return sendPage(reply, await form.page(request, page, values, shown), status)
}

/** The page the trouble came from; the last one only when all before it is well. */
async function pageInTrouble(
  form: ApplicationForm,
  request: FastifyRequest,
  values: FormValues,
  [problem]: readonly Problem[],
): Promise<Page> {
  if (problem) return pageOf(problem.at)
  const at = valueOf(formView(request.body), 'at')
  if (at !== 'review') return isPage(at) ? at : request.isMultipart() ? 'details' : 'wanted'
  const { page, problems } = await form.check(values, 'submit')
  return problems.length > 0 ? page : 'review'
}
