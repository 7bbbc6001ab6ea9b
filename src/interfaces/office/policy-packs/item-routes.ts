/** Writing an item: a new one, or one that is not yet public. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import { draftItem, editItem } from '../../../domain/policy-packs/handling/draft-item.ts'
import { namesOfBasis } from '../../../domain/policy-packs/handling/find-basis.ts'
import { policyItemOf } from '../../../domain/policy-packs/item.ts'
import { ItemForm } from '../../../domain/policy-packs/item-form.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { getEdition } from '../../../domain/publications/editions-store.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { formView, parseForm, valueOf } from '../../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain, type Shown } from '../show-again.ts'
import { withRowsClosedUp } from './form-rows.ts'
import { ITEM_ROWS, itemFormPage, itemView } from './item-form-page.ts'

interface ById {
  Params: { id: string }
}

export function itemRoutes(app: FastifyInstance, services: OfficeServices): void {
  newItemRoutes(app, services)
  editItemRoutes(app, services)
}

function newItemRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const show = (request: FastifyRequest, reply: FastifyReply, shown: Shown) =>
    sendForm(services, request, reply, shown, undefined)

  app.get(officePaths.newPolicyItem, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const { shortName } = await getAgency(db, officer.agencyId)
    const basis = valueOf(formView(request.query), 'basis')
    const view = formView({
      publisher: shortName,
      ...(basis === '' ? {} : { 'basis.0.reference': basis }),
    })
    return show(request, reply, { view })
  })

  app.post(officePaths.newPolicyItem, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const body = withRowsClosedUp(request.body, ITEM_ROWS)
    if (asksForMore(body)) return show(request, reply, { view: formView(body) })
    const checked = parseForm(ItemForm, body)
    if (!checked.ok)
      return show(request, reply, { view: formView(body, checked.problems), status: 422 })
    const id = await draftItem(db, officer, checked.value, clock())
    return seeOther(reply, withDone(officePaths.edition(id), 'saved'))
  })
}

function editItemRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const address = '/office/policy-packs/items/:id/edit'

  app.get<ById>(address, async (request, reply) => {
    const edition = await getItemEdition(services, request)
    const item = policyItemOf(edition.structure)
    const references = await namesOfBasis(db, item.basis)
    return sendForm(
      services,
      request,
      reply,
      { view: itemView(edition, item, references) },
      edition,
    )
  })

  app.post<ById>(address, async (request, reply) => {
    const edition = await getItemEdition(services, request)
    const body = withRowsClosedUp(request.body, ITEM_ROWS)
    const show = (shown: Shown) => sendForm(services, request, reply, shown, edition)
    if (asksForMore(body)) return show({ view: formView(body) })
    const checked = parseForm(ItemForm, body)
    if (!checked.ok) return show({ view: formView(body, checked.problems), status: 422 })
    const version = Number(valueOf(formView(body), 'version')) || 0
    return orShowAgain(
      body,
      async () => {
        const { id } = edition
        await editItem(db, officerOf(request), { id, version }, checked.value, clock())
        return seeOther(reply, withDone(officePaths.edition(id), 'saved'))
      },
      show,
      ['stale'],
    )
  })
}

async function getItemEdition(
  { db }: OfficeServices,
  request: FastifyRequest<ById>,
): Promise<Edition> {
  const edition = await getEdition(db, recordId(request.params.id))
  assertMay(officerOf(request), 'publications.draft', edition.agencyId)
  if (edition.kind !== 'policy-item') throw new Refusal('not-found', '没有找到这个事项。')
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
  const frame = await officeFrame(services, request)
  const heading = edition ? '修改政策事项' : '起草政策事项'
  const typed = valueOf(view, 'version')
  const body = itemFormPage({
    heading,
    action: edition ? officePaths.editPolicyItem(edition.id) : officePaths.newPolicyItem,
    csrf: frame.csrf,
    view,
    more: valueOf(view, 'more'),
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
