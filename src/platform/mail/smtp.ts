import type { Readable } from 'node:stream'
import type { SmtpSettings } from './smtp-settings.ts'

export interface Message {
  /** The same at every attempt, so that a receiver recognises a mail that was sent twice. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly attachment: Attachment | undefined
  /** Where a mail program ends the subscription with one click (RFC 8058). */
  readonly unsubscribeAt: string | undefined
}

export interface Attachment {
  readonly name: string
  readonly mediaType: string
  readonly content: Readable
}

export type Sending =
  | { readonly outcome: 'sent' }
  /** The receiving side will never take it. */
  | { readonly outcome: 'refused'; readonly error: string }
  /** Later perhaps; `isDown` when there is no point in trying others now. */
  | { readonly outcome: 'postponed'; readonly error: string; readonly isDown: boolean }

const PATIENCE = 20_000

/** Hands a message to the server. Never throws: what went wrong is in the outcome, in no words of the server's. */
export async function sendBySmtp(settings: SmtpSettings, message: Message): Promise<Sending> {
  // loaded late: an installation that sends no mail needs none of it
  const { createTransport } = await import('nodemailer')
  const { host, port, secure, user, password, from } = settings
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && user !== undefined,
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: 3 * PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({ ...headersOf(message, from), ...bodyOf(message) })
    return { outcome: 'sent' }
  } catch (error) {
    return classify(error)
  } finally {
    transport.close()
  }
}

function headersOf({ id, to, subject, unsubscribeAt }: Message, from: string) {
  return {
    // as parts, so that nothing in them is parsed for further addresses
    from: { name: '', address: from },
    to: { name: '', address: to },
    subject,
    messageId: `<${id}@${from.slice(from.indexOf('@') + 1)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeAt !== undefined && {
        'List-Unsubscribe': `<${unsubscribeAt}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    xMailer: false as const,
  }
}

function bodyOf({ body, attachment }: Message) {
  const attachments = attachment && [
    {
      filename: attachment.name,
      contentType: attachment.mediaType,
      content: attachment.content,
      contentDisposition: 'attachment' as const,
    },
  ]
  return { text: body, ...(attachments && { attachments }) }
}

const CLASSES: Readonly<Record<string, string>> = {
  EAUTH: 'sign-in-refused',
  ENOAUTH: 'sign-in-refused',
  ECONNECTION: 'unreachable',
  ESOCKET: 'unreachable',
  EDNS: 'unreachable',
  ETIMEDOUT: 'timeout',
  ETLS: 'no-tls',
  EREQUIRETLS: 'no-tls',
  EPROTOCOL: 'unintelligible',
  ESTREAM: 'attachment',
}
/** Trouble with this one message, not with the server as such. */
const OF_THE_MESSAGE = new Set(['EENVELOPE', 'EMESSAGE', 'ESTREAM'])

function classify(error: unknown): Sending {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown }
  const isOfMessage = OF_THE_MESSAGE.has(String(code))
  if (isOfMessage && typeof responseCode === 'number') {
    const outcome = { error: `smtp-${responseCode}` }
    return responseCode >= 500
      ? { outcome: 'refused', ...outcome }
      : { outcome: 'postponed', isDown: false, ...outcome }
  }
  return { outcome: 'postponed', error: CLASSES[String(code)] ?? 'unknown', isDown: !isOfMessage }
}
