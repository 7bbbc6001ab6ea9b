import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '../../platform/audit/hash-chain.ts'
import type { ReportSnapshot } from './report.ts'

/** SHA-256 over the canonical JSON: one spelling per content, whatever order the database gives keys back in. */
export function snapshotHash(snapshot: ReportSnapshot): Buffer {
  // figures and narrative are plain JSON by construction; interfaces do not say so to the compiler
  return createHash('sha256')
    .update(canonicalJson(snapshot as unknown as Json))
    .digest()
}
