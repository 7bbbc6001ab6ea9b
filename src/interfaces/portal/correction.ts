/** 信息纠错: where a mistake on the platform is told to the office. Nothing is stored here; it goes as a letter does. */
import type { FastifyInstance } from 'fastify'
import { findPublicDocument } from '../../domain/publications/public-document.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { formView, valueOf } from '../../platform/web/forms.ts'
import { sendPage } from '../../platform/web/reply.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { link, linkButton } from '../../platform/web/components/button.ts'
import { getPortalAgency, portalFrame } from './frame.ts'
import { parseIndexAddress } from './index-address.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import { contactList } from './office-contact.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'

export function correctionRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.CORRECTION, async (request, reply) => {
    const [frame, agency] = await Promise.all([
      portalFrame(services, request),
      getPortalAgency(services),
    ])
    const indexNumber = parseIndexAddress(valueOf(formView(request.query), 'about'))
    const about = indexNumber && (await findPublicDocument(services.db, indexNumber))
    return sendPage(reply, correctionPage(frame, { agency, about: about || undefined }))
  })
}

export interface CorrectionProps {
  readonly agency: Agency
  /** The public document the reader came from. */
  readonly about: { readonly title: string; readonly indexNumber: string } | undefined
}

export function correctionPage(frame: PortalFrame, { agency, about }: CorrectionProps): Html {
  return portalPage(frame, {
    title: '信息纠错',
    current: 'none',
    breadcrumbs: [{ text: '信息纠错' }],
    meta: { kind: 'site' },
    body: html`${pageHeading('信息纠错')}
      ${
        about &&
        html`<p class="govuk-body">
          有关文件：${link(about.title, paths.documentPath(about.indexNumber))}（索引号${about.indexNumber}）
        </p>`
      }
      <p class="govuk-body">
        发现错字、内容差错、附件打不开或者链接失效，请告诉公开工作机构，并写明文件的索引号、差错所在的段落和应当怎样改正。
      </p>
      <p class="govuk-body">
        认为公开的信息与自己有关并且记录不准确的，可以提供证据，要求制作机关更正。
      </p>
      ${agency.email !== '' && html`<p class="govuk-body">${linkButton('发电子邮件纠错', letterTo(agency.email, about))}</p>`}
      <h2 class="govuk-heading-m">公开工作机构</h2>
      ${contactList(agency, { compact: true })}`,
  })
}

/** A letter already addressed, with the index number in it. */
function letterTo(email: string, about: CorrectionProps['about']): string {
  const subject = about ? `信息纠错：${about.indexNumber}` : '信息纠错'
  const body = about
    ? `文件：${about.title}\r\n索引号：${about.indexNumber}\r\n差错所在：\r\n应当改为：\r\n`
    : '差错所在的网址：\r\n应当改为：\r\n'
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`
}
