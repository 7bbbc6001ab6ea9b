/** 登记更正, and what applicants asked for online. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import {
  markAskSeen,
  parseRectification,
  registerRectificationAtDesk,
} from '../../../domain/requests/rectification/register-rectification.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { rectificationPage } from './rectification-page.ts'

export function rectificationRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    view: FormView,
    refused?: string,
  ): Promise<FastifyReply> => {
    const frame = await officeFrame(services, request)
    const body = rectificationPage(view, frame.csrf, refused)
    const page = officePage(frame, { title: '登记更正', current: 'requests', body })
    return sendPage(reply, page, refused ? 409 : view.problems.length > 0 ? 422 : 200)
  }

  app.get(officePaths.newRectification, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'requests.register', officer.agencyId)
    return show(request, reply, formView({ arrivedOn: dayOf(clock()).toString() }))
  })

  app.post(officePaths.newRectification, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'requests.register', officer.agencyId)
    const checked = parseRectification(request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems))
    return orShowAgain(
      request.body,
      async () => {
        const token = valueOf(formView(request.body), 'formToken')
        const { id } = await registerRectificationAtDesk(
          room,
          officer,
          checked.value,
          token,
          clock(),
        )
        return seeOther(reply, withDone(officePaths.request(id), 'registered'))
      },
      ({ refused, ...again }) => show(request, reply, again.view, refused),
      ['invalid', 'stale'],
    )
  })

  app.post<{ Params: { id: string } }>(
    '/office/rectification-asks/:id/seen',
    async (request, reply) => {
      const id = recordId(request.params.id)
      const requestId = await markAskSeen(room, officerOf(request), id, clock())
      return seeOther(reply, withDone(officePaths.request(requestId), 'recorded'))
    },
  )
}
