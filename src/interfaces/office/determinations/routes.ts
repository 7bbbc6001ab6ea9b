/** 公文属性源头认定: the ledger, one document with its steps, re-assessments, the three lists. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, may, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { listNames } from '../../../domain/accounts/users.ts'
import {
  ATTRIBUTES,
  DecisionForm,
  IssueForm,
  DeterminationForm,
  ReassessmentForm,
  type Determination,
} from '../../../domain/determinations/determination.ts'
import {
  findDocumentOf,
  getDetermination,
} from '../../../domain/determinations/determinations-store.ts'
import { countIssued, listIssueYears, listLedger } from '../../../domain/determinations/ledger.ts'
import {
  listDueReassessments,
  listReassessments,
} from '../../../domain/determinations/reassessments-store.ts'
import {
  abandonDetermination,
  checkAttribute,
  proposeAgain,
  proposeAttribute,
  signAttribute,
} from '../../../domain/determinations/handling/determining.ts'
import { issueDocument, reassess } from '../../../domain/determinations/handling/issuing.ts'
import {
  draftDisclosureLists,
  draftFromDetermination,
  linkPublished,
} from '../../../domain/determinations/handling/publishing.ts'
import { transition } from '../../../domain/determinations/lifecycle.ts'
import type { Officer } from '../../../domain/accounts/officer.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, parseForm, valueOf, type FormView } from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import type { OfficeFrame } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import { sendOfficePage } from '../send-page.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain } from '../show-again.ts'
import { determinationPage, proposalPage, type StepForm } from './determination-page.ts'
import { ledgerPage } from './ledger-page.ts'
import { reassessmentsPage } from './reassessments-page.ts'

interface ById {
  Params: { id: string }
}

const LedgerQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2200).optional().catch(undefined),
  attribute: z.enum(ATTRIBUTES).optional().catch(undefined),
})

export function determinationRoutes(app: FastifyInstance, services: OfficeServices): void {
  ledgerRoutes(app, services)
  proposalRoutes(app, services)
  stepRoutes(app, services)
}

function ledgerRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  app.get(officePaths.determinations, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'determinations.read', officer.agencyId)
    const query = LedgerQuery.parse(request.query)
    const today = dayOf(clock())
    const issueYears = await listIssueYears(db, officer.agencyId)
    const years = [...new Set([today.year, ...issueYears])].sort((a, b) => b - a)
    // the newest year that has anything: in January nobody looks for an empty page
    const year = query.year ?? issueYears[0] ?? today.year
    const filter = { year, ...(query.attribute ? { attribute: query.attribute } : {}) }
    const [counts, lines, open, due] = await Promise.all([
      countIssued(db, officer.agencyId, year),
      listLedger(db, officer.agencyId, { ...filter, state: 'issued' }),
      listLedger(db, officer.agencyId, { open: true }),
      listDueReassessments(db, officer.agencyId, today),
    ])
    const mayPropose = mayAtHome(officer, 'determinations.propose')
    const props = {
      year,
      years,
      counts,
      open,
      lines,
      filter,
      mayPropose,
      dueReassessments: due.length,
    }
    return send(services, request, reply, ({ csrf }) => ledgerPage({ ...props, csrf }))
  })

  app.get(officePaths.reassessments, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'determinations.read', officer.agencyId)
    const due = await listDueReassessments(db, officer.agencyId, dayOf(clock()))
    return send(services, request, reply, () => reassessmentsPage(due))
  })

  app.post(officePaths.disclosureLists, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.draft', officer.agencyId)
    const year = Number(valueOf(formView(request.body), 'year')) || dayOf(clock()).year
    const id = await draftDisclosureLists(db, officer, year, clock())
    return seeOther(reply, withDone(officePaths.edition(id), 'saved'))
  })
}

function proposalRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const showNew = (request: FastifyRequest, reply: FastifyReply, view: FormView, status = 200) =>
    send(
      services,
      request,
      reply,
      ({ csrf }) =>
        proposalPage({
          heading: '拟制公文',
          action: officePaths.newDetermination,
          back: officePaths.determinations,
          view,
          csrf,
        }),
      status,
    )

  app.get(officePaths.newDetermination, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'determinations.propose', officer.agencyId)
    return showNew(request, reply, formView({ attribute: 'proactive', origin: 'own' }))
  })

  app.post(officePaths.newDetermination, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'determinations.propose', officer.agencyId)
    const checked = parseForm(DeterminationForm, request.body)
    if (!checked.ok) return showNew(request, reply, formView(request.body, checked.problems), 422)
    const id = await proposeAttribute(db, officer, checked.value, clock())
    return seeOther(reply, withDone(officePaths.determination(id), 'saved'))
  })

  const showEdit = async (
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    view: FormView | undefined,
    status = 200,
  ) => {
    const one = await getDetermination(db, recordId(request.params.id))
    assertMay(officerOf(request), 'determinations.propose', one.agencyId)
    return send(
      services,
      request,
      reply,
      ({ csrf }) =>
        proposalPage({
          heading: '修改公文公开属性',
          action: officePaths.determinationAct(one.id, 'edit'),
          back: officePaths.determination(one.id),
          version: one.version,
          view: view ?? formView(one),
          csrf,
        }),
      status,
    )
  }

  app.get<ById>('/office/determinations/:id/edit', (request, reply) =>
    showEdit(request, reply, undefined),
  )

  app.post<ById>('/office/determinations/:id/edit', async (request, reply) => {
    const officer = officerOf(request)
    const { id, agencyId } = await getDetermination(db, recordId(request.params.id))
    assertMay(officer, 'determinations.propose', agencyId)
    const checked = parseForm(DeterminationForm, request.body)
    if (!checked.ok) return showEdit(request, reply, formView(request.body, checked.problems), 422)
    const version = Number(valueOf(formView(request.body), 'version')) || 0
    await proposeAgain(db, officer, id, version, checked.value, clock())
    return seeOther(reply, withDone(officePaths.determination(id), 'saved'))
  })
}

function stepRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const show = async (
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    view: FormView | undefined,
    status = 200,
  ) => {
    const officer = officerOf(request)
    const determination = await getDetermination(db, recordId(request.params.id))
    assertMay(officer, 'determinations.read', determination.agencyId)
    const [names, reassessments, document] = await Promise.all([
      listNames(db, [determination.proposedBy, determination.checkedBy, determination.signedBy]),
      listReassessments(db, determination.id),
      findDocumentOf(db, determination.id),
    ])
    const steps = stepsOf(officer, determination, document !== undefined)
    const props = { determination, names, reassessments, document, steps }
    return send(
      services,
      request,
      reply,
      ({ csrf }) => determinationPage({ ...props, view: view ?? formView(determination), csrf }),
      status,
    )
  }

  app.get<ById>('/office/determinations/:id', (request, reply) => show(request, reply, undefined))

  /** A step with a form: parsed, taken, or shown again with what was typed. */
  const step = <T>(
    name: string,
    act: Parameters<typeof assertMay>[1],
    schema: z.ZodType<T>,
    take: (officer: Officer, id: number, form: T) => Promise<void>,
  ) =>
    app.post<ById>(`/office/determinations/:id/${name}`, async (request, reply) => {
      const officer = officerOf(request)
      const { id, agencyId } = await getDetermination(db, recordId(request.params.id))
      assertMay(officer, act, agencyId)
      const checked = parseForm(schema, request.body)
      if (!checked.ok) return show(request, reply, formView(request.body, checked.problems), 422)
      return orShowAgain(
        request.body,
        async () => {
          await take(officer, id, checked.value)
          return seeOther(reply, withDone(officePaths.determination(id), 'step-recorded'))
        },
        ({ view, status }) => show(request, reply, view, status),
        ['invalid', 'stale'],
      )
    })

  step('check', 'determinations.check', DecisionForm, (officer, id, form) =>
    checkAttribute(db, officer, id, form, clock()),
  )
  step('sign', 'determinations.sign', DecisionForm, (officer, id, form) =>
    signAttribute(db, officer, id, form, clock()),
  )
  step('issue', 'determinations.issue', IssueForm, (officer, id, form) =>
    issueDocument(db, officer, id, form, clock()),
  )
  step('reassess', 'determinations.reassess', ReassessmentForm, (officer, id, form) =>
    reassess(db, officer, id, form, clock()),
  )
  step('link', 'publications.draft', LinkForm, (officer, id, { number }) =>
    linkPublished(db, officer, id, number, clock()),
  )

  app.post<ById>('/office/determinations/:id/abandon', async (request, reply) => {
    const id = recordId(request.params.id)
    await abandonDetermination(db, officerOf(request), id, clock())
    return seeOther(reply, withDone(officePaths.determination(id), 'step-recorded'))
  })

  app.post<ById>('/office/determinations/:id/draft', async (request, reply) => {
    const id = recordId(request.params.id)
    const editionId = await draftFromDetermination(db, officerOf(request), id, clock())
    return seeOther(reply, officePaths.editionAct(editionId, 'edit'))
  })
}

const LinkForm = z.object({ number: z.string().trim().min(1, '请填写文号或者索引号').max(80) })

/** The lifecycle's steps that this person may take, and what may follow once it is issued. */
function stepsOf(
  officer: Officer,
  one: Determination,
  hasDocument: boolean,
): ReadonlySet<StepForm | 'abandon'> {
  const steps = new Set<StepForm | 'abandon'>()
  for (const name of ['propose', 'check', 'sign', 'issue', 'abandon'] as const) {
    const found = transition(one.state, name)
    if (!found || !may(officer, found.act, one.agencyId)) continue
    if (found.byAnother && one.proposedBy === officer.id) continue
    steps.add(name)
  }
  if (one.state !== 'issued') return steps
  const isPublic = one.attribute === 'proactive'
  if (isPublic && !hasDocument && may(officer, 'publications.draft', one.agencyId))
    steps.add('publish')
  if (!isPublic && may(officer, 'determinations.reassess', one.agencyId)) steps.add('reassess')
  return steps
}

function send(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  body: (frame: OfficeFrame) => Html,
  status?: number,
): Promise<FastifyReply> {
  const page = { title: '公文公开属性', current: 'determinations' } as const
  return sendOfficePage(services, request, reply, page, body, status)
}
