import { createHash, randomBytes } from 'node:crypto'
import {
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/cluster.ts'
import { contentOf, pieces } from './content.ts'
import { createFolderStore } from './folder-store.ts'
import { DamagedBlob, PIECE_BYTES } from './sealed-blob.ts'

const DAY = 24 * 60 * 60 * 1000
const key = randomBytes(32)
let folder: string
const store = () => createFolderStore(folder, key)

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true }))

async function write(bytes: Buffer) {
  const writer = await store().create()
  for await (const piece of pieces(contentOf(bytes))) await writer.write(piece)
  return writer.finish()
}

async function keep(bytes: Buffer): Promise<{ readonly sha256: Buffer; readonly path: string }> {
  const blob = await write(bytes)
  await blob.place()
  await blob.close()
  const name = blob.sha256.toString('hex')
  return { sha256: blob.sha256, path: join(folder, name.slice(0, 2), name.slice(2)) }
}

async function read(sha256: Buffer): Promise<Buffer | undefined> {
  const blob = await store().open(sha256)
  if (blob === undefined) return undefined
  try {
    return Buffer.concat(await Array.fromAsync(pieces(blob)))
  } finally {
    await blob.close()
  }
}

const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

test.each([1, 100, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES, 500_000])(
  '%i bytes come back as they were, whole and in part',
  async (size) => {
    const bytes = randomBytes(size)
    const { sha256 } = await keep(bytes)
    expect(sha256).toEqual(createHash('sha256').update(bytes).digest())
    expect(await read(sha256)).toEqual(bytes)
    const blob = (await store().open(sha256))!
    expect(blob.size).toBe(size)
    const middle = Math.floor(size / 3)
    expect(await blob.read(middle, 70_000)).toEqual(bytes.subarray(middle, middle + 70_000))
    expect(await blob.read(size, 10)).toHaveLength(0)
    await blob.close()
  },
)

test('what lies on the disk shows nothing of the content, nor that two files are alike', async () => {
  const bytes = Buffer.from('示例申请人的身份证'.repeat(5000))
  const { path } = await keep(bytes)
  const first = readFileSync(path)
  expect(first.includes(Buffer.from('示例申请人'))).toBe(false)
  await keep(bytes)
  expect(files()).toHaveLength(1)
  expect(readFileSync(path).equals(first)).toBe(false)
})

test('only its owner reads a file', async () => {
  const { path } = await keep(Buffer.from('x'))
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a file that was changed, cut off, extended or exchanged does not open', async () => {
  const size = 3 * PIECE_BYTES
  const mine = await keep(randomBytes(size))
  const others = await keep(randomBytes(size))
  const whole = readFileSync(mine.path)
  const damages: readonly (() => void)[] = [
    () => writeFileSync(mine.path, flipped(whole, 20)),
    () => writeFileSync(mine.path, flipped(whole, whole.length - 100)),
    () => truncateSync(mine.path, whole.length - 1),
    () => truncateSync(mine.path, whole.length - PIECE_BYTES - 16),
    () => truncateSync(mine.path, 10),
    () => writeFileSync(mine.path, Buffer.concat([whole, Buffer.alloc(100)])),
    () => writeFileSync(mine.path, readFileSync(others.path)),
    () => writeFileSync(mine.path, ''),
  ]
  for (const damage of damages) {
    writeFileSync(mine.path, whole)
    damage()
    await expect(read(mine.sha256)).rejects.toThrow(DamagedBlob)
  }
  writeFileSync(mine.path, whole)
  expect(await read(mine.sha256)).toHaveLength(size)
})

test('pieces of one file do not change places', async () => {
  const { sha256, path } = await keep(randomBytes(3 * PIECE_BYTES))
  const bytes = readFileSync(path)
  const piece = PIECE_BYTES + 16
  const second = Buffer.from(bytes.subarray(64, 64 + piece))
  bytes.copy(bytes, 64, 64 + piece, 64 + 2 * piece)
  second.copy(bytes, 64 + piece)
  writeFileSync(path, bytes)
  await expect(read(sha256)).rejects.toThrow(DamagedBlob)
})

test('with another key nothing opens', async () => {
  const { sha256 } = await keep(Buffer.from('x'))
  const stranger = createFolderStore(folder, randomBytes(32))
  await expect(stranger.open(sha256)).rejects.toThrow(DamagedBlob)
})

test('what is discarded leaves nothing, what is removed is gone, what never was is undefined', async () => {
  const writer = await store().create()
  await writer.write(Buffer.from('x'))
  await writer.discard()
  await (await write(Buffer.from('y'))).discard()
  expect(files()).toEqual([])
  const { sha256 } = await keep(Buffer.from('z'))
  await store().remove(sha256)
  await store().remove(sha256)
  expect(await read(sha256)).toBeUndefined()
})

test('only what has lain for long is listed for the sweep', async () => {
  const old = await keep(Buffer.from('old'))
  await keep(Buffer.from('new'))
  utimesSync(old.path, 0, 0)
  await (await write(Buffer.from('half'))).close()
  expect(await Array.fromAsync(store().listOlder(DAY))).toEqual([old.sha256])
  await store().clearAside(DAY)
  expect(files()).toHaveLength(3)
  await store().clearAside(0)
  expect(files()).toHaveLength(2)
})

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at]! ^= 1
  return changed
}
