import { Command } from 'commander'
import {
  listBrokenSnapshots,
  type BrokenSnapshot,
} from '../../domain/annual-report/broken-snapshots.ts'
import { rebuildRows, type RebuiltRow } from '../../domain/requests/rebuild-rows.ts'
import { verifyRequests, type VerifyFinding } from '../../domain/requests/verify.ts'
import { verifyLetters, type LetterFinding } from '../../domain/requests/letters/verify-letters.ts'
import { findBrokenAuditRecord } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { EXIT } from './exit-codes.ts'
import { startProgress } from './progress.ts'
import type { Sealer } from '../../platform/sealing/sealer.ts'
import { openSealer, withDatabase } from './session.ts'
import { print, printJson } from './terminal.ts'

interface Verified {
  readonly cases: number
  /** Rows written anew from their events, with `--rebuild`. */
  readonly rebuilt: readonly Omit<RebuiltRow, 'kind'>[]
  readonly findings: readonly Omit<VerifyFinding, 'kind'>[]
  /** The first record of the log of acts that does not hold. */
  readonly brokenAuditRecord: number | null
  /** Locked reports whose sealed content no longer has the hash it was sealed with. */
  readonly brokenReports: readonly BrokenSnapshot[]
  /** Letters that are not what was written, and answers without theirs. */
  readonly brokenLetters: readonly LetterFinding[]
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('由事件重建每一件申请，核对散列链、台账和操作日志，指出第一处不符')
    .option('--rebuild', '台账行与事件不一致的，由事件重建后再核对；事件本身不符的只报告，不改动')
    .option('--json', '以 JSON 输出')
    .action(async ({ json, rebuild }: { json?: true; rebuild?: true }) => {
      const verified = await withDatabase(async (database, config) => {
        const rebuilt = rebuild ? await rebuildAll(database.db) : []
        return { rebuilt, ...(await verify(database.db, await openSealer(database, config))) }
      })
      const clean =
        verified.findings.length === 0 &&
        verified.brokenAuditRecord === null &&
        verified.brokenReports.length === 0 &&
        verified.brokenLetters.length === 0
      process.exitCode = clean ? EXIT.done : EXIT.problems
      if (json) printJson(verified)
      else for (const line of inWords(verified)) print(line)
    })
}

async function rebuildAll(db: Db): Promise<Verified['rebuilt']> {
  const progress = startProgress('重建')
  const rebuilt: Omit<RebuiltRow, 'kind'>[] = []
  try {
    for await (const step of rebuildRows(db, systemClock())) {
      if (step.kind === 'progress') progress.update(step.checked, step.total)
      // what does not hold is found again by the check that follows
      if (step.kind !== 'rebuilt') continue
      const { kind: _kind, ...row } = step
      rebuilt.push(row)
    }
  } finally {
    progress.stop()
  }
  return rebuilt
}

async function verify(db: Db, sealer: Sealer): Promise<Omit<Verified, 'rebuilt'>> {
  const progress = startProgress('核对')
  const findings: Omit<VerifyFinding, 'kind'>[] = []
  let cases = 0
  try {
    for await (const step of verifyRequests(db)) {
      if (step.kind === 'progress') {
        cases = step.checked
        progress.update(step.checked, step.total)
      } else {
        const { kind: _kind, ...finding } = step
        findings.push(finding)
      }
    }
  } finally {
    progress.stop()
  }
  const brokenAuditRecord = (await inTransaction(db, findBrokenAuditRecord)) ?? null
  const brokenReports = await listBrokenSnapshots(db)
  const brokenLetters = await Array.fromAsync(verifyLetters(db, sealer))
  return { cases, findings, brokenAuditRecord, brokenReports, brokenLetters }
}

function inWords(verified: Verified): string[] {
  const { cases, findings, brokenAuditRecord, brokenReports, brokenLetters } = verified
  const mended = verified.rebuilt.map(
    ({ registerNumber, message }) => `${registerNumber} 已由事件重建（${message}）`,
  )
  const lines = findings.map(({ registerNumber, seq, type, message }) => {
    const event = seq === null ? '' : `第${seq}个事件${type === null ? '' : `（${type}）`}：`
    return `${registerNumber} ${event}${message}`
  })
  if (brokenAuditRecord !== null) lines.push(`操作日志第 ${brokenAuditRecord} 条与散列链不符`)
  for (const { year } of brokenReports) lines.push(`${year}年度报告的封存内容与校验值不符`)
  for (const { registerNumber, message } of brokenLetters)
    lines.push(`${registerNumber} ${message}`)
  return lines.length === 0
    ? [...mended, `核对了 ${cases} 件申请及其文书、全部操作日志和锁定的年度报告，没有发现不符。`]
    : [...mended, ...lines, `核对了 ${cases} 件申请，发现 ${lines.length} 处不符。`]
}
