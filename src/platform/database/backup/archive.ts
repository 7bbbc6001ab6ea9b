import { createReadStream, createWriteStream, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { drained } from '../drain.ts'
import { BLOCK, readHeader, writeHeader } from './tar.ts'

export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>
  /** A file from the disk, streamed. */
  addFile(name: string, path: string, onChunk: (chunk: Buffer) => void): Promise<void>
  /** Puts the finished archive in its place. Before this call nothing lies there. */
  finish(): Promise<void>
  abandon(): void
}

export interface ArchiveEntry {
  readonly name: string
  readonly size: number
  /** Must be read to its end before the next entry. */
  readonly content: AsyncIterable<Buffer>
}

/** A gzipped tar, readable with any tar, that appears under its name only when it is whole and on the disk. */
export function createArchive(path: string): ArchiveWriter {
  const partial = `${path}.partial`
  const gzip = createGzip({ level: 4 })
  const file = createWriteStream(partial, { mode: 0o600, flags: 'wx' })
  let failure: Error | undefined
  file.on('error', (error) => (failure = error))
  gzip.pipe(file)
  const write = async (bytes: Buffer) => {
    if (failure) throw failure
    if (bytes.length === 0 || gzip.write(bytes)) return
    await drained(gzip, file)
    if (failure) throw failure
  }
  const pad = (size: number) => write(Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK))
  return {
    async add(name, content) {
      await write(writeHeader(name, content.length))
      await write(content)
      await pad(content.length)
    },
    async addFile(name, from, onChunk) {
      const { size } = statSync(from)
      await write(writeHeader(name, size))
      for await (const chunk of createReadStream(from, { end: Math.max(size - 1, 0) })) {
        onChunk(chunk as Buffer)
        await write(chunk as Buffer)
      }
      await pad(size)
    },
    async finish() {
      await write(Buffer.alloc(2 * BLOCK))
      gzip.end()
      await finished(file)
      await syncFile(partial)
      renameSync(partial, path)
    },
    abandon() {
      gzip.destroy()
      file.destroy()
      if (failure === undefined || !isExisting(failure)) rmSync(partial, { force: true })
    },
  }
}

const isExisting = (error: Error) => 'code' in error && error.code === 'EEXIST'

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  await handle.sync()
  await handle.close()
}

/** The entries of an archive in the order they were written. Throws when it is cut off or damaged. */
export async function* readArchive(
  path: string,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<ArchiveEntry> {
  const source = createReadStream(path)
  source.on('data', (chunk) => onRead(chunk.length))
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  const bytes = new ByteQueue(source.pipe(gunzip))
  try {
    for (;;) {
      const header = readHeader(await bytes.take(BLOCK))
      if (header === undefined) return
      const { name, size } = header
      yield { name, size, content: bytes.pieces(size) }
      await bytes.take((BLOCK - (size % BLOCK)) % BLOCK)
    }
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

class ByteQueue {
  readonly #source: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Up to `most` bytes, at least one. */
  async #next(most: number): Promise<Buffer> {
    while (this.#held.length === 0) {
      const { done, value } = await this.#source.next()
      if (done === true) throw new Error('archive is cut off')
      this.#held = value
    }
    const piece = this.#held.subarray(0, most)
    this.#held = this.#held.subarray(piece.length)
    return piece
  }

  async take(size: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for await (const piece of this.pieces(size)) pieces.push(piece)
    return Buffer.concat(pieces)
  }

  async *pieces(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      const piece = await this.#next(left)
      left -= piece.length
      yield piece
    }
  }
}
