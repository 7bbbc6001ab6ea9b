const MEGABYTE = 1024 * 1024

/** What one file may ask of the scanner; beyond it the file counts as unreadable. */
export interface ScanLimits {
  /** Of the file itself. */
  readonly maxBytes: number
  /** Of everything unpacked from it, together. */
  readonly maxUnpackedBytes: number
  /** Files in archives and parts of documents, together. */
  readonly maxParts: number
  /** Archives in archives, documents in documents. */
  readonly maxDepth: number
  readonly maxPages: number
  /** Milliseconds of work; of waiting several times as many. */
  readonly patience: number
  readonly maxMemoryMegabytes: number
}

export const RELEASE_LIMITS: ScanLimits = {
  maxBytes: 200 * MEGABYTE,
  maxUnpackedBytes: 400 * MEGABYTE,
  maxParts: 10_000,
  maxDepth: 5,
  maxPages: 3000,
  patience: 60_000,
  maxMemoryMegabytes: 1536,
}
