/** One policy document: its checklist and everything about it that is not its text. Acts with fields are in document-acts.ts. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertMay, may } from '../../../domain/accounts/permissions.ts'
import {
  ACT_KINDS,
  dropAct,
  listDeclaredActs,
  startConsolidatedText,
} from '../../../domain/policies/acts.ts'
import { listInterpretations } from '../../../domain/policies/interpretations/draft-interpretation.ts'
import { findPlan } from '../../../domain/policies/interpretations/plan.ts'
import { publishTogether } from '../../../domain/policies/interpretations/publish-together.ts'
import { listPublicLinks } from '../../../domain/policies/links.ts'
import { listRecords, RECORD_KINDS, RECORDED_BY } from '../../../domain/policies/records.ts'
import { registerNormative } from '../../../domain/policies/registration.ts'
import { readChecklist } from '../../../domain/policies/submission-check.ts'
import { validityOfDocument } from '../../../domain/policies/validity.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { listEditionsOfDocument } from '../../../domain/publications/editions-store.ts'
import { minuteField } from '../../../domain/publications/handling/schedule.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { formView, valueOf } from '../../../platform/web/forms.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { withDone } from '../done.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { checkedForm } from './checked-form.ts'
import { policyDocumentPage } from './document-page.ts'
import { policyPaths } from './paths.ts'
import { sendPolicyPage } from './send.ts'

export interface ById {
  Params: { id: string }
}

const DropForm = z.object({
  kind: z.enum(ACT_KINDS),
  documentId: z.coerce.number().int().positive(),
})
const ConsolidateForm = z.object({ actId: z.coerce.number().int().positive() })

/** A minute, or nothing: at once. */
const TogetherForm = z.object({
  publishAt: z.preprocess((given) => (given === '' ? undefined : given), minuteField.optional()),
})

export function policyDocumentRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get<ById>(policyPaths.document(':id'), (request, reply) => show(services, request, reply))

  app.post<ById>(policyPaths.documentAct(':id', 'register'), async (request, reply) => {
    const { id, documentId } = await newestEdition(services, request)
    await registerNormative(db, officerOf(request), id, clock())
    return seeOther(reply, withDone(policyPaths.document(documentId), 'number-given'))
  })

  app.post<ById>(policyPaths.documentAct(':id', 'drop'), async (request, reply) => {
    const { id, documentId, agencyId } = await newestEdition(services, request)
    assertMay(officerOf(request), 'publications.draft', agencyId)
    await dropAct(db, officerOf(request), id, checkedForm(DropForm, request.body), clock())
    return seeOther(reply, withDone(policyPaths.document(documentId), 'saved'))
  })

  app.post<ById>(policyPaths.documentAct(':id', 'consolidate'), async (request, reply) => {
    const { documentId, agencyId } = await newestEdition(services, request)
    assertMay(officerOf(request), 'publications.draft', agencyId)
    const { actId } = checkedForm(ConsolidateForm, request.body)
    const id = await startConsolidatedText(db, officerOf(request), documentId, actId, clock())
    return seeOther(reply, withDone(officePaths.edition(id), 'edition-started'))
  })

  app.post<ById>(policyPaths.documentAct(':id', 'publish-together'), async (request, reply) => {
    const { id, documentId, agencyId } = await newestEdition(services, request)
    assertMay(officerOf(request), 'publications.publish', agencyId)
    const ready = await listReviewed(services, documentId)
    if (ready.length === 0) throw new Refusal('wrong-state', '没有已经审查、可以同时发布的解读。')
    const view = formView(request.body)
    const approved = (editionId: number) => ({
      editionId,
      seen: valueOf(view, `seen-${editionId}`),
    })
    const { publishAt } = checkedForm(TogetherForm, request.body)
    const interpretations = ready.map((one) => approved(one.id))
    await publishTogether(db, officerOf(request), approved(id), interpretations, publishAt, clock())
    const done = publishAt ? 'scheduled' : 'published-together'
    return seeOther(reply, withDone(policyPaths.document(documentId), done))
  })
}

async function listReviewed({ db }: OfficeServices, documentId: number): Promise<Edition[]> {
  return (await listInterpretations(db, documentId)).filter(({ state }) => state === 'reviewed')
}

/** The newest edition of the document in the address. @throws Refusal `not-found`, `forbidden` */
export async function newestEdition(
  { db }: OfficeServices,
  request: FastifyRequest<ById>,
): Promise<Edition> {
  const [newest] = await listEditionsOfDocument(db, recordId(request.params.id))
  if (!newest) throw new Refusal('not-found', '没有找到这份文件。')
  assertMay(officerOf(request), 'policies.read', newest.agencyId)
  if (newest.kind !== 'document') throw new Refusal('not-found', '没有找到这份文件。')
  return newest
}

async function show(
  services: OfficeServices,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db, clock, room } = services
  const officer = officerOf(request)
  const edition = await newestEdition(services, request)
  const { documentId, agencyId } = edition
  const today = dayOf(clock())
  const [checklist, records, plan, acts, links, interpretations, validity] = await Promise.all([
    readChecklist(db, edition, room.calendar, today),
    listRecords(db, documentId),
    findPlan(db, documentId),
    listDeclaredActs(db, documentId),
    listPublicLinks(db, documentId, today),
    listInterpretations(db, documentId),
    validityOfDocument(db, documentId, today),
  ])
  const isOpen = edition.state === 'draft' || edition.state === 'returned'
  const mayDraft = may(officer, 'publications.draft', agencyId)
  return sendPolicyPage(services, request, reply, {
    title: edition.title,
    tab: 'documents',
    body: ({ csrf }) =>
      policyDocumentPage({
        edition,
        checklist,
        records,
        plan,
        acts,
        links,
        interpretations,
        validity,
        csrf,
        may: {
          register: isOpen && may(officer, 'policies.register', agencyId),
          declare: isOpen && mayDraft,
          draft: mayDraft,
          plan: may(officer, 'policies.edit', agencyId),
          record: RECORD_KINDS.filter((kind) => may(officer, RECORDED_BY[kind], agencyId)),
          publish:
            edition.state === 'reviewed' &&
            may(officer, 'publications.publish', agencyId) &&
            !edition.contributors.includes(officer.id),
        },
      }),
  })
}
