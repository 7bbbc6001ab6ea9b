/** 代理, for the head and the administrator. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  appointDeputy,
  DeputyForm,
  listColleagues,
  listDeputies,
  revokeDeputy,
} from '../../domain/accounts/deputies.ts'
import { assertMay } from '../../domain/accounts/permissions.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { emptyForm, formView, parseForm, type FormView } from '../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../platform/web/reply.ts'
import { deputiesPage } from './deputies-page.ts'
import { doneMessage, withDone } from './done.ts'
import { officeFrame } from './frame.ts'
import { officePage } from './layout.ts'
import { officePaths } from './paths.ts'
import { recordId } from './record-id.ts'
import type { OfficeServices } from './services.ts'
import { officerOf } from './session.ts'
import { orShowAgain } from './show-again.ts'

interface ById {
  Params: { id: string }
}

export function deputyRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.deputies, (request, reply) => show(services, request, reply, emptyForm))

  app.post(officePaths.deputies, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'deputies.appoint', officer.agencyId)
    const checked = parseForm(DeputyForm, request.body)
    if (!checked.ok) {
      return show(services, request, reply, formView(request.body, checked.problems), 422)
    }
    return orShowAgain(
      request.body,
      async () => {
        await appointDeputy(db, officer, checked.value, clock())
        return seeOther(reply, withDone(officePaths.deputies, 'saved'))
      },
      ({ view, status }) => show(services, request, reply, view, status),
    )
  })

  app.post<ById>('/office/deputies/:id/revoke', async (request, reply) => {
    await revokeDeputy(db, officerOf(request), recordId(request.params.id), clock())
    return seeOther(reply, withDone(officePaths.deputies, 'saved'))
  })
}

async function show(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  view: FormView,
  status = 200,
): Promise<FastifyReply> {
  const officer = officerOf(request)
  assertMay(officer, 'deputies.appoint', officer.agencyId)
  const [deputies, colleagues, frame] = await Promise.all([
    listDeputies(services.db, officer),
    listColleagues(services.db, officer),
    officeFrame(services, request),
  ])
  const flash = doneMessage(request.query)
  const today = dayOf(services.clock())
  const body = deputiesPage({ deputies, colleagues, view, csrf: frame.csrf, today })
  const page = { title: '代理', current: 'deputies', body, ...(flash ? { flash } : {}) } as const
  return sendPage(reply, officePage(frame, page), status)
}
