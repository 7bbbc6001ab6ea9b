/** 撤下: what will happen, said before; what was checked, said after. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { getEdition } from '../../../domain/publications/editions-store.ts'
import { removeDocument, RemovalForm } from '../../../domain/publications/handling/remove.ts'
import { checkRemoval } from '../../../domain/publications/check-removal.ts'
import { findRemoval } from '../../../domain/publications/removals.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { emptyForm, parseForm, type FormView } from '../../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { removalPage, removalReceiptPage } from './removal-page.ts'

interface ById {
  Params: { id: string }
}

export function removalRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const address = '/office/publications/:id/remove'

  app.get<ById>(address, async (request, reply) => {
    const edition = await getRemovable(services, request)
    return show(services, request, reply, edition, { view: emptyForm, status: 200 })
  })

  app.post<ById>(address, async (request, reply) => {
    const edition = await getRemovable(services, request)
    return orShowAgain(
      request.body,
      async () => {
        const checked = parseForm(RemovalForm, request.body)
        if (!checked.ok) throw new Refusal('invalid', '填写的内容有问题。', checked.problems)
        await removeDocument(db, officerOf(request), edition.id, checked.value, clock())
        return seeOther(reply, officePaths.editionAct(edition.id, 'removed'))
      },
      (again) => show(services, request, reply, edition, again),
    )
  })

  app.get<ById>('/office/publications/:id/removed', async (request, reply) => {
    const edition = await getEdition(db, recordId(request.params.id))
    assertMay(officerOf(request), 'publications.read', edition.agencyId)
    const removal = await findRemoval(db, edition.documentId)
    if (!removal) throw new Refusal('not-found', '这份文件没有撤下。')
    const receipt = await checkRemoval(db, edition)
    const frame = await officeFrame(services, request)
    const body = removalReceiptPage({ edition, removal, receipt, now: clock() })
    return sendPage(reply, officePage(frame, { title: '已撤下', current: 'publications', body }))
  })
}

async function getRemovable(
  { db }: OfficeServices,
  request: FastifyRequest<ById>,
): Promise<Edition> {
  const edition = await getEdition(db, recordId(request.params.id))
  assertMay(officerOf(request), 'publications.publish', edition.agencyId)
  if (edition.state !== 'published')
    throw new Refusal('wrong-state', '只有正在公开的版本可以撤下。')
  return edition
}

async function show(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  edition: Edition,
  { view, status }: { readonly view: FormView; readonly status: number },
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const body = removalPage({ edition, view, csrf: frame.csrf })
  const page = { title: '撤下文件', current: 'publications', body } as const
  return sendPage(reply, officePage(frame, page), status)
}
