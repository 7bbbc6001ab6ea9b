import { z } from 'zod'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { requiredInteger, requiredText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import { checkLetterText } from './elements.ts'
import {
  appendVersion,
  getLetterRow,
  markDiscarded,
  openSnapshot,
  type LetterRow,
} from './letters-store.ts'

/** Which letter of which case. */
export interface LetterRef {
  readonly requestId: number
  readonly letterId: number
}

export const LetterTextForm = z.object({
  seenVersion: requiredInteger('版本', { min: 1 }),
  title: requiredText('标题', { max: 60 }),
  body: requiredText('正文', { max: 30_000 }),
})
export type LetterTextForm = z.output<typeof LetterTextForm>

/**
 * Writes a new version of a draft's text. Every mandatory element must still be in it, each date and amount as the case
 * knows it.
 * @throws Refusal `incomplete` with a problem for each element that is missing; `stale`, `wrong-state` for a letter that
 * is final; `not-found`, `forbidden`
 */
export function editLetter(
  room: CaseRoom,
  officer: Officer,
  { requestId, letterId }: LetterRef,
  { seenVersion, title, body }: LetterTextForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'letters.draft', officer.agencyId)
  return inTransaction(room.db, async (tx) => {
    const row = await getDraft(tx, officer, { requestId, letterId })
    const snapshot = await openSnapshot(tx, room.sealer, row)
    const { content, facts } = snapshot
    const problems = [...checkLetterText(content.letter, body, facts)]
    if (problems.length > 0)
      throw new Refusal('incomplete', '文书缺少法定要素，没有保存。', problems)
    const version = await appendVersion(
      tx,
      room.sealer,
      { letterId, seenVersion },
      { ...snapshot, content: { ...content, title, body } },
      { id: officer.id, at: now },
    )
    await audit(tx, officer, row, 'letter.edited', now)
    return version
  })
}

/** Puts a draft aside: it stays on record, without 文号. Refusals as `editLetter`. */
export function discardLetter(
  room: CaseRoom,
  officer: Officer,
  ref: LetterRef,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'letters.draft', officer.agencyId)
  return inTransaction(room.db, async (tx) => {
    const row = await getDraft(tx, officer, ref)
    await markDiscarded(tx, row.id)
    await audit(tx, officer, row, 'letter.discarded', now)
  })
}

/** @throws Refusal `not-found` across agencies, `wrong-state` for a letter that is final or discarded */
export async function getDraft(
  tx: Tx,
  officer: Officer,
  { requestId, letterId }: LetterRef,
): Promise<LetterRow> {
  const row = await getLetterRow(tx, requestId, letterId)
  if (row.agencyId !== officer.agencyId) throw new Refusal('not-found', '没有找到这份文书。')
  if (row.state !== 'draft')
    throw new Refusal('wrong-state', '这份文书已经定稿或者作废，不能再改。')
  return row
}

export async function audit(
  tx: Tx,
  officer: Officer,
  { id, requestId, letter }: LetterRow,
  action: string,
  now: Temporal.Instant,
): Promise<void> {
  await recordAudit(tx, now, {
    actor: { id: officer.id, name: officer.displayName },
    action,
    subject: `request:${requestId}`,
    detail: { letterId: id, letter },
  })
}
