/**
 * A static copy of a site, for when the site is down: crawled through the app itself, without a network. Done again, only
 * what changed is written and what is gone is deleted.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { linksOf, mirrorFile, rewriteLinks } from './mirror-path.ts'

export interface Fetched {
  readonly status: number
  readonly type: string
  readonly location: string | undefined
  readonly body: Buffer
}

export interface MirrorOptions {
  readonly folder: string
  readonly fetch: (address: string) => Promise<Fetched>
  readonly start: readonly string[]
  /** Forms, search, whatever needs a server. */
  readonly isLeftOut: (address: string) => boolean
  /** Address and text of the page that says so. */
  readonly leftOut: { readonly address: string; readonly page: string }
  readonly onProgress?: (done: number, known: number) => void
}

export interface MirrorReport {
  readonly pages: number
  readonly written: number
  readonly deleted: number
  /** Addresses that are linked and answer with no page, each with one that links there. */
  readonly dead: readonly {
    readonly address: string
    readonly from: string
    readonly status: number
  }[]
}

const MANIFEST = '.mirror.json'
const AT_ONCE = 8

interface Task {
  readonly address: string
  readonly from: string
}

export async function writeMirror(options: MirrorOptions): Promise<MirrorReport> {
  const { folder, isLeftOut, leftOut } = options
  const before = await readManifest(folder)
  const after = new Map<string, string>()
  const dead: MirrorReport['dead'][number][] = []
  const known = new Set<string>()
  const queue: Task[] = []
  let written = 0
  let done = 0

  const add = (address: string, from: string) => {
    if (known.has(address) || isLeftOut(address)) return
    known.add(address)
    queue.push({ address, from })
  }

  const keep = async (file: string, content: Buffer) => {
    const hash = createHash('sha256').update(content).digest('hex')
    after.set(file, hash)
    if (before.get(file) === hash) return
    await place(join(folder, file), content)
    written += 1
  }

  const visit = async ({ address, from }: Task) => {
    const { status, type, location, body } = await options.fetch(address)
    if (status >= 300 && status < 400 && location !== undefined) {
      // the copy holds the page where the link leads
      add(location, from)
      return keep(mirrorFile(address, true), Buffer.from(forwarding(location)))
    }
    if (status !== 200) {
      dead.push({ address, from, status })
      return
    }
    const isPage = type.startsWith('text/html')
    if (!isPage) return keep(mirrorFile(address, false), body)
    const page = body.toString()
    for (const link of linksOf(page)) add(link, address)
    await keep(
      mirrorFile(address, true),
      Buffer.from(rewriteLinks(page, isLeftOut, leftOut.address)),
    )
  }

  const worker = async () => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
      await visit(task)
      done += 1
      options.onProgress?.(done, known.size)
    }
  }

  await keep(mirrorFile(leftOut.address, true), Buffer.from(leftOut.page))
  for (const address of options.start) add(address, '')
  // one page finds the others: workers that ran dry begin again while there is anything
  while (queue.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const deleted = await deleteGone(folder, before, after)
  await place(join(folder, MANIFEST), Buffer.from(JSON.stringify(Object.fromEntries(after))))
  return { pages: after.size, written, deleted, dead }
}

const forwarding = (location: string): string => {
  const target = location.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>转到新网址</title><meta http-equiv="refresh" content="0; url=${target}"></head><body><a href="${target}">${target}</a></body></html>\n`
}

/** A reader of the copy never meets half a file. */
async function place(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.part`
  await writeFile(part, content)
  await rename(part, path)
}

async function readManifest(folder: string): Promise<Map<string, string>> {
  try {
    const stored: unknown = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'))
    if (typeof stored !== 'object' || stored === null) return new Map()
    return new Map(Object.entries(stored).map(([file, hash]) => [file, String(hash)]))
  } catch {
    return new Map()
  }
}

/** Only what an earlier run wrote is ever deleted. */
async function deleteGone(
  folder: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Promise<number> {
  const gone = [...before.keys()].filter((file) => !after.has(file) && isInside(file))
  for (const file of gone) await rm(join(folder, file), { force: true })
  return gone.length
}

const isInside = (file: string) => !file.split('/').includes('..') && !file.startsWith('/')
