import { recordAudit } from '../../../platform/audit/audit-log.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { Determination, DeterminationState } from '../determination.ts'
import { getDeterminationForUpdate } from '../determinations-store.ts'
import { transition, type DeterminationStep } from '../lifecycle.ts'

/**
 * Reads a determination for one step and answers whether this person may take it now.
 * @throws Refusal `not-found`, `forbidden` (role, or the drafter deciding on the own draft), `wrong-state`
 */
export async function takeStep(
  tx: Tx,
  officer: Officer,
  id: number,
  step: DeterminationStep,
): Promise<{ determination: Determination; to: DeterminationState }> {
  const determination = await getDeterminationForUpdate(tx, id)
  assertMay(officer, 'determinations.read', determination.agencyId)
  const found = transition(determination.state, step)
  if (!found)
    throw new Refusal('wrong-state', '这件公文的状态已经变了，不能再办这一步。请刷新后查看。')
  assertMay(officer, found.act, determination.agencyId)
  if (found.byAnother && determination.proposedBy === officer.id)
    throw new Refusal('forbidden', '提出公开属性的人不能自己核定，请由其他同事办理。')
  return { determination, to: found.to }
}

export function assertCurrent({ version }: Determination, seen: number): void {
  if (version !== seen)
    throw new Refusal('stale', '在您审看期间这件公文有改动，请重新审看后再办理。')
}

export async function recordStep(
  tx: Tx,
  officer: Officer,
  id: number,
  action: string,
  now: Temporal.Instant,
  detail: Readonly<Record<string, string>> = {},
): Promise<void> {
  await recordAudit(tx, now, {
    actor: { id: officer.id, name: officer.displayName },
    action: `determination.${action}`,
    subject: `determination:${id}`,
    detail,
  })
}
