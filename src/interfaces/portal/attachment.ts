/** The files of documents. None lies under a public path: each request asks whether its document is public now. */
import type { FastifyInstance } from 'fastify'
import { findPublicFile } from '../../domain/publications/attachments-store.ts'
import { openFile } from '../../platform/files/files.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { link } from '../../platform/web/components/button.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { sendPage } from '../../platform/web/reply.ts'
import { sendPublicFile } from '../../platform/web/stored-file-reply.ts'
import { portalFrame } from './frame.ts'
import { parseIndexAddress } from './index-address.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'

interface Address {
  readonly Params: {
    readonly organCode: string
    readonly serial: string
    readonly hash: string
    readonly name: string
  }
}

/** `/files/11371000004359440C/2020-01027/3f2a…/附表.xlsx` */
export function attachmentRoutes(app: FastifyInstance, services: PortalServices): void {
  const { db, files } = services
  app.get<Address>(`${paths.FILES}/:organCode/:serial/:hash/:name`, async (request, reply) => {
    const { organCode, serial, hash } = request.params
    const indexNumber = parseIndexAddress(`${organCode}/${serial}`)
    const found = indexNumber && (await findPublicFile(db, indexNumber, hash))
    if (!indexNumber || !found) throw new Refusal('not-found', '没有找到这个文件。')
    if (found.kind !== 'public') {
      const frame = await portalFrame(services, request)
      return sendPage(reply, goneFilePage(frame, indexNumber, found.kind), 410)
    }
    const { attachment } = found
    const address = paths.attachmentPath(found.indexNumber, attachment)
    // a file that was renamed, or a number typed otherwise: the one address, and nothing kept about it
    if (decoded(request.url) !== decoded(address)) {
      return reply.header('cache-control', 'no-store').redirect(address, 302)
    }
    const opened = await openFile(files, db, attachment.fileId, async ({ sha256 }) => {
      return sha256 === attachment.sha256
    })
    return sendPublicFile(request, reply, opened, attachment.name)
  })
}

/** Without the query. The server has decoded it before: it can be. */
const decoded = (address: string) => decodeURIComponent(address.split('?')[0]!)

function goneFilePage(frame: PortalFrame, indexNumber: string, kind: 'removed' | 'replaced'): Html {
  const heading = kind === 'removed' ? '这个文件已经撤下' : '这个附件已经更换'
  return portalPage(frame, {
    title: heading,
    current: 'none',
    meta: { kind: 'site' },
    body: html`<h1 class="govuk-heading-l">${heading}</h1>
      <p class="govuk-body">
        ${kind === 'removed' ? '它所属的文件已从本平台撤下，附件不再提供下载。' : '它所属的文件发布了新的版本，请使用新版本的附件。'}
      </p>
      <p class="govuk-body">
        ${link(kind === 'removed' ? '查看撤下的说明' : '查看现在的版本', paths.documentPath(indexNumber))}
      </p>`,
  })
}
