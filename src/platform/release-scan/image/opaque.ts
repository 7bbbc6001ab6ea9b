import { inflateSync } from 'node:zlib'
import { isJpeg, isPng } from '../../files/image-size.ts'
import { Unreadable } from '../kinds.ts'
import { parsePng, type PngChunk } from './png.ts'

/** Whether nothing shines through a picture; false when it cannot be told. */
export function isOpaqueImage(bytes: Buffer): boolean {
  if (isJpeg(bytes)) return true
  if (!isPng(bytes)) return false
  try {
    const { chunks } = parsePng(bytes)
    if (chunks.some(({ type }) => type === 'tRNS')) return false
    const kind = chunks[0]?.data[9] ?? 6
    return kind === 4 || kind === 6 ? hasFullAlpha(chunks, kind === 4 ? 2 : 4) : true
  } catch (error) {
    if (error instanceof Unreadable) return false
    throw error
  }
}

const LARGEST = 100 * 1024 * 1024

/** @param channels of a dot, the last being how much of it covers */
function hasFullAlpha(chunks: readonly PngChunk[], channels: number): boolean {
  const header = chunks[0]!.data
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const isPlain = header[8] === 8 && header[12] === 0
  const line = width * channels
  if (!isPlain || (line + 1) * height > LARGEST) return false
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  const rows = inflated(packed, (line + 1) * height)
  if (rows === undefined) return false
  let above = Buffer.alloc(line)
  for (let y = 0; y < height; y += 1) {
    const start = y * (line + 1)
    const row = Buffer.from(rows.subarray(start + 1, start + 1 + line))
    unfilter(row, above, rows[start]!, channels)
    for (let at = channels - 1; at < line; at += channels) if (row[at] !== 0xff) return false
    above = row
  }
  return true
}

function inflated(packed: Buffer, size: number): Buffer | undefined {
  try {
    const rows = inflateSync(packed, { maxOutputLength: size })
    return rows.length === size ? rows : undefined
  } catch {
    return undefined
  }
}

/** PNG stores each byte as its difference from its neighbours. */
function unfilter(row: Buffer, above: Buffer, filter: number, channels: number): void {
  for (let at = 0; at < row.length; at += 1) {
    const left = at >= channels ? row[at - channels]! : 0
    const up = above[at]!
    const corner = at >= channels ? above[at - channels]! : 0
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
    row[at] = (row[at]! + guess) & 0xff
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) =>
    Math.abs(estimate - value),
  ) as [number, number, number]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}
