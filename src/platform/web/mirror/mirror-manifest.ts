/** What an earlier run wrote into a static copy: so that the next writes only what changed, and deletes nothing else. */
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface Kept {
  /** SHA-256 of what lies there, as hexadecimal */
  readonly hash: string
  /** as the site named this state, to ask whether it is still so */
  readonly etag?: string | undefined
}

export type MirrorManifest = ReadonlyMap<string, Kept>

const MANIFEST = '.mirror.json'

export async function readManifest(folder: string): Promise<MirrorManifest> {
  try {
    const stored: unknown = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'))
    if (typeof stored !== 'object' || stored === null) return new Map()
    return new Map(Object.entries(stored).map(([file, kept]) => [file, toKept(kept)]))
  } catch {
    return new Map()
  }
}

function toKept(kept: unknown): Kept {
  if (typeof kept !== 'object' || kept === null) return { hash: String(kept) }
  const { hash, etag } = kept as Record<string, unknown>
  return { hash: String(hash), etag: typeof etag === 'string' ? etag : undefined }
}

export function writeManifest(folder: string, manifest: MirrorManifest): Promise<void> {
  const inOrder = [...manifest].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return place(join(folder, MANIFEST), Buffer.from(JSON.stringify(Object.fromEntries(inOrder))))
}

/** A reader of the copy never meets half a file. */
export async function place(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.part`
  await writeFile(part, content)
  await rename(part, path)
}

export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Only what an earlier run wrote is ever deleted. */
export async function deleteGone(
  folder: string,
  before: MirrorManifest,
  after: MirrorManifest,
): Promise<number> {
  const gone = [...before.keys()].filter((file) => !after.has(file) && isInside(file))
  for (const file of gone) await rm(join(folder, file), { force: true })
  return gone.length
}

const isInside = (file: string) => !file.split('/').includes('..') && !file.startsWith('/')
