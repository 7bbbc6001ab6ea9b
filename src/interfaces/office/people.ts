/** 用户与机构, for the administrator. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../domain/accounts/permissions.ts'
import { changeMailOf, ProfileForm } from '../../domain/accounts/profile.ts'
import {
  addUser,
  getUserMail,
  listUsers,
  NewUserForm,
  setUserActive,
} from '../../domain/accounts/users.ts'
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
import { peoplePage, personMailPage } from './people-page.ts'
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

  mailRoutes(app, services)

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

function mailRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const address = '/office/people/:id/mail'
  const show = async (request: FastifyRequest<ById>, reply: FastifyReply, typed?: FormView) => {
    const person = await getUserMail(db, officerOf(request), recordId(request.params.id))
    const frame = await officeFrame(services, request)
    const body = personMailPage(person, typed ?? formView({ email: person.email }), frame.csrf)
    const page = officePage(frame, { title: person.displayName, current: 'people', body })
    return sendPage(reply, page, typed === undefined ? 200 : 422)
  }

  app.get<ById>(address, (request, reply) => show(request, reply))

  app.post<ById>(address, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'accounts.manage', officer.agencyId)
    const checked = parseForm(ProfileForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems))
    await changeMailOf(db, officer, recordId(request.params.id), checked.value, clock())
    return seeOther(reply, withDone(officePaths.people, 'saved'))
  })
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
