import { createHash } from 'node:crypto'
import { canonicalJson } from '../../platform/audit/hash-chain.ts'
import { Draft } from './draft.ts'

/**
 * What legal review and sign-off sign: SHA-256 over every character of the draft and the hashes of its attachments,
 * in lower-case hexadecimal. The database computes the same (`canonical_json`, migration 0005) and refuses a draft
 * whose hash is not its own.
 */
export function contentHashOf(draft: Draft): string {
  return createHash('sha256')
    .update(canonicalJson(Draft.encode(draft)))
    .digest('hex')
}
