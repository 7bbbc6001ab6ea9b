import type { Content } from './content.ts'

/**
 * Where the bytes of files lie, named by the SHA-256 of their content. The one that ships is a folder; several nodes
 * share it over the network or bring another.
 */
export interface BlobStore {
  /** Somewhere aside, to be placed or discarded once its content has been looked at. */
  create(): Promise<BlobWriter>
  /** @returns undefined when there is none. @throws DamagedBlob when it is not what was placed */
  open(sha256: Buffer): Promise<OpenBlob | undefined>
  remove(sha256: Buffer): Promise<void>
  /** Everything placed and not touched for `age` milliseconds. */
  listOlder(age: number): AsyncIterable<Buffer>
  /** What was created `age` milliseconds ago or earlier and neither placed nor discarded. */
  clearAside(age: number): Promise<void>
}

export interface BlobWriter {
  write(bytes: Buffer): Promise<void>
  finish(): Promise<AsideBlob>
  discard(): Promise<void>
}

/** Written, whole, and not yet under its name. */
export interface AsideBlob extends OpenBlob {
  readonly sha256: Buffer
  /** Survives a power cut from here on. */
  place(): Promise<void>
  discard(): Promise<void>
}

export interface OpenBlob extends Content {
  close(): Promise<void>
}
