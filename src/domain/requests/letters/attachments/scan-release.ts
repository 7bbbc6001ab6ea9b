import { FINDING_KINDS } from '../../../../platform/release-scan/kinds.ts'
import {
  cleanCopyForRelease,
  maskedCopyForRelease,
  scanForRelease,
  type CleanCopyResult,
  type MaskedCopyResult,
} from '../../../../platform/release-scan/scan.ts'
import type { CopyKind, ReleaseCheck, ReleaseCopy } from './release-check.ts'

const NOT_SEARCHED = { ok: false, message: '检查程序没有完成，请重新检查。' } as const

/** The same gate that published documents pass (`platform/release-scan`). */
export const scanRelease: ReleaseCheck = async (name, bytes) => {
  // a search that could not even begin is no search
  const result = await scanForRelease(name, bytes).catch(() => NOT_SEARCHED)
  if (!result.ok) return { state: 'unreadable', findings: [{ what: result.message }] }
  const findings = result.findings.map(({ kind, where, message }) => ({
    what: FINDING_KINDS[kind],
    where,
    quote: message,
  }))
  return { state: findings.length === 0 ? 'passed' : 'findings', findings }
}

type Copying = (name: string, bytes: Uint8Array) => Promise<CleanCopyResult | MaskedCopyResult>

const copiedBy =
  (copy: Copying): ReleaseCopy =>
  async (name, bytes) => {
    const made = await copy(name, bytes).catch(() => NOT_SEARCHED)
    return made.ok ? { bytes: Buffer.from(made.bytes) } : { cannot: made.message }
  }

export const releaseCopies: Readonly<Record<CopyKind, ReleaseCopy>> = {
  clean: copiedBy(cleanCopyForRelease),
  masked: copiedBy((name, bytes) => maskedCopyForRelease(name, bytes)),
}
