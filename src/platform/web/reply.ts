/**
 * How a handler answers.
 *
 *   return sendPage(reply, portalPage(frame, {…}))
 *   return sendPage(reply, officePage(frame, {…}), 422)           the form again, with its problems
 *   keepPage(reply, ['document:123', 'list:agency:5'])            before sendPage, on a portal page anybody may see
 *   return seeOther(reply, `/office/requests/${id}`)              after every act: 303, so that reload repeats nothing
 *   return sendDownload(reply, { name: '2020年报.xlsx', type: XLSX, content })
 */
import type { FastifyReply } from 'fastify'
import { render, type Html } from './html.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** Set by `keepPage`: the page may be kept and shown to everybody until one of these changes. */
    keptUnder: readonly string[] | undefined
    /** Counts as a visit of this when served from the cache. */
    visitOf: string | undefined
  }
}

export function sendPage(reply: FastifyReply, page: Html, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(render(page))
}

/**
 * Lets the cache keep this page for every reader. Its content must depend on nothing but path, query and 长者版, and
 * every record it shows must be among the tags: `announceChange` with one of them takes it out on every node.
 * @param visitOf number of the document whose 访问次数 grows when the page is shown from memory
 */
export function keepPage(reply: FastifyReply, tags: readonly string[], visitOf?: string): void {
  reply.keptUnder = tags
  reply.visitOf = visitOf
}

export function seeOther(reply: FastifyReply, path: string): FastifyReply {
  return reply.redirect(path, 303)
}

export interface Download {
  /** As the reader's disk shall show it; Chinese is fine. */
  readonly name: string
  readonly type: string
  readonly content: Buffer | NodeJS.ReadableStream
}

export function sendDownload(reply: FastifyReply, { name, type, content }: Download): FastifyReply {
  return reply
    .header('content-disposition', attachment(name))
    .header('cache-control', 'no-store')
    .type(type)
    .send(content)
}

/** RFC 6266: a plain name for old clients, the real one in UTF-8; no quotes, slashes or line breaks survive. */
export function attachment(name: string): string {
  // oxlint-disable-next-line no-control-regex
  const safe = name.replaceAll(/[\u0000-\u001f\u007f"\\/]/g, '_').slice(0, 150)
  const plain = safe.replaceAll(/[^\u0020-\u007e]/g, '_')
  const encoded = encodeURIComponent(safe.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
