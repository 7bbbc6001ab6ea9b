/**
 * Outgoing mail is written down in the transaction of its cause and sent afterwards, so that a letter is neither
 * announced and then taken back nor forgotten because a server was down.
 *
 *   await queueMail(outbox, tx, { to, subject, body }, now)
 *   await queueComposed(outbox, tx, { composer: 'digest', from: { id: 7 } }, now)    written when it goes out
 */
import type { Insertable } from 'kysely'
import { json, type Db, type Tx } from '../database/database.ts'
import type { MailOutbox } from '../database/schema.ts'
import { defineSweep } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/jobs.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Sealer } from '../sealing/sealer.ts'
import { parseMailAddress } from './mail-address.ts'
import type { SmtpSettings } from './smtp-settings.ts'

export interface Outbox {
  readonly sealer: Sealer
  readonly jobs: JobQueue
  /** Undefined: this installation sends no mail, and its pages must say so. */
  readonly smtp: SmtpSettings | undefined
}

export interface Mail {
  readonly to: string
  /** One line. */
  readonly subject: string
  /** Plain text. */
  readonly body: string
  /** A stored file; whether this person may have it is the caller's to know. */
  readonly attachmentId?: number
}

/** A mail as its composer writes it at the moment of sending. */
export interface ComposedMail extends Omit<Mail, 'attachmentId'> {
  /** Where a POST ends what this mail belongs to (RFC 8058). */
  readonly unsubscribeAt?: string
}

/**
 * Writes mails from records as they are when the mail goes out, so that what was taken back meanwhile stands in none, and
 * nobody's address waits in the outbox. Handed to `deliverMail` by `app.ts`.
 */
export interface Composer {
  /** Lower-case words with hyphens; never renamed. */
  readonly name: string
  /** @param from what `queueComposed` was given. @returns undefined when there is nothing to send any more */
  compose(from: unknown): Promise<ComposedMail | undefined>
  /** After the server took it, or said that it never will; in the transaction that marks the mail. */
  settled?(tx: Tx, from: unknown, outcome: 'sent' | 'refused'): Promise<void>
}

export interface ComposedLater {
  readonly composer: string
  /** Numbers of records, never what stands in them. */
  readonly from: Readonly<Record<string, string | number>>
  /** One of many, which wait for everything else. */
  readonly bulk?: boolean
}

/** `dropped`: there was nothing to send any more. `not-configured` is final: nobody wants to be reminded of last year when mail is set up at last. */
export type MailState = 'waiting' | 'sent' | 'failed' | 'dropped' | 'not-configured'

/** Wakes whoever sends; see `deliver.ts`. */
export const DELIVER_MAIL = defineSweep('deliver-mail')

export function isMailConfigured({ smtp }: Pick<Outbox, 'smtp'>): boolean {
  return smtp !== undefined
}

const LONGEST_SUBJECT = 200

/**
 * @returns the number under which `findMailState` knows it
 * @throws Refusal `invalid` when `to` is not one plain address
 */
export async function queueMail(
  { sealer, jobs, smtp }: Outbox,
  tx: Tx,
  mail: Mail,
  now: Temporal.Instant,
): Promise<number> {
  const recipient = parseMailAddress(mail.to)
  if (recipient === undefined) throw new Refusal('invalid', '电子邮件地址不正确。')
  const sealed = {
    sealed_recipient: sealer.seal(recipient),
    sealed_subject: sealer.seal(oneLine(mail.subject)),
    sealed_body: sealer.seal(mail.body.toWellFormed()),
    attachment_id: mail.attachmentId ?? null,
  }
  return queue({ jobs, smtp }, tx, sealed, now)
}

export async function queueComposed(
  outbox: Outbox,
  tx: Tx,
  { composer, from, bulk = false }: ComposedLater,
  now: Temporal.Instant,
): Promise<number> {
  return queue(outbox, tx, { composer, composed_from: json(from), bulk }, now)
}

async function queue(
  { jobs, smtp }: Pick<Outbox, 'jobs' | 'smtp'>,
  tx: Tx,
  content: Omit<Insertable<MailOutbox>, 'state' | 'created_at' | 'next_attempt_at'>,
  now: Temporal.Instant,
): Promise<number> {
  const state = smtp === undefined ? 'not-configured' : 'waiting'
  const { id } = await tx
    .insertInto('mail_outbox')
    .values({ ...content, state, created_at: now, next_attempt_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (smtp !== undefined) await jobs.enqueue(tx, DELIVER_MAIL, {})
  return id
}

/** What begins a new line would begin a new header. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const plain = text.toWellFormed().replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
  return [...plain.trim()].slice(0, LONGEST_SUBJECT).join('')
}

export interface MailProgress {
  readonly state: MailState
  readonly sentAt: Temporal.Instant | undefined
  /** A class such as `timeout` or `smtp-550`; empty while nothing went wrong. */
  readonly lastError: string
}

export async function findMailState(db: Db | Tx, id: number): Promise<MailProgress | undefined> {
  const row = await db
    .selectFrom('mail_outbox')
    .select(['state', 'sent_at', 'last_error'])
    .where('id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      state: row.state as MailState,
      sentAt: row.sent_at ?? undefined,
      lastError: row.last_error,
    }
  )
}
