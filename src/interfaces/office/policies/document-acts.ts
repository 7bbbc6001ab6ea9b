/** Acts on a policy document that need fields, each on a page of its own. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay, type Act } from '../../../domain/accounts/permissions.ts'
import { ActForm, declareAct } from '../../../domain/policies/acts.ts'
import {
  draftInterpretation,
  editInterpretation,
  getInterpretation,
} from '../../../domain/policies/interpretations/draft-interpretation.ts'
import { InterpretationForm } from '../../../domain/policies/interpretations/interpretation.ts'
import {
  findPlan,
  PlanForm,
  planInterpretation,
} from '../../../domain/policies/interpretations/plan.ts'
import {
  RECORD_KINDS,
  RECORDED_BY,
  RecordForms,
  recordStep,
  type RecordKind,
} from '../../../domain/policies/records.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { getEdition, listEditionsOfDocument } from '../../../domain/publications/editions-store.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
import type { Html } from '../../../platform/web/html.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { orShowAgain, type ShownAgain } from '../show-again.ts'
import { declarePage } from './acts-section.ts'
import { checkedForm } from './checked-form.ts'
import { newestEdition, type ById } from './document.ts'
import { interpretationPage, interpretationView } from './interpretation-page.ts'
import { policyPaths } from './paths.ts'
import { planPage, planView } from './plan-section.ts'
import { recordPage } from './records-section.ts'
import { sendPolicyPage } from './send.ts'

interface FormAct {
  readonly path: string
  readonly title: string
  readonly allowed: Act
  /** the blank form, or what is on record */
  readonly start: (edition: Edition) => Promise<FormView>
  readonly page: (edition: Edition, view: FormView, csrf: string) => Html
  /** @returns where to go then */
  readonly work: (request: FastifyRequest<ById>, edition: Edition) => Promise<string>
}

export function policyActRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const blank = async () => formView({ doneOn: dayOf(clock()).toString() })

  for (const kind of RECORD_KINDS) formAct(app, services, recordAct(services, kind, blank))

  formAct(app, services, {
    path: 'declare',
    title: '修改、废止别的文件',
    allowed: 'publications.draft',
    start: async () => formView({}),
    page: declarePage,
    work: async (request, { id, documentId }) => {
      await declareAct(db, officerOf(request), id, checkedForm(ActForm, request.body), clock())
      return withDone(policyPaths.document(documentId), 'act-declared')
    },
  })

  formAct(app, services, {
    path: 'plan',
    title: '解读方案',
    allowed: 'policies.edit',
    start: async ({ documentId }) => planView(await findPlan(db, documentId)),
    page: planPage,
    work: async (request, { documentId }) => {
      const form = checkedForm(PlanForm, request.body)
      await planInterpretation(db, officerOf(request), documentId, form, clock())
      return withDone(policyPaths.document(documentId), 'saved')
    },
  })

  formAct(app, services, {
    path: 'interpret',
    title: '起草解读',
    allowed: 'publications.draft',
    start: async ({ title }) => formView({ title: `《${title}》解读`, form: 'text' }),
    page: (edition, view, csrf) =>
      interpretationPage({
        action: policyPaths.documentAct(edition.documentId, 'interpret'),
        policy: edition,
        view,
        csrf,
      }),
    work: async (request, { documentId }) => {
      const form = checkedForm(InterpretationForm, request.body)
      const id = await draftInterpretation(db, officerOf(request), documentId, form, clock())
      return withDone(officePaths.edition(id), 'interpretation-drafted')
    },
  })

  editRoutes(app, services)
}

function recordAct(
  { db, clock }: OfficeServices,
  kind: RecordKind,
  start: FormAct['start'],
): FormAct {
  return {
    path: `record-${kind}`,
    title: '办理记录',
    allowed: RECORDED_BY[kind],
    start,
    page: (edition, view, csrf) => recordPage(edition, kind, view, csrf),
    work: async (request, { documentId }) => {
      const form = checkedForm(RecordForms[kind], request.body)
      await recordStep(db, officerOf(request), documentId, kind, form, clock())
      return withDone(policyPaths.document(documentId), 'recorded')
    },
  }
}

function formAct(app: FastifyInstance, services: OfficeServices, act: FormAct): void {
  const address = policyPaths.documentAct(':id', act.path)
  const open = async (request: FastifyRequest<ById>) => {
    const edition = await newestEdition(services, request)
    assertMay(officerOf(request), act.allowed, edition.agencyId)
    return edition
  }
  const show = (
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    edition: Edition,
    view: FormView,
    again?: ShownAgain,
  ) =>
    sendPolicyPage(services, request, reply, {
      title: act.title,
      tab: 'documents',
      body: ({ csrf }) => act.page(edition, view, csrf),
      ...(again && { again }),
    })

  app.get<ById>(address, async (request, reply) => {
    const edition = await open(request)
    return show(request, reply, edition, await act.start(edition))
  })
  app.post<ById>(address, async (request, reply) => {
    const edition = await open(request)
    return orShowAgain(
      request.body,
      async () => seeOther(reply, await act.work(request, edition)),
      (again) => show(request, reply, edition, again.view, again),
      ['invalid', 'incomplete', 'wrong-state'],
    )
  })
}

/** Changing an interpretation: its fields are not those of a document. */
function editRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  const address = policyPaths.editInterpretation(':id')
  const open = async (request: FastifyRequest<ById>) => {
    const edition = await getEdition(db, recordId(request.params.id))
    assertMay(officerOf(request), 'publications.draft', edition.agencyId)
    const [policyId] = getInterpretation(edition).interprets
    const [policy] = await listEditionsOfDocument(db, policyId!)
    return { edition, policy: policy! }
  }
  type Opened = Awaited<ReturnType<typeof open>>
  const show = (
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    { edition, policy }: Opened,
    view: FormView,
    again?: ShownAgain,
  ) =>
    sendPolicyPage(services, request, reply, {
      title: '修改解读',
      tab: 'interpretations',
      body: ({ csrf }) =>
        interpretationPage({
          action: policyPaths.editInterpretation(edition.id),
          policy,
          view,
          csrf,
          version: edition.version,
        }),
      ...(again && { again }),
    })

  app.get<ById>(address, async (request, reply) => {
    const opened = await open(request)
    return show(request, reply, opened, interpretationView(opened.edition))
  })
  app.post<ById>(address, async (request, reply) => {
    const opened = await open(request)
    const { id } = opened.edition
    return orShowAgain(
      request.body,
      async () => {
        const form = checkedForm(InterpretationForm, request.body)
        const version = Number(valueOf(formView(request.body), 'version')) || 0
        await editInterpretation(db, officerOf(request), id, version, form, clock())
        return seeOther(reply, withDone(officePaths.edition(id), 'saved'))
      },
      (again) => show(request, reply, opened, again.view, again),
      ['invalid', 'stale', 'wrong-state'],
    )
  })
}
