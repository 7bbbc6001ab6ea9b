import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

/** The quiet zone that readers want around the code, in modules. */
const MARGIN = 4

interface Modules {
  readonly side: number
  /** dark squares as column and row, the quiet zone counted in */
  readonly dark: readonly (readonly [x: number, y: number])[]
}

/** Correction M: a code may lose some 15 % to creases and glue and still be read. */
function modulesOf(text: string): Modules {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [[x + MARGIN, y + MARGIN] as const] : [])),
  )
  return { side: size + 2 * MARGIN, dark }
}

/** A QR code as an SVG file of its own, black on white, as large as its frame. */
export function qrSvg(text: string): string {
  const { side, dark } = modulesOf(text)
  const path = dark.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side * 8}" height="${side * 8}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
}

/** A QR code as a picture of one bit a pixel. @param scale pixels a module */
export function qrPng(text: string, scale = 12): Buffer {
  const { side, dark } = modulesOf(text)
  const pixels = side * scale
  const lineBytes = Math.ceil(pixels / 8)
  const line = () => Buffer.alloc(1 + lineBytes, 0xff).fill(0, 0, 1) // filter 0, then white
  const rows = Array.from({ length: side }, line)
  for (const [x, y] of dark) blacken(rows[y]!, x * scale, scale)
  const image = Buffer.concat(rows.flatMap((row) => Array.from({ length: scale }, () => row)))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(pixels, 0)
  header.writeUInt32BE(pixels, 4)
  header.set([1, 0, 0, 0, 0], 8) // one bit, greyscale
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(image)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function blacken(row: Buffer, from: number, count: number): void {
  for (let bit = from; bit < from + count; bit += 1) {
    const at = 1 + (bit >> 3)
    row[at] = row[at]! & ~(0x80 >> (bit & 7))
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
