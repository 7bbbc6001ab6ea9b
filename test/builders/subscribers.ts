/** An app whose mail arrives somewhere, and what readers find in their mailboxes. */
import { deliverMail } from '../../src/platform/mail/deliver.ts'
import { noJobs } from '../../src/platform/jobs/jobs.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { parseSmtpSettings } from '../../src/platform/mail/smtp-settings.ts'
import { confirmationComposer } from '../../src/domain/subscriptions/mails/confirmation.ts'
import { digestComposer } from '../../src/domain/subscriptions/mails/digest.ts'
import { sendDigests } from '../../src/domain/subscriptions/send-digests.ts'
import type { SubscriptionRoom } from '../../src/domain/subscriptions/subscription.ts'
import { subscriptionAddresses } from '../../src/interfaces/portal/subscriptions/paths.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { startFakeSmtp, type FakeSmtp } from '../fake-smtp.ts'

export const MAIL_SITE = 'https://xxgk.example.gov.cn'

export interface ArrivedMail {
  readonly to: string
  readonly subject: string
  readonly headers: string
  readonly body: string
}

export interface MailingApp {
  readonly app: TestApp
  readonly room: SubscriptionRoom
  /** What the daily round and the sending of mail do at a moment: `2020-08-18T06:10`, in China. */
  round(local: string): Promise<void>
  /** Sends what waits. @returns what arrived since the last time */
  deliver(local: string): Promise<readonly ArrivedMail[]>
  close(): Promise<void>
}

/** @param contrary what the mail server says instead of yes */
export async function createMailingApp(
  now: string,
  contrary?: Parameters<typeof startFakeSmtp>[0],
): Promise<MailingApp> {
  const smtp = await startFakeSmtp(contrary)
  const environment = {
    MINGQU_BASE_URL: MAIL_SITE,
    MINGQU_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    MINGQU_MAIL_FROM: 'xxgk@example.gov.cn',
  }
  const app = await createTestApp({ now, environment })
  const settings = parseSmtpSettings(environment.MINGQU_SMTP_URL, environment.MINGQU_MAIL_FROM)
  if (!settings.ok) throw new Error('settings')
  const { db, files } = app
  const outbox = { sealer: files.sealer, jobs: noJobs, smtp: settings.value }
  const room: SubscriptionRoom = { db, outbox, addresses: subscriptionAddresses(MAIL_SITE) }
  let read = 0
  return {
    app,
    room,
    async round(local) {
      await sendDigests(room, chinaMoment(local))
    },
    async deliver(local) {
      const clock = () => chinaMoment(local)
      const composers = [confirmationComposer(room), digestComposer(room, clock)]
      await deliverMail({ db, outbox, files, clock, composers })
      const arrived = smtp.received.slice(read).map(decoded)
      read = smtp.received.length
      return arrived
    },
    async close() {
      await app.close()
      await smtp.stop()
    },
  }
}

function decoded({ to, data }: FakeSmtp['received'][number]): ArrivedMail {
  const [head = '', ...rest] = data.split('\r\n\r\n')
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ')
  const coded = rest.join('\r\n\r\n')
  const coding = /^content-transfer-encoding: (\S+)/im.exec(headers)?.[1]?.toLowerCase()
  return {
    to: /<([^>]*)>/.exec(to[0] ?? '')?.[1] ?? '',
    subject: decodedWords(/^subject: (.*)$/im.exec(headers)?.[1] ?? ''),
    headers,
    body: decodedBody(coded, coding).replaceAll('\r\n', '\n'),
  }
}

function decodedBody(coded: string, coding: string | undefined): string {
  if (coding === 'base64') return Buffer.from(coded.replaceAll('\r\n', ''), 'base64').toString()
  if (coding !== 'quoted-printable') return coded
  const joined = coded.replaceAll('=\r\n', '')
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString()
}

const decodedWords = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, coding: string, word: string) =>
      coding.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString()
        : decodeURIComponent(word.replaceAll('_', ' ').replaceAll('=', '%')),
    )
