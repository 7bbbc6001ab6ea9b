/** Adding, checking, answering for and taking away the files of an answer. Each change of them is a new draft. */
import { z } from 'zod'
import { recordAudit } from '../../../../platform/audit/audit-log.ts'
import { inTransaction, type Tx } from '../../../../platform/database/database.ts'
import { openFile, readFile, receiveFile, type Files } from '../../../../platform/files/files.ts'
import type { StagedFile } from '../../../../platform/files/stage-file.ts'
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import { requiredText } from '../../../../platform/web/form-fields.ts'
import { actorFor, type Officer } from '../../../accounts/officer.ts'
import { assertMay } from '../../../accounts/permissions.ts'
import { assertSameAgency } from '../../case-permissions.ts'
import type { CaseRef, CaseRoom } from '../../case-room.ts'
import type { CaseState } from '../../case-state.ts'
import { replyDrafted } from '../../handling/draft-reply.ts'
import { takeStep } from '../../handling/take-step.ts'
import { getOpenCase, staleCase } from '../../requests-store.ts'
import type { Status } from '../../status.ts'
import {
  getAttachment,
  insertAttachment,
  listAttachments,
  markAccepted,
  markRemoved,
  writeCheck,
  type ReplyAttachment,
} from './attachments-store.ts'
import type { CopyKind, ReleaseCheck, ReleaseCopy } from './release-check.ts'

export const MOST_ATTACHMENTS = 20

/** What the office works with: where files lie, and the check that each must pass. */
export interface AttachmentDesk {
  readonly room: CaseRoom
  readonly files: Files
  readonly check: ReleaseCheck
  readonly copies: Readonly<Record<CopyKind, ReleaseCopy>>
}

/**
 * Takes files in for the answer of a case, checks each, and drafts the reply anew when there is one: every signature is
 * void then.
 * @throws Refusal `too-many`; `wrong-state` once the reply is issued; `stale`, `forbidden`, `not-found`
 */
export async function attachFiles(
  desk: AttachmentDesk,
  officer: Officer,
  ref: CaseRef,
  staged: readonly StagedFile[],
  now: Temporal.Instant,
): Promise<void> {
  const { room, files } = desk
  const added = await inTransaction(room.db, async (tx) => {
    await assertMayChange(tx, officer, ref)
    const before = await listAttachments(tx, room.sealer, ref.id)
    if (before.length + staged.length > MOST_ATTACHMENTS) {
      throw new Refusal('too-many', `一份答复最多附${MOST_ATTACHMENTS}个文件，可以打包后再传。`)
    }
    const ids: number[] = []
    for (const one of staged) {
      const file = await receiveFile(files, tx, one, now)
      const row = { requestId: ref.id, agencyId: officer.agencyId, fileId: file.id }
      ids.push(await insertAttachment(tx, { ...row, addedBy: officer.id, at: now }))
      await audit(tx, officer, 'attachment.added', ref.id, now, file.id)
    }
    return ids
  })
  await checkAttachments(desk, officer, ref, added, now)
}

/**
 * Checks files, also again: one that waited for the virus scan, or after the check itself has changed. The caller has
 * asked whose case it is; the change asks again. @throws Refusal as `attachFiles`
 */
export async function checkAttachments(
  { room, files, check }: AttachmentDesk,
  officer: Officer,
  ref: CaseRef,
  ids: readonly number[],
  now: Temporal.Instant,
): Promise<void> {
  const verdicts = new Map<number, Awaited<ReturnType<ReleaseCheck>>>()
  for (const id of ids) {
    const { file } = await getAttachment(room.db, room.sealer, ref.id, id)
    // what waits for the virus scan stays unchecked, and cannot go out
    if (file.state !== 'clean') continue
    const opened = await openFile(files, room.db, file.id, async () => true)
    verdicts.set(id, await check(file.name, await readFile(opened)))
  }
  await change(room, officer, ref, now, async (tx) => {
    for (const [id, verdict] of verdicts) await writeCheck(tx, room.sealer, id, verdict, now)
  })
}

