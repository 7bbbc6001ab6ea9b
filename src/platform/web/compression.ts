/** One text in the three codings a client may ask for. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export type Coding = 'br' | 'gzip' | 'identity'

/** Below this the header costs more than compression saves. */
export const WORTH_COMPRESSING = 860

/** Once: for one reader, as fast as it goes. Kept: for every reader from now on. */
export type Effort = 'once' | 'kept'

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants
const QUALITY = { once: 1, kept: 9 } as const satisfies Record<Effort, number>
/** A window of 64 KB holds a page; a larger one is cleared anew for each, which takes longer than compressing it. */
const WINDOW_BITS = 16

/** Pages take a twentieth of a millisecond: less than handing them to another thread and back. */
export function encodeAs(coding: Coding, body: Buffer, effort: Effort): Buffer {
  switch (coding) {
    case 'br':
      return brotliCompressSync(body, {
        params: {
          [BROTLI_PARAM_QUALITY]: QUALITY[effort],
          [BROTLI_PARAM_LGWIN]: WINDOW_BITS,
          [BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      })
    case 'gzip':
      return gzipSync(body, { level: effort === 'kept' ? 9 : 4 })
    case 'identity':
      return body
  }
}

const known = new Map<string, Coding>()

/** The best coding the client accepts. Browsers send a handful of different headers, so the answers are remembered. */
export function acceptedCoding(header: string | undefined): Coding {
  if (header === undefined) return 'identity'
  const found = known.get(header)
  if (found !== undefined) return found
  const coding = readCoding(header)
  if (known.size < 64 && header.length < 100) known.set(header, coding)
  return coding
}

function readCoding(header: string): Coding {
  const refused = (weight: string | undefined) => /^q=0(\.0*)?$/.test(weight ?? '')
  const offered = header
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .filter(([, weight]) => !refused(weight))
    .map(([name]) => name)
  if (offered.includes('br')) return 'br'
  return offered.includes('gzip') ? 'gzip' : 'identity'
}
