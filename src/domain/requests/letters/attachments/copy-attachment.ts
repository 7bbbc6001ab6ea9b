import { openFile, readFile, receiveFile } from '../../../../platform/files/files.ts'
import { discardOnFailure, stageFile } from '../../../../platform/files/stage-file.ts'
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import type { Officer } from '../../../accounts/officer.ts'
import { assertMay } from '../../../accounts/permissions.ts'
import { assertSameAgency } from '../../case-permissions.ts'
import type { CaseRef } from '../../case-room.ts'
import { getOpenCase } from '../../requests-store.ts'
import { getAttachment, insertAttachment, markRemoved, writeCheck } from './attachments-store.ts'
import { audit, change, type AttachmentDesk } from './change-attachments.ts'
import type { CopyKind } from './release-check.ts'

const MOST_BYTES = 200 * 1024 * 1024

/**
 * Puts a copy in the place of a file in which something was found: one without hidden things, or one with stars in the
 * numbers of persons. The copy is checked as any other; the reply is drafted anew.
 * @throws Refusal `wrong-state` when no copy can be made that differs in nothing else; as `attachFiles`
 */
export async function copyAttachment(
  { room, files, check, copies }: AttachmentDesk,
  officer: Officer,
  ref: CaseRef,
  { attachmentId, kind }: { readonly attachmentId: number; readonly kind: CopyKind },
  now: Temporal.Instant,
): Promise<void> {
  const { state } = await getOpenCase(room.db, ref.id)
  assertSameAgency(state.agencyId, officer)
  assertMay(officer, 'letters.draft', state.agencyId)
  const { file: original } = await getAttachment(room.db, room.sealer, ref.id, attachmentId)
  const opened = await openFile(files, room.db, original.id, async () => true)
  const copy = await copies[kind](original.name, await readFile(opened))
  if ('cannot' in copy) throw new Refusal('wrong-state', copy.cannot)
  const upload = { name: original.name, content: copy.bytes }
  const staged = await stageFile(files, upload, { maxBytes: MOST_BYTES })
  await discardOnFailure(staged, async () => {
    const verdict = await check(original.name, copy.bytes)
    await change(room, officer, ref, now, async (tx) => {
      const file = await receiveFile(files, tx, staged, now)
      const row = { requestId: ref.id, agencyId: officer.agencyId, fileId: file.id }
      const id = await insertAttachment(tx, { ...row, addedBy: officer.id, at: now })
      // what waits for the virus scan stays unchecked, and cannot go out
      if (file.state === 'clean') await writeCheck(tx, room.sealer, id, verdict, now)
      await markRemoved(tx, attachmentId, officer.id, now)
      await audit(tx, officer, 'attachment.copied', ref.id, now, file.id)
    })
  })
}
