import { recordAudit } from '../../../platform/audit/audit-log.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay, type Act } from '../../accounts/permissions.ts'
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

/** What the log calls a step, and as what the person took it. */
const ACT_OF = {
  proposed: 'determinations.propose',
  checked: 'determinations.check',
  'returned-by-check': 'determinations.check',
  'returned-by-signatory': 'determinations.sign',
  signed: 'determinations.sign',
  issued: 'determinations.issue',
  abandoned: 'determinations.propose',
  reassessed: 'determinations.reassess',
  'publication-drafted': 'publications.draft',
  linked: 'publications.draft',
} as const satisfies Record<string, Act>
export type RecordedStep = keyof typeof ACT_OF

export async function recordStep(
  tx: Tx,
  officer: Officer,
  id: number,
  action: RecordedStep,
  now: Temporal.Instant,
  detail: Readonly<Record<string, string>> = {},
): Promise<void> {
  await recordAudit(tx, now, {
    actor: actingAs(officer, ACT_OF[action]),
    action: `determination.${action}`,
    subject: `determination:${id}`,
    detail,
  })
}
