/** When an act in the office does not go through. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import type { Trouble } from '../../platform/web/errors.ts'
import { seeOther, sendPage } from '../../platform/web/reply.ts'
import { officeFrame } from './frame.ts'
import { officePage, signInPage } from './layout.ts'
import { officePaths } from './paths.ts'
import type { OfficeServices } from './services.ts'

export async function presentTrouble(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  trouble: Trouble,
): Promise<FastifyReply> {
  if (trouble.code === 'sign-in-required' && request.method === 'GET') {
    return seeOther(
      reply,
      `${officePaths.signIn}?next=${encodeURIComponent(request.raw.url ?? '')}`,
    )
  }
  const { title, status } = trouble
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
    <p class="govuk-body">${trouble.message}</p>
    ${
      trouble.problems.length > 0 &&
      html`<ul class="govuk-list govuk-list--bullet">
        ${trouble.problems.map(({ message }) => html`<li>${message}</li>`)}
      </ul>`
    }`
  if (request.officer === undefined) {
    const page = html`${body}
      <p class="govuk-body">${link('登录', officePaths.signIn)}</p>`
    return sendPage(reply, signInPage(services.asset, { title, body: page }), status)
  }
  const frame = await officeFrame(services, request)
  return sendPage(reply, officePage(frame, { title, current: 'none', body }), status)
}
