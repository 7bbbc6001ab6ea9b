/**
 * Rendered portal pages, kept in memory in every coding and answered before the framework is even asked.
 *
 * A page is stored under path, query and 长者版, with the tags of the records it shows. `announceChange` (see
 * `page-changes.ts`) takes out every page with one of the tags, on every node. While changes cannot be heard, nothing is
 * served from here. A page is good until the China day ends, because validity and deadlines may change at midnight.
 *
 * Signed-in people never meet it: their cookie passes the request on.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { acceptedCoding, type Coding } from './compression.ts'

/** Flat name, value, name, value: what `writeHead` takes without another copy. */
type RawHeaders = readonly string[]

interface Variant {
  readonly headers: RawHeaders
  readonly unchanged: RawHeaders
  readonly etag: string
  readonly body: Buffer
}

export interface NewPage {
  readonly key: string
  readonly tags: readonly string[]
  readonly visitOf: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly hash: string
  readonly bodies: Readonly<Record<Coding, Buffer>>
  readonly expiresAt: number
}

interface KeptPage {
  readonly variants: Readonly<Record<Coding, Variant>>
  readonly tags: readonly string[]
  readonly visitOf: string | undefined
  readonly bytes: number
  readonly expiresAt: number
  /** Grows with every use of any page: the smallest is the one to drop. */
  lastUse: number
}

export type VisitListener = (visitOf: string, request: IncomingMessage) => void

export interface PageCacheOptions {
  readonly maxBytes: number
  readonly sessionCookie: string
  /** Milliseconds of the epoch. */
  readonly now: () => number
  /** A kept page was shown in answer to this request; what `keepPage` said is counted. */
  readonly onVisit?: VisitListener | undefined
}

export interface PageCache {
  /** Answers from memory, or returns false and leaves the request untouched. */
  serve(request: IncomingMessage, response: ServerResponse): boolean
  /** Grows with every change; a page begun before a change is not stored after it. */
  readonly version: number
  readonly paused: boolean
  readonly size: { readonly pages: number; readonly bytes: number }
  store(page: NewPage, begunAt: number): void
  invalidate(tags: readonly string[]): void
  flush(): void
  pause(): void
  resume(): void
}

/** Bookkeeping of a page beside its bytes, roughly. */
const OVERHEAD = 4096
const ELDER = /(?:^|;\s*)elder=1(?:;|$)/

export function createPageCache(options: PageCacheOptions): PageCache {
  const { maxBytes, now } = options
  const pages = new Map<string, KeptPage>()
  const keysByTag = new Map<string, Set<string>>()
  const sessionMark = `${options.sessionCookie}=`
  let bytes = 0
  let version = 0
  let uses = 0
  let paused = true

  function remove(key: string): void {
    const page = pages.get(key)
    if (page === undefined) return
    pages.delete(key)
    bytes -= page.bytes
    for (const tag of page.tags) {
      const keys = keysByTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) keysByTag.delete(tag)
    }
  }

  function flush(): void {
    version += 1
    pages.clear()
    keysByTag.clear()
    bytes = 0
  }

  /** A tenth at a time, so that the sorting is paid seldom. (Moving each page used to the end of the map, so that the
   * oldest stands first, costs more per hit than everything else together.) */
  function dropLeastUsed(): void {
    const byUse = [...pages].toSorted(([, a], [, b]) => a.lastUse - b.lastUse)
    for (const [key] of byUse) {
      if (bytes <= maxBytes * 0.9) return
      remove(key)
    }
  }

  function find(key: string): KeptPage | undefined {
    const page = pages.get(key)
    if (page === undefined) return undefined
    if (page.expiresAt <= now()) {
      remove(key)
      return undefined
    }
    page.lastUse = uses += 1
    return page
  }

  return {
    serve(request, response) {
      if (paused || (request.method !== 'GET' && request.method !== 'HEAD')) return false
      const { headers } = request
      const { cookie } = headers
      if (cookie?.includes(sessionMark)) return false
      const page = find(pageKey(request.url ?? '', cookie !== undefined && ELDER.test(cookie)))
      if (page === undefined) return false
      if (page.visitOf !== undefined) options.onVisit?.(page.visitOf, request)
      answer(page.variants[acceptedCoding(headers['accept-encoding'])], request, response)
      return true
    },
    get version() {
      return version
    },
    get paused() {
      return paused
    },
    get size() {
      return { pages: pages.size, bytes }
    },
    store(page, begunAt) {
      if (paused || begunAt !== version) return
      const kept = keep(page, (uses += 1))
      if (kept.bytes > maxBytes / 8) return
      remove(page.key)
      pages.set(page.key, kept)
      bytes += kept.bytes
      for (const tag of kept.tags) {
        const keys = keysByTag.get(tag)
        if (keys === undefined) keysByTag.set(tag, new Set([page.key]))
        else keys.add(page.key)
      }
      if (bytes > maxBytes) dropLeastUsed()
    },
    invalidate(tags) {
      version += 1
      for (const tag of tags) for (const key of keysByTag.get(tag) ?? []) remove(key)
    },
    flush,
    pause() {
      paused = true
      flush()
    },
    resume() {
      flush()
      paused = false
    },
  }
}

/** Path and query as they came, and whether in 长者版. */
export function pageKey(url: string, elder: boolean): string {
  return elder ? `elder ${url}` : url
}

/** A strong validator differs by coding, because the bytes do. */
export function etagOf(hash: string, coding: Coding): string {
  return coding === 'identity' ? `"${hash}"` : `"${hash}-${coding}"`
}

/** If-None-Match, where a list or `*` is rare and a weak mark from a proxy is not. */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch === etag || ifNoneMatch === '*' || ifNoneMatch.includes(etag)
}

function answer(variant: Variant, request: IncomingMessage, response: ServerResponse): void {
  if (isUnchanged(request.headers['if-none-match'], variant.etag)) {
    response.writeHead(304, variant.unchanged as string[])
    response.end()
    return
  }
  response.writeHead(200, variant.headers as string[])
  if (request.method === 'HEAD') response.end()
  else response.end(variant.body)
}

function keep(page: NewPage, lastUse: number): KeptPage {
  const variant = (coding: Coding): Variant => {
    const body = page.bodies[coding]
    const etag = etagOf(page.hash, coding)
    const unchanged = [...Object.entries(page.headers).flat(), 'etag', etag]
    const headers = [...unchanged, 'content-length', String(body.length)]
    if (coding !== 'identity') headers.push('content-encoding', coding)
    return { headers, unchanged, etag, body }
  }
  const { bodies } = page
  return {
    variants: { br: variant('br'), gzip: variant('gzip'), identity: variant('identity') },
    tags: [...new Set(page.tags)],
    visitOf: page.visitOf,
    bytes: bodies.br.length + bodies.gzip.length + bodies.identity.length + OVERHEAD,
    expiresAt: page.expiresAt,
    lastUse,
  }
}
