import type { Tx } from '../../../platform/database/database.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import type { Edition, EditionState } from '../edition.ts'
import { getEditionForUpdate, updateEditionState } from '../editions-store.ts'
import { actBetween, transition, type EditionStep } from '../lifecycle.ts'

/**
 * Reads an edition for one step and answers whether this person may take it now.
 * @throws Refusal `not-found`, `forbidden` (role, or the drafter approving the own draft) or `wrong-state`
 */
export async function takeStep(
  tx: Tx,
  officer: Officer,
  editionId: number,
  step: EditionStep,
): Promise<{ edition: Edition; to: EditionState }> {
  const edition = await getEditionForUpdate(tx, editionId)
  assertMay(officer, 'publications.read', edition.agencyId)
  const found = transition(edition.state, step)
  if (!found)
    throw new Refusal('wrong-state', '这份文件的状态已经变了，不能再办这一步。请刷新后查看。')
  assertMay(officer, found.act, edition.agencyId)
  if (found.byAnother && edition.contributors.includes(officer.id))
    throw new Refusal('forbidden', '起草人不能审查或发布自己起草的文件，请由其他同事办理。')
  return { edition, to: found.to }
}

/** Writes the new state and who moved it. */
export async function moveEdition(
  tx: Tx,
  officer: Officer,
  edition: Edition,
  change: Parameters<typeof updateEditionState>[2],
  now: Temporal.Instant,
): Promise<void> {
  await updateEditionState(tx, edition.id, change, now)
  await recordAudit(tx, now, {
    actor: actingAs(officer, actBetween(edition.state, change.state)),
    action: `edition.${change.state}`,
    subject: `edition:${edition.id}`,
    detail: { hash: edition.contentHash.toString('hex') },
  })
}
