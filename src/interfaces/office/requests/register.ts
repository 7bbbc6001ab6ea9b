/** 登记申请. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import { parseDeskForm } from '../../../domain/requests/handling/desk-form.ts'
import { registerAtDesk } from '../../../domain/requests/handling/register-request.ts'
import { lawSettingsOf } from '../../../domain/requests/law-settings-of.ts'
import { findRepeatsBefore } from '../../../domain/requests/repeats/find-repeats.ts'
import type { LawSettings } from '../../../law/settings.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
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

interface Shown {
  readonly status?: number
  readonly found?: Html
  readonly refused?: string
}

async function settingsAt({ db }: OfficeServices, request: FastifyRequest): Promise<LawSettings> {
  return lawSettingsOf(await getAgency(db, officerOf(request).agencyId))
}

export function registerRequestRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    view: FormView,
    { status = 200, ...around }: Shown = {},
  ) => {
    const frame = await officeFrame(services, request)
    const { multiItemCounting } = await settingsAt(services, request)
    const body = registerPage({ view, csrf: frame.csrf, multiItemCounting, ...around })
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
    const checked = parseDeskForm(request.body, await settingsAt(services, request))
    if (!checked.ok)
      return show(request, reply, formView(request.body, checked.problems), { status: 422 })
    const { form, subjects } = checked.value
    const desk = { subjects, formToken: valueOf(typed, 'formToken') }
    return orShowAgain(
      request.body,
      async () => {
        const { id } = await registerAtDesk(room, officer, form, desk, clock())
        return seeOther(reply, withDone(officePaths.request(id), 'registered'))
      },
      ({ view, ...again }) => show(request, reply, view, again),
      ['invalid', 'stale'],
    )
  })
}
