/** 成批审查: one screen, and for each edition a record of its own. */
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import { REVIEW_ITEMS, type Edition } from './edition.ts'
import { getEdition } from './editions-store.ts'
import { mayPass, type Clearance } from './gate/clearance.ts'
import { findClearance } from './gate/clearances-store.ts'
import { reviewEdition, type ReviewForm } from './handling/review.ts'

export interface BatchItem {
  readonly edition: Edition
  readonly clearance: Clearance | undefined
  /** what the gate let through; anything else is looked at on its own page */
  readonly mayPass: boolean
}

/** As many as one reads with care in one sitting. */
export const MOST_AT_ONCE = 20

/** The longest waiting that this officer may review. @throws Refusal `forbidden` */
export async function listReviewBatch(db: Db, officer: Officer): Promise<BatchItem[]> {
  assertMay(officer, 'publications.review', officer.agencyId)
  const rows = await db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select(['e.id', 'e.contributors'])
    .where('d.agency_id', '=', officer.agencyId)
    .where('e.state', '=', 'in-review')
    .orderBy('e.updated_at')
    .orderBy('e.id')
    .execute()
  const others = rows.filter(({ contributors }) => !contributors.includes(officer.id))
  return Promise.all(
    others.slice(0, MOST_AT_ONCE).map(async ({ id }) => {
      const edition = await getEdition(db, id)
      const clearance = await findClearance(db, edition)
      return { edition, clearance, mayPass: mayPass(clearance) }
    }),
  )
}

export interface BatchDecision {
  readonly editionId: number
  /** hash of what was on the screen */
  readonly contentHash: string
  readonly conclusion: 'may-publish' | 'return'
  readonly opinion: string
}

export interface BatchOutcome {
  readonly editionId: number
  readonly conclusion: BatchDecision['conclusion']
  /** undefined: signed */
  readonly refused: string | undefined
}

/**
 * Signs each decision by itself: one that is refused, because its content has changed or somebody was faster, changes
 * nothing for the others.
 */
export async function reviewBatch(
  db: Db,
  officer: Officer,
  decisions: readonly BatchDecision[],
  now: Temporal.Instant,
): Promise<BatchOutcome[]> {
  assertMay(officer, 'publications.review', officer.agencyId)
  const outcomes: BatchOutcome[] = []
  for (const decision of decisions) {
    const { editionId, conclusion } = decision
    outcomes.push({ editionId, conclusion, refused: await sign(db, officer, decision, now) })
  }
  return outcomes
}

async function sign(
  db: Db,
  officer: Officer,
  { editionId, contentHash, conclusion, opinion }: BatchDecision,
  now: Temporal.Instant,
): Promise<string | undefined> {
  if (conclusion === 'return' && opinion === '') return '退回须写明理由，没有签署。'
  const checks = Object.fromEntries(REVIEW_ITEMS.map((item) => [item, 'clear']))
  const form = { contentHash, conclusion, opinion, checks, acceptance: '', organ: '' } as ReviewForm
  try {
    await reviewEdition(db, officer, editionId, form, now)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}
