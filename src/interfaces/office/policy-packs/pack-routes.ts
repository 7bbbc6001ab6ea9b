/** Composing a pack: a new one, one that is not yet public, or last year's taken over. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import { readPackDesk } from '../../../domain/policy-packs/desk.ts'
import {
  copyPack,
  draftPack,
  editPack,
} from '../../../domain/policy-packs/handling/compose-pack.ts'
import { policyPackOf } from '../../../domain/policy-packs/pack.ts'
import { PackForm } from '../../../domain/policy-packs/pack-form.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { getEdition } from '../../../domain/publications/editions-store.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, parseForm, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain, type Shown } from '../show-again.ts'
import { GROUP_ROWS, packFormPage, packView } from './pack-form-page.ts'

interface ById {
  Params: { id: string }
}

export function packRoutes(app: FastifyInstance, services: OfficeServices): void {
  newPackRoutes(app, services)
  editPackRoutes(app, services)
  app.post<ById>('/office/policy-packs/packs/:id/copy', async (request, reply) => {
    const documentId = recordId(request.params.id)
    const id = await copyPack(services.db, officerOf(request), documentId, services.clock())
    return seeOther(reply, withDone(officePaths.edition(id), 'saved'))
  })
}

function newPackRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  app.get(officePaths.newPolicyPack, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const { shortName } = await getAgency(db, officer.agencyId)
    const { year } = dayOf(clock())
    const view = formView({ publisher: shortName, year, title: `${year}年惠企政策服务包` })
    return sendForm(services, request, reply, { view }, undefined)
  })

  app.post(officePaths.newPolicyPack, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const show = (shown: Shown) => sendForm(services, request, reply, shown, undefined)
    if (asksForMore(request.body)) return show({ view: formView(request.body) })
    const checked = parseForm(PackForm, request.body)
    if (!checked.ok) return show({ view: formView(request.body, checked.problems), status: 422 })
    return orShowAgain(
      request.body,
      async () => {
        const id = await draftPack(db, officer, checked.value, clock())
        return seeOther(reply, withDone(officePaths.edition(id), 'saved'))
      },
      show,
    )
  })
}

function editPackRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const address = '/office/policy-packs/packs/:id/edit'

  app.get<ById>(address, async (request, reply) => {
    const edition = await getPackEdition(services, request)
    const view = packView(edition, policyPackOf(edition.structure))
    return sendForm(services, request, reply, { view }, edition)
  })

  app.post<ById>(address, async (request, reply) => {
    const edition = await getPackEdition(services, request)
    const { body } = request
    const show = (shown: Shown) => sendForm(services, request, reply, shown, edition)
    if (asksForMore(body)) return show({ view: formView(body) })
    const checked = parseForm(PackForm, body)
    if (!checked.ok) return show({ view: formView(body, checked.problems), status: 422 })
    const version = Number(valueOf(formView(body), 'version')) || 0
    return orShowAgain(
      body,
      async () => {
        const { id } = edition
        await editPack(db, officerOf(request), { id, version }, checked.value, clock())
        return seeOther(reply, withDone(officePaths.edition(id), 'saved'))
      },
      show,
      ['invalid', 'stale'],
    )
  })
}

async function getPackEdition(
  { db }: OfficeServices,
  request: FastifyRequest<ById>,
): Promise<Edition> {
  const edition = await getEdition(db, recordId(request.params.id))
  assertMay(officerOf(request), 'publications.draft', edition.agencyId)
  if (edition.kind !== 'policy-pack') throw new Refusal('not-found', '没有找到这个服务包。')
  return edition
}

const asksForMore = (body: unknown) => valueOf(formView(body), 'more') !== ''

async function sendForm(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { view, status = 200, refused }: Shown,
  edition: Edition | undefined,
): Promise<FastifyReply> {
  const today = dayOf(services.clock())
  const [frame, { items }] = await Promise.all([
    officeFrame(services, request),
    readPackDesk(services.db, officerOf(request), today),
  ])
  const heading = edition ? '编排服务包' : '新建服务包'
  const typed = valueOf(view, 'version')
  const body = packFormPage({
    heading,
    action: edition ? officePaths.editPolicyPack(edition.id) : officePaths.newPolicyPack,
    csrf: frame.csrf,
    view,
    more: valueOf(view, 'more') === GROUP_ROWS.name ? GROUP_ROWS.name : '',
    items: items.filter(({ isRemoved }) => !isRemoved).toSorted(byPlace(view)),
    refused,
    isChange: (edition?.number ?? 1) > 1,
    ...(edition ? { version: typed === '' ? edition.version : Number(typed) || 0 } : {}),
  })
  return sendPage(
    reply,
    officePage(frame, { title: heading, current: 'policy-packs', body }),
    status,
  )
}

/** What is in the pack as it will be shown, then the rest. */
function byPlace(view: FormView) {
  const of = (documentId: number, field: 'group' | 'position') =>
    Number(valueOf(view, `members.d${documentId}.${field}`)) || 10_000
  return (a: { documentId: number }, b: { documentId: number }) =>
    of(a.documentId, 'group') - of(b.documentId, 'group') ||
    of(a.documentId, 'position') - of(b.documentId, 'position') ||
    a.documentId - b.documentId
}
