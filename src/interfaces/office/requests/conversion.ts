/** 转主动公开: suggest, decide, draft. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasRole } from '../../../domain/accounts/officer.ts'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import { getCaseFile } from '../../../domain/requests/case-file.ts'
import {
  decideConversion,
  DecisionForm,
  draftConversion,
  getSuggestion,
  suggestConversion,
  SuggestionForm,
} from '../../../domain/requests/conversion/conversions.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { emptyForm, formView, parseForm } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage, type OfficeFrame } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { caseHead } from './case-page.ts'
import { decidePage, suggestPage } from './conversion-pages.ts'

interface ById {
  Params: { id: string }
}

export function conversionRoutes(app: FastifyInstance, services: OfficeServices): void {
  suggestRoutes(app, services)
  decideRoutes(app, services)
  app.post<ById>('/office/conversions/:id/draft', async (request, reply) => {
    const { db, clock } = services
    const id = recordId(request.params.id)
    const editionId = await draftConversion(db, officerOf(request), id, clock())
    return seeOther(reply, officePaths.edition(editionId))
  })
}

function suggestRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, room, clock } = services
  const address = '/office/requests/:id/suggest-conversion'
  const caseOf = async (request: FastifyRequest<ById>) => {
    const officer = officerOf(request)
    const id = recordId(request.params.id)
    const file = await getCaseFile(room, officer, id, dayOf(clock()))
    assertMay(officer, 'requests.register', officer.agencyId)
    return { officer, id, file }
  }

  app.get<ById>(address, async (request, reply) => {
    const { id, file } = await caseOf(request)
    return send(
      services,
      request,
      reply,
      200,
      ({ csrf }) => html`${caseHead(file)} ${suggestPage(id, emptyForm, csrf)}`,
    )
  })

  app.post<ById>(address, async (request, reply) => {
    const { officer, id, file } = await caseOf(request)
    const checked = parseForm(SuggestionForm, request.body)
    if (!checked.ok) {
      const view = formView(request.body, checked.problems)
      return send(
        services,
        request,
        reply,
        422,
        ({ csrf }) => html`${caseHead(file)} ${suggestPage(id, view, csrf)}`,
      )
    }
    await suggestConversion(db, officer, id, checked.value, clock())
    return seeOther(reply, withDone(officePaths.request(id), 'recorded'))
  })
}

function decideRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const address = '/office/conversions/:id/decide'
  const headOf = (request: FastifyRequest) => {
    const officer = officerOf(request)
    if (!hasRole(officer, 'head')) throw new Refusal('forbidden', '转主动公开由机构负责人决定。')
    return officer
  }

  app.get<ById>(address, async (request, reply) => {
    const officer = headOf(request)
    const id = recordId(request.params.id)
    const suggested = await getSuggestion(db, officer, id)
    return send(services, request, reply, 200, ({ csrf }) =>
      decidePage(id, suggested, emptyForm, csrf),
    )
  })

  app.post<ById>(address, async (request, reply) => {
    const officer = headOf(request)
    const id = recordId(request.params.id)
    const suggested = await getSuggestion(db, officer, id)
    const checked = parseForm(DecisionForm, request.body)
    if (!checked.ok) {
      const view = formView(request.body, checked.problems)
      return send(services, request, reply, 422, ({ csrf }) =>
        decidePage(id, suggested, view, csrf),
      )
    }
    const requestId = await decideConversion(db, officer, id, checked.value, clock())
    return seeOther(reply, withDone(officePaths.request(requestId), 'recorded'))
  })
}

async function send(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  body: (frame: OfficeFrame) => Html,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const page = { title: '转主动公开', current: 'requests', body: body(frame) } as const
  return sendPage(reply, officePage(frame, page), status)
}
