import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Agency } from '../../domain/organisations/agency.ts'
import {
  findPublicDocument,
  type PublicDocument,
} from '../../domain/publications/public-document.ts'
import { documentTag } from '../../domain/publications/publication-changed.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { APPLY_LIMIT } from '../../platform/web/rate-limits.ts'
import { keepPage, sendDownload, sendPage } from '../../platform/web/reply.ts'
import { blankApplicationForm } from '../../domain/requests/letters/application-form.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { link, linkButton } from '../../platform/web/components/button.ts'
import { pageHeading, twoThirds } from '../../platform/web/components/grid.ts'
import { inset } from '../../platform/web/components/notices.ts'
import { renderFile } from './apply/answer-file.ts'
import { flowChart } from './apply/flow-chart.ts'
import { channelTable } from './channels.ts'
import { getPortalAgency, portalFrame } from './frame.ts'
import { parseIndexAddress } from './index-address.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import { contactList } from './office-contact.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'
import { getUnit, officesOf } from './unit.ts'

const Query = z.object({ about: z.string().optional().catch(undefined) })

export function applyRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.APPLY, async (request, reply) => {
    const { about: wanted } = Query.parse(request.query)
    const indexNumber = wanted === undefined ? undefined : parseIndexAddress(wanted)
    const frame = await portalFrame(services, request)
    const [lead, unit, about] = await Promise.all([
      getPortalAgency(services),
      getUnit(services.db, request),
      indexNumber === undefined ? undefined : findPublicDocument(services.db, indexNumber),
    ])
    const { receives } = await officesOf(services.db, unit, lead)
    keepPage(reply, about ? [documentTag(about.documentId)] : [])
    return sendPage(reply, applyPage(frame, { agency: receives, unit, about }))
  })

  for (const format of ['docx', 'pdf'] as const) {
    const config = { rateLimit: APPLY_LIMIT }
    app.get(paths.applyFormPath(format), { config }, async (request, reply) => {
      const { about: wanted } = Query.parse(request.query)
      const indexNumber = wanted === undefined ? undefined : parseIndexAddress(wanted)
      const about = indexNumber && (await findPublicDocument(services.db, indexNumber))
      const agency = await getPortalAgency(services)
      const today = dayOf(services.clock())
      const prefilled = about ? prefilledFrom(about) : undefined
      const form = await blankApplicationForm(services.db, agency, today, prefilled)
      return sendDownload(reply, await renderFile(form, format))
    })
  }
}

/** The same words as in the online form: what more is wanted is the applicant's to say. */
const prefilledFrom = ({ title, indexNumber }: Pick<PublicDocument, 'title' | 'indexNumber'>) => ({
  subject: '',
  description: `与《${title}》（索引号${indexNumber}）有关的：`,
})

export interface ApplyProps {
  /** Takes the applications in. */
  readonly agency: Agency
  /** The body that was chosen; it need not be the one that takes applications in. */
  readonly unit?: Agency | undefined
  /** The published document beside whose text the reader came here, if any. */
  readonly about: Pick<PublicDocument, 'title' | 'indexNumber'> | undefined
}

const COLUMN = {
  name: '依申请公开',
  type: '信息公开',
  description: '怎样申请公开政府信息：渠道、内容、期限和救济',
  keywords: ['依申请公开', '政府信息公开申请'],
} as const

export function applyPage(frame: PortalFrame, { agency, unit, about }: ApplyProps): Html {
  return portalPage(frame, {
    title: '依申请公开',
    current: 'apply',
    breadcrumbs: [{ text: '依申请公开' }],
    meta: { kind: 'column', ...COLUMN },
    body: twoThirds(
      html`${pageHeading('依申请公开', unit?.name)} ${about ? aboutDocument(about) : nothing}
        <p class="govuk-body">
          主动公开以外的政府信息，公民、法人和其他组织都可以向本机关申请获取（《政府信息公开条例》第二十七条）。一般不收取费用，也不需要说明用途。
        </p>
        ${
          unit &&
          unit.id !== agency.id &&
          html`<p class="govuk-body">向${unit.name}提出的申请，由${agency.name}统一受理。</p>`
        }
        ${startHere(about?.indexNumber, unit?.slug)} ${howToSend(agency)}
        ${whatToWrite(about?.indexNumber)} ${deadlines()} ${steps()} ${remedies()}`,
      html`<h2 class="govuk-heading-s">已经在网上申请</h2>
        <p class="govuk-body">
          凭查询码${link('查询申请进度', paths.TRACK)}、补正、下载答复、撤回。
        </p>
        <h2 class="govuk-heading-s">先查一查</h2>
        <p class="govuk-body">
          需要的信息可能已经公开。请先看${link('法定主动公开内容', paths.contentPath({ agency: unit?.slug }))}。
        </p>
        <h2 class="govuk-heading-s">受理机构</h2>
        ${contactList(agency, { compact: true })}
        <p class="govuk-body">
          阅读、书写或者视听有困难的，工作人员会提供帮助；书面申请确有困难的，可以口头提出，由工作人员代为填写。
        </p>`,
      { printed: true },
    ),
  })
}

