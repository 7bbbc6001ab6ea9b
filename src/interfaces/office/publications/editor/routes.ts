/** Writing: the form of a draft, its preview, and the form again whenever something stands in the way of saving. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../../domain/accounts/permissions.ts'
import { getAgency } from '../../../../domain/organisations/agencies-store.ts'
import { EditionForm } from '../../../../domain/publications/edition.ts'
import { getEdition } from '../../../../domain/publications/editions-store.ts'
import {
  attachOriginal,
  draftWithOriginal,
} from '../../../../domain/publications/bulk/originals.ts'
import { editDraft } from '../../../../domain/publications/handling/drafting.ts'
import { listHints } from '../../../../domain/publications/hints/list-hints.ts'
import { inTransaction } from '../../../../platform/database/database.ts'
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import { formView, parseForm, valueOf } from '../../../../platform/web/forms.ts'
import { seeOther } from '../../../../platform/web/reply.ts'
import { MEGABYTE } from '../../../../platform/web/uploads.ts'
import { withDone } from '../../done.ts'
import { officePaths } from '../../paths.ts'
import { recordId } from '../../record-id.ts'
import type { OfficeServices } from '../../services.ts'
import { officerOf } from '../../session.ts'
import { orShowAgain } from '../../show-again.ts'
import { editionView } from '../edit-page.ts'
import { editorOfKind } from '../../kind-editors.ts'
import { batchRoutes } from '../bulk/batch-routes.ts'
import { formAgainAfterExpiry } from './expired.ts'
import { hintRoutes } from './hint-routes.ts'
import { importRoutes } from './import-routes.ts'
import { findOriginal, hiddenOriginal } from './original-field.ts'
import { sendEditor, type Shown } from './send-editor.ts'
import { wordListRoutes } from './word-lists.ts'

interface ById {
  Params: { id: string }
}

/** A text of the largest size, as a browser encodes it: nine characters for a Chinese one. */
const LONG_TEXT = { bodyLimit: 20 * MEGABYTE }

export function editorRoutes(app: FastifyInstance, services: OfficeServices): void {
  newDraftRoutes(app, services)
  editRoutes(app, services)
  importRoutes(app, services)
  hintRoutes(app, services)
  wordListRoutes(app, services)
  batchRoutes(app, services)
}

function newDraftRoutes(app: FastifyInstance, services: OfficeServices): void {
  const show = (request: FastifyRequest, reply: FastifyReply, shown: Shown) =>
    sendEditor(services, request, reply, {
      heading: '起草文件',
      action: officePaths.newPublication,
      hidden: hiddenOriginal(request.body),
      ...shown,
    })

  app.get(officePaths.newPublication, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const { shortName } = await getAgency(services.db, officer.agencyId)
    return show(request, reply, {
      view: formView({ publisher: shortName, disclosure: 'proactive' }),
    })
  })

  const again = formAgainAfterExpiry(services, (request, reply, shown) =>
    show(request, reply, shown),
  )
  app.post(
    officePaths.newPublication,
    { ...LONG_TEXT, errorHandler: again },
    async (request, reply) => {
      const officer = officerOf(request)
      assertMay(officer, 'publications.draft', officer.agencyId)
      if (wantsPreview(request.body))
        return show(request, reply, { view: formView(request.body), preview: true })
      const checked = parseForm(EditionForm, request.body)
      if (!checked.ok)
        return show(request, reply, {
          view: formView(request.body, checked.problems),
          status: 422,
        })
      return orShowAgain(
        request.body,
        async () => {
          const { db, files, clock } = services
          const original = await findOriginal(services, request.body)
          const form: EditionForm = { ...checked.value, kind: 'document', structure: null }
          const id = await draftWithOriginal({ db, files }, officer, form, original, clock())
          return seeOther(reply, withDone(officePaths.edition(id), 'saved'))
        },
        (shown) => show(request, reply, shown),
        ['stale', 'wrong-state', 'invalid'],
      )
    },
  )
}

function editRoutes(app: FastifyInstance, services: OfficeServices): void {
  const address = '/office/publications/:id/edit'

  app.get<ById>(address, async (request, reply) => {
    const officer = officerOf(request)
    const edition = await getEdition(services.db, recordId(request.params.id))
    assertMay(officer, 'publications.draft', edition.agencyId)
    const own = editorOfKind(edition)
    if (own !== undefined) return seeOther(reply, own)
    const { db, room, clock } = services
    const hints = await listHints({ db, calendar: room.calendar }, edition, clock())
    return sendEditor(services, request, reply, {
      heading: '修改文件',
      hints: hints.filter(({ checked }) => !checked),
      action: officePaths.editionAct(edition.id, 'edit'),
      importAction: officePaths.editionAct(edition.id, 'import'),
      view: editionView(edition),
      version: edition.version,
    })
  })

  const show = async (request: FastifyRequest, reply: FastifyReply, shown: Shown) => {
    const id = recordId((request.params as ById['Params']).id)
    const { agencyId } = await getEdition(services.db, id)
    assertMay(officerOf(request), 'publications.draft', agencyId)
    return sendEditor(services, request, reply, {
      heading: '修改文件',
      action: officePaths.editionAct(id, 'edit'),
      version: Number(valueOf(formView(request.body), 'version')) || 0,
      hidden: hiddenOriginal(request.body),
      ...shown,
    })
  }

  app.post<ById>(
    address,
    { ...LONG_TEXT, errorHandler: formAgainAfterExpiry(services, show) },
    async (request, reply) => {
      const officer = officerOf(request)
      const edition = await getEdition(services.db, recordId(request.params.id))
      assertMay(officer, 'publications.draft', edition.agencyId)
      if (editorOfKind(edition) !== undefined)
        throw new Refusal('wrong-state', '这类文件的正文由要素生成，请在它自己的页面修改。')
      const { body } = request
      if (wantsPreview(body)) return show(request, reply, { view: formView(body), preview: true })
      const checked = parseForm(EditionForm, body)
      if (!checked.ok)
        return show(request, reply, { view: formView(body, checked.problems), status: 422 })
      const version = Number(valueOf(formView(body), 'version')) || 0
      return orShowAgain(
        body,
        async () => {
          // the fields of its kind are written on a page of their own
          const form = {
            ...checked.value,
            kind: edition.kind,
            structure: edition.structure as EditionForm['structure'],
          }
          const original = await findOriginal(services, body)
          const now = services.clock()
          await inTransaction(services.db, async (tx) => {
            await editDraft(tx, officer, edition.id, version, form, now)
            const room = { db: tx, files: services.files }
            if (original) await attachOriginal(room, officer, edition.id, original, now)
          })
          return seeOther(reply, withDone(officePaths.edition(edition.id), 'saved'))
        },
        (shown) => show(request, reply, shown),
        ['stale'],
      )
    },
  )
}

const wantsPreview = (body: unknown) => valueOf(formView(body), 'intent') === 'preview'
