/** The files of an answer for the applicant: asked for by their place in the list, served by the record's state now. */
import { openFile, type Files, type OpenedFile } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { CaseRoom } from '../case-room.ts'
import type { CaseState } from '../case-state.ts'
import { getOpenCase } from '../requests-store.ts'
import { recordDownload } from './downloads-store.ts'

export interface TrackedAttachment {
  /** place in the list, from 1 */
  readonly number: number
  readonly name: string
  readonly size: number
  readonly mediaType: string
  readonly fileId: number
}

/** Those that went out with the answer in force, and were to be fetched here; none otherwise. */
export function trackedAttachments({ delivery, letter, reply }: CaseState): TrackedAttachment[] {
  if (delivery?.way !== 'platform' || !letter || !reply) return []
  return reply.draft.attachments.flatMap(({ name, size, mediaType, fileId }, n) =>
    fileId === undefined ? [] : [{ number: n + 1, name, size, mediaType, fileId }],
  )
}

/**
 * Opens one for the applicant whose case it is. The bytes must still be those that were signed.
 * @throws Refusal `wrong-state` when the answer is not there to be fetched now; `not-found`; those of `openFile`
 */
export async function takeAttachment(
  room: CaseRoom,
  files: Files,
  { requestId, number }: { readonly requestId: number; readonly number: number },
  now: Temporal.Instant,
): Promise<OpenedFile> {
  const { state } = await getOpenCase(room.db, requestId)
  const listed = trackedAttachments(state)
  if (listed.length === 0) {
    throw new Refusal('wrong-state', '这件申请现在没有可以下载的附件，请查看最新进度。')
  }
  const wanted = listed.find((one) => one.number === number)
  if (!wanted) throw new Refusal('not-found', '没有找到这个附件。')
  const signed = state.reply!.draft.attachments[number - 1]!.sha256
  const opened = await openFile(
    files,
    room.db,
    wanted.fileId,
    async ({ sha256 }) => sha256 === signed,
  )
  await recordDownload(room.db, requestId, `attachment:${wanted.fileId}`, now)
  return opened
}
