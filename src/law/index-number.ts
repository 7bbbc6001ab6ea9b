import type { Problem } from '../platform/kernel/problem.ts'

/**
 * 索引号: organ code / year – serial. Unique, never changes, opaque once issued: the parts are read for lists and
 * checks, the text itself is the key. The organ code is today the 统一社会信用代码 (GB 32100).
 */
export interface IndexNumber {
  readonly raw: string
  readonly organCode: string
  readonly organCodeKind: 'uscc' | 'organisation-code' | 'other'
  readonly year?: number
  readonly month?: number
  readonly serial?: number
}

const USCC_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const USCC_SHAPE = /^[159Y][1-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/** The 18th character of a 统一社会信用代码, from the first 17. GB 32100. Undefined for characters it does not use. */
export function usccCheckCharacter(first17: string): string | undefined {
  const values = [...first17].map((character) => USCC_CHARACTERS.indexOf(character))
  if (values.length !== 17 || values.includes(-1)) return undefined
  const sum = values.reduce((total, value, index) => total + value * USCC_WEIGHTS[index]!, 0)
  return USCC_CHARACTERS[(31 - (sum % 31)) % 31]
}

/** Whether a text is a 统一社会信用代码 whose check character holds. */
export function checkUscc(code: string): boolean {
  return USCC_SHAPE.test(code) && usccCheckCharacter(code.slice(0, 17)) === code[17]
}

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** Whether nine characters (no hyphen) are an old organisation code (组织机构代码, GB 11714) whose check digit holds. */
export function checkOrganisationCode(code: string): boolean {
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return false
  const sum = Array.from(code.slice(0, 8)).reduce(
    (total, character, index) =>
      total + Number.parseInt(character, 36) * ORGANISATION_WEIGHTS[index]!,
    0,
  )
  return '0123456789X0'[11 - (sum % 11)] === code[8]
}

const BACK_CODE =
  /^(?<organ>.+?)[/-](?<year>(?:19|20)\d{2})(?<month>0[1-9]|1[0-2])?-(?<serial>\d{4,7})$/

/**
 * Reads an index number in any of the forms met in practice: five- and seven-digit serials, year and month, the old
 * nine-character organ code, local schemes. What it cannot take apart stays whole in `organCode`.
 */
export function parseIndexNumber(text: string): IndexNumber {
  const raw = text.trim()
  const parts = BACK_CODE.exec(raw)?.groups
  const organCode = parts?.['organ'] ?? raw
  return {
    raw,
    organCode,
    organCodeKind: kindOf(organCode),
    ...(parts?.['year'] === undefined ? {} : { year: Number(parts['year']) }),
    ...(parts?.['month'] === undefined ? {} : { month: Number(parts['month']) }),
    ...(parts?.['serial'] === undefined ? {} : { serial: Number(parts['serial']) }),
  }
}

function kindOf(organCode: string): IndexNumber['organCodeKind'] {
  if (USCC_SHAPE.test(organCode)) return 'uscc'
  return checkOrganisationCode(organCode) ? 'organisation-code' : 'other'
}

const LONGEST = 60
/** Signs that other sites put into their numbers, and that an address can carry. */
const SIGNS = String.raw`_.,:;+=·•、@()\[\]〔〕【】〈〉《》「」—–-`
const PART = String.raw`[\p{L}\p{N}(\[〔【][\p{L}\p{N}${SIGNS}]*(?<!\.)`
const SHAPE = new RegExp(`^${PART}(?:/${PART})*$`, 'u')

/**
 * Whether a text can be an index number here: letters, digits and some signs, in parts between slashes, at most sixty
 * characters. No blanks; no ending of a file, because the same address with one is another form of the document.
 */
export function isIndexNumber(text: string): boolean {
  return (
    [...text].length <= LONGEST &&
    SHAPE.test(text) &&
    /[\p{L}\p{N}]/u.test(text) &&
    !/\.(?:txt|pdf|svg)$/iu.test(text)
  )
}

/** Warnings about an index number: it is kept as it is, but a person should look. */
export function checkIndexNumber(text: string): Problem[] {
  const parsed = parseIndexNumber(text)
  const problems: Problem[] = []
  const warn = (message: string): void => void problems.push({ at: 'indexNumber', message })
  if (text !== parsed.raw) warn('索引号前后有空格')
  if (parsed.serial === undefined) warn('索引号不是“机构代码/年份-流水号”的形式')
  if (parsed.organCodeKind === 'other') warn('索引号的机构代码不是统一社会信用代码')
  if (parsed.organCodeKind === 'uscc' && !checkUscc(parsed.organCode)) {
    warn('统一社会信用代码的校验位不符，请核对')
  }
  return problems
}

/** The national form with the 统一社会信用代码: five digits, counted anew each year for each organ. */
export const INDEX_NUMBER_PATTERN = '{code}/{year}-{serial:5}'

export interface IndexNumberParts {
  readonly organCode: string
  readonly year: number
  readonly month?: number
  /** Counted per organ and year, from 1. */
  readonly serial: number
}

/**
 * Puts an index number together. Pattern: `{code}`, `{year}`, `{month}` (two digits), `{serial:N}` (padded to N digits,
 * longer when the count needs it).
 */
export function formatIndexNumber(parts: IndexNumberParts, pattern = INDEX_NUMBER_PATTERN): string {
  return pattern
    .replace('{code}', parts.organCode)
    .replace('{year}', String(parts.year))
    .replace('{month}', String(parts.month ?? '').padStart(2, '0'))
    .replace(/\{serial:(\d)\}/, (_, width: string) =>
      String(parts.serial).padStart(Number(width), '0'),
    )
}

/** What is wrong with a pattern before an office adopts it: the number must be able to be unique and read back. */
export function checkIndexNumberPattern(pattern: string): Problem[] {
  const missing = ['{code}', '{year}'].filter((token) => !pattern.includes(token))
  if (!/\{serial:\d\}/.test(pattern)) missing.push('{serial:5}')
  return missing.map((token) => ({ at: 'indexNumberPattern', message: `索引号规则缺少 ${token}` }))
}
