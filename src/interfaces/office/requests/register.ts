/** 登记申请. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import {
  RegistrationForm,
  registerRequest,
} from '../../../domain/requests/handling/register-request.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, parseForm, type FormView } from '../../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { registerPage } from './register-page.ts'

export function registerRequestRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    view: FormView,
    status = 200,
  ) => {
    const frame = await officeFrame(services, request)
    const body = registerPage(view, frame.csrf)
    return sendPage(
      reply,
      officePage(frame, { title: '登记申请', current: 'new-request', body }),
      status,
    )
  }

  app.get(officePaths.newRequest, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'requests.register', officer.agencyId)
    return show(request, reply, formView({ arrivedOn: dayOf(clock()).toString() }))
  })

  app.post(officePaths.newRequest, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'requests.register', officer.agencyId)
    const checked = parseForm(RegistrationForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
    try {
      const { id } = await registerRequest(room, officer, checked.value, clock())
      return seeOther(reply, withDone(officePaths.request(id), 'registered'))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
      return show(request, reply, formView(request.body, error.problems), 422)
    }
  })
}
