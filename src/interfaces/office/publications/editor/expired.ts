import type { FastifyReply, FastifyRequest } from 'fastify'
import { isCsrfToken } from '../../../../platform/web/csrf.ts'
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import { formView, valueOf, type FormView } from '../../../../platform/web/forms.ts'
import { html, type Html } from '../../../../platform/web/html.ts'
import { sendPage } from '../../../../platform/web/reply.ts'
import { signInPage } from '../../layout.ts'
import { officePaths } from '../../paths.ts'
import type { OfficeServices } from '../../services.ts'

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
  services: OfficeServices,
  show: (request: FastifyRequest, reply: FastifyReply, again: ShownAgain) => Promise<FastifyReply>,
) {
  return async (error: Error, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { sessionToken, body } = request
    if (error instanceof Refusal && error.code === 'sign-in-required')
      return sendPage(reply, signedOutPage(services), 401)
    if (sessionToken === undefined || body === undefined) throw error
    const view = formView(body)
    const token = (body as { csrf?: unknown } | null)?.csrf
    if (isCsrfToken(token, sessionToken) || valueOf(view, 'bodyHtml') === '') throw error
    return show(request, reply, { view, status: 409, refused: EXPIRED })
  }
}

function signedOutPage({ asset }: OfficeServices): Html {
  return signInPage(asset, {
    title: '登录已经过期',
    body: html`<h1 class="govuk-heading-l">登录已经过期</h1>
      <p class="govuk-body">这一次没有保存，您填写的内容还在浏览器里。请这样做：</p>
      <ol class="govuk-list govuk-list--number">
        <li>
          <a class="govuk-link" href="${officePaths.signIn}" target="_blank" rel="noopener"
            >在新的标签页登录</a
          >；
        </li>
        <li>回到这一页，按浏览器的刷新，同意重新提交；</li>
        <li>表单连同填写的内容回来以后，核对并保存。</li>
      </ol>`,
  })
}
