/**
 * A static copy of a site, for when the site is down: crawled through the app itself, without a network. Its links are
 * relative, so that it works on any server of files, in any folder and from a disk. Done again, only what changed is
 * written and what is gone is deleted.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import {
  linksOf,
  linksOfStyles,
  rewritePage,
  rewriteStyles,
  type Rewriting,
} from './mirror-links.ts'
import {
  deleteGone,
  isThere,
  place,
  readManifest,
  writeManifest,
  type Kept,
} from './mirror-manifest.ts'
import { isFileAddress, linkBetween, mirrorFile } from './mirror-path.ts'

export interface Fetched {
  readonly status: number
  readonly type: string
  readonly location: string | undefined
  readonly etag: string | undefined
  readonly body: Buffer
}

export interface MirrorOptions {
  readonly folder: string
  /** @param etag of what the copy holds: answered with 304 while that is still so */
  readonly fetch: (address: string, etag: string | undefined) => Promise<Fetched>
  readonly start: readonly string[]
  /** The address whose copy stands for this one, mostly itself; undefined for forms, search, whatever needs a server. */
  readonly standsFor: (address: string) => string | undefined
  /** Address and text of the page that says so. */
  readonly leftOut: { readonly address: string; readonly page: string }
  /** Stretches of a page that others wrote: a dead link in them is theirs. */
  readonly foreign?: RegExp
  /** Of a file that names addresses of its own: the same for the copy, and those addresses. */
  readonly adapt?: (
    address: string,
    body: Buffer,
  ) => { readonly body: Buffer; readonly links: readonly string[] }
  readonly onProgress?: (done: number, known: number) => void
}

export interface DeadLink {
  readonly address: string
  /** one of the pages that link there; empty for where the crawl began */
  readonly from: string
  readonly status: number
  /** the site itself wrote the link, not the text of a document */
  readonly own: boolean
}

export interface MirrorReport {
  readonly pages: number
  readonly written: number
  readonly deleted: number
  /** Addresses that are linked and of which the copy has nothing. */
  readonly dead: readonly DeadLink[]
}

const AT_ONCE = 8

interface Task {
  readonly address: string
  readonly from: string
}

export async function writeMirror(options: MirrorOptions): Promise<MirrorReport> {
  const { folder, leftOut, standsFor } = options
  const before = await readManifest(folder)
  const after = new Map<string, Kept>()
  const missing = new Map<string, Task & { readonly status: number }>()
  const known = new Set<string>()
  const ownLinks = new Set<string>()
  const queue: Task[] = []
  let written = 0
  let done = 0

  const add = (link: string, from: string, own: boolean) => {
    const address = standsFor(link)
    if (address === undefined) return
    if (own) ownLinks.add(address)
    if (known.has(address)) return
    known.add(address)
    queue.push({ address, from })
  }

  const keep = async (file: string, content: Buffer, etag?: string) => {
    const hash = createHash('sha256').update(content).digest('hex')
    after.set(file, { hash, etag })
    const path = join(folder, file)
    if (before.get(file)?.hash === hash && (await isThere(path))) return
    await place(path, content)
    written += 1
  }

  const rewriting = (file: string): Rewriting => ({
    place: file,
    standsFor,
    leftOut: leftOut.address,
  })

  const keepPage = async (address: string, page: string) => {
    const ours = options.foreign ? page.replaceAll(options.foreign, '') : page
    for (const link of linksOf(ours)) add(link, address, true)
    for (const link of linksOf(page)) add(link, address, false)
    const file = mirrorFile(address)
    await keep(file, Buffer.from(rewritePage(page, rewriting(file))))
  }

  const keepFile = async (address: string, { type, body, etag }: Fetched) => {
    const file = mirrorFile(address)
    if (type.startsWith('text/css')) {
      const styles = body.toString()
      for (const link of linksOfStyles(styles)) add(link, address, true)
      return keep(file, Buffer.from(rewriteStyles(styles, rewriting(file))), etag)
    }
    const adapted = options.adapt?.(address, body) ?? { body, links: [] }
    for (const link of adapted.links) add(link, address, true)
    return keep(file, adapted.body, etag)
  }

  const visit = async (task: Task) => {
    const { address } = task
    const file = mirrorFile(address)
    const isFile = isFileAddress(address)
    const old = isFile ? before.get(file) : undefined
    const etag =
      old?.etag !== undefined && (await isThere(join(folder, file))) ? old.etag : undefined
    const fetched = await options.fetch(address, etag)
    const { status, type, location, body } = fetched
    if (status === 304 && old) return void after.set(file, old)
    if (!isFile && status >= 300 && status < 400 && location !== undefined) {
      // the copy holds the page where the link leads
      add(location, address, ownLinks.has(address))
      const target = standsFor(location) ?? leftOut.address
      return keep(file, Buffer.from(forwarding(linkBetween(file, mirrorFile(target)))))
    }
    if (status !== 200 || type.startsWith('text/html') === isFile)
      return void missing.set(address, { ...task, status })
    return isFile ? keepFile(address, fetched) : keepPage(address, body.toString())
  }

  const worker = async () => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
      await visit(task)
      done += 1
      options.onProgress?.(done, known.size)
    }
  }

  await keepPage(leftOut.address, leftOut.page)
  for (const address of options.start) add(address, '', true)
  // one page finds the others: workers that ran dry begin again while there is anything
  while (queue.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const deleted = await deleteGone(folder, before, after)
  await writeManifest(folder, after)
  const dead = [...missing.values()].map((one) => ({ ...one, own: ownLinks.has(one.address) }))
  return { pages: after.size, written, deleted, dead }
}

const forwarding = (link: string): string => {
  const target = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>转到新网址</title><meta http-equiv="refresh" content="0; url=${target}"></head><body><a href="${target}">请点这里继续</a></body></html>\n`
}
