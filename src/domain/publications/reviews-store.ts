import type { Db, Tx } from '../../platform/database/database.ts'
import type { ReviewConclusion, ReviewFinding, ReviewItem } from './edition.ts'

export interface EditionReview {
  readonly conclusion: ReviewConclusion
  readonly checks: Readonly<Record<ReviewItem, ReviewFinding>>
  readonly opinion: string
  readonly reviewerId: number
  /** 甲（代乙） where the reviewer stood in for somebody */
  readonly reviewerName: string
  readonly reviewedAt: Temporal.Instant
  readonly contentHash: Buffer
}

export async function insertReview(
  tx: Tx,
  editionId: number,
  review: Omit<EditionReview, 'reviewerName'> & { readonly deputyFor?: number | undefined },
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
      deputy_for: review.deputyFor ?? null,
      reviewed_at: review.reviewedAt,
    })
    .execute()
}

export async function listReviews(db: Db | Tx, editionId: number): Promise<EditionReview[]> {
  const rows = await db
    .selectFrom('edition_reviews')
    .innerJoin('users', 'users.id', 'edition_reviews.reviewer_id')
    .leftJoin('users as absent', 'absent.id', 'edition_reviews.deputy_for')
    .selectAll('edition_reviews')
    .select(['users.display_name', 'absent.display_name as absent_name'])
    .where('edition_id', '=', editionId)
    .orderBy('edition_reviews.id')
    .execute()
  return rows.map((row) => ({
    conclusion: row.conclusion as ReviewConclusion,
    checks: row.checks as unknown as Record<ReviewItem, ReviewFinding>,
    opinion: row.opinion,
    reviewerId: row.reviewer_id,
    reviewerName: row.absent_name
      ? `${row.display_name}（代${row.absent_name}）`
      : row.display_name,
    reviewedAt: row.reviewed_at,
    contentHash: row.content_hash,
  }))
}