export const AcceptanceForm = z.object({
  reason: requiredText('保留的理由', { max: 500 }),
})
export type AcceptanceForm = z.output<typeof AcceptanceForm>

/**
 * Keeps a file in which something was found, for a stated reason. Those who review and sign see both.
 * @throws Refusal `wrong-state` for a file without findings, or one that could not be read; as `attachFiles`
 */
export function acceptFindings(
  { room }: AttachmentDesk,
  officer: Officer,
  ref: CaseRef,
  attachmentId: number,
  { reason }: AcceptanceForm,
  now: Temporal.Instant,
): Promise<void> {
  return change(room, officer, ref, now, async (tx) => {
    const { outcome, file } = await getAttachment(tx, room.sealer, ref.id, attachmentId)
    if (outcome === 'unreadable') {
      throw new Refusal('wrong-state', '读不出内容的文件不能发出，请换成能够打开的文件。')
    }
    if (outcome !== 'findings') throw new Refusal('wrong-state', '这个文件没有待处理的检查结果。')
    await markAccepted(tx, attachmentId, { reason, by: officer.id, at: now })
    await audit(tx, officer, 'attachment.accepted', ref.id, now, file.id)
  })
}

/** Takes a file out of the answer. @throws Refusal as `attachFiles` */
export function removeAttachment(
  { room }: AttachmentDesk,
  officer: Officer,
  ref: CaseRef,
  attachmentId: number,
  now: Temporal.Instant,
): Promise<void> {
  return change(room, officer, ref, now, async (tx) => {
    const { file } = await getAttachment(tx, room.sealer, ref.id, attachmentId)
    await markRemoved(tx, attachmentId, officer.id, now)
    await audit(tx, officer, 'attachment.removed', ref.id, now, file.id)
  })
}

const DRAFTED: readonly Status[] = ['drafted', 'legally-reviewed', 'signed-off']
const isDrafted = ({ reply, status }: CaseState) => reply !== null && DRAFTED.includes(status)
const GONE: readonly Status[] = ['issued', 'delivered', 'ended', 'closed']

export const mayStillAttach = ({ status, kind }: CaseState): boolean =>
  kind === 'application' && !GONE.includes(status)

/** Makes a change, and where the reply is drafted drafts it anew with the files as they then are, in one transaction. */
export async function change(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  now: Temporal.Instant,
  act: (tx: Tx) => Promise<void>,
): Promise<void> {
  const mustRedraft = await inTransaction(room.db, async (tx) => {
    if (isDrafted(await assertMayChange(tx, officer, ref))) return true
    await act(tx)
    return false
  })
  if (!mustRedraft) return
  await takeStep(room, officer, ref, 'draft-reply', now, async ({ tx, state, today }) => {
    await act(tx)
    return replyDrafted(tx, room, { requestId: ref.id, state, draft: state.reply!.draft, today })
  })
}

async function assertMayChange(tx: Tx, officer: Officer, ref: CaseRef): Promise<CaseState> {
  const { state } = await getOpenCase(tx, ref.id)
  assertSameAgency(state.agencyId, officer)
  assertMay(officer, 'letters.draft', state.agencyId)
  if (isDrafted(state) && state.lastSeq !== ref.seenSeq) throw staleCase()
  if (!mayStillAttach(state)) {
    throw new Refusal('wrong-state', '答复已经发出或者案件已经终结，不能再改附件。')
  }
  return state
}

export function audit(
  tx: Tx,
  officer: Officer,
  action: string,
  requestId: number,
  at: Temporal.Instant,
  fileId: ReplyAttachment['file']['id'],
) {
  const actor = actorFor(officer, ['clerk'])
  return recordAudit(tx, at, { actor, action, subject: `request:${requestId}`, detail: { fileId } })
}
