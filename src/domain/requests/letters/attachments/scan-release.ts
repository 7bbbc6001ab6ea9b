import { FINDING_KINDS } from '../../../../platform/release-scan/kinds.ts'
import { scanForRelease } from '../../../../platform/release-scan/scan.ts'
import type { ReleaseCheck } from './release-check.ts'

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
