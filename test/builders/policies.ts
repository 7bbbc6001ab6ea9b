import type { EditionForm } from '../../src/domain/publications/edition.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { draftDocument, submitForReview } from '../../src/domain/publications/handling/drafting.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import { reviewEdition } from '../../src/domain/publications/handling/review.ts'
import { declareAct, type ActForm } from '../../src/domain/policies/acts.ts'
import { CleanupForm, ScopeForm } from '../../src/domain/policies/cleanups/cleanup.ts'
import { openCleanup } from '../../src/domain/policies/cleanups/run-cleanup.ts'
import { draftInterpretation } from '../../src/domain/policies/interpretations/draft-interpretation.ts'
import { InterpretationForm } from '../../src/domain/policies/interpretations/interpretation.ts'
import { findTarget } from '../../src/domain/policies/targets.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import type { TestApp } from '../app.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  clearReview,
  editionForm,
  type PublicationDesk,
} from './publications.ts'

let counter = 0

/** A 规范性文件 that is public since nine o'clock of the day it was made, with a document number of its own. */
export async function buildNormative(
  db: Db,
  desk: PublicationDesk,
  formedOn: string,
  given: Partial<EditionForm> = {},
): Promise<{ documentId: number; indexNumber: string; documentNumber: string }> {
  counter += 1
  const documentNumber = `示规〔${formedOn.slice(0, 4)}〕${counter}号`
  const indexNumber = await buildPublishedDocument(db, desk, chinaMoment(`${formedOn}T09:00`), {
    title: `示例事项${counter}管理办法`,
    documentNumber,
    normativeKind: 'normative',
    formedOn: Temporal.PlainDate.from(formedOn),
    ...given,
  })
  const { documentId } = (await findTarget(db, indexNumber))!
  return { documentId, indexNumber, documentNumber }
}

/** Takes a draft through review to publication. */
export async function publishDraft(
  db: Db,
  desk: PublicationDesk,
  editionId: number,
  now: Temporal.Instant,
): Promise<string> {
  await submitForReview(db, desk.drafter, editionId, now)
  const { contentHash } = await getEdition(db, editionId)
  await reviewEdition(db, desk.reviewer, editionId, clearReview(contentHash), now)
  return publishEdition(db, desk.head, editionId, now)
}

/** A draft that declares what it amends or repeals. */
export async function draftAct(
  db: Db,
  desk: PublicationDesk,
  acts: readonly ActForm[],
  now: Temporal.Instant,
  given: Partial<EditionForm> = {},
): Promise<number> {
  const id = await draftDocument(db, desk.drafter, editionForm(given), now)
  for (const act of acts) await declareAct(db, desk.drafter, id, act, now)
  return id
}

/** One of each for whoever asks every route: fresh ones each time. */
export interface PolicyRecords {
  /** number of a normative document in draft */
  draft(): Promise<number>
  /** a campaign that waits for opinions on one document */
  cleanup(): Promise<number>
  /** number of the document in every campaign */
  readonly listed: number
  question(): Promise<number>
  /** edition of an interpretation in draft */
  interpretation(): Promise<number>
}

export async function buildPolicyRecords(app: TestApp, today: string): Promise<PolicyRecords> {
  const { db, agencyId } = app
  const now = chinaMoment(`${today}T09:00`)
  const desk = await buildPublicationDesk(db, agencyId)
  const { documentId: listed, indexNumber } = await buildNormative(db, desk, '2019-06-03')
  const campaign = CleanupForm.parse({ title: '示例清理', opinionsDueOn: '2030-01-01' })
  const elements = { background: '示例背景。' }
  await askAbout(app, indexNumber, today)
  const asked = await db.selectFrom('policy_questions').select('id').executeTakeFirstOrThrow()
  return {
    listed,
    question: async () => asked.id,
    draft: async () => {
      const form = editionForm({ normativeKind: 'normative', title: '尚未公布的示例办法' })
      return (await getEdition(db, await draftDocument(db, desk.drafter, form, now))).documentId
    },
    cleanup: () => openCleanup(db, desk.drafter, campaign, ScopeForm.parse({}), now),
    interpretation: () => {
      const form = InterpretationForm.parse({ title: '示例解读', form: 'text', elements })
      return draftInterpretation(db, desk.drafter, listed, form, now)
    },
  }
}

/** As a reader does, in a minute of the day. */
export async function askAbout(app: TestApp, indexNumber: string, today: string): Promise<void> {
  app.setNow(`${today}T09:00`)
  const reader = app.visitor()
  const { body } = await reader.get(`/ask?about=${encodeURIComponent(indexNumber)}`)
  const ticket = /name="ticket" value="([^"]+)"/.exec(body)?.[1] ?? ''
  app.setNow(`${today}T09:01`)
  const { statusCode } = await reader.post('/ask', { about: indexNumber, ticket, ...ASKED })
  if (statusCode !== 200) throw new Error(`the question was answered ${statusCode}`)
  app.setNow(`${today}T09:00`)
}

/** Words of a reader that nobody outside the office reads, and the contact that stays sealed. */
export const ASKED = { question: '只在办公室能看到的提问', contact: '13912345678' } as const
