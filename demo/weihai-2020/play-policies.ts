import type { Officer } from '../../src/domain/accounts/officer.ts'
import { declareAct, startConsolidatedText } from '../../src/domain/policies/acts.ts'
import { CleanupForm, ScopeForm } from '../../src/domain/policies/cleanups/cleanup.ts'
import { listCleanupItems } from '../../src/domain/policies/cleanups/cleanups-store.ts'
import { issueCleanup, NoticeForm } from '../../src/domain/policies/cleanups/issue-cleanup.ts'
import { approveCleanup, reviewCleanup } from '../../src/domain/policies/cleanups/decide-cleanup.ts'
import {
  collateCleanup,
  giveOpinion,
  openCleanup,
} from '../../src/domain/policies/cleanups/run-cleanup.ts'
import { draftInterpretation } from '../../src/domain/policies/interpretations/draft-interpretation.ts'
import { InterpretationForm } from '../../src/domain/policies/interpretations/interpretation.ts'
import { PlanForm, planInterpretation } from '../../src/domain/policies/interpretations/plan.ts'
import {
  savePolicySettings,
  USUAL_POLICY_SETTINGS,
} from '../../src/domain/policies/policy-settings.ts'
import { draftAnswer } from '../../src/domain/policies/questions/answer-question.ts'
import { askQuestion } from '../../src/domain/policies/questions/ask-question.ts'
import { listQuestions } from '../../src/domain/policies/questions/list-questions.ts'
import { RecordForms, recordStep } from '../../src/domain/policies/records.ts'
import { registerNormative } from '../../src/domain/policies/registration.ts'
import { findTarget } from '../../src/domain/policies/targets.ts'
import { EditionForm } from '../../src/domain/publications/edition.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import {
  draftDocument,
  editDraft,
  submitForReview,
} from '../../src/domain/publications/handling/drafting.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { newTicket, openTicket } from '../../src/platform/sealing/form-ticket.ts'
import type { CaseDesk } from './play-case.ts'
import { documentActs, passReview, type DocumentDesk } from './play-documents.ts'
import {
  AMENDMENT,
  ANSWERED,
  CLEANUP_NOTICE,
  DRAFT_2026,
  GUIDE_TITLE,
  INTERPRETATION,
  NORMATIVE_DOCUMENTS,
  OPINIONS,
  WAITING_QUESTION,
} from './policies.ts'
import type { Act } from './replay.ts'

/** How many publications of this part of the story come before a moment: the count of index numbers allows for them. */
export function normativePublishedBefore(moment: string): number {
  const moments = [
    ...NORMATIVE_DOCUMENTS.map(({ publishedAt }) => publishedAt!),
    CLEANUP_NOTICE.publishedAt,
  ]
  return moments.filter((at) => at < moment).length
}

/** 规范性文件 of a unit, their clean-up by the office, an amendment, an interpretation, questions. */
export function policyActs(room: CaseRoom, office: CaseDesk, unit: DocumentDesk): Act[] {
  const { db } = room
  return [
    ...NORMATIVE_DOCUMENTS.flatMap((document) => documentActs({ db }, unit, document)),
    ...settingsActs(db, office, unit),
    ...cleanupActs(db, office, unit),
    ...amendmentActs(db, unit),
    ...interpretationActs(room, office),
    ...runningYearActs(room, office),
  ]
}

const act = (at: string, run: Act['run']): Act => ({ at: chinaMoment(at), run })

function settingsActs(db: Db, office: CaseDesk, unit: DocumentDesk): Act[] {
  const usual = { ...USUAL_POLICY_SETTINGS, placeCode: 'SLGX' }
  const ofOffice = { ...usual, makerCode: 'DZB', policyCategories: ['惠企政策'] }
  return [
    act('2020-01-03T09:00', (now) => savePolicySettings(db, office.head, ofOffice, now)),
    act('2020-01-03T09:10', (now) =>
      savePolicySettings(db, unit.head, { ...usual, makerCode: 'JF' }, now),
    ),
  ]
}

async function publish(
  db: Db,
  desk: Pick<DocumentDesk, 'clerk' | 'reviewer' | 'head'>,
  editionId: number,
  now: Temporal.Instant,
): Promise<void> {
  await submitForReview(db, desk.clerk, editionId, now)
  await passReview(db, desk.reviewer, editionId, now)
  await publishEdition(db, desk.head, editionId, now)
}

function cleanupActs(db: Db, office: CaseDesk, unit: DocumentDesk): Act[] {
  let cleanupId = 0
  let editionId = 0
  const form = CleanupForm.parse({
    title: '2020年规范性文件全面清理（示例）',
    basis: '对以区管委和部门名义印发的规范性文件逐件提出意见。',
    opinionsDueOn: '2020-07-10',
  })
  const scope = ScopeForm.parse({ units: 'all' })
  return [
    act('2020-07-01T09:30', async (now) => {
      cleanupId = await openCleanup(db, office.clerk, form, scope, now)
    }),
    act('2020-07-03T10:00', async (now) => {
      for (const { documentId, documentNumber } of await listCleanupItems(db, cleanupId)) {
        const opinion = OPINIONS[documentNumber as keyof typeof OPINIONS]
        await giveOpinion(db, unit.clerk, cleanupId, documentId, opinion, now)
      }
    }),
    act('2020-07-07T09:00', (now) => collateCleanup(db, office.clerk, cleanupId, now)),
    act('2020-07-14T16:00', (now) =>
      reviewCleanup(db, office.adviser, cleanupId, '清理结果有依据，程序齐备（示例）。', now),
    ),
    act('2020-07-17T09:00', (now) => approveCleanup(db, office.head, cleanupId, now)),
    act('2020-07-20T11:00', async (now) => {
      const notice = NoticeForm.parse(CLEANUP_NOTICE)
      editionId = await issueCleanup(db, office.clerk, cleanupId, notice, now)
    }),
    act('2020-07-20T15:00', (now) => submitForReview(db, office.clerk, editionId, now)),
    act('2020-07-21T09:00', (now) => passReview(db, office.reviewer, editionId, now)),
    act(CLEANUP_NOTICE.publishedAt, (now) => publishEdition(db, office.head, editionId, now)),
  ]
}

