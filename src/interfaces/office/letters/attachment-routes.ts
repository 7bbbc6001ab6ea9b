/** 答复附件: the files that go out with an answer, each checked before it may. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { getCaseFile } from '../../../domain/requests/case-file.ts'
import {
  AcceptanceForm,
  acceptFindings,
  attachFiles,
  checkAttachments,
  mayStillAttach,
  MOST_ATTACHMENTS,
  removeAttachment,
  type AttachmentDesk,
} from '../../../domain/requests/letters/attachments/change-attachments.ts'
import {
  listReplyAttachments,
  openAttachment,
} from '../../../domain/requests/letters/attachments/read-attachments.ts'
import { COPY_KINDS } from '../../../domain/requests/letters/attachments/release-check.ts'
import { copyAttachment } from '../../../domain/requests/letters/attachments/copy-attachment.ts'
import {
  releaseCopies,
  scanRelease,
} from '../../../domain/requests/letters/attachments/scan-release.ts'
import { listDownloads } from '../../../domain/requests/online/downloads-store.ts'
import { scanNotice } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { FileUploadLimits } from '../../../platform/web/file-uploads.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { sendStoredFile } from '../../../platform/web/stored-file-reply.ts'
import { MEGABYTE } from '../../../platform/web/uploads.ts'
import { doneMessage, withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { attachmentPage } from './attachment-page.ts'

const LIMITS: FileUploadLimits = { maxBytes: 50 * MEGABYTE, maxFiles: MOST_ATTACHMENTS }

interface ById {
  Params: { id: string }
}

interface ByAttachment {
  Params: { id: string; attachmentId: string }
}

export function attachmentRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, files, clock } = services
  const desk: AttachmentDesk = { room, files, check: scanRelease, copies: releaseCopies }
  const address = '/office/requests/:id/attachments'

  app.get<ById>(address, (request, reply) => show(services, request, reply))

  // asked before a byte is stored
  const mayAdd = async (request: FastifyRequest) => {
    const officer = officerOf(request)
    assertMay(officer, 'letters.draft', officer.agencyId)
  }
  const taking = { config: { fileUploads: LIMITS }, onRequest: mayAdd }

  app.post<ById>(address, taking, (request, reply) =>
    again(services, request, reply, async () => {
      const { staged, problems } = request.fileUploads
      if (problems.length > 0) throw new Refusal('invalid', '有文件没有收下。', problems)
      if (staged.length === 0) {
        throw new Refusal('invalid', '请选择文件。', [{ at: 'files', message: '请选择文件' }])
      }
      const added = staged.map(({ file }) => file)
      await attachFiles(desk, officerOf(request), refOf(request), added, clock())
      return done(request, reply, 'attachments-added')
    }),
  )

  app.get<ByAttachment>(`${address}/:attachmentId`, async (request, reply) => {
    const ids = {
      requestId: recordId(request.params.id),
      attachmentId: recordId(request.params.attachmentId),
    }
    return sendStoredFile(
      reply,
      await openAttachment(room, files, officerOf(request), ids, clock()),
    )
  })

  app.post<ByAttachment>(`${address}/:attachmentId/accept`, (request, reply) =>
    again(services, request, reply, async () => {
      // each file of the page has a field of its own, so that nothing typed lands at another
      const at = `reason-${idOf(request)}`
      const checked = parseForm(AcceptanceForm, { reason: valueOf(formView(request.body), at) })
      if (!checked.ok) {
        const problems = checked.problems.map(({ message }) => ({ at, message }))
        throw new Refusal('invalid', '没有写明理由。', problems)
      }
      const officer = officerOf(request)
      await acceptFindings(desk, officer, refOf(request), idOf(request), checked.value, clock())
      return done(request, reply, 'attachment-accepted')
    }),
  )

  for (const kind of COPY_KINDS) {
    app.post<ByAttachment>(`${address}/:attachmentId/${kind}`, (request, reply) =>
      again(services, request, reply, async () => {
        const wanted = { attachmentId: idOf(request), kind }
        await copyAttachment(desk, officerOf(request), refOf(request), wanted, clock())
        return done(request, reply, 'attachment-copied')
      }),
    )
  }

  app.post<ByAttachment>(`${address}/:attachmentId/check`, (request, reply) =>
    again(services, request, reply, async () => {
      await checkAttachments(desk, officerOf(request), refOf(request), [idOf(request)], clock())
      return done(request, reply, 'attachment-checked')
    }),
  )

  app.post<ByAttachment>(`${address}/:attachmentId/remove`, (request, reply) =>
    again(services, request, reply, async () => {
      await removeAttachment(desk, officerOf(request), refOf(request), idOf(request), clock())
      return done(request, reply, 'attachment-removed')
    }),
  )
}

const idOf = (request: FastifyRequest<ByAttachment>) => recordId(request.params.attachmentId)

function refOf(request: FastifyRequest<ById>) {
  const seenSeq = Number(valueOf(formView(request.body), 'seenSeq')) || 0
  return { id: recordId(request.params.id), seenSeq }
}

function done(
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  what: Parameters<typeof withDone>[1],
): FastifyReply {
  return seeOther(reply, withDone(officePaths.attachments(recordId(request.params.id)), what))
}

async function again(
  services: OfficeServices,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  act: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { room, clock } = services
  const officer = officerOf(request)
  await getCaseFile(room, officer, recordId(request.params.id), dayOf(clock()))
  assertMay(officer, 'letters.draft', officer.agencyId)
  const codes = ['invalid', 'incomplete', 'stale', 'wrong-state'] as const
  return orShowAgain(request.body, act, (shown) => show(services, request, reply, shown), codes)
}

interface Shown {
  readonly view?: FormView
  readonly status?: number
  readonly refused?: string
}

async function show(
  services: OfficeServices,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  { view = emptyForm, status = 200, refused }: Shown = {},
): Promise<FastifyReply> {
  const { room, clock, files } = services
  const officer = officerOf(request)
  const file = await getCaseFile(room, officer, recordId(request.params.id), dayOf(clock()))
  const body = attachmentPage({
    file,
    attachments: await listReplyAttachments(room, officer, file.id),
    downloads: await listDownloads(room.db, file.id),
    mayChange: mayAtHome(officer, 'letters.draft') && mayStillAttach(file.state),
    notice: scanNotice(files),
    csrf: (await officeFrame(services, request)).csrf,
    view,
    refused,
  })
  const frame = await officeFrame(services, request)
  const flash = status === 200 ? doneMessage(request.query) : undefined
  const page = {
    title: '答复附件',
    current: 'requests',
    body,
    ...(flash ? { flash } : {}),
  } as const
  return sendPage(reply, officePage(frame, page), status)
}
