import { isJpeg, isPng } from '../../files/image-size.ts'
import { Unreadable } from '../kinds.ts'
import { parsePng } from './png.ts'

const HAS_ALPHA = new Set([4, 6])

/** Whether nothing shines through a picture; false when it cannot be told. */
export function isOpaqueImage(bytes: Buffer): boolean {
  if (isJpeg(bytes)) return true
  if (!isPng(bytes)) return false
  try {
    const { chunks } = parsePng(bytes)
    const isPlain = chunks.every(({ type }) => type !== 'tRNS')
    return isPlain && !HAS_ALPHA.has(chunks[0]?.data[9] ?? 6)
  } catch (error) {
    if (error instanceof Unreadable) return false
    throw error
  }
}
