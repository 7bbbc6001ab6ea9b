/** The files of an answer for the office: whoever reads the draft reads what goes out with it. */
import { recordAudit } from '../../../../platform/audit/audit-log.ts'
import { inTransaction } from '../../../../platform/database/database.ts'
import { openFile, type Files, type OpenedFile } from '../../../../platform/files/files.ts'
import type { Officer } from '../../../accounts/officer.ts'
import { assertMay } from '../../../accounts/permissions.ts'
import { assertSameAgency } from '../../case-permissions.ts'
import type { CaseRoom } from '../../case-room.ts'
import { getOpenCase } from '../../requests-store.ts'
import { getAttachment, listAttachments, type ReplyAttachment } from './attachments-store.ts'

/** @throws Refusal `not-found` across agencies, `forbidden` */
export async function listReplyAttachments(
  room: CaseRoom,
  officer: Officer,
  requestId: number,
): Promise<ReplyAttachment[]> {
  const { state } = await getOpenCase(room.db, requestId)
  assertSameAgency(state.agencyId, officer)
  assertMay(officer, 'requests.read', state.agencyId)
  return listAttachments(room.db, room.sealer, requestId)
}

/** Opens one; that it was opened is logged. @throws Refusal `not-found`, `forbidden`, those of `openFile` */
export async function openAttachment(
  room: CaseRoom,
  files: Files,
  officer: Officer,
  { requestId, attachmentId }: { readonly requestId: number; readonly attachmentId: number },
  now: Temporal.Instant,
): Promise<OpenedFile> {
  const fileId = await inTransaction(room.db, async (tx) => {
    const { state } = await getOpenCase(tx, requestId)
    assertSameAgency(state.agencyId, officer)
    assertMay(officer, 'requests.read', state.agencyId)
    const { file } = await getAttachment(tx, room.sealer, requestId, attachmentId)
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: 'attachment.opened',
      subject: `request:${requestId}`,
      detail: { fileId: file.id },
    })
    return file.id
  })
  // asked above, in the transaction that logged it
  return openFile(files, room.db, fileId, async () => true)
}
