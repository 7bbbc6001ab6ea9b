/** The letters of a case: list, drawing up, reading, editing, making final, downloading. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { getCaseFile } from '../../../domain/requests/case-file.ts'
import { formatLetterNumber } from '../../../domain/requests/case-state.ts'
import { drawLetter, type DrawnLetter } from '../../../domain/requests/letters/draw-letter.ts'
import {
  discardLetter,
  editLetter,
  LetterTextForm,
} from '../../../domain/requests/letters/edit-letter.ts'
import { finaliseLetter } from '../../../domain/requests/letters/finalise-letter.ts'
import { LETTER_KINDS } from '../../../domain/requests/letters/letter-kinds.ts'
import { letterName } from '../../../domain/requests/letters/on-file.ts'
import {
  listCaseLetters,
  readLetter,
  type OpenLetter,
} from '../../../domain/requests/letters/read-letter.ts'
import { listDownloads } from '../../../domain/requests/online/downloads-store.ts'
import { LETTER_IDS } from '../../../law/letters.ts'
import { renderOfficialDocx } from '../../../platform/documents/official-docx.ts'
import { renderOfficialPdf } from '../../../platform/documents/official-pdf.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { requiredDay } from '../../../platform/web/form-fields.ts'
import { formView, parseForm, valueOf, type FormView } from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'
import { seeOther, sendDownload, sendPage } from '../../../platform/web/reply.ts'
import { doneMessage, withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { drawPage } from './draw-page.ts'
import { planOf, presetOf } from './plan-fields.ts'
import { editPage } from './edit-page.ts'
import { letterPage } from './letter-page.ts'
import { listPage } from './list-page.ts'

interface ById {
  Params: { id: string }
}

interface ByLetter {
  Params: { id: string; letterId: string }
}

const FILE_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const

export function caseLetterRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services

  app.get<ById>('/office/requests/:id/letters', async (request, reply) => {
    const { officer, file } = await caseOf(services, request)
    const { letters, offers } = await listCaseLetters(room, officer, file.id, dayOf(clock()))
    const mayDraw = mayAtHome(officer, 'letters.draft')
    return send(services, request, reply, listPage({ file, letters, offers, mayDraw }))
  })

  drawRoutes(app, services)
  editRoutes(app, services)

  app.get<ByLetter>('/office/requests/:id/letters/:letterId', async (request, reply) => {
    const { officer, file } = await caseOf(services, request)
    const open = await readLetter(room, officer, refOf(request), clock())
    const { csrf } = await officeFrame(services, request)
    const mayDraw = mayAtHome(officer, 'letters.draft')
    const fetchedAt = (await listDownloads(room.db, file.id)).get(`letter:${open.row.id}`)
    return send(services, request, reply, letterPage({ file, open, mayDraw, fetchedAt, csrf }))
  })

  for (const act of ['finalise', 'discard'] as const) {
    app.post<ByLetter>(`/office/requests/:id/letters/:letterId/${act}`, async (request, reply) => {
      const officer = officerOf(request)
      const ref = refOf(request)
      if (act === 'finalise') await finaliseLetter(room, officer, ref, clock())
      else await discardLetter(room, officer, ref, clock())
      const done = act === 'finalise' ? 'letter-final' : 'letter-discarded'
      return seeOther(reply, withDone(officePaths.letter(ref.requestId, ref.letterId), done))
    })
  }

  for (const format of ['docx', 'pdf'] as const) {
    app.get<ByLetter>(
      `/office/requests/:id/letters/:letterId/letter.${format}`,
      async (request, reply) => {
        const open = await readLetter(room, officerOf(request), refOf(request), clock())
        const content = Buffer.from(
          format === 'pdf'
            ? await renderOfficialPdf(open.document)
            : await renderOfficialDocx(open.document),
        )
        return sendDownload(reply, {
          name: fileName(open, format),
          type: FILE_TYPES[format],
          content,
        })
      },
    )
  }
}

/** 示公知〔2024〕1号 延期答复告知书.pdf: no person's name on anybody's disk. */
function fileName({ row }: OpenLetter, format: keyof typeof FILE_TYPES): string {
  const number = row.number ? `${formatLetterNumber(row.number)} ` : ''
  return `${number}${letterName(row)}${row.state === 'draft' ? '（草稿）' : ''}.${format}`
}

function refOf(request: FastifyRequest<ByLetter>) {
  const { id, letterId } = request.params
  return { requestId: recordId(id), letterId: recordId(letterId) }
}

async function caseOf({ room, clock }: OfficeServices, request: FastifyRequest<ById>) {
  const officer = officerOf(request)
  const file = await getCaseFile(room, officer, recordId(request.params.id), dayOf(clock()))
  return { officer, file }
}

const isDrawn = (letter: string): letter is DrawnLetter =>
  (LETTER_IDS as readonly string[]).includes(letter) &&
  LETTER_KINDS[letter as DrawnLetter].series !== 'reply'

interface Asked {
  Params: { id: string }
  Querystring: { letter?: string; about?: string }
}

function drawRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services
  const address = '/office/requests/:id/letters/new'

  app.get<Asked>(address, async (request, reply) => {
    const { officer, file } = await caseOf(services, request)
    const { offers } = await listCaseLetters(room, officer, file.id, dayOf(clock()))
    assertMay(officer, 'letters.draft', officer.agencyId)
    const { letter, about = '' } = request.query
    const offer = offers.find((one) => one.letter === letter && one.about === about)
    if (!offer) throw new Refusal('not-found', '这件申请现在不能生成这种文书。')
    const datedOn = (offer.on ?? dayOf(clock())).toString()
    const preset = presetOf(offer.about, file.state)
    return showDraw(services, request, reply, formView({ ...preset, letter, about, datedOn }))
  })

  app.post<ById>(address, async (request, reply) => {
    const { officer, file } = await caseOf(services, request)
    assertMay(officer, 'letters.draft', officer.agencyId)
    const typed = formView(request.body)
    const letter = valueOf(typed, 'letter')
    if (!isDrawn(letter)) throw new Refusal('invalid', '请从列出的文书中选择。')
    const checked = parseForm(z.object({ datedOn: requiredDay('成文日期') }), request.body)
    if (!checked.ok) {
      return showDraw(services, request, reply, formView(request.body, checked.problems), 422)
    }
    const about = valueOf(typed, 'about')
    const order = {
      letter,
      about,
      plan: planOf(about, typed),
      datedOn: checked.value.datedOn,
      typed: Object.fromEntries(
        LETTER_KINDS[letter].typed.map(({ name, max }) => [name, cut(valueOf(typed, name), max)]),
      ),
    }
    try {
      const letterId = await drawLetter(room, officer, file.id, order, clock())
      return seeOther(reply, withDone(officePaths.letter(file.id, letterId), 'letter-drawn'))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
      return showDraw(services, request, reply, formView(request.body, error.problems), 422)
    }
  })
}

/** The field says how much fits; a browser sends no more. */
const cut = (text: string, max: number) => [...text.trim()].slice(0, max).join('')

async function showDraw(
  services: OfficeServices,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  view: FormView,
  status = 200,
): Promise<FastifyReply> {
  const { file } = await caseOf(services, request)
  const { csrf } = await officeFrame(services, request)
  const letter = valueOf(view, 'letter')
  if (!isDrawn(letter)) throw new Refusal('not-found', '没有这种文书。')
  const page = drawPage({ file, letter, about: valueOf(view, 'about'), view, csrf })
  return send(services, request, reply, page, status)
}

function editRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services
  const address = '/office/requests/:id/letters/:letterId/edit'

  app.get<ByLetter>(address, async (request, reply) => {
    const officer = officerOf(request)
    const open = await readLetter(room, officer, refOf(request), clock())
    assertMay(officer, 'letters.draft', officer.agencyId)
    if (open.row.state !== 'draft') {
      throw new Refusal('wrong-state', '这份文书已经定稿或者作废，不能再改。')
    }
    const { title, body } = open.content
    const view = formView({ title, body, seenVersion: open.row.version }, open.problems)
    return showEdit(services, request, reply, open, view)
  })

  app.post<ByLetter>(address, async (request, reply) => {
    const officer = officerOf(request)
    const ref = refOf(request)
    const open = await readLetter(room, officer, ref, clock())
    assertMay(officer, 'letters.draft', officer.agencyId)
    const checked = parseForm(LetterTextForm, request.body)
    if (!checked.ok) {
      const view = formView(request.body, checked.problems)
      return showEdit(services, request, reply, open, view, { status: 422 })
    }
    try {
      await editLetter(room, officer, ref, checked.value, clock())
    } catch (error) {
      const status = error instanceof Refusal && SHOWN_AGAIN[error.code as keyof typeof SHOWN_AGAIN]
      if (!status) throw error
      const view = formView(request.body, error.problems)
      const refused = error.problems.length === 0 ? error.message : undefined
      return showEdit(services, request, reply, open, view, { status, refused })
    }
    return seeOther(reply, withDone(officePaths.letter(ref.requestId, ref.letterId), 'saved'))
  })
}

const SHOWN_AGAIN = { incomplete: 422, stale: 409 } as const

async function showEdit(
  services: OfficeServices,
  request: FastifyRequest<ByLetter>,
  reply: FastifyReply,
  open: OpenLetter,
  view: FormView,
  {
    status = 200,
    refused,
  }: { readonly status?: number; readonly refused?: string | undefined } = {},
): Promise<FastifyReply> {
  const { file } = await caseOf(services, request)
  const { csrf } = await officeFrame(services, request)
  return send(services, request, reply, editPage({ file, open, view, csrf, refused }), status)
}

async function send(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Html,
  status = 200,
): Promise<FastifyReply> {
  const frame = await officeFrame(services, request)
  const flash = doneMessage(request.query)
  const page = { title: '文书', current: 'requests', body, ...(flash ? { flash } : {}) } as const
  return sendPage(reply, officePage(frame, page), status)
}
