import { Unreadable, type Finding, type FindingKind, type Hint, type TextPart } from './kinds.ts'
import type { ScanLimits } from './limits.ts'
import { findAddresses } from './personal-data/address.ts'
import { findPersonalData } from './personal-data/find-personal-data.ts'
import { masked } from './personal-data/masked.ts'

/** Where the readers of the formats put what they come upon. */
export interface Report {
  find(kind: FindingKind, where: string, message: string): void
  /** Text of the file, searched for numbers of persons. Cells of a row are joined by tabs. */
  say(where: string, text: string, isShown?: boolean): void
  /** The same report for a file within the file; what an object holds is not shown, what an archive holds is. */
  within(where: string, isShown?: boolean): Report
}

export interface Findings {
  readonly findings: readonly Finding[]
  readonly hints: readonly Hint[]
  readonly texts: readonly TextPart[]
}

/** A list longer than this is read by nobody; the rest is counted. */
const MOST_FINDINGS = 1000
const MOST_TEXT = 20_000_000

interface Gathered {
  readonly findings: Map<string, Finding>
  readonly hints: Map<string, Hint>
  readonly texts: TextPart[]
  textLength: number
  beyond: number
  last: TextPart | undefined
}

export function newReport(): { readonly report: Report; readonly gathered: () => Findings } {
  const all: Gathered = {
    findings: new Map(),
    hints: new Map(),
    texts: [],
    textLength: 0,
    beyond: 0,
    last: undefined,
  }
  return { report: reportInto(all, '', true), gathered: () => endOf(all) }
}

function reportInto(all: Gathered, place: string, isOuterShown: boolean): Report {
  const at = (where: string) => [place, where].filter((part) => part !== '').join(' › ')
  return {
    find: (kind, where, message) => add(all, { kind, where: at(where), message }),
    say: (where, text, isShown = true) =>
      say(all, { where: at(where), text, isShown: isShown && isOuterShown }),
    within: (where, isShown = true) => reportInto(all, at(where), isShown && isOuterShown),
  }
}

function add(all: Gathered, finding: Finding): void {
  const key = `${finding.kind}\n${finding.where}\n${finding.message}`
  if (all.findings.size < MOST_FINDINGS) all.findings.set(key, finding)
  else all.beyond += 1
}

const PERSONAL = {
  'id-number': '身份证号码',
  mobile: '手机号码',
  'bank-card': '银行卡号',
  plate: '机动车号牌',
  email: '电子邮箱地址',
} as const

function say(all: Gathered, part: TextPart): void {
  if (part.text.trim() === '') return
  all.textLength += part.text.length
  if (all.textLength > MOST_TEXT) throw new Unreadable('too-large', '文字太多，不能逐字检查。')
  all.texts.push(part)
  for (const { kind, value } of findPersonalData(part.text)) addNumber(all, part, kind, value)
  addBrokenNumbers(all, part)
  all.last = part
  for (const address of findAddresses(part.text)) {
    const message = `可能有住址 ${address.slice(0, 6)}…`
    if (all.hints.size >= MOST_FINDINGS) break
    all.hints.set(`${part.where}\n${message}`, { kind: 'address', where: part.where, message })
  }
}

function addNumber(
  all: Gathered,
  part: TextPart,
  kind: keyof typeof PERSONAL,
  value: string,
): void {
  const place = part.isShown ? '' : '隐藏内容里'
  const message = `${place}有${PERSONAL[kind]} ${masked(kind, value)}`
  add(all, { kind, where: part.where, message })
}

const LONGEST_NUMBER = 40

/** A number may begin in one paragraph or row and end in the next. */
function addBrokenNumbers(all: Gathered, part: TextPart): void {
  const before = all.last
  if (!before || !/\d\s*$/.test(before.text) || !/^\s*[\dXx]/.test(part.text)) return
  const head = before.text.trimEnd().slice(-LONGEST_NUMBER)
  const joined = `${head}\n${part.text.trimStart().slice(0, LONGEST_NUMBER)}`
  for (const { kind, start, end, value } of findPersonalData(joined)) {
    if (start < head.length && end > head.length + 1) addNumber(all, part, kind, value)
  }
}

function endOf(all: Gathered): Findings {
  const findings = [...all.findings.values()]
  const last = findings.at(-1)
  if (all.beyond > 0 && last) {
    findings.push({ ...last, where: '', message: `还有${all.beyond}处没有列出` })
  }
  return { findings, hints: [...all.hints.values()], texts: all.texts }
}

/** What is used up by a file and everything within it. */
export interface Budget {
  readonly limits: ScanLimits
  bytes: number
  parts: number
}

export function newBudget(limits: ScanLimits): Budget {
  return { limits, bytes: limits.maxUnpackedBytes, parts: limits.maxParts }
}

export function spendBytes(budget: Budget, bytes: number): void {
  budget.bytes -= bytes
  if (budget.bytes < 0) throw new Unreadable('too-much', '文件展开后过大，不能检查。')
}

/** The hands a reader of a format works with. */
export interface Scan {
  readonly report: Report
  readonly budget: Budget
  /** How many files this one lies in. */
  readonly depth: number
  /** Looks into a file within the file. */
  open(name: string, bytes: Buffer, where: string, isShown?: boolean): Promise<void>
  /** The same, into a report of its own. */
  look(name: string, bytes: Buffer): Promise<Findings>
}
