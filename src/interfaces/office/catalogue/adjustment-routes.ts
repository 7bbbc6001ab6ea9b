/** 目录调整: opened with a reason, filled row by row or from a workbook, adopted by somebody else. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import {
  getAdjustment,
  listAdjustments,
  listChanges,
  type Adjustment,
  type Change,
} from '../../../domain/catalogue/adjustments-store.ts'
import { compareWithCatalogue } from '../../../domain/catalogue/exchange/compare.ts'
import { readCatalogueWorkbook } from '../../../domain/catalogue/exchange/read-workbook.ts'
import {
  abandonAdjustment,
  AdjustmentForm,
  changeCatalogue,
  dropChange,
  startAdjustment,
} from '../../../domain/catalogue/handling/adjusting.ts'
import { adoptAdjustment } from '../../../domain/catalogue/handling/adopt.ts'
import { RowForm } from '../../../domain/catalogue/row.ts'
import { listRowsOn } from '../../../domain/catalogue/rows-store.ts'
import { listOwners } from '../../../domain/organisations/agencies-store.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  valuesOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { MEGABYTE, uploadOf } from '../../../platform/web/uploads.ts'
import { withDone } from '../done.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { adjustmentPage, adjustmentsPage } from './adjustment-pages.ts'
import { importedPage } from './imported-page.ts'
import { sendCatalogue } from './routes.ts'
import { rowFields, rowFormPage, rowView } from './row-form-page.ts'

interface ById {
  Params: { id: string }
}
interface ByItem {
  Params: { id: string; item: string }
}

const UPLOADS = { maxBytes: 20 * MEGABYTE, maxFiles: 1 }

export function catalogueAdjustmentRoutes(app: FastifyInstance, services: OfficeServices): void {
  listRoutes(app, services)
  oneRoutes(app, services)
  rowRoutes(app, services)
  uploadRoute(app, services)
}

function listRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    view: FormView,
    status = 200,
  ) => {
    const officer = officerOf(request)
    assertMay(officer, 'catalogue.read', officer.agencyId)
    const adjustments = await listAdjustments(db, officer.agencyId)
    const mayEdit = mayAtHome(officer, 'catalogue.edit')
    return sendCatalogue(
      services,
      request,
      reply,
      ({ csrf }) => adjustmentsPage({ adjustments, mayEdit, view, csrf }),
      status,
    )
  }

  app.get(officePaths.catalogueAdjustments, (request, reply) => show(request, reply, emptyForm))

  app.post(officePaths.catalogueAdjustments, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'catalogue.edit', officer.agencyId)
    const checked = parseForm(AdjustmentForm, request.body)
    if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
    const id = await startAdjustment(db, officer, checked.value, clock())
    return seeOther(reply, withDone(officePaths.catalogueAdjustment(id), 'saved'))
  })
}

/** The rows an adjustment starts from: those in force on its first day, or later. */
async function rowsBefore({ db }: OfficeServices, { agencyId, effectiveOn }: Adjustment) {
  return listRowsOn(db, effectiveOn, { agencyId })
}

function oneRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get<ById>('/office/catalogue/adjustments/:id', async (request, reply) => {
    const officer = officerOf(request)
    const adjustment = await getAdjustment(db, recordId(request.params.id))
    assertMay(officer, 'catalogue.read', adjustment.agencyId)
    const [changes, rows] = await Promise.all([
      listChanges(db, adjustment.id),
      rowsBefore(services, adjustment),
    ])
    const props = {
      adjustment,
      changes,
      rows,
      mayEdit: mayAtHome(officer, 'catalogue.edit'),
      mayAdopt: mayAtHome(officer, 'catalogue.adopt') && adjustment.draftedBy !== officer.id,
      view: emptyForm,
    }
    return sendCatalogue(services, request, reply, ({ csrf }) => adjustmentPage({ ...props, csrf }))
  })

  app.post<ById>('/office/catalogue/adjustments/:id/adopt', async (request, reply) => {
    const id = recordId(request.params.id)
    const version = Number(valueOf(formView(request.body), 'version')) || 0
    await adoptAdjustment(db, officerOf(request), id, version, clock())
    return seeOther(reply, withDone(officePaths.catalogue, 'catalogue-adopted'))
  })

  app.post<ById>('/office/catalogue/adjustments/:id/abandon', async (request, reply) => {
    await abandonAdjustment(db, officerOf(request), recordId(request.params.id), clock())
    return seeOther(reply, withDone(officePaths.catalogueAdjustments, 'saved'))
  })

  app.post<{ Params: { id: string; change: string } }>(
    '/office/catalogue/adjustments/:id/changes/:change/drop',
    async (request, reply) => {
      const id = recordId(request.params.id)
      await dropChange(db, officerOf(request), id, recordId(request.params.change), clock())
      return seeOther(reply, withDone(officePaths.catalogueAdjustment(id), 'saved'))
    },
  )
}

function rowRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  const show = async (
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    view: FormView,
    { itemId, status = 200 }: { itemId?: number; status?: number },
  ) => {
    const adjustment = await openAdjustment(services, request)
    const owners = await listOwners(db, adjustment.agencyId)
    const act = itemId === undefined ? 'rows/new' : `rows/${itemId}`
    const props = {
      adjustmentId: adjustment.id,
      action: officePaths.catalogueAdjustmentAct(adjustment.id, act),
      heading: itemId === undefined ? '新增条目' : '修改条目',
      isNew: itemId === undefined,
      owners,
      view,
    }
    return sendCatalogue(
      services,
      request,
      reply,
      ({ csrf }) => rowFormPage({ ...props, csrf }),
      status,
    )
  }

  // one form chooses a row and what to do with it
  app.post<ById>('/office/catalogue/adjustments/:id/rows', async (request, reply) => {
    const { id } = await openAdjustment(services, request)
    const view = formView(request.body)
    const itemId = Number(valueOf(view, 'itemId'))
    if (!Number.isSafeInteger(itemId) || itemId <= 0)
      throw new Refusal('invalid', '请选择一个现有条目。')
    if (valueOf(view, 'act') !== 'end')
      return seeOther(reply, officePaths.catalogueAdjustmentAct(id, `rows/${itemId}`))
    await changeCatalogue(db, officerOf(request), id, [{ act: 'end', itemId }], clock())
    return seeOther(reply, withDone(officePaths.catalogueAdjustment(id), 'saved'))
  })

  app.get<ById>('/office/catalogue/adjustments/:id/rows/new', (request, reply) =>
    show(
      request,
      reply,
      formView({
        part: 'statutory',
        manner: 'proactive',
        ownerId: officerOf(request).agencyId,
        channelsMust: ['website'],
        limitWords: '自信息形成或者变更之日起20个工作日内',
      }),
      {},
    ),
  )

  app.post<ById>('/office/catalogue/adjustments/:id/rows/new', async (request, reply) => {
    const { id } = await openAdjustment(services, request)
    const code = valueOf(formView(request.body), 'code').trim()
    const checked = parseForm(RowForm, rowFields(request.body))
    const problems = [
      ...(code === '' || code.length > 30
        ? [{ at: 'code', message: '请填写序号，最多30个字' }]
        : []),
      ...(checked.ok ? [] : checked.problems.map(atField)),
    ]
    if (!checked.ok || problems.length > 0)
      return show(request, reply, formView(request.body, problems), { status: 422 })
    const change: Change = { act: 'add', code, content: checked.value }
    await changeCatalogue(db, officerOf(request), id, [change], clock())
    return seeOther(reply, withDone(officePaths.catalogueAdjustment(id), 'saved'))
  })

  app.get<ByItem>('/office/catalogue/adjustments/:id/rows/:item', async (request, reply) => {
    const adjustment = await openAdjustment(services, request)
    const itemId = recordId(request.params.item)
    const rows = await rowsBefore(services, adjustment)
    const planned = (await listChanges(db, adjustment.id)).find(
      ({ change }) => change.act === 'change' && change.itemId === itemId,
    )?.change
    const row =
      planned?.act === 'change' ? planned.content : rows.find((one) => one.itemId === itemId)
    if (!row) throw new Refusal('not-found', '没有找到这个目录条目。')
    return show(request, reply, rowView(row), { itemId })
  })

  app.post<ByItem>('/office/catalogue/adjustments/:id/rows/:item', async (request, reply) => {
    const { id } = await openAdjustment(services, request)
    const itemId = recordId(request.params.item)
    const checked = parseForm(RowForm, rowFields(request.body))
    if (!checked.ok) {
      const view = formView(request.body, checked.problems.map(atField))
      return show(request, reply, view, { itemId, status: 422 })
    }
    const change: Change = { act: 'change', itemId, content: checked.value }
    await changeCatalogue(db, officerOf(request), id, [change], clock())
    return seeOther(reply, withDone(officePaths.catalogueAdjustment(id), 'saved'))
  })
}

/** The page has two fields for the branch and two lists for the channels. */
function atField({ at, message }: { readonly at: string; readonly message: string }) {
  const names: Readonly<Record<string, string>> = { branch: 'item', channels: 'channelsMust' }
  return { at: names[at] ?? at, message }
}

async function openAdjustment(
  { db }: OfficeServices,
  request: FastifyRequest<ById>,
): Promise<Adjustment> {
  const adjustment = await getAdjustment(db, recordId(request.params.id))
  assertMay(officerOf(request), 'catalogue.edit', adjustment.agencyId)
  if (adjustment.state !== 'draft')
    throw new Refusal('wrong-state', '这次调整已经办结，不能再改。请另起一次调整。')
  return adjustment
}

function uploadRoute(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  app.post<ById>(
    '/office/catalogue/adjustments/:id/upload',
    { config: { uploads: UPLOADS } },
    async (request, reply) => {
      const adjustment = await openAdjustment(services, request)
      const upload = uploadOf(request, 'workbook')
      const back = officePaths.catalogueAdjustment(adjustment.id)
      if (!upload) throw new Refusal('invalid', '请选择要导入的工作簿。')
      const options = valuesOf(formView(request.body), 'options')
      const [lines, rows, owners] = await Promise.all([
        readCatalogueWorkbook(upload.content),
        rowsBefore(services, adjustment),
        listOwners(db, adjustment.agencyId),
      ])
      const comparison = compareWithCatalogue(lines, rows, owners)
      const wrong = comparison.lines.filter(({ result }) => result === 'wrong')
      const taken = wrong.length === 0 || options.includes('skip-wrong')
      const ends = options.includes('end-missing') ? comparison.missing : []
      if (taken) {
        const changes: Change[] = [
          ...comparison.lines.flatMap((line) => ('change' in line ? [line.change] : [])),
          ...ends.map(({ itemId }) => ({ act: 'end', itemId }) as const),
        ]
        if (changes.length > 0)
          await changeCatalogue(db, officerOf(request), adjustment.id, changes, clock())
      }
      return sendCatalogue(
        services,
        request,
        reply,
        () => importedPage({ comparison, taken, ended: ends.length, back }),
        taken ? 200 : 422,
      )
    },
  )
}