function aboutDocument({ title, indexNumber }: NonNullable<ApplyProps['about']>): Html {
  return inset(
    html`您要申请的信息与这份文件有关：${link(title, paths.documentPath(indexNumber))}（索引号${indexNumber}）。写申请时可以注明它的标题和索引号，便于查找。`,
  )
}

function startHere(indexNumber: string | undefined, agency: string | undefined): Html {
  return html`<p class="govuk-body">
      ${linkButton('在线申请', paths.applyOnlinePath(indexNumber, agency))}
    </p>
    <p class="govuk-body">
      共四步，填写时会先查一查是否已经公开。请准备好身份证件的照片或者扫描件。不需要注册，提交后凭查询码查看进度。
    </p>`
}

function howToSend(agency: Agency): Html {
  return html`<h2 class="govuk-heading-m" id="channels">一、怎样提交</h2>
    ${channelTable(agency)}
    <p class="govuk-body">
      不在网上填写的，可以用下面的申请表，也可以自拟，写明第二部分的内容即可。
    </p>`
}

/** 条例 第二十九条: these three and nothing more; a purpose is never asked for. */
function whatToWrite(indexNumber: string | undefined): Html {
  return html`<h2 class="govuk-heading-m" id="content">二、申请写什么</h2>
    <ol class="govuk-list govuk-list--number">
      <li>申请人的姓名或者名称、身份证明、联系方式；</li>
      <li>申请公开的政府信息的名称、文号，或者便于查询的其他特征；</li>
      <li>申请公开的政府信息的形式要求，包括获取信息的方式、途径。</li>
    </ol>
    <p class="govuk-body">
      申请表：${link('Word文件（.docx）', paths.applyFormPath('docx', indexNumber))}，${link(
        'PDF文件',
        paths.applyFormPath('pdf', indexNumber),
      )}
    </p>`
}

function deadlines(): Html {
  const row = (what: string, limit: string, article: string) =>
    html`<tr class="govuk-table__row">
      <th class="govuk-table__header mq-nowrap" scope="row">${what}</th>
      <td class="govuk-table__cell">${limit}</td>
      <td class="govuk-table__cell mq-nowrap">${article}</td>
    </tr> `
  return html`<h2 class="govuk-heading-m" id="deadlines">三、多久答复</h2>
    <div class="mq-scroll" role="region" aria-label="办理期限" tabindex="0">
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-visually-hidden">
          办理期限
        </caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            <th class="govuk-table__header" scope="col">事项</th>
            <th class="govuk-table__header" scope="col">期限</th>
            <th class="govuk-table__header" scope="col">条例依据</th>
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          ${row('答复', '能当场答复的当场答复；不能当场答复的，自收到申请之日起20个工作日内', '第三十三条')}
          ${row('延长答复', '经公开工作机构负责人同意并告知申请人，最多再延长20个工作日', '第三十三条')}
          ${row('要求补正', '申请内容不明确的，自收到申请之日起7个工作日内一次性告知；答复期限自收到补正的申请之日起重新计算', '第三十条')}
          ${row('征求意见', '征求第三方或者其他机关意见所需时间不计算在答复期限内；第三方自收到征求意见书之日起15个工作日内提出意见', '第三十二、三十三条')}
        </tbody>
      </table>
    </div>
    <p class="govuk-body">工作日不包括国家法定节假日和休息日，调休上班的日子计算在内。</p>`
}

function steps(): Html {
  return html`<h2 class="govuk-heading-m" id="steps">四、办理流程</h2>
    <div class="mq-scroll" role="region" aria-label="流程图" tabindex="0">${flowChart()}</div>
    <ol class="mq-steps">
      <li><b>提交</b>按上面任一渠道提交申请。</li>
      <li><b>登记</b>公开工作机构登记并确定收到申请之日，期限自次一工作日起算。</li>
      <li><b>审核</b>内容不明确的，告知补正；涉及第三方合法权益或者由多个机关制作的，征求意见。</li>
      <li>
        <b>答复</b
        >经审核、签发后书面答复：予以公开、部分公开、不予公开、无法提供或者不予处理，并说明理由和依据。
      </li>
      <li><b>送达</b>按申请人要求的方式和途径提供；无法按要求提供的，以适当的其他形式提供。</li>
    </ol>`
}

/** 条例 第四十二、五十一条; 行政复议法 第二十条、第二十三条; 行政诉讼法 第四十五、四十六条 */
function remedies(): Html {
  return html`<h2 class="govuk-heading-m" id="remedies">五、费用和救济</h2>
    <p class="govuk-body">
      提供政府信息不收取费用。申请的数量、频次明显超过合理范围的，可以收取信息处理费，收费前会书面告知依据、标准和数额。
    </p>
    <p class="govuk-body">
      认为答复侵犯自己合法权益的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报；可以自知道该行政行为之日起60日内申请行政复议，或者在6个月内提起行政诉讼。对不予公开的决定，应当先申请行政复议，对复议决定不服再提起诉讼。具体途径以答复书中的告知为准。
    </p>`
}