function amendmentActs(db: Db, unit: DocumentDesk): Act[] {
  let editionId = 0
  return [
    act('2020-10-09T09:00', async (now) => {
      const form = EditionForm.parse({
        title: AMENDMENT.title,
        genre: '决定',
        subjectCategory: '国民经济管理、国有资产监管',
        documentNumber: AMENDMENT.documentNumber,
        publisher: '经济发展局（示例）',
        category: '规范性文件',
        disclosure: 'proactive',
        formedOn: AMENDMENT.formedOn,
        effectiveFrom: AMENDMENT.appliesFrom,
        normativeKind: 'normative',
        bodyHtml: AMENDMENT.text,
      })
      editionId = await draftDocument(db, unit.clerk, form, now)
      const { documentId } = await getEdition(db, editionId)
      await registerNormative(db, unit.clerk, editionId, now)
      await planInterpretation(db, unit.clerk, documentId, EXEMPTED, now)
      const amends = { kind: 'amends', target: AMENDMENT.amends, appliesFrom: null } as const
      await declareAct(db, unit.clerk, editionId, amends, now)
    }),
    act('2020-10-12T10:00', (now) => publish(db, unit, editionId, now)),
    act('2020-11-02T09:00', async (now) => {
      const [old, decision] = [
        await findTarget(db, AMENDMENT.amends),
        await findTarget(db, AMENDMENT.documentNumber),
      ]
      const id = await startConsolidatedText(
        db,
        unit.clerk,
        old!.documentId,
        decision!.documentId,
        now,
      )
      const { version, structure: _, ...edition } = await getEdition(db, id)
      const text = { ...edition, structure: null, keywords: [], bodyHtml: AMENDMENT.consolidated }
      await editDraft(db, unit.clerk, id, version, text, now)
      await publish(db, unit, id, now)
    }),
  ]
}

const EXEMPTED = PlanForm.parse({ exemption: '只调整补助比例，没有需要另行解读的内容（示例）' })

async function publishedIdOf(db: Db, title: string): Promise<number> {
  const { document_id: id } = await db
    .selectFrom('editions')
    .select('document_id')
    .where('title', '=', title)
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow()
  return id
}

function interpretationActs(room: CaseRoom, office: CaseDesk): Act[] {
  const { db } = room
  let editionId = 0
  return [
    act('2020-09-01T09:00', async (now) => {
      const form = InterpretationForm.parse(INTERPRETATION)
      const documentId = await publishedIdOf(db, GUIDE_TITLE)
      editionId = await draftInterpretation(db, office.clerk, documentId, form, now)
    }),
    act('2020-09-02T10:00', (now) => publish(db, office, editionId, now)),
    act('2020-12-08T19:40', (now) => ask(room, ANSWERED.asked, now)),
    act('2020-12-09T09:20', async (now) => {
      const [question] = await listQuestions(db, office.clerk, 'open')
      editionId = await draftAnswer(db, office.clerk, question!.id, ANSWERED, now)
    }),
    act('2020-12-10T09:00', (now) => publish(db, office, editionId, now)),
  ]
}

async function ask(room: CaseRoom, question: string, now: Temporal.Instant): Promise<void> {
  const documentId = await publishedIdOf(room.db, GUIDE_TITLE)
  const opened = now.subtract({ minutes: 2 })
  const text = newTicket(room.sealer, 'policy-question', documentId, opened)
  const ticket = openTicket(room.sealer, 'policy-question', text, now)!
  await askQuestion(room, ticket, { question, contact: '' }, now)
}

/** What stands open on the desk when somebody looks in. */
function runningYearActs(room: CaseRoom, office: CaseDesk): Act[] {
  const { db } = room
  const campaign = CleanupForm.parse({
    title: '2026年规范性文件清理（示例）',
    basis: '重点清理与现行规定不一致的文件。',
    opinionsDueOn: '2026-12-10',
  })
  return [
    act('2026-11-12T09:00', (now) =>
      openCleanup(db, office.clerk, campaign, ScopeForm.parse({ units: 'all' }), now),
    ),
    act('2026-11-19T09:00', (now) => draftOf2026(db, office, now)),
    act('2026-11-19T20:15', (now) => ask(room, WAITING_QUESTION, now)),
  ]
}

/** Registered and reviewed legally, not yet decided nor planned for. */
async function draftOf2026(
  db: Db,
  office: { readonly clerk: Officer; readonly adviser: Officer },
  now: Temporal.Instant,
): Promise<void> {
  const { text, ...header } = DRAFT_2026
  const form = EditionForm.parse({
    ...header,
    publisher: '高新区管委办公室',
    category: '管委文件',
    disclosure: 'proactive',
    normativeKind: 'normative',
    bodyHtml: text,
  })
  const editionId = await draftDocument(db, office.clerk, form, now)
  const { documentId } = await getEdition(db, editionId)
  await registerNormative(db, office.adviser, editionId, now)
  const review = RecordForms['legality-review'].parse({
    begunOn: '2026-11-06',
    doneOn: '2026-11-18',
    conclusion: 'lawful',
    body: '法律顾问（示例）',
  })
  await recordStep(db, office.adviser, documentId, 'legality-review', review, now)
}
