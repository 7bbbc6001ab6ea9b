/** Bytes that lie somewhere, looked at in pieces: nobody needs to hold a whole file. */
export interface Content {
  readonly size: number
  /** Fewer bytes than asked for only at the end. */
  read(at: number, length: number): Promise<Buffer>
}

export function contentOf(bytes: Buffer): Content {
  return {
    size: bytes.length,
    async read(at, length) {
      return bytes.subarray(at, at + length)
    },
  }
}

const PIECE = 64 * 1024

/** From `start` up to, but without, `end`. */
export async function* pieces(
  content: Content,
  start = 0,
  end = content.size,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += PIECE) {
    yield await content.read(at, Math.min(PIECE, end - at))
  }
}
