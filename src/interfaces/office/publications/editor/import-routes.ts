/** 从文件导入: one file becomes the filled-in form of a draft. Nothing is stored as a draft before somebody saves it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../../../domain/accounts/permissions.ts'
import { markupOfBody } from '../../../../domain/publications/body-as-markup.ts'
import { keepOriginal, LARGEST_ORIGINAL } from '../../../../domain/publications/bulk/originals.ts'
import {
  IMPORTED,
  readUpload,
  type ReadUpload,
} from '../../../../domain/publications/bulk/read-upload.ts'
import { getEdition } from '../../../../domain/publications/editions-store.ts'
import { fileTicket } from '../../../../platform/files/file-tickets.ts'
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import { button, buttonGroup, link } from '../../../../platform/web/components/button.ts'
import { fileUpload } from '../../../../platform/web/components/file-upload.ts'
import { errorSummary, form } from '../../../../platform/web/components/form.ts'
import { pageHeading } from '../../../../platform/web/components/grid.ts'
import { emptyForm, formView, type FormView } from '../../../../platform/web/forms.ts'
import { html } from '../../../../platform/web/html.ts'
import { sendPage } from '../../../../platform/web/reply.ts'
import { uploadOf, type Upload } from '../../../../platform/web/uploads.ts'
import { officeFrame } from '../../frame.ts'
import { officePage } from '../../layout.ts'
import { officePaths } from '../../paths.ts'
import { recordId } from '../../record-id.ts'
import type { OfficeServices } from '../../services.ts'
import { officerOf } from '../../session.ts'
import { editionView } from '../edit-page.ts'
import { importNotice, proposedValues } from './import-notice.ts'
import { sendEditor } from './send-editor.ts'

const ONE_FILE = { config: { uploads: { maxBytes: LARGEST_ORIGINAL, maxFiles: 1 } } }

interface ById {
  Params: { id: string }
}

export function importRoutes(app: FastifyInstance, services: OfficeServices): void {
  app.get(officePaths.importPublication, (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    return showUpload(services, request, reply, emptyForm)
  })

  app.post(officePaths.importPublication, ONE_FILE, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const sent = uploadOf(request, 'file')
    if (!sent) return showUpload(services, request, reply, MISSING, 422)
    const found = await take(services, sent)
    if (found.problem !== undefined && found.ticket === undefined) {
      const view = formView({}, [{ at: 'file', message: `${sent.filename}：${found.problem}` }])
      return showUpload(services, request, reply, view, 422)
    }
    return sendEditor(services, request, reply, {
      heading: '起草文件',
      action: officePaths.newPublication,
      view: formView({ ...(found.read && proposedValues(found.read)), ...bodyOf(found.read) }),
      notice: importNotice(sent.filename, found),
      ...(found.ticket ? { hidden: { original: found.ticket } } : {}),
    })
  })

  app.post<ById>('/office/publications/:id/import', ONE_FILE, async (request, reply) => {
    const edition = await getEdition(services.db, recordId(request.params.id))
    assertMay(officerOf(request), 'publications.draft', edition.agencyId)
    const sent = uploadOf(request, 'file')
    const found = sent && (await take(services, sent))
    const message = sent
      ? `${sent.filename}：${found?.problem ?? ''}`
      : MISSING.problems[0]!.message
    const current = editionView(edition)
    const values = { ...current.values, ...bodyOf(found?.read) }
    const problems = found?.read ? [] : [{ at: 'file', message }]
    return sendEditor(services, request, reply, {
      heading: '修改文件',
      action: officePaths.editionAct(edition.id, 'edit'),
      importAction: officePaths.editionAct(edition.id, 'import'),
      view: formView(values, problems),
      version: edition.version,
      status: found?.read ? 200 : 422,
      ...(sent && found?.read
        ? { notice: importNotice(sent.filename, found, current.values) }
        : {}),
      ...(found?.read && found.ticket ? { hidden: { original: found.ticket } } : {}),
    })
  })
}

const MISSING = formView({}, [{ at: 'file', message: '请选择要导入的文件' }])

/** What came of a file: its text, the file itself, or why not. */
export interface TakenUpload {
  readonly read: ReadUpload | undefined
  /** of the stored file; undefined for a kind that is not kept */
  readonly ticket: string | undefined
  readonly problem: string | undefined
}

async function take(services: OfficeServices, sent: Upload): Promise<TakenUpload> {
  const { db, files, clock } = services
  const upload = { name: sent.filename, content: sent.content }
  try {
    const stored = await keepOriginal({ db, files }, upload, clock())
    const ticket = stored && fileTicket(files, stored)
    try {
      const read = await readUpload(sent.filename, sent.content)
      return { read, ticket, problem: undefined }
    } catch (error) {
      return { read: undefined, ticket, problem: sentenceOf(error) }
    }
  } catch (error) {
    return { read: undefined, ticket: undefined, problem: sentenceOf(error) }
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
  return error.message
}

const bodyOf = (read: ReadUpload | undefined) =>
  read === undefined ? {} : { bodyHtml: markupOfBody(read.bodyHtml) }

async function showUpload(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  view: FormView,
  status = 200,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const body = html`${errorSummary(view)} ${pageHeading('从文件导入')}
    <p class="govuk-body">
      读出文字、表格和著录项，填进起草的表单。核对、保存以后才成为草稿，原文件作为原件附上。
    </p>
    ${form({
      action: officePaths.importPublication,
      csrf: frame.csrf,
      files: true,
      body: html`${fileUpload({
        name: 'file',
        label: '文件',
        hint: `可以是 ${IMPORTED.join('、')}，不超过50 MB。旧格式的.doc、.wps请先另存为.docx；扫描件读不出文字，只作为原件附上。`,
        form: view,
        accept: [...IMPORTED, '.doc', '.wps', '.png', '.jpg'],
      })}
      ${buttonGroup([
        button('读取'),
        link('许多文件一起导入', officePaths.batches),
        link('返回列表', officePaths.publications),
      ])}`,
    })}`
  const page = officePage(frame, { title: '从文件导入', current: 'publications', body })
  return sendPage(reply, page, status)
}
