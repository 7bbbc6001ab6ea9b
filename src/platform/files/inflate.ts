import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { pieces, type Content } from './content.ts'
import type { ZipEntry, ZipPlace } from './zip-directory.ts'

export const STORED = 0
export const DEFLATED = 8

/** The entry's true bytes, piece by piece. Throws what zlib throws when they are damaged. */
export async function* inflated(
  content: Content,
  { method }: ZipEntry,
  { start, end }: ZipPlace,
): AsyncGenerator<Buffer> {
  const packed = pieces(content, start, end)
  if (method === STORED) {
    yield* packed
    return
  }
  const source = Readable.from(packed)
  const inflate = createInflateRaw()
  source.on('error', (error) => inflate.destroy(error))
  source.pipe(inflate)
  try {
    for await (const piece of inflate) yield piece as Buffer
  } finally {
    source.destroy()
    inflate.destroy()
  }
}
