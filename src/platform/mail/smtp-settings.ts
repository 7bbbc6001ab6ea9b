import { accepted, rejected, type Checked } from '../kernel/problem.ts'
import { parseMailAddress } from './mail-address.ts'

/** The server that outgoing mail is handed to. */
export interface SmtpSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (smtps); otherwise STARTTLS, demanded before a password is sent. */
  readonly secure: boolean
  readonly user: string | undefined
  readonly password: string | undefined
  /** The address mail comes from. */
  readonly from: string
}

/**
 * @param url `smtp://host`, `smtp://user:password@host:587` or `smtps://user:password@host`
 * @param from the sender's address
 */
export function parseSmtpSettings(url: string, from: string | undefined): Checked<SmtpSettings> {
  const parsed = URL.parse(url)
  // the value is not repeated: it holds a password
  const isMailServer =
    parsed !== null && /^smtps?:$/.test(parsed.protocol) && parsed.hostname !== ''
  if (!isMailServer || !isDecodable(`${parsed.username}${parsed.password}`)) {
    const message = 'MINGQU_SMTP_URL 应形如 smtps://用户:口令@主机 或 smtp://主机:25'
    return rejected([{ at: 'MINGQU_SMTP_URL', message }])
  }
  const sender = parseMailAddress(from ?? '')
  if (sender === undefined) {
    const message =
      '设置了 MINGQU_SMTP_URL 就要以 MINGQU_MAIL_FROM 给出发件地址，如 xxgk@example.gov.cn'
    return rejected([{ at: 'MINGQU_MAIL_FROM', message }])
  }
  const secure = parsed.protocol === 'smtps:'
  return accepted({
    host: parsed.hostname.replaceAll(/^\[|\]$/g, ''),
    port: parsed.port === '' ? (secure ? 465 : 25) : Number(parsed.port),
    secure,
    user: decodeURIComponent(parsed.username) || undefined,
    password: decodeURIComponent(parsed.password) || undefined,
    from: sender,
  })
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
