import type { FastifyReply, FastifyRequest } from 'fastify'
import { isCsrfToken } from '../../../../platform/web/csrf.ts'
import { formView, valueOf, type FormView } from '../../../../platform/web/forms.ts'

interface ShownAgain {
  readonly view: FormView
  readonly status: number
  readonly refused: string
}

const EXPIRED =
  '您重新登录过，这张表单已经换新。您填写的内容都在下面，还没有保存，请核对后再按一次“保存草稿”。'

/**
 * For the `errorHandler` of a route that takes a long text. Who was signed out meanwhile signs in on another page, sends
 * the form once more, and finds everything that was typed on a form that can be saved. Nothing is done with it before:
 * the old token stays refused, and forms of other sites never come this far.
 */
export function formAgainAfterExpiry(
  show: (request: FastifyRequest, reply: FastifyReply, again: ShownAgain) => Promise<FastifyReply>,
) {
  return async (error: Error, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { sessionToken, body } = request
    if (sessionToken === undefined || body === undefined) throw error
    const view = formView(body)
    const token = (body as { csrf?: unknown } | null)?.csrf
    if (isCsrfToken(token, sessionToken) || valueOf(view, 'bodyHtml') === '') throw error
    return show(request, reply, { view, status: 409, refused: EXPIRED })
  }
}
