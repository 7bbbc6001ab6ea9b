/** 用户与机构, for the administrator. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../domain/accounts/permissions.ts'
import { addUser, listUsers, NewUserForm, setUserActive } from '../../domain/accounts/users.ts'
import { getAgency } from '../../domain/organisations/agencies-store.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valuesOf,
  type FormView,
} from '../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../platform/web/reply.ts'
import { doneMessage, withDone } from './done.ts'
import { officeFrame } from './frame.ts'
import { officePage } from './layout.ts'
import { officePaths } from './paths.ts'
import { peoplePage } from './people-page.ts'
import { recordId } from './record-id.ts'
import type { OfficeServices } from './services.ts'
import { officerOf } from './session.ts'
import { orShowAgain } from './show-again.ts'

interface ById {
  Params: { id: string }
}

export function peopleRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.people, (request, reply) => showPeople(services, request, reply, emptyForm))

  app.post(officePaths.people, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'accounts.manage', officer.agencyId)
    const typed = formView(request.body)
    const input = { ...(request.body as object), roles: valuesOf(typed, 'roles') }
    const checked = parseForm(NewUserForm, input)
    if (!checked.ok)
      return showPeople(services, request, reply, formView(request.body, checked.problems), 422)
    return orShowAgain(
      request.body,
      async () => {
        await addUser(db, officer, checked.value, clock())
        return seeOther(reply, withDone(officePaths.people, 'user-added'))
      },
      ({ view, status }) => showPeople(services, request, reply, view, status),
    )
  })

  for (const [act, active] of [
    ['activate', true],
    ['deactivate', false],
  ] as const) {
    app.post<ById>(`/office/people/:id/${act}`, async (request, reply) => {
      await setUserActive(db, officerOf(request), recordId(request.params.id), active, clock())
      return seeOther(reply, withDone(officePaths.people, 'user-switched'))
    })
  }
}

async function showPeople(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  view: FormView,
  status = 200,
): Promise<FastifyReply> {
  const officer = officerOf(request)
  assertMay(officer, 'accounts.manage', officer.agencyId)
  const [agency, users, frame] = await Promise.all([
    getAgency(services.db, officer.agencyId),
    listUsers(services.db, officer),
    officeFrame(services, request),
  ])
  const flash = doneMessage(request.query)
  const body = peoplePage({
    agency,
    users,
    view,
    csrf: frame.csrf,
    mayManage: true,
    now: services.clock(),
  })
  return sendPage(
    reply,
    officePage(frame, {
      title: '用户与机构',
      current: 'people',
      body,
      ...(flash ? { flash } : {}),
    }),
    status,
  )
}
