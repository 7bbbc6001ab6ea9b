/** The wording of letters: the list, one template with its history, the agency's facts, the blank form. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import {
  adoptTemplate,
  ReturnForm,
  returnToBuiltIn,
  TemplateForm,
} from '../../../domain/requests/letters/adopt-template.ts'
import { blankApplicationForm } from '../../../domain/requests/letters/application-form.ts'
import { SERIES, type TemplateId } from '../../../domain/requests/letters/letter-kinds.ts'
import {
  getLetterSettings,
  LetterSettingsForm,
  prefixOf,
  saveLetterSettings,
} from '../../../domain/requests/letters/letter-settings.ts'
import { isTemplateId } from '../../../domain/requests/letters/templates/built-in.ts'
import {
  getTemplate,
  listOwnTemplateIds,
  listOwnTemplates,
} from '../../../domain/requests/letters/templates-store.ts'
import { renderOfficialDocx } from '../../../platform/documents/official-docx.ts'
import { renderOfficialPdf } from '../../../platform/documents/official-pdf.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, parseForm, type FormView } from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'
import { seeOther, sendDownload, sendPage } from '../../../platform/web/reply.ts'
import { doneMessage, withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { settingsPage } from './settings-page.ts'
import { templatePage } from './template-page.ts'
import { templatesPage } from './templates-page.ts'

interface ByTemplate {
  Params: { template: string }
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export function letterTemplateRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.letterTemplates, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'letters.templates', officer.agencyId)
    const agency = await getAgency(db, officer.agencyId)
    const [own, settings] = await Promise.all([
      listOwnTemplateIds(db, agency.id, dayOf(clock())),
      getLetterSettings(db, agency),
    ])
    const prefixes = SERIES.map((series) => prefixOf(series, agency, settings)).filter(Boolean)
    const mayAdopt = mayAtHome(officer, 'letters.adopt')
    return send(services, request, reply, templatesPage({ own, settings, prefixes, mayAdopt }))
  })

  settingsRoutes(app, services)
  oneTemplateRoutes(app, services)

  for (const format of ['docx', 'pdf'] as const) {
    app.get(officePaths.blankForm(format), async (request, reply) => {
      const officer = officerOf(request)
      assertMay(officer, 'letters.templates', officer.agencyId)
      const agency = await getAgency(db, officer.agencyId)
      const form = await blankApplicationForm(db, agency, dayOf(clock()))
      const bytes =
        format === 'pdf' ? await renderOfficialPdf(form) : await renderOfficialDocx(form)
      const type = format === 'pdf' ? 'application/pdf' : DOCX
      const name = `政府信息公开申请表.${format}`
      return sendDownload(reply, { name, type, content: Buffer.from(bytes) })
    })
  }
}

function settingsRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.letterSettings, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'letters.adopt', officer.agencyId)
    const settings = await getLetterSettings(db, await getAgency(db, officer.agencyId))
    const ticked = settings.ownNamePower ? 'yes' : ''
    return showSettings(services, request, reply, formView({ ...settings, ownNamePower: ticked }))
  })

  app.post(officePaths.letterSettings, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'letters.adopt', officer.agencyId)
    const checked = parseForm(LetterSettingsForm, request.body)
    if (!checked.ok) {
      const view = formView(request.body, checked.problems)
      return showSettings(services, request, reply, view, 422)
    }
    await saveLetterSettings(db, officer, checked.value, clock())
    return seeOther(reply, withDone(officePaths.letterTemplates, 'saved'))
  })
}

function oneTemplateRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const address = '/office/letter-templates/:template'

  app.get<ByTemplate>(address, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'letters.templates', officer.agencyId)
    const today = dayOf(clock())
    const { title, body } = await getTemplate(db, officer.agencyId, templateOf(request), today)
    const view = formView({ title, body, validFrom: today.toString() })
    return showTemplate(services, request, reply, view)
  })

  app.post<ByTemplate>(address, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'letters.adopt', officer.agencyId)
    const checked = parseForm(TemplateForm, request.body)
    if (!checked.ok) {
      const view = formView(request.body, checked.problems)
      return showTemplate(services, request, reply, view, { status: 422 })
    }
    const id = templateOf(request)
    return attempt(services, request, reply, () =>
      adoptTemplate(db, officer, id, checked.value, clock(), dayOf(clock())),
    )
  })

  app.post<ByTemplate>(`${address}/return`, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'letters.adopt', officer.agencyId)
    const checked = parseForm(ReturnForm, request.body)
    if (!checked.ok) {
      const view = formView(request.body, checked.problems)
      return showTemplate(services, request, reply, view, { status: 422 })
    }
    const id = templateOf(request)
    return attempt(services, request, reply, () =>
      returnToBuiltIn(db, officer, id, checked.value, clock(), dayOf(clock())),
    )
  })
}

function templateOf({ params }: FastifyRequest<ByTemplate>): TemplateId {
  if (!isTemplateId(params.template)) throw new Refusal('not-found', '没有这个模板。')
  return params.template
}

const SHOWN_AGAIN = { incomplete: 422, invalid: 422, stale: 409 } as const

/** What a person can mend is shown on the form with everything they typed. */
async function attempt(
  services: OfficeServices,
  request: FastifyRequest<ByTemplate>,
  reply: FastifyReply,
  act: () => Promise<unknown>,
): Promise<FastifyReply> {
  try {
    await act()
  } catch (error) {
    const status = error instanceof Refusal && SHOWN_AGAIN[error.code as keyof typeof SHOWN_AGAIN]
    if (!status) throw error
    const refused = error.problems.length === 0 ? error.message : undefined
    const view = formView(request.body, error.problems)
    return showTemplate(services, request, reply, view, { status, refused })
  }
  return seeOther(reply, withDone(officePaths.letterTemplate(templateOf(request)), 'saved'))
}

async function showTemplate(
  services: OfficeServices,
  request: FastifyRequest<ByTemplate>,
  reply: FastifyReply,
  view: FormView,
  {
    status = 200,
    refused,
  }: { readonly status?: number; readonly refused?: string | undefined } = {},
): Promise<FastifyReply> {
  const { db, clock } = services
  const officer = officerOf(request)
  const id = templateOf(request)
  const [template, history, { csrf }] = await Promise.all([
    getTemplate(db, officer.agencyId, id, dayOf(clock())),
    listOwnTemplates(db, officer.agencyId, id),
    officeFrame(services, request),
  ])
  const mayAdopt = mayAtHome(officer, 'letters.adopt')
  const page = templatePage({ id, template, history, view, csrf, mayAdopt, refused })
  return send(services, request, reply, page, status)
}

async function showSettings(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  view: FormView,
  status = 200,
): Promise<FastifyReply> {
  const { csrf } = await officeFrame(services, request)
  return send(services, request, reply, settingsPage(view, csrf), status)
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
  const current = 'letter-templates'
  const page = { title: '文书模板', current, body, ...(flash ? { flash } : {}) } as const
  return sendPage(reply, officePage(frame, page), status)
}
