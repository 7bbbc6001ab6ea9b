import type { EditionForm } from '../../src/domain/publications/edition.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { draftDocument, submitForReview } from '../../src/domain/publications/handling/drafting.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import { reviewEdition } from '../../src/domain/publications/handling/review.ts'
import { declareAct, type ActForm } from '../../src/domain/policies/acts.ts'
import { findTarget } from '../../src/domain/policies/targets.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import {
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
