import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '../../kernel/refusal.ts'

export const BACKUP_FORMAT = 1
export const HEADER_NAME = 'backup.json'
export const MANIFEST_NAME = 'manifest.json'

const TableDigest = z.object({ rows: z.int().min(0), sha256: z.string() })

/** The first entry: what one must know before reading on. */
export const BackupHeader = z.object({
  product: z.literal('mingqu'),
  format: z.int(),
  madeAt: z.string(),
  withKeys: z.boolean(),
  schema: z.array(z.object({ number: z.int(), name: z.string(), checksum: z.string() })),
})
export type BackupHeader = z.infer<typeof BackupHeader>

/** The last entry: what was in it. An archive without one is cut off. */
export const BackupManifest = z.object({
  tables: z.record(z.string(), TableDigest),
  sequences: z.record(z.string(), z.object({ value: z.int(), called: z.boolean() })),
  files: z.object({ count: z.int(), bytes: z.int(), sha256: z.string() }),
  contentHash: z.string(),
})
export type BackupManifest = z.infer<typeof BackupManifest>

/** One hash over every row and file: equal exactly when the records are. */
export function contentHash({ tables, files }: Pick<BackupManifest, 'tables' | 'files'>): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(tables).sort()) {
    hash.update(`${name} ${tables[name]!.rows} ${tables[name]!.sha256}\n`)
  }
  return hash.update(`files ${files.count} ${files.sha256}\n`).digest('hex')
}

export function parseHeader(content: Buffer): BackupHeader {
  const header = BackupHeader.safeParse(parseJson(content))
  if (!header.success) throw new Refusal('invalid', '这不是明渠的备份文件。')
  if (header.data.format !== BACKUP_FORMAT) {
    throw new Refusal(
      'invalid',
      `备份文件的格式是第 ${header.data.format} 版，本程序只认识第 ${BACKUP_FORMAT} 版。`,
    )
  }
  return header.data
}

export function parseManifest(content: Buffer): BackupManifest {
  const manifest = BackupManifest.safeParse(parseJson(content))
  if (manifest.success) return manifest.data
  throw new Refusal('invalid', '备份文件已损坏：清单读不出来。')
}

function parseJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Counts and hashes files, each by name and content. */
export class FileMeter {
  readonly #hash = createHash('sha256')
  #count = 0
  #bytes = 0

  add(name: string, sha256: string, bytes: number): void {
    this.#hash.update(`${name} ${sha256}\n`)
    this.#count += 1
    this.#bytes += bytes
  }

  digest(): BackupManifest['files'] {
    return { count: this.#count, bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }
}
