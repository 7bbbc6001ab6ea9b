/** 登记申请. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import {
  RegistrationForm,
  registerRequest,
} from '../../../domain/requests/handling/register-request.ts'
import { findRepeatsBefore } from '../../../domain/requests/repeats/find-repeats.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, parseForm, valueOf, type FormView } from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { registerPage } from './register-page.ts'
import { repeatsBefore } from './repeats-section.ts'

export function registerRequestRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    view: FormView,
    { status = 200, found }: { readonly status?: number; readonly found?: Html } = {},
  ) => {
    const frame = await officeFrame(services, request)
    const body = registerPage(view, frame.csrf, found)
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
    const typed = formView(request.body)
    if (valueOf(typed, 'check') !== '') {
      const found = await findRepeatsBefore(
        room,
        officer,
        {
          name: valueOf(typed, 'applicantName'),
          idNumber: valueOf(typed, 'idNumber') || null,
          subject: valueOf(typed, 'subject'),
        },
        dayOf(clock()),
      )
      return show(request, reply, typed, { found: repeatsBefore(found) })
    }
    const checked = parseForm(RegistrationForm, request.body)
    if (!checked.ok)
      return show(request, reply, formView(request.body, checked.problems), { status: 422 })
    return orShowAgain(
      request.body,
      async () => {
        const { id } = await registerRequest(room, officer, checked.value, clock())
        return seeOther(reply, withDone(officePaths.request(id), 'registered'))
      },
      ({ view, status }) => show(request, reply, view, { status }),
    )
  })
}
