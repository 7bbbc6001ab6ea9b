import { Readable } from 'node:stream'
import type { Selectable } from 'kysely'
import { inTransaction, type Db, type Tx } from '../database/database.ts'
import type { MailOutbox } from '../database/schema.ts'
import { openFile, type Files, type OpenedFile } from '../files/files.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Clock } from '../kernel/time.ts'
import type { Outbox } from './outbox.ts'
import { sendBySmtp, type Message, type Sending } from './smtp.ts'

export interface Delivery {
  readonly db: Db
  readonly outbox: Outbox
  readonly files: Files
  readonly clock: Clock
}

/** Minutes to the next attempt after the first, second … failed. After the last the mail is given up. */
const PAUSES = [1, 5, 15, 60, 240, 720, 1440] as const

/**
 * Sends what is due, one mail after another. Each is marked in the transaction that holds it, so two nodes never send
 * the same; a crash between the server's yes and the mark sends it once more, under the same number.
 * @returns how many were sent
 */
export async function deliverMail(delivery: Delivery, stopping?: AbortSignal): Promise<number> {
  let sent = 0
  for (;;) {
    if (stopping?.aborted) break
    const sending = await inTransaction(delivery.db, (tx) => deliverNext(delivery, tx))
    if (sending?.outcome === 'sent') sent += 1
    if (sending === undefined || (sending.outcome === 'postponed' && sending.isDown)) break
  }
  return sent
}

async function deliverNext(delivery: Delivery, tx: Tx): Promise<Sending | undefined> {
  const { outbox, clock } = delivery
  if (outbox.smtp === undefined) return undefined
  const row = await takeDue(tx, clock())
  if (row === undefined) return undefined
  const attached = await openAttachment(delivery.files, tx, row.attachment_id)
  const sending =
    attached instanceof Refusal
      ? refusedAttachment(attached)
      : await sendBySmtp(outbox.smtp, messageOf(outbox, row, attached))
  if (!(attached instanceof Refusal)) await attached?.close()
  await record(tx, row, sending, clock())
  return sending
}

function takeDue(tx: Tx, now: Temporal.Instant) {
  return tx
    .selectFrom('mail_outbox')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

/** Whoever queued the mail knew that its receiver may have the file. */
async function openAttachment(
  files: Files,
  tx: Tx,
  id: number | null,
): Promise<OpenedFile | Refusal | undefined> {
  if (id === null) return undefined
  try {
    return await openFile(files, tx, id, async () => true)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** One that waits for the virus scan may yet go out; one that is gone or refused will not. */
function refusedAttachment({ code }: Refusal): Sending {
  return code === 'not-found'
    ? { outcome: 'refused', error: 'attachment' }
    : { outcome: 'postponed', error: 'attachment', isDown: false }
}

function messageOf(
  { sealer }: Outbox,
  row: Selectable<MailOutbox>,
  attached: OpenedFile | undefined,
): Message {
  return {
    id: `mingqu-${row.id}-${row.created_at.epochMilliseconds}`,
    to: sealer.open(row.sealed_recipient),
    subject: sealer.open(row.sealed_subject),
    body: sealer.open(row.sealed_body),
    attachment: attached && {
      name: attached.file.name,
      mediaType: attached.file.mediaType,
      content: Readable.from(attached.content, { objectMode: false }),
    },
  }
}

async function record(
  tx: Tx,
  { id, attempts }: Selectable<MailOutbox>,
  sending: Sending,
  now: Temporal.Instant,
): Promise<void> {
  const pause = PAUSES[attempts]
  const isOver = sending.outcome === 'refused' || pause === undefined
  const result =
    sending.outcome === 'sent'
      ? { state: 'sent', sent_at: now, last_error: '' }
      : {
          state: isOver ? 'failed' : 'waiting',
          next_attempt_at: now.add({ minutes: pause ?? 0 }),
          last_error: sending.error,
        }
  await tx
    .updateTable('mail_outbox')
    .set({ ...result, attempts: attempts + 1 })
    .where('id', '=', id)
    .execute()
}
