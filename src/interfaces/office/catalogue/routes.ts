/** 主动公开事项目录: the board, one item, the rows a document fulfils. Adjustments have routes of their own. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { PassThrough } from 'node:stream'
import { z } from 'zod'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import {
  listBoundDocuments,
  listItemsOfDocument,
  listUnboundDocuments,
} from '../../../domain/catalogue/bindings-store.ts'
import { readBoard } from '../../../domain/catalogue/board.ts'
import { listEvidence } from '../../../domain/catalogue/evidence-store.ts'
import { exportCatalogue } from '../../../domain/catalogue/exchange/export.ts'
import { bindDocument } from '../../../domain/catalogue/handling/binding.ts'
import { EvidenceForm, recordOffline } from '../../../domain/catalogue/handling/offline.ts'
import { PARTS } from '../../../domain/catalogue/row.ts'
import { findItem, listItemHistory, listRowsOn } from '../../../domain/catalogue/rows-store.ts'
import { listVillages } from '../../../domain/catalogue/villages-store.ts'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import { listEditionsOfDocument } from '../../../domain/publications/editions-store.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valuesOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'
import { attachment, seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import type { OfficeFrame } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import { sendOfficePage } from '../send-page.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { boardPage } from './board-page.ts'
import { bindingPage } from './binding-page.ts'
import { itemPage } from './item-page.ts'
import { unboundPage } from './unbound-page.ts'

interface ById {
  Params: { id: string }
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const BoardQuery = z.object({
  part: z.enum(PARTS).optional().catch(undefined),
  branch: z.string().trim().min(1).max(60).optional().catch(undefined),
  state: z.enum(['kept', 'due', 'overdue', 'never']).optional().catch(undefined),
  owner: z.coerce.number().int().positive().optional().catch(undefined),
})

export function catalogueRoutes(app: FastifyInstance, services: OfficeServices): void {
  boardRoutes(app, services)
  itemRoutes(app, services)
  bindingRoutes(app, services)
}

function boardRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock, room } = services
  app.get(officePaths.catalogue, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'catalogue.read', officer.agencyId)
    const filter = BoardQuery.parse(request.query)
    const unbound = (await listUnboundDocuments(db, officer.agencyId)).length
    const lines = await readBoard(db, {
      today: dayOf(clock()),
      calendar: room.calendar.whenMissing('by-weekday'),
      filter: { agencyId: officer.agencyId },
      publicOnly: false,
    })
    const shown = lines.filter(
      ({ row, standing }) =>
        (filter.part === undefined || row.part === filter.part) &&
        (filter.branch === undefined || row.branch === filter.branch) &&
        (filter.owner === undefined || row.ownerId === filter.owner) &&
        (filter.state === undefined || standing.state === filter.state),
    )
    const mayEdit = mayAtHome(officer, 'catalogue.edit')
    return sendCatalogue(services, request, reply, () =>
      boardPage({ lines, shown, filter, mayEdit, unbound }),
    )
  })

  app.get(officePaths.catalogueUnbound, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'catalogue.read', officer.agencyId)
    const documents = await listUnboundDocuments(db, officer.agencyId)
    return sendCatalogue(services, request, reply, () => unboundPage(documents))
  })

  app.get(officePaths.catalogueExport, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'catalogue.read', officer.agencyId)
    const today = dayOf(clock())
    const rows = await listRowsOn(db, today, { agencyId: officer.agencyId })
    const stream = new PassThrough()
    void exportCatalogue(stream, rows).catch((error: unknown) =>
      request.log.error({ err: error }, 'the catalogue was not exported'),
    )
    return reply
      .header('content-disposition', attachment(`主动公开事项目录${today.toString()}.xlsx`))
      .header('cache-control', 'no-store')
      .type(XLSX)
      .send(stream)
  })
}

function itemRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  const show = async (
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    view: FormView,
    status = 200,
  ) => {
    const officer = officerOf(request)
    const id = recordId(request.params.id)
    const item = await findItem(db, id)
    if (!item) throw new Refusal('not-found', '没有找到这个目录条目。')
    assertMay(officer, 'catalogue.read', item.agencyId)
    const [history, documents, evidence, villages] = await Promise.all([
      listItemHistory(db, id),
      listBoundDocuments(db, [id], { publicOnly: false }),
      listEvidence(db, id),
      listVillages(db, item.agencyId),
    ])
    const mayEdit = mayAtHome(officer, 'catalogue.edit')
    const props = { history, documents, evidence, villages, mayEdit, view }
    return sendCatalogue(
      services,
      request,
      reply,
      ({ csrf }) => itemPage({ ...props, csrf }),
      status,
    )
  }

  app.get<ById>('/office/catalogue/items/:id', (request, reply) => show(request, reply, emptyForm))

  app.post<ById>('/office/catalogue/items/:id/evidence', async (request, reply) => {
    const officer = officerOf(request)
    const id = recordId(request.params.id)
    assertMay(officer, 'catalogue.edit', (await findItem(db, id))?.agencyId ?? 0)
    const checked = parseForm(EvidenceForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
    return orShowAgain(
      request.body,
      async () => {
        await recordOffline(db, officer, id, checked.value, clock())
        return seeOther(reply, withDone(officePaths.catalogueItem(id), 'recorded'))
      },
      ({ view, status }) => show(request, reply, view, status),
    )
  })
}

/** Which rows of the catalogue a document fulfils: those of the own body and of the one it files with. */
function bindingRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get<ById>('/office/catalogue/documents/:id', async (request, reply) => {
    const officer = officerOf(request)
    const documentId = recordId(request.params.id)
    const [edition] = await listEditionsOfDocument(db, documentId)
    if (!edition) throw new Refusal('not-found', '没有找到这份文件。')
    assertMay(officer, 'publications.read', edition.agencyId)
    const { supervisorId } = await getAgency(db, edition.agencyId)
    const today = dayOf(clock())
    const bodies = [edition.agencyId, ...(supervisorId === null ? [] : [supervisorId])]
    const rows = await Promise.all(bodies.map((agencyId) => listRowsOn(db, today, { agencyId })))
    const bound = await listItemsOfDocument(db, documentId)
    const mayBind = mayAtHome(officer, 'publications.draft')
    return sendCatalogue(services, request, reply, ({ csrf }) =>
      bindingPage({ edition, rows: rows.flat(), bound, mayBind, csrf }),
    )
  })

  app.post<ById>('/office/catalogue/documents/:id', async (request, reply) => {
    const documentId = recordId(request.params.id)
    const ticked = valuesOf(formView(request.body), 'items')
      .map(Number)
      .filter(Number.isSafeInteger)
    await bindDocument(db, officerOf(request), documentId, [...new Set(ticked)], clock())
    return seeOther(reply, withDone(officePaths.catalogueOfDocument(documentId), 'saved'))
  })
}

export function sendCatalogue(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  body: (frame: OfficeFrame) => Html,
  status?: number,
): Promise<FastifyReply> {
  const page = { title: '主动公开事项目录', current: 'catalogue' } as const
  return sendOfficePage(services, request, reply, page, body, status)
}
