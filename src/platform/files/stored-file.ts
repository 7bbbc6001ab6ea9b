import type { Selectable } from 'kysely'
import type { StoredFiles } from '../database/schema.ts'
import type { Sealer } from '../sealing/sealer.ts'

export type FileState = 'quarantined' | 'clean' | 'refused'

/** What is known of a file whose bytes lie in the store. */
export interface StoredFile {
  readonly id: number
  /** Safe as it stands; often holds a person's name. */
  readonly name: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** Of the plain bytes, as hex: what approvals sign. */
  readonly sha256: string
  readonly state: FileState
  /** A sentence for the office; empty unless refused. */
  readonly refusedReason: string
  readonly uploadedAt: Temporal.Instant
  /** It goes then unless it is kept; undefined: it stays. */
  readonly expiresAt: Temporal.Instant | undefined
}

export function storedFile(row: Selectable<StoredFiles>, sealer: Sealer): StoredFile {
  return {
    id: row.id,
    name: sealer.open(row.sealed_name),
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256.toString('hex'),
    state: row.state as FileState,
    refusedReason: row.refused_reason,
    uploadedAt: row.uploaded_at,
    expiresAt: row.expires_at ?? undefined,
  }
}
