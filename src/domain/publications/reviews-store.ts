import type { Db, Tx } from '../../platform/database/database.ts'
import type { ReviewConclusion, ReviewFinding, ReviewItem } from './edition.ts'

export interface EditionReview {
  readonly conclusion: ReviewConclusion
  readonly checks: Readonly<Record<ReviewItem, ReviewFinding>>
  readonly opinion: string
  readonly reviewerId: number
  readonly reviewerName: string
  readonly reviewedAt: Temporal.Instant
  readonly contentHash: Buffer
}

export async function insertReview(
  tx: Tx,
  editionId: number,
  review: Omit<EditionReview, 'reviewerName'>,
): Promise<void> {
  await tx
    .insertInto('edition_reviews')
    .values({
      edition_id: editionId,
      content_hash: review.contentHash,
      conclusion: review.conclusion,
      checks: JSON.stringify(review.checks),
      opinion: review.opinion,
      reviewer_id: review.reviewerId,
      reviewed_at: review.reviewedAt,
    })
    .execute()
}

export async function listReviews(db: Db | Tx, editionId: number): Promise<EditionReview[]> {
  const rows = await db
    .selectFrom('edition_reviews')
    .innerJoin('users', 'users.id', 'edition_reviews.reviewer_id')
    .selectAll('edition_reviews')
    .select('users.display_name')
    .where('edition_id', '=', editionId)
    .orderBy('edition_reviews.id')
    .execute()
  return rows.map((row) => ({
    conclusion: row.conclusion as ReviewConclusion,
    checks: row.checks as unknown as Record<ReviewItem, ReviewFinding>,
    opinion: row.opinion,
    reviewerId: row.reviewer_id,
    reviewerName: row.display_name,
    reviewedAt: row.reviewed_at,
    contentHash: row.content_hash,
  }))
}
