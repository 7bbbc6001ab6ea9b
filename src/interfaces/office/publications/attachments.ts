/** The files of an edition: upload, order, download for colleagues. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import { ATTACHMENT_ROLES } from '../../../domain/publications/edition.ts'
import { getEdition } from '../../../domain/publications/editions-store.ts'
import {
  addAttachments,
  moveAttachment,
  removeAttachment,
  setAttachmentRole,
} from '../../../domain/publications/handling/attachments.ts'
import { checkAgain } from '../../../domain/publications/handling/gate.ts'
import { takeCopy } from '../../../domain/publications/handling/copy-attachment.ts'
import { openFile } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { FileUploadLimits } from '../../../platform/web/file-uploads.ts'
import { formView, parseForm } from '../../../platform/web/forms.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { sendStoredFile } from '../../../platform/web/stored-file-reply.ts'
import { MEGABYTE } from '../../../platform/web/uploads.ts'
import { withDone } from '../done.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { showEdition } from './show-edition.ts'

const LIMITS: FileUploadLimits = { maxBytes: 50 * MEGABYTE, maxFiles: 20 }

const UploadForm = z.object({ role: z.enum(ATTACHMENT_ROLES).catch('attachment') })
const ChangeForm = z.object({
  act: z.enum(['up', 'down', 'remove', 'clean', 'masked', ...ATTACHMENT_ROLES]),
})

interface ById {
  Params: { id: string }
}
interface ByTwo {
  Params: { id: string; fileId: string }
}

export function attachmentRoutes(app: FastifyInstance, services: OfficeServices): void {
  uploadRoute(app, services)
  fileRoutes(app, services)
}

function uploadRoute(app: FastifyInstance, services: OfficeServices): void {
  const { db, files, clock } = services
  app.post<ById>(
    '/office/publications/:id/attachments',
    { config: { fileUploads: LIMITS } },
    async (request, reply) => {
      const officer = officerOf(request)
      const { id, agencyId } = await getEdition(db, recordId(request.params.id))
      assertMay(officer, 'publications.draft', agencyId)
      const { staged, problems } = request.fileUploads
      const view = formView(request.body, [
        ...problems,
        ...(staged.length + problems.length === 0
          ? [{ at: 'files', message: '请选择要上传的文件' }]
          : []),
      ])
      if (view.problems.length > 0)
        return showEdition(services, request, reply, id, { view, status: 422 })
      const checked = parseForm(UploadForm, request.body)
      const role = checked.ok ? checked.value.role : 'attachment'
      const added = staged.map(({ file }) => ({ file, role }))
      return orShowAgain(
        request.body,
        async () => {
          await addAttachments({ db, files }, officer, id, added, clock())
          return seeOther(reply, withDone(officePaths.edition(id), 'attachments-saved'))
        },
        (again) => showEdition(services, request, reply, id, again),
      )
    },
  )
}

function fileRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, files, clock } = services
  const address = '/office/publications/:id/attachments/:fileId'

  app.get<ByTwo>(address, async (request, reply) => {
    const fileId = recordId(request.params.fileId)
    const { agencyId, attachments } = await getEdition(db, recordId(request.params.id))
    assertMay(officerOf(request), 'publications.read', agencyId)
    const isItsOwn = attachments.some((one) => one.fileId === fileId)
    return sendStoredFile(reply, await openFile(files, db, fileId, async () => isItsOwn))
  })

  app.post<ByTwo>(address, async (request, reply) => {
    const officer = officerOf(request)
    const fileId = recordId(request.params.fileId)
    const { id, agencyId } = await getEdition(db, recordId(request.params.id))
    assertMay(officer, 'publications.draft', agencyId)
    const checked = parseForm(ChangeForm, request.body)
    if (!checked.ok) throw new Refusal('invalid', '请选择要做的改动。', checked.problems)
    const { act } = checked.value
    const now = clock()
    if (act === 'clean' || act === 'masked')
      return orShowAgain(
        request.body,
        async () => {
          await takeCopy({ db, files }, officer, id, { fileId, kind: act }, now)
          await checkAgain(db, officer, id, now, files)
          return seeOther(reply, withDone(officePaths.edition(id), 'copy-taken'))
        },
        (again) => showEdition(services, request, reply, id, again),
      )
    if (act === 'remove') await removeAttachment(db, officer, id, fileId, now)
    else if (act === 'up' || act === 'down')
      await moveAttachment(db, officer, id, { fileId, by: act === 'up' ? -1 : 1 }, now)
    else await setAttachmentRole(db, officer, id, { fileId, role: act }, now)
    return seeOther(reply, withDone(officePaths.edition(id), 'attachments-saved'))
  })
}
