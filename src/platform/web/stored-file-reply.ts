import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayInline } from '../files/file-kind.ts'
import type { OpenedFile } from '../files/files.ts'
import { isUnchanged } from './page-cache.ts'
import { attachment } from './reply.ts'

/** Nothing in the file may run, load or reach this site, even if a browser took it for a page. */
const POWERLESS = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

/**
 * Sends what `openFile` opened, as a file to save. Pictures and PDFs are shown by the browser when `inline` asks for it.
 */
export function sendStoredFile(
  reply: FastifyReply,
  { file, content }: OpenedFile,
  { inline = false }: { readonly inline?: boolean } = {},
): FastifyReply {
  const saved = attachment(file.name)
  const isShown = inline && mayInline(file.mediaType)
  return reply
    .header('content-disposition', isShown ? saved.replace('attachment', 'inline') : saved)
    .header('content-security-policy', POWERLESS)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .header('content-length', file.size)
    .type(file.mediaType)
    .send(Readable.from(content, { objectMode: false }))
}

/** One stretch of bytes, both ends included. */
interface Stretch {
  readonly first: number
  readonly last: number
}

/**
 * Sends a file that is public now and may not be in a second: whoever keeps it asks again before showing it, and is told
 * 304 while it is unchanged. A download that broke off goes on where it stopped.
 * @param name as its record has it; the store may know the file under another
 */
export async function sendPublicFile(
  request: FastifyRequest,
  reply: FastifyReply,
  opened: OpenedFile,
  name: string,
): Promise<FastifyReply> {
  const { file, content } = opened
  const etag = `"${file.sha256}"`
  reply
    .header('cache-control', 'public, no-cache, max-age=0, must-revalidate')
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('content-disposition', attachment(name))
    .header('content-security-policy', POWERLESS)
    .header('x-content-type-options', 'nosniff')
    .type(file.mediaType)
  if (isUnchanged(request.headers['if-none-match'], etag)) {
    await opened.close()
    return reply.code(304).send()
  }
  const stretch = stretchOf(request, etag, file.size)
  if (stretch === 'unsatisfiable') {
    await opened.close()
    return reply.code(416).header('content-range', `bytes */${file.size}`).send()
  }
  if (stretch === undefined) {
    return reply.header('content-length', file.size).send(Readable.from(content, BYTES))
  }
  const { first, last } = stretch
  return reply
    .code(206)
    .header('content-range', `bytes ${first}-${last}/${file.size}`)
    .header('content-length', last - first + 1)
    .send(Readable.from(opened.part(first, last + 1), BYTES))
}

const BYTES = { objectMode: false } as const

/** RFC 9110, 14.2: one range of bytes; several, or another unit, get the whole file. */
function stretchOf(
  { headers }: FastifyRequest,
  etag: string,
  size: number,
): Stretch | 'unsatisfiable' | undefined {
  const { range, 'if-range': ifRange } = headers
  if (typeof range !== 'string' || (ifRange !== undefined && ifRange !== etag)) return undefined
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range) ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && from !== '' && Number(to) < first) return undefined
  return first >= size || last < first ? 'unsatisfiable' : { first, last }
}
