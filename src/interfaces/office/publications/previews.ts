/** 预览链接 of an edition: given out and taken back on its page. */
import type { FastifyInstance } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import { getEdition } from '../../../domain/publications/editions-store.ts'
import { createPreview, PreviewForm, revokePreview } from '../../../domain/publications/previews.ts'
import { emptyForm, formView, parseForm } from '../../../platform/web/forms.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { showEdition } from './show-edition.ts'

export function previewRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.post<{ Params: { id: string } }>(
    '/office/publications/:id/previews',
    async (request, reply) => {
      const officer = officerOf(request)
      const { id, agencyId } = await getEdition(db, recordId(request.params.id))
      assertMay(officer, 'publications.draft', agencyId)
      const checked = parseForm(PreviewForm, request.body)
      if (!checked.ok) {
        const view = formView(request.body, checked.problems)
        return showEdition(services, request, reply, id, { view, status: 422 })
      }
      const token = await createPreview(db, officer, id, checked.value, clock())
      // the one time it is seen: never in an address of ours, where logs and histories would keep it
      const newPreview = `${request.protocol}://${request.host}/preview/${token}`
      return showEdition(services, request, reply, id, { view: emptyForm, newPreview })
    },
  )

  app.post<{ Params: { id: string; previewId: string } }>(
    '/office/publications/:id/previews/:previewId/revoke',
    async (request, reply) => {
      const id = recordId(request.params.id)
      const previewId = recordId(request.params.previewId)
      await revokePreview(db, officerOf(request), id, previewId, clock())
      return seeOther(reply, withDone(officePaths.edition(id), 'preview-revoked'))
    },
  )
}
