/** 成批导入: the list of batches, and one batch from its files to its drafts. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../../domain/accounts/permissions.ts'
import { FILLED_FOR_ALL, fillRows } from '../../../../domain/publications/bulk/fill-rows.ts'
import { writeSheet } from '../../../../domain/publications/bulk/batch-sheet.ts'
import { listBatches } from '../../../../domain/publications/bulk/batches-store.ts'
import {
  addBatchFiles,
  confirmBatch,
  discardBatch,
  handInSheet,
  openBatch,
  viewBatch,
} from '../../../../domain/publications/bulk/handle-batch.ts'
import { listSuggestions } from '../../../../domain/publications/hints/suggestions.ts'
import { workOnBatches } from '../../../../domain/publications/bulk/work-on-batches.ts'
import {
  emptyForm,
  formView,
  valueOf,
  valuesOf,
  type FormView,
} from '../../../../platform/web/forms.ts'
import type { FileUploadLimits } from '../../../../platform/web/file-uploads.ts'
import { seeOther, sendPage } from '../../../../platform/web/reply.ts'
import { MEGABYTE, uploadOf } from '../../../../platform/web/uploads.ts'
import { doneMessage, withDone } from '../../done.ts'
import { officeFrame } from '../../frame.ts'
import { officePage } from '../../layout.ts'
import { officePaths } from '../../paths.ts'
import { recordId } from '../../record-id.ts'
import type { OfficeServices } from '../../services.ts'
import { officerOf } from '../../session.ts'
import { orShowAgain, type ShownAgain } from '../../show-again.ts'
import { batchListPage } from './batch-list-page.ts'
import { batchPage } from './batch-page.ts'

const FILES: FileUploadLimits = { maxBytes: 50 * MEGABYTE, maxFiles: 100 }
const SHEET = { config: { uploads: { maxBytes: 10 * MEGABYTE, maxFiles: 1 } } }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Milliseconds of work done within a request; what is left goes on in the background. */
const WORKED_AT_ONCE = 1500

interface ById {
  Params: { id: string }
}

export function batchRoutes(app: FastifyInstance, services: OfficeServices): void {
  listRoutes(app, services)
  sheetRoutes(app, services)
  fileRoutes(app, services)
  actRoutes(app, services)
}

/** Small batches are done before the page comes back; of large ones the first part. */
async function workAWhile({ db, files, clock }: OfficeServices, id: number): Promise<void> {
  await workOnBatches({ db, files }, clock, AbortSignal.timeout(WORKED_AT_ONCE), id)
}

function listRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const show = async (request: FastifyRequest, reply: FastifyReply, again?: ShownAgain) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const [frame, batches] = await Promise.all([
      officeFrame(services, request),
      listBatches(db, officer.agencyId),
    ])
    const body = batchListPage({ batches, csrf: frame.csrf, view: again?.view ?? emptyForm })
    const page = officePage(frame, { title: '成批导入', current: 'publications', body })
    return sendPage(reply, page, again?.status)
  }

  app.get(officePaths.batches, (request, reply) => show(request, reply))

  app.post(officePaths.batches, (request, reply) =>
    orShowAgain(
      request.body,
      async () => {
        const name = valueOf(formView(request.body), 'name')
        const id = await openBatch({ db }, officerOf(request), name, clock())
        return seeOther(reply, officePaths.batch(id))
      },
      (again) => show(request, reply, again),
    ),
  )

  app.get<ById>('/office/publications/batches/:id', (request, reply) =>
    showBatch(services, request, reply, recordId(request.params.id), { view: emptyForm }),
  )
}

function sheetRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, files, clock, jobs } = services
  const send = (reply: FastifyReply, name: string, bytes: Buffer) =>
    reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .type(XLSX)
      .send(bytes)

  app.get(officePaths.batchTemplate, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    return send(reply, '著录表.xlsx', await writeSheet())
  })

  app.get<ById>('/office/publications/batches/:id/sheet.xlsx', async (request, reply) => {
    const id = recordId(request.params.id)
    const view = await viewBatch({ db, files }, officerOf(request), id)
    return send(reply, `著录表-${view.batch.name}.xlsx`, await writeSheet(view.rows, view.files))
  })

  app.post<ById>('/office/publications/batches/:id/sheet', SHEET, async (request, reply) => {
    const id = recordId(request.params.id)
    const officer = officerOf(request)
    await viewBatch({ db, files }, officer, id)
    const sent = uploadOf(request, 'sheet')
    if (!sent) {
      const view = formView({}, [{ at: 'sheet', message: '请选择著录表' }])
      return showBatch(services, request, reply, id, { view, status: 422 })
    }
    return orShowAgain(
      request.body,
      async () => {
        await handInSheet({ db, files, jobs }, officer, id, sent.content, clock())
        await workAWhile(services, id)
        return seeOther(reply, withDone(officePaths.batch(id), 'recorded'))
      },
      ({ view, status, refused }) => {
        const message = refused ?? view.problems[0]?.message ?? ''
        const shown = formView({}, [{ at: 'sheet', message: `著录表：${message}` }])
        return showBatch(services, request, reply, id, { view: shown, status })
      },
      ['invalid', 'wrong-state'],
    )
  })
}

function fileRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, files, clock, jobs } = services
  app.post<ById>(
    '/office/publications/batches/:id/files',
    { config: { fileUploads: FILES } },
    async (request, reply) => {
      const id = recordId(request.params.id)
      const officer = officerOf(request)
      await viewBatch({ db, files }, officer, id)
      const { staged, problems } = request.fileUploads
      const nothing = staged.length + problems.length === 0
      const found = nothing ? [{ at: 'files', message: '请选择要上传的文件' }] : problems
      return orShowAgain(
        request.body,
        async () => {
          const added = staged.map(({ file }) => file)
          if (added.length > 0)
            await addBatchFiles({ db, files, jobs }, officer, id, added, clock())
          await workAWhile(services, id)
          if (found.length === 0)
            return seeOther(reply, withDone(officePaths.batch(id), 'recorded'))
          // the good ones were taken: only those named here are still missing
          return showBatch(services, request, reply, id, { view: formView({}, found), status: 422 })
        },
        (again) => showBatch(services, request, reply, id, again),
        ['invalid', 'wrong-state'],
      )
    },
  )
}

function actRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, files, clock, jobs } = services

  app.post<ById>('/office/publications/batches/:id/confirm', (request, reply) => {
    const id = recordId(request.params.id)
    return orShowAgain(
      request.body,
      async () => {
        const numbers = valuesOf(formView(request.body), 'rows').map(Number)
        await confirmBatch({ db, files, jobs }, officerOf(request), id, numbers, clock())
        await workAWhile(services, id)
        return seeOther(reply, officePaths.batch(id))
      },
      (again) => showBatch(services, request, reply, id, again),
      ['invalid', 'wrong-state'],
    )
  })

  app.post<ById>('/office/publications/batches/:id/fill', (request, reply) => {
    const id = recordId(request.params.id)
    const view = formView(request.body)
    const values = Object.fromEntries(FILLED_FOR_ALL.map((field) => [field, valueOf(view, field)]))
    return orShowAgain(
      request.body,
      async () => {
        await fillRows({ db, files, jobs }, officerOf(request), id, values, clock())
        return seeOther(reply, withDone(officePaths.batch(id), 'saved'))
      },
      (again) => showBatch(services, request, reply, id, again),
      ['invalid', 'wrong-state'],
    )
  })

  app.post<ById>('/office/publications/batches/:id/continue', async (request, reply) => {
    const id = recordId(request.params.id)
    await viewBatch({ db, files }, officerOf(request), id)
    await workAWhile(services, id)
    return seeOther(reply, officePaths.batch(id))
  })

  app.post<ById>('/office/publications/batches/:id/discard', async (request, reply) => {
    const id = recordId(request.params.id)
    await discardBatch({ db, files, jobs }, officerOf(request), id, clock())
    return seeOther(reply, withDone(officePaths.batches, 'recorded'))
  })
}

async function showBatch(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  id: number,
  { view, status = 200, refused }: { view: FormView; status?: number; refused?: string },
): Promise<FastifyReply> {
  const { db, files } = services
  const [shown, frame] = await Promise.all([
    viewBatch({ db, files }, officerOf(request), id),
    officeFrame(services, request),
  ])
  const flash = doneMessage(request.query)
  const suggestions = await listSuggestions(db, shown.batch.agencyId)
  const body = batchPage({
    ...shown,
    csrf: frame.csrf,
    view,
    suggestions,
    ...(refused ? { refused } : {}),
  })
  const page = officePage(frame, {
    title: `成批导入：${shown.batch.name}`,
    current: 'publications',
    body,
    ...(flash ? { flash } : {}),
  })
  return sendPage(reply, page, status)
}
