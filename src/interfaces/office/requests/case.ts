/** The page of one case, and every step on it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasRole } from '../../../domain/accounts/officer.ts'
import { getCaseFile, readApplicant } from '../../../domain/requests/case-file.ts'
import {
  APPLICANT_READERS,
  assertMayEverTake,
  assertMayTake,
} from '../../../domain/requests/case-permissions.ts'
import { readConsulted } from '../../../domain/requests/read-consulted.ts'
import { listRectificationAsks } from '../../../domain/requests/rectification/register-rectification.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import { csrfToken } from '../../../platform/web/csrf.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { doneMessage, withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { FIELDS_AGAIN, type ActForm } from './act-form.ts'
import { ACT_FORMS } from './act-forms.ts'
import { actPage } from './act-page.ts'
import { applicantPage, consultedPage } from './applicant-page.ts'
import { caseExtras } from './case-extras.ts'
import { casePage } from './case-page.ts'
import { rectificationAsks } from './rectification-page.ts'

interface ById {
  Params: { id: string }
}

export function caseRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services

  app.get<ById>('/office/requests/:id', async (request, reply) => {
    const officer = officerOf(request)
    const today = dayOf(clock())
    const file = await getCaseFile(room, officer, recordId(request.params.id), today)
    const mayReadApplicant = hasRole(officer, ...APPLICANT_READERS)
    const csrf = csrfToken(request.sessionToken ?? '')
    const extras = await caseExtras(services, officer, file, csrf)
    return send(
      services,
      request,
      reply,
      file.state.subject,
      casePage({ file, today, mayReadApplicant, extras }),
    )
  })

  app.get<ById>('/office/requests/:id/applicant', async (request, reply) => {
    const officer = officerOf(request)
    const id = recordId(request.params.id)
    const file = await getCaseFile(room, officer, id, dayOf(clock()))
    const identity = await readApplicant(room, officer, id, clock())
    const asks = await listRectificationAsks(room, officer, id)
    const csrf = csrfToken(request.sessionToken ?? '')
    const body = html`${applicantPage(file, identity)} ${rectificationAsks(asks, csrf)}`
    return send(services, request, reply, '申请人身份信息', body)
  })

  app.get<{ Params: { id: string; number: string } }>(
    '/office/requests/:id/consultations/:number/name',
    async (request, reply) => {
      const officer = officerOf(request)
      const id = recordId(request.params.id)
      const number = recordId(request.params.number)
      const file = await getCaseFile(room, officer, id, dayOf(clock()))
      const name = await readConsulted(room, officer, { id, number }, clock())
      const body = consultedPage(file, number, name)
      return send(services, request, reply, '被征求意见方', body)
    },
  )

  for (const act of ACT_FORMS) actRoutes(app, services, act)
}

async function send(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  title: string,
  body: Html,
  status = 200,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const flash = doneMessage(request.query)
  return sendPage(
    reply,
    officePage(frame, { title, current: 'requests', body, ...(flash ? { flash } : {}) }),
    status,
  )
}

function actRoutes(app: FastifyInstance, services: OfficeServices, act: ActForm): void {
  const { room, clock } = services
  const address = `/office/requests/:id/${act.step}`

  app.get<ById>(address, async (request, reply) => {
    const officer = officerOf(request)
    const today = dayOf(clock())
    const file = await getCaseFile(room, officer, recordId(request.params.id), today)
    assertMayEverTake(act.step, officer)
    assertMayTake(act.step, { state: file.state, officer, today })
    const initial = formView(act.initial(file.state, today))
    return showAct(services, request, reply, act, await withKnown(services, request, act, initial))
  })

  app.post<ById>(address, async (request, reply) => {
    const officer = officerOf(request)
    const id = recordId(request.params.id)
    assertMayEverTake(act.step, officer)
    const typed = formView(request.body)
    if (valueOf(typed, FIELDS_AGAIN) !== '') {
      return showAct(services, request, reply, act, await withKnown(services, request, act, typed))
    }
    const checked = parseForm(act.schema, request.body)
    if (!checked.ok)
      return showAct(services, request, reply, act, formView(request.body, checked.problems), {
        status: 422,
      })
    const ref = { id, seenSeq: Number(valueOf(typed, 'seenSeq')) || 0 }
    return orShowAgain(
      request.body,
      async () => {
        await act.take(room, officer, ref, checked.value, clock())
        return seeOther(reply, withDone(officePaths.request(id), 'step-taken'))
      },
      ({ view, ...again }) => showAct(services, request, reply, act, view, again),
      ['invalid', 'incomplete', 'stale', 'calendar-missing'],
    )
  })
}

/** Adds what the records know where nothing is filled in yet. */
async function withKnown(
  { room }: OfficeServices,
  request: FastifyRequest<ById>,
  act: ActForm,
  view: FormView,
): Promise<FormView> {
  if (!act.known) return view
  const known = await act.known(room, officerOf(request), recordId(request.params.id), view)
  const empty = Object.entries(known).filter(([name]) => valueOf(view, name) === '')
  return { ...view, values: { ...view.values, ...Object.fromEntries(empty) } }
}

interface Again {
  readonly status: number
  readonly refused?: string
}

async function showAct(
  services: OfficeServices,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  act: ActForm,
  view: FormView = emptyForm,
  { status, refused }: Again = { status: 200 },
): Promise<FastifyReply> {
  const { room, clock } = services
  const today = dayOf(clock())
  const officer = officerOf(request)
  const [file, choices, frame] = await Promise.all([
    getCaseFile(room, officer, recordId(request.params.id), today),
    act.choices?.(room, officer, today) ?? [],
    officeFrame(services, request),
  ])
  const body = actPage({
    file,
    act,
    view,
    csrf: frame.csrf,
    today,
    choices,
    ...(refused ? { refused } : {}),
  })
  return sendPage(
    reply,
    officePage(frame, { title: file.state.subject, current: 'requests', body }),
    status,
  )
}
