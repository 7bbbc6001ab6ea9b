/** The container of old Word and Excel files (MS-CFB), read no further than the names of its parts. */
import type { Content } from './content.ts'

const SIGNATURE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const HEADER = 512
const DIRECTORY_ENTRY = 128
const LAST_SECTOR = 0xfffffffa
/** Chains longer than this are loops, or no office document. */
const MOST_SECTORS = 2000

export const isOle2 = (start: Buffer) => start.subarray(0, 8).equals(SIGNATURE)

/** The names of its streams and storages; undefined when it is broken. */
export async function ole2Names(content: Content): Promise<Set<string> | undefined> {
  const header = await content.read(0, HEADER)
  if (header.length < HEADER) return undefined
  const shift = header.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return undefined
  const sectorSize = 1 << shift
  const names = new Set<string>()
  let sector = header.readUInt32LE(48)
  for (let count = 0; sector < LAST_SECTOR; count += 1) {
    if (count >= MOST_SECTORS) return undefined
    const entries = await content.read((sector + 1) * sectorSize, sectorSize)
    if (entries.length < sectorSize) return undefined
    for (let at = 0; at < sectorSize; at += DIRECTORY_ENTRY) addName(names, entries, at)
    const next = await nextSector(content, header, sector, sectorSize)
    if (next === undefined) return undefined
    sector = next
  }
  return names
}

function addName(names: Set<string>, entries: Buffer, at: number): void {
  const length = entries.readUInt16LE(at + 64)
  if (length < 2 || length > 64) return
  names.add(entries.toString('utf16le', at, at + length - 2))
}

/** By the allocation table, whose own place the header tells for the first 109 sectors. */
async function nextSector(
  content: Content,
  header: Buffer,
  sector: number,
  sectorSize: number,
): Promise<number | undefined> {
  const perSector = sectorSize / 4
  const tableSector = await allocationSector(
    content,
    header,
    Math.floor(sector / perSector),
    sectorSize,
  )
  if (tableSector === undefined) return undefined
  const at = (tableSector + 1) * sectorSize + (sector % perSector) * 4
  const entry = await content.read(at, 4)
  return entry.length === 4 ? entry.readUInt32LE(0) : undefined
}

const IN_HEADER = 109

/** The `index`th sector of the allocation table. */
async function allocationSector(
  content: Content,
  header: Buffer,
  index: number,
  sectorSize: number,
): Promise<number | undefined> {
  if (index < IN_HEADER) return validSector(header.readUInt32LE(76 + index * 4))
  const perSector = sectorSize / 4 - 1
  let left = index - IN_HEADER
  let list = validSector(header.readUInt32LE(68))
  for (let count = 0; list !== undefined && count < MOST_SECTORS; count += 1) {
    const entries = await content.read((list + 1) * sectorSize, sectorSize)
    if (entries.length < sectorSize) return undefined
    if (left < perSector) return validSector(entries.readUInt32LE(left * 4))
    left -= perSector
    list = validSector(entries.readUInt32LE(perSector * 4))
  }
  return undefined
}

const validSector = (sector: number) => (sector < LAST_SECTOR ? sector : undefined)
