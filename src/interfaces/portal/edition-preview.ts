/** 预览: one draft for who has the link. Found by nobody else, kept by nobody, and not to be told from any other wrong address. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Edition } from '../../domain/publications/edition.ts'
import { openPreview } from '../../domain/publications/previews.ts'
import { kindText, sizeText } from '../../platform/files/file-words.ts'
import { openFile } from '../../platform/files/files.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { formatMinute } from '../../platform/kernel/time.ts'
import { importantBanner } from '../../platform/web/components/notices.ts'
import { summaryList } from '../../platform/web/components/summary-list.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { sendPage } from '../../platform/web/reply.ts'
import { sendStoredFile } from '../../platform/web/stored-file-reply.ts'
import { portalFrame } from './frame.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import { prose } from './prose.ts'
import type { PortalServices } from './services.ts'

export function editionPreviewRoutes(app: FastifyInstance, services: PortalServices): void {
  const { db, files, clock } = services

  app.get<{ Params: { token: string } }>(`${paths.PREVIEW}/:token`, async (request, reply) => {
    const { token } = request.params
    const opened = await openPreview(db, token, { address: request.ip }, clock())
    if (!opened) throw noSuchPage()
    // the way to 长者版 would carry the token into other addresses
    const frame = { ...(await portalFrame(services, request)), path: paths.HOME }
    unseen(reply)
    return sendPage(reply, previewPage(frame, token, opened))
  })

  app.get<{ Params: { token: string; fileId: string } }>(
    `${paths.PREVIEW}/:token/:fileId`,
    async (request, reply) => {
      const { token } = request.params
      const fileId = /^[1-9]\d{0,9}$/.test(request.params.fileId)
        ? Number(request.params.fileId)
        : 0
      const opened = await openPreview(db, token, { fileId, address: request.ip }, clock())
      if (!opened) throw noSuchPage()
      const file = await openFile(files, db, fileId, async () => true)
      unseen(reply)
      return sendStoredFile(reply, file)
    },
  )
}

const noSuchPage = () => new Refusal('not-found', '没有找到这个页面。')

function unseen(reply: FastifyReply): void {
  reply
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow, noarchive')
    // a link in the draft must not carry the token to where it leads
    .header('referrer-policy', 'no-referrer')
}

interface Shown {
  readonly edition: Edition
  readonly expiresAt: Temporal.Instant
}

function previewPage(frame: PortalFrame, token: string, { edition, expiresAt }: Shown): Html {
  const day = (value: Temporal.PlainDate | null) => value?.toString()
  return portalPage(frame, {
    title: '预览',
    current: 'none',
    meta: { kind: 'site' },
    body: html`${importantBanner(`这是还没有公开的稿子，只供您阅看，请勿转发。链接${formatMinute(expiresAt)}失效，每次打开都有记录。`)}
      <article>
        ${edition.documentNumber !== '' && html`<p class="govuk-caption-l">${edition.documentNumber}</p>`}
        <h1 class="govuk-heading-l">${edition.title}</h1>
        ${summaryList(
          [
            { key: '发布机构', value: edition.publisher },
            { key: '组配分类', value: edition.category },
            { key: '成文日期', value: day(edition.formedOn) },
            { key: '施行日期', value: day(edition.effectiveFrom) },
            { key: '有效期至', value: day(edition.expiresOn) },
          ],
          { compact: true },
        )}
        <div class="mq-prose mq-document__text">${prose(edition.bodyHtml)}</div>
      </article>
      ${files(edition, token)}`,
  })
}

function files({ attachments }: Edition, token: string): Html {
  if (attachments.length === 0) return nothing
  return html`<section aria-labelledby="files">
    <h2 class="govuk-heading-m" id="files">原件和附件</h2>
    <ul class="govuk-list mq-edition-files">
      ${attachments.map(
        ({ name, fileId, mediaType, size }) =>
          html`<li>
            <a class="govuk-link" href="${paths.previewFilePath(token, fileId)}" download
              >${name}</a
            >
            （${kindText(mediaType)}，${sizeText(size)}）
          </li>`,
      )}
    </ul>
  </section>`
}
