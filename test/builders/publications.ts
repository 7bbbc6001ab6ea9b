import type { Officer } from '../../src/domain/accounts/officer.ts'
import { REVIEW_ITEMS, type EditionForm } from '../../src/domain/publications/edition.ts'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { draftDocument, submitForReview } from '../../src/domain/publications/handling/drafting.ts'
import { publishEdition } from '../../src/domain/publications/handling/publish.ts'
import { reviewEdition, type ReviewForm } from '../../src/domain/publications/handling/review.ts'
import type { Db } from '../../src/platform/database/database.ts'
import type { Files } from '../../src/platform/files/files.ts'
import { buildOfficer } from './people.ts'

/** The people a publication needs: who drafts, who reviews, who publishes. */
export interface PublicationDesk {
  readonly drafter: Officer
  readonly reviewer: Officer
  readonly head: Officer
}

export async function buildPublicationDesk(db: Db, agencyId: number): Promise<PublicationDesk> {
  return {
    drafter: await buildOfficer(db, agencyId, 'clerk'),
    reviewer: await buildOfficer(db, agencyId, 'secrecy-reviewer'),
    head: await buildOfficer(db, agencyId, 'head'),
  }
}

export function editionForm(given: Partial<EditionForm> = {}): EditionForm {
  return {
    title: '关于示例事项的通知',
    publisher: '示例办公室',
    category: '管委文件',
    disclosure: 'proactive',
    documentNumber: '示发〔2020〕1号',
    formedOn: Temporal.PlainDate.from('2020-08-10'),
    effectiveFrom: null,
    expiresOn: null,
    repealedOn: null,
    normativeKind: null,
    bodyHtml: '<p>示例正文。</p>',
    kind: 'document',
    structure: null,
    subjectCategory: '',
    genre: '',
    summary: '',
    keywords: [],
    registrationNumber: '',
    publicNote: '',
    ...given,
  }
}

export function clearReview(contentHash: Buffer, given: Partial<ReviewForm> = {}): ReviewForm {
  return {
    contentHash: contentHash.toString('hex'),
    checks: Object.fromEntries(REVIEW_ITEMS.map((item) => [item, 'clear'])) as ReviewForm['checks'],
    conclusion: 'may-publish',
    opinion: '',
    acceptance: '',
    organ: '',
    ...given,
  }
}

/** Takes a draft all the way: submitted, reviewed, published. Returns its index number. */
export async function finishEdition(
  db: Db,
  desk: PublicationDesk,
  id: number,
  now: Temporal.Instant,
  files?: Files,
): Promise<string> {
  await submitForReview(db, desk.drafter, id, now, { files })
  const { contentHash } = await getEdition(db, id)
  await reviewEdition(db, desk.reviewer, id, clearReview(contentHash), now)
  return publishEdition(db, desk.head, id, now)
}

/** An edition that has passed its review and waits for publication. */
export async function buildReviewedEdition(
  db: Db,
  desk: PublicationDesk,
  now: Temporal.Instant,
  given: Partial<EditionForm> = {},
): Promise<number> {
  const id = await draftDocument(db, desk.drafter, editionForm(given), now)
  await submitForReview(db, desk.drafter, id, now)
  const { contentHash } = await getEdition(db, id)
  await reviewEdition(db, desk.reviewer, id, clearReview(contentHash), now)
  return id
}

/** A document that went the whole way. Returns its index number. */
export async function buildPublishedDocument(
  db: Db,
  desk: PublicationDesk,
  now: Temporal.Instant,
  given: Partial<EditionForm> = {},
): Promise<string> {
  const id = await buildReviewedEdition(db, desk, now, given)
  return publishEdition(db, desk.head, id, now)
}
