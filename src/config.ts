import { resolve } from 'node:path'
import { parseScannerAddress, type ScannerAddress } from './platform/files/scanner.ts'
import { accepted, rejected, type Checked, type Problem } from './platform/kernel/problem.ts'
import { parseSmtpSettings, type SmtpSettings } from './platform/mail/smtp-settings.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Every setting of an installation; docs/operations.md describes them in one table. */
export interface Config {
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  /** Absolute path: the embedded database, files and keys. */
  readonly dataDir: string
  /** A PostgreSQL server of one's own; undefined: the embedded one under `dataDir`. */
  readonly databaseUrl: string | undefined
  /** Address that people reach this site at, without a slash at the end; undefined: http://localhost and the port. */
  readonly baseUrl: string | undefined
  /** Load the demo office into an empty installation and show its sign-ins. */
  readonly demo: boolean
  readonly logLevel: LogLevel
  /** Believe X-Forwarded-* of the proxy in front: how many proxies, or false. */
  readonly trustProxy: number | false
  /** Key for personal data, 32 bytes as base64; undefined: the file `keys/personal-data.key` of `dataDir`. */
  readonly key: Buffer | undefined
  /** The ClamAV daemon that scans uploads; undefined: none does, and pages say so. */
  readonly clamd: ScannerAddress | undefined
  /** The server that mail is handed to; undefined: none is sent, and pages say so. */
  readonly smtp: SmtpSettings | undefined
  /** Started through npm, whose shell does not pass signals on. */
  readonly underNpm: boolean
}

type Environment = Readonly<Record<string, string | undefined>>
type Report = (at: string, message: string) => void

/** Reads the settings from the environment. The only reader of `process.env`. */
export function readConfig(environment: Environment = process.env): Checked<Config> {
  const problems: Problem[] = []
  const report: Report = (at, message) => problems.push({ at, message })
  const text = (name: string) => environment[name]?.trim() || undefined
  const config: Config = {
    port: readNumber(text('PORT'), 'PORT', 3000, 65_535, report),
    host: text('HOST') ?? 'localhost',
    dataDir: resolve(text('MINGQU_DATA') ?? 'data'),
    databaseUrl: readDatabaseUrl(text('DATABASE_URL'), report),
    baseUrl: readBaseUrl(text('MINGQU_BASE_URL'), report),
    demo: readSwitch(text('MINGQU_DEMO'), report),
    logLevel: readLogLevel(text('MINGQU_LOG_LEVEL'), report),
    trustProxy:
      readNumber(text('MINGQU_TRUST_PROXY'), 'MINGQU_TRUST_PROXY', 0, 10, report) || false,
    key: readKey(text('MINGQU_KEY'), report),
    clamd: readClamd(text('MINGQU_CLAMD'), report),
    smtp: readSmtp(text('MINGQU_SMTP_URL'), text('MINGQU_MAIL_FROM'), report),
    underNpm: text('npm_lifecycle_event') !== undefined,
  }
  return problems.length === 0 ? accepted(config) : rejected(problems)
}

function readNumber(
  value: string | undefined,
  name: string,
  fallback: number,
  most: number,
  report: Report,
): number {
  if (value === undefined) return fallback
  if (/^\d{1,5}$/.test(value) && Number(value) <= most) return Number(value)
  report(name, `${name} 应为 0 至 ${most} 的整数，现为“${value}”`)
  return fallback
}

// the values of addresses and keys are not repeated in messages: they hold passwords
function readDatabaseUrl(value: string | undefined, report: Report): string | undefined {
  if (value !== undefined && !/^postgres(ql)?:\/\//.test(value)) {
    report(
      'DATABASE_URL',
      'DATABASE_URL 应以 postgres:// 开头，如 postgres://用户:口令@主机:5432/库名',
    )
  }
  return value
}

function readBaseUrl(value: string | undefined, report: Report): string | undefined {
  if (value === undefined) return undefined
  const url = URL.parse(value)
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    report(
      'MINGQU_BASE_URL',
      `MINGQU_BASE_URL 应为完整网址，如 https://xxgk.example.gov.cn，现为“${value}”`,
    )
  }
  return value.replace(/\/+$/, '')
}

function readSwitch(value: string | undefined, report: Report): boolean {
  if (value === undefined || /^(0|false|no|off)$/i.test(value)) return false
  if (!/^(1|true|yes|on)$/i.test(value))
    report('MINGQU_DEMO', `MINGQU_DEMO 应为 1 或 0，现为“${value}”`)
  return true
}

function readLogLevel(value: string | undefined, report: Report): LogLevel {
  const level = LOG_LEVELS.find((known) => known === (value ?? 'info'))
  if (level === undefined) {
    report(
      'MINGQU_LOG_LEVEL',
      `MINGQU_LOG_LEVEL 应为 ${LOG_LEVELS.join('、')} 之一，现为“${value}”`,
    )
  }
  return level ?? 'info'
}

function readKey(value: string | undefined, report: Report): Buffer | undefined {
  if (value === undefined) return undefined
  const key = Buffer.from(value, 'base64')
  if (key.length < 32) report('MINGQU_KEY', 'MINGQU_KEY 应为至少 32 字节随机数的 base64 文本')
  return key
}

function readClamd(value: string | undefined, report: Report): ScannerAddress | undefined {
  if (value === undefined) return undefined
  const address = parseScannerAddress(value)
  if (address === undefined) {
    report('MINGQU_CLAMD', `MINGQU_CLAMD 应为“主机:端口”或套接字的绝对路径，现为“${value}”`)
  }
  return address
}

function readSmtp(
  url: string | undefined,
  from: string | undefined,
  report: Report,
): SmtpSettings | undefined {
  if (url === undefined) return undefined
  const settings = parseSmtpSettings(url, from)
  if (settings.ok) return settings.value
  for (const { at, message } of settings.problems) report(at, message)
  return undefined
}
