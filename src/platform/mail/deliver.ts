import { Readable } from 'node:stream'
import type { Selectable } from 'kysely'
import { inTransaction, type Db, type Tx } from '../database/database.ts'
import type { MailOutbox } from '../database/schema.ts'
import { openFile, type Files, type OpenedFile } from '../files/files.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Clock } from '../kernel/time.ts'
import { parseMailAddress } from './mail-address.ts'
import { oneLine, type Composer, type Outbox } from './outbox.ts'
import type { SmtpSettings } from './smtp-settings.ts'
import { sendBySmtp, type Message, type Sending } from './smtp.ts'

export interface Delivery {
  readonly db: Db
  readonly outbox: Outbox
  readonly files: Files
  readonly clock: Clock
  /** Whoever writes what was queued to be written at the end. */
  readonly composers?: readonly Composer[]
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

async function deliverNext(delivery: Delivery, tx: Tx): Promise<Outcome | undefined> {
  const { outbox, clock } = delivery
  if (outbox.smtp === undefined) return undefined
  const row = await takeDue(tx, clock())
  if (row === undefined) return undefined
  const sending =
    row.composer === null
      ? await sendWritten(delivery, tx, row, outbox.smtp)
      : await sendComposed(delivery, tx, row, outbox.smtp)
  await record(tx, row, sending, clock())
  return sending
}

type Row = Selectable<MailOutbox>
type Outcome = Sending | { readonly outcome: 'dropped' }

async function sendWritten(
  { outbox, files }: Delivery,
  tx: Tx,
  row: Row,
  smtp: SmtpSettings,
): Promise<Sending> {
  const attached = await openAttachment(files, tx, row.attachment_id)
  if (attached instanceof Refusal) return refusedAttachment(attached)
  const sending = await sendBySmtp(smtp, messageOf(outbox, row, attached))
  await attached?.close()
  return sending
}

/** One that cannot be written now keeps nobody else's mail waiting. */
async function sendComposed(
  { composers = [] }: Delivery,
  tx: Tx,
  row: Row,
  smtp: SmtpSettings,
): Promise<Outcome> {
  const composer = composers.find(({ name }) => name === row.composer)
  const unwritten = { outcome: 'postponed', error: 'unwritten', isDown: false } as const
  if (composer === undefined) return unwritten
  let mail
  try {
    mail = await composer.compose(row.composed_from)
  } catch {
    return unwritten
  }
  const to = mail && parseMailAddress(mail.to)
  if (mail === undefined || to === undefined) return { outcome: 'dropped' }
  const sending = await sendBySmtp(smtp, {
    id: numberOf(row),
    to,
    subject: oneLine(mail.subject),
    body: mail.body.toWellFormed(),
    attachment: undefined,
    unsubscribeAt: mail.unsubscribeAt,
  })
  if (sending.outcome !== 'postponed')
    await composer.settled?.(tx, row.composed_from, sending.outcome)
  return sending
}

const numberOf = ({ id, created_at }: Row) => `mingqu-${id}-${created_at.epochMilliseconds}`

function takeDue(tx: Tx, now: Temporal.Instant) {
  return tx
    .selectFrom('mail_outbox')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_attempt_at', '<=', now)
    .orderBy('bulk')
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

/** The database keeps these three together, or a composer's name instead. */
function messageOf({ sealer }: Outbox, row: Row, attached: OpenedFile | undefined): Message {
  return {
    id: numberOf(row),
    to: sealer.open(row.sealed_recipient!),
    subject: sealer.open(row.sealed_subject!),
    body: sealer.open(row.sealed_body!),
    unsubscribeAt: undefined,
    attachment: attached && {
      name: attached.file.name,
      mediaType: attached.file.mediaType,
      content: Readable.from(attached.content, { objectMode: false }),
    },
  }
}

async function record(
  tx: Tx,
  { id, attempts }: Row,
  sending: Outcome,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('mail_outbox')
    .set({ ...stateAfter(sending, attempts, now), attempts: attempts + 1 })
    .where('id', '=', id)
    .execute()
}

function stateAfter(sending: Outcome, attempts: number, now: Temporal.Instant) {
  if (sending.outcome === 'dropped') return { state: 'dropped', last_error: '' }
  if (sending.outcome === 'sent') return { state: 'sent', sent_at: now, last_error: '' }
  const pause = PAUSES[attempts]
  const isOver = sending.outcome === 'refused' || pause === undefined
  return {
    state: isOver ? 'failed' : 'waiting',
    next_attempt_at: now.add({ minutes: pause ?? 0 }),
    last_error: sending.error,
  }
}
