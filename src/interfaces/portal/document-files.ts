/** A public document on paper, and its address as a code. Made from what stands online now; nothing of it is stored beyond memory. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  findPublicDocument,
  type PublicDocument,
} from '../../domain/publications/public-document.ts'
import { findPublicRemoval } from '../../domain/publications/removals.ts'
import type { OfficialDocument } from '../../platform/documents/official-document.ts'
import { officialPdfKey, renderOfficialPdf } from '../../platform/documents/official-pdf.ts'
import { qrSvg } from '../../platform/documents/qr-image.ts'
import { formatMinute } from '../../platform/kernel/time.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { isUnchanged } from '../../platform/web/page-cache.ts'
import { PRINT_LIMIT } from '../../platform/web/rate-limits.ts'
import { attachment } from '../../platform/web/reply.ts'
import { blocksOfBody } from './document-blocks.ts'
import { parseIndexAddress } from './index-address.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'
import { fullAddress } from './site-address.ts'

interface Address {
  readonly Params: { readonly organCode: string; readonly serial: string }
}

export function documentFileRoutes(app: FastifyInstance, services: PortalServices): void {
  const at = `${paths.CONTENT}/:organCode/:serial`
  const set = pdfSetter(app)
  app.get<Address>(`${at}.pdf`, async (request, reply) => {
    const document = await findAt(services, request.params)
    if ('gone' in document) return reply.redirect(document.gone, 302)
    const address = fullAddress(services, request, paths.documentPath(document.indexNumber))
    return sendPdf(request, reply, document, set(printedDocument(document, address), request))
  })

  app.get<Address>(`${at}.svg`, async (request, reply) => {
    const document = await findAt(services, request.params)
    if ('gone' in document) return reply.redirect(document.gone, 302)
    const address = fullAddress(services, request, paths.documentPath(document.indexNumber))
    return reply
      .type('image/svg+xml')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
      .send(Buffer.from(qrSvg(address)))
  })
}

/** What was taken down is told where it stood. @throws Refusal `not-found` for what never was public */
async function findAt(
  { db }: PortalServices,
  { organCode, serial }: Address['Params'],
): Promise<PublicDocument | { readonly gone: string }> {
  const indexNumber = parseIndexAddress(`${organCode}/${serial}`)
  const document = indexNumber === undefined ? undefined : await findPublicDocument(db, indexNumber)
  if (document) return document
  if (indexNumber !== undefined && (await findPublicRemoval(db, indexNumber)))
    return { gone: paths.documentPath(indexNumber) }
  throw new Refusal('not-found', '没有找到这份文件。')
}

/** Whoever keeps the file asks each time whether it still stands, and is told so without a line being set. */
async function sendPdf(
  request: FastifyRequest,
  reply: FastifyReply,
  { indexNumber }: PublicDocument,
  { key, bytes }: SetPdf,
): Promise<FastifyReply> {
  const etag = `"${key}"`
  const isKnown = isUnchanged(request.headers['if-none-match'], etag)
  const content = isKnown ? undefined : await bytes()
  reply.header('etag', etag).header('cache-control', 'public, max-age=0, must-revalidate')
  if (content === undefined) return reply.code(304).send()
  return reply
    .type('application/pdf')
    .header('content-disposition', attachment(`${indexNumber.replaceAll('/', '_')}.pdf`))
    .send(content)
}

interface SetPdf {
  readonly key: string
  /** @throws Refusal `too-many` when this reader has had too many set that nobody had kept */
  readonly bytes: () => Promise<Buffer>
}

/** Bytes of files kept in memory, per process. */
const KEPT_BYTES = 32 * 1024 * 1024

/** Sets each file once and keeps those asked for last; only the setting is limited. */
function pdfSetter(app: FastifyInstance) {
  const kept = new Map<string, Buffer>()
  const { max, timeWindow } = PRINT_LIMIT
  const count = app.createRateLimit({ max, timeWindow })

  const keep = (key: string, bytes: Buffer) => {
    kept.delete(key)
    kept.set(key, bytes)
    let total = [...kept.values()].reduce((sum, { length }) => sum + length, 0)
    for (const [oldest, { length }] of kept) {
      if (total <= KEPT_BYTES) return
      kept.delete(oldest)
      total -= length
    }
  }

  return (document: OfficialDocument, request: FastifyRequest): SetPdf => {
    const key = officialPdfKey(document)
    const bytes = async () => {
      let content = kept.get(key)
      if (content === undefined) {
        const counted = await count(request)
        if (!counted.isAllowed && counted.isExceeded)
          throw new Refusal('too-many', '操作太频繁，请过一会儿再试。')
        content = Buffer.from(await renderOfficialPdf(document))
      }
      keep(key, content)
      return content
    }
    return { key, bytes }
  }
}

function printedDocument(document: PublicDocument, address: string): OfficialDocument {
  const { title, publisher, documentNumber, indexNumber, publishedAt, history, attachments } =
    document
  return {
    title,
    author: publisher,
    madeAt: history[0]?.publishedAt ?? publishedAt,
    blocks: [
      { kind: 'title', lines: [title] },
      ...(documentNumber === ''
        ? []
        : [{ kind: 'line', align: 'center', text: documentNumber } as const]),
      ...blocksOfBody(document.bodyHtml),
      ...attachments.map(({ name }, at) => ({
        kind: 'note' as const,
        text: `附件${attachments.length > 1 ? at + 1 : ''}：${name}（另行下载）`,
      })),
      {
        kind: 'note',
        text: `索引号：${indexNumber}　发布机构：${publisher}　发布日期：${formatMinute(publishedAt)}`,
      },
      { kind: 'note', text: `以网上现行文本为准：${address}` },
    ],
  }
}
