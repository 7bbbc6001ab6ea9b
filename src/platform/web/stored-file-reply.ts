import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { mayInline } from '../files/file-kind.ts'
import type { OpenedFile } from '../files/files.ts'
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
