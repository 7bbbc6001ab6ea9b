import type { Content } from './content.ts'

export interface ImageSize {
  readonly width: number
  readonly height: number
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MOST_PARTS = 20_000

export const isPng = (start: Buffer) => start.subarray(0, 8).equals(PNG_SIGNATURE)

export const isJpeg = (start: Buffer) =>
  start.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))

/** Walks all chunks. @returns undefined when it is broken, or goes on after its end */
export async function pngSize(content: Content): Promise<ImageSize | undefined> {
  let size: ImageSize | undefined
  let at = PNG_SIGNATURE.length
  for (let part = 0; part < MOST_PARTS && at + 12 <= content.size; part += 1) {
    const head = await content.read(at, 16)
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    if (part === 0) {
      if (type !== 'IHDR' || length !== 13 || head.length < 16) return undefined
      const header = await content.read(at + 8, 8)
      size = { width: header.readUInt32BE(0), height: header.readUInt32BE(4) }
    }
    at += 12 + length
    if (type === 'IEND') return at === content.size ? size : undefined
  }
  return undefined
}

const START_OF_FRAME = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
])
const START_OF_SCAN = 0xda

/**
 * Walks the segments up to the picture's data. What telephones append behind it (motion, depth) is left alone.
 * @returns undefined when it is broken
 */
export async function jpegSize(content: Content): Promise<ImageSize | undefined> {
  let at = 2
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const head = await content.read(at, 10)
    if (head.length < 10 || head[0] !== 0xff) return undefined
    const marker = head[1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (START_OF_FRAME.has(marker)) {
      return { height: head.readUInt16BE(5), width: head.readUInt16BE(7) }
    }
    const length = head.readUInt16BE(2)
    if (marker === START_OF_SCAN || marker < 0xc0 || length < 2) return undefined
    at += 2 + length
  }
  return undefined
}
