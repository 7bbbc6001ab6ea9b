import type { Tx } from '../../../platform/database/database.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Edition } from '../edition.ts'

/**
 * What another room demands of a draft before it goes to review. The list is put together in `app.ts`: this room knows of
 * none of them.
 */
export type SubmissionCheck = (
  tx: Tx,
  edition: Edition,
  today: Temporal.PlainDate,
) => Promise<readonly Problem[]>

/** @throws Refusal `incomplete` with everything that is missing */
export async function assertSubmittable(
  tx: Tx,
  edition: Edition,
  today: Temporal.PlainDate,
  checks: readonly SubmissionCheck[],
): Promise<void> {
  const problems: Problem[] = []
  for (const check of checks) problems.push(...(await check(tx, edition, today)))
  if (problems.length > 0)
    throw new Refusal('incomplete', '这份稿子还不能送审，请先办好下面的事项。', problems)
}
