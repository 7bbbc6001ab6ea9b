/** Everything in a tar lies on multiples of this many bytes. */
export const BLOCK = 512

const NAME_BYTES = 100
const PREFIX_BYTES = 155
const CHECKSUM_AT = 148

/** The header block of a plain file (POSIX ustar). */
export function writeHeader(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  const [prefix, rest] = splitName(name)
  block.write(rest, 0)
  block.write('0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write('00000000000\0', 136)
  block.write('0', 156)
  block.write('ustar\u000000', 257)
  block.write(prefix, 345)
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, CHECKSUM_AT)
  return block
}

function splitName(name: string): readonly [prefix: string, rest: string] {
  if (Buffer.byteLength(name) <= NAME_BYTES) return ['', name]
  for (let at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)]
    if (Buffer.byteLength(prefix) > PREFIX_BYTES) break
    if (Buffer.byteLength(rest) <= NAME_BYTES) return [prefix, rest]
  }
  throw new Error(`name too long for the archive: ${name}`)
}

/** Name and size, or undefined for the empty block that ends an archive. */
export function readHeader(block: Buffer): { name: string; size: number } | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  const said = Number.parseInt(text(block, CHECKSUM_AT, 8), 8)
  if (said !== checksum(block)) throw new Error('archive is damaged')
  const [prefix, rest] = [text(block, 345, PREFIX_BYTES), text(block, 0, NAME_BYTES)]
  const size = Number.parseInt(text(block, 124, 12), 8)
  return { name: prefix === '' ? rest : `${prefix}/${rest}`, size }
}

function text(block: Buffer, from: number, length: number): string {
  const field = block.subarray(from, from + length)
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end === -1 ? length : end)
}

/** The sum of all bytes, the checksum field itself counted as spaces. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, at) => {
    return sum + (at >= CHECKSUM_AT && at < CHECKSUM_AT + 8 ? 0x20 : byte)
  }, 0)
}
