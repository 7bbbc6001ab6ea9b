/** 登记簿: what stands behind table 二 of the annual report. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { endItem } from '../../../domain/supervision/handling/end-item.ts'
import { voidEntry } from '../../../domain/supervision/handling/void-entry.ts'
import {
  getItem,
  listDecisions,
  listFeeIncome,
  listItems,
  listProcurement,
} from '../../../domain/supervision/registers-store.ts'
import {
  EndItemForm,
  VOIDABLE_REGISTERS,
  type RegisterItem,
} from '../../../domain/supervision/registers.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput } from '../../../platform/web/components/inputs.ts'
import { emptyForm, formView, parseForm, type FormView } from '../../../platform/web/forms.ts'
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
import { ENTRY_FORMS, type EntryForm } from './entry-forms.ts'
import { registersPage } from './registers-page.ts'

interface ById {
  Params: { id: string }
}

const FIRST_YEAR = 2019
const Query = z.object({
  year: z.coerce.number().int().min(FIRST_YEAR).max(2100).optional().catch(undefined),
})

export function registerRoutes(app: FastifyInstance, services: OfficeServices): void {
  showRoute(app, services)
  for (const entry of ENTRY_FORMS) entryRoutes(app, services, entry)
  endItemRoutes(app, services)
  for (const register of VOIDABLE_REGISTERS) {
    app.post<ById>(officePaths.registerAct(`${register}/:id/void`), async (request, reply) => {
      const id = recordId(request.params.id)
      await voidEntry(services.db, officerOf(request), register, id, services.clock())
      return seeOther(reply, withDone(officePaths.registers, 'voided'))
    })
  }
}

function showRoute(app: FastifyInstance, services: OfficeServices): void {
  app.get(officePaths.registers, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'registers.read', officer.agencyId)
    const { db, clock } = services
    const thisYear = dayOf(clock()).year
    const year = Query.parse(request.query).year ?? thisYear
    const [items, decisions, feeIncome, procurement, frame] = await Promise.all([
      listItems(db, officer.agencyId),
      listDecisions(db, officer.agencyId, year),
      listFeeIncome(db, officer.agencyId, year),
      listProcurement(db, officer.agencyId, year),
      officeFrame(services, request),
    ])
    const body = registersPage({
      year,
      years: Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, back) => thisYear - back),
      items,
      decisions,
      feeIncome,
      procurement,
      mayEdit: mayAtHome(officer, 'registers.edit'),
      csrf: frame.csrf,
    })
    const flash = doneMessage(request.query)
    return sendPage(
      reply,
      officePage(frame, {
        title: '登记簿',
        current: 'registers',
        body,
        ...(flash ? { flash } : {}),
      }),
    )
  })
}

function entryRoutes(app: FastifyInstance, services: OfficeServices, entry: EntryForm): void {
  const action = officePaths.registerAct(entry.act)
  const show = (request: FastifyRequest, reply: FastifyReply, view: FormView, status = 200) =>
    sendForm(
      services,
      request,
      reply,
      { title: entry.title, action, view, fields: entry.fields(view) },
      status,
    )

  app.get(action, async (request, reply) => {
    assertEditor(request)
    return show(request, reply, emptyForm)
  })

  app.post(action, async (request, reply) => {
    const officer = assertEditor(request)
    const checked = parseForm(entry.parse, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
    return orShowAgain(
      request.body,
      async () => {
        await entry.record(services.db, officer, checked.value, services.clock())
        return seeOther(reply, withDone(officePaths.registers, 'recorded'))
      },
      ({ view, status }) => show(request, reply, view, status),
    )
  })
}

function endItemRoutes(app: FastifyInstance, services: OfficeServices): void {
  const address = officePaths.registerAct('items/:id/end')
  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    { id, name, since }: RegisterItem,
    view: FormView,
    status = 200,
  ) =>
    sendForm(
      services,
      request,
      reply,
      {
        title: '取消事项',
        action: officePaths.registerAct(`items/${id}/end`),
        view,
        fields: html`<p class="govuk-body">${name}（自${since.toString()}起）</p>
          ${dateInput({
            name: 'endedOn',
            label: '取消日期',
            hint: '不再有这一事项的第一天',
            form: view,
          })}`,
      },
      status,
    )

  const itemOf = (request: FastifyRequest<ById>) => {
    const { agencyId } = assertEditor(request)
    return getItem(services.db, agencyId, recordId(request.params.id))
  }

  app.get<ById>(address, async (request, reply) => {
    return show(request, reply, await itemOf(request), emptyForm)
  })

  app.post<ById>(address, async (request, reply) => {
    const item = await itemOf(request)
    const checked = parseForm(EndItemForm, request.body)
    if (!checked.ok)
      return show(request, reply, item, formView(request.body, checked.problems), 422)
    return orShowAgain(
      request.body,
      async () => {
        await endItem(services.db, officerOf(request), item.id, checked.value, services.clock())
        return seeOther(reply, withDone(officePaths.registers, 'recorded'))
      },
      ({ view, status }) => show(request, reply, item, view, status),
    )
  })
}

function assertEditor(request: FastifyRequest) {
  const officer = officerOf(request)
  assertMay(officer, 'registers.edit', officer.agencyId)
  return officer
}

interface RegisterFormPage {
  readonly title: string
  readonly action: string
  readonly view: FormView
  readonly fields: Html
}

async function sendForm(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { title, action, view, fields }: RegisterFormPage,
  status: number,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const body = html`${errorSummary(view)} ${pageHeading(title)}
  ${form({
    action,
    csrf: frame.csrf,
    body: html`${fields} ${buttonGroup([button('登记'), link('返回登记簿', officePaths.registers)])}`,
  })}`
  return sendPage(reply, officePage(frame, { title, current: 'registers', body }), status)
}
