/** A public document on paper, and its address as a code. Made from what stands online now; nothing of it is stored. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  findPublicDocument,
  type PublicDocument,
} from '../../domain/publications/public-document.ts'
import { findPublicRemoval } from '../../domain/publications/removals.ts'
import type { OfficialDocument } from '../../platform/documents/official-document.ts'
import { renderOfficialPdf } from '../../platform/documents/official-pdf.ts'
import { qrSvg } from '../../platform/documents/qr-image.ts'
import { formatMinute } from '../../platform/kernel/time.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
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
  app.get<Address>(`${at}.pdf`, { config: { rateLimit: PRINT_LIMIT } }, async (request, reply) => {
    const document = await findAt(services, request.params)
    if ('gone' in document) return reply.redirect(document.gone, 302)
    const address = fullAddress(services, request, paths.documentPath(document.indexNumber))
    return sendFile(reply, document, 'pdf', Buffer.from(await documentPdf(document, address)))
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

function sendFile(
  reply: FastifyReply,
  { indexNumber }: PublicDocument,
  extension: string,
  content: Buffer,
): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', attachment(`${indexNumber.replaceAll('/', '_')}.${extension}`))
    .header('cache-control', 'no-cache')
    .send(content)
}

/** The same edition gives the same bytes. */
export function documentPdf(document: PublicDocument, address: string): Promise<Uint8Array> {
  return renderOfficialPdf(printedDocument(document, address))
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
