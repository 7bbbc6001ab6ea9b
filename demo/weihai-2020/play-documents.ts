import { REVIEW_ITEMS, EditionForm } from '../../src/domain/publications/edition.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { draftDocument, submitForReview } from '../../src/domain/publications/handling/drafting.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import { ReviewForm, reviewEdition } from '../../src/domain/publications/handling/review.ts'
import type { Officer } from '../../src/domain/accounts/officer.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import type { DemoDocument } from './documents.ts'
import type { Act } from './replay.ts'

/** Who works on the documents of one body. */
export interface DocumentDesk {
  readonly clerk: Officer
  readonly reviewer: Officer
  readonly head: Officer
}

/** The life of a document: drafted, submitted, reviewed, published, as far as it has come. */
export function documentActs(db: Db, desk: DocumentDesk, document: DemoDocument): Act[] {
  let editionId = 0
  const acts: Act[] = []
  const act = (at: string | undefined, run: Act['run']) => {
    if (at !== undefined) acts.push({ at: chinaMoment(at), run })
  }
  act(document.draftedAt, async (now) => {
    editionId = await draftDocument(db, desk.clerk, editionForm(document), now)
  })
  act(document.submittedAt, (now) => submitForReview(db, desk.clerk, editionId, now))
  act(document.reviewedAt, (now) => passReview(db, desk.reviewer, editionId, now))
  act(document.publishedAt, async (now) => {
    await publishEdition(db, desk.head, editionId, now)
    await rememberVisits(db, editionId, document.visits ?? 0)
  })
  return acts
}

function editionForm(document: DemoDocument): EditionForm {
  return EditionForm.parse({
    title: document.title,
    publisher: document.publisher,
    category: document.category,
    disclosure: 'proactive',
    documentNumber: document.documentNumber,
    formedOn: document.formedOn,
    effectiveFrom: document.effectiveFrom,
    expiresOn: document.expiresOn,
    normativeKind: document.normativeKind,
    bodyHtml: document.text,
  })
}

/** Every item looked at, nothing found. */
export async function passReview(
  db: Db,
  reviewer: Officer,
  editionId: number,
  now: Temporal.Instant,
): Promise<void> {
  const { contentHash } = await getEdition(db, editionId)
  const form = ReviewForm.parse({
    contentHash: contentHash.toString('hex'),
    checks: Object.fromEntries(REVIEW_ITEMS.map((item) => [item, 'clear'])),
    conclusion: 'may-publish',
    opinion: '逐项审查，可以公开（示例）。',
  })
  await reviewEdition(db, reviewer, editionId, form, now)
}

/** Readings that took place before the demo was loaded. */
async function rememberVisits(db: Db, editionId: number, visits: number): Promise<void> {
  const { documentId } = await getEdition(db, editionId)
  await db.insertInto('document_visits').values({ document_id: documentId, visits }).execute()
}
