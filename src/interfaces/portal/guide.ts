import type { FastifyInstance } from 'fastify'
import type { Agency } from '../../domain/organisations/agency.ts'
import { listPublicFacets } from '../../domain/publications/public-facets.ts'
import { ALL_DOCUMENTS_TAG } from '../../domain/publications/publication-changed.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { pageHeading, twoThirds } from '../../platform/web/components/grid.ts'
import { cataloguePaths } from './catalogue/paths.ts'
import { channelTable } from './channels.ts'
import { getPortalAgency, portalFrame } from './frame.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import { contactList } from './office-contact.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'
import { getUnit, officesOf, type UnitOffices } from './unit.ts'

export function guideRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.GUIDE, async (request, reply) => {
    const frame = await portalFrame(services, request)
    const props = await readGuide(services, await getUnit(services.db, request))
    keepPage(reply, [ALL_DOCUMENTS_TAG])
    return sendPage(reply, guidePage(frame, props))
  })
}

/** 条例 第十二条: every body has its guide. One that is reached through the office of the platform says so in its own. */
async function readGuide(services: PortalServices, unit: Agency | undefined): Promise<GuideProps> {
  const { db, clock } = services
  const lead = await getPortalAgency(services)
  const [offices, { categories }] = await Promise.all([
    officesOf(db, unit, lead),
    listPublicFacets(db, unit ? { agencyId: unit.id } : {}, dayOf(clock())),
  ])
  return { ...offices, agency: unit ?? lead, unit, categories }
}

export interface GuideProps extends UnitOffices {
  /** Whose guide it is. */
  readonly agency: Agency
  /** The body that was chosen; undefined: the whole platform. */
  readonly unit: Agency | undefined
  readonly categories: readonly { readonly category: string; readonly count: number }[]
}

const COLUMN = {
  name: '政府信息公开指南',
  type: '信息公开',
  description: '政府信息的分类、编排体系、获取方式和公开工作机构的联系方式',
  keywords: ['政府信息公开指南', '公开工作机构'],
} as const

const CHAPTERS = [
  { id: 'arrangement', title: '一、信息的分类和编排' },
  { id: 'proactive', title: '二、主动公开的信息怎样获取' },
  { id: 'on-request', title: '三、依申请公开的信息怎样获取' },
  { id: 'office', title: '四、公开工作机构' },
  { id: 'supervision', title: '五、监督和救济' },
] as const

/** 条例 第十二条: what a guide must contain. Written from the office's own data, so that it cannot fall behind them. */
export function guidePage(frame: PortalFrame, props: GuideProps): Html {
  const updatedOn = dayOf(props.agency.updatedAt).toString()
  return portalPage(frame, {
    title: '政府信息公开指南',
    current: 'guide',
    breadcrumbs: [{ text: '政府信息公开指南' }],
    meta: { kind: 'column', ...COLUMN },
    body: twoThirds(
      html`${pageHeading('政府信息公开指南', props.agency.name)}
        <p class="govuk-body mq-updated">
          更新日期：<time datetime="${updatedOn}">${updatedOn}</time>
        </p>
        ${contents()} ${arrangement(props)} ${proactive(props)} ${onRequest(props)} ${office(props)}
        ${supervision(props)}`,
    ),
  })
}

function heading(chapter: 0 | 1 | 2 | 3 | 4): Html {
  const { id, title } = CHAPTERS[chapter]
  return html`<h2 class="govuk-heading-m" id="${id}">${title}</h2>`
}

function contents(): Html {
  return html`<nav aria-labelledby="guide-contents">
    <h2 class="govuk-heading-s" id="guide-contents">本页内容</h2>
    <ul class="govuk-list mq-links">
      ${CHAPTERS.map(({ id, title }) => html`<li>${link(title, `#${id}`)}</li>`)}
    </ul>
  </nav>`
}

function arrangement({ unit, categories }: GuideProps): Html {
  return html`${heading(0)}
    <p class="govuk-body">
      本机关主动公开的政府信息按组配分类编排。每份文件有一个唯一、不变的索引号，由制作机关的统一社会信用代码、公开年份和顺序号组成；凭索引号可以直接打开文件的固定网址。应当公开什么、什么时候公开，见${link('主动公开目录', paths.ofUnit(cataloguePaths.catalogue, unit?.slug))}。
    </p>
    ${
      categories.length > 0 &&
      html`<p class="govuk-body">现有分类：</p>
        <ul class="govuk-list mq-inline-links">
          ${categories.map(
            ({ category, count }) =>
              html`<li>
                ${link(category, paths.contentPath({ agency: unit?.slug, category }))}（${count}件）
              </li> `,
          )}
        </ul>`
    }`
}

/** 条例 第二十三条至第二十六条 */
function proactive({ unit }: GuideProps): Html {
  const content = paths.contentPath({ agency: unit?.slug })
  return html`${heading(1)}
    <p class="govuk-body">
      法律、法规规定应当主动公开的信息，自形成或者变更之日起20个工作日内在本平台${link('法定主动公开内容', content)}公布，可以检索、查阅、下载和打印。各级国家档案馆、公共图书馆和政务服务场所也设有政府信息查阅场所。
    </p>`
}

function onRequest({ agency, receives, unit }: GuideProps): Html {
  const apply = paths.ofUnit(paths.APPLY, unit?.slug)
  return html`${heading(2)}
    <p class="govuk-body">
      除主动公开的信息外，公民、法人和其他组织可以申请获取相关政府信息，不需要说明用途。申请应当包括：
    </p>
    <ol class="govuk-list govuk-list--number">
      <li>申请人的姓名或者名称、身份证明、联系方式；</li>
      <li>申请公开的政府信息的名称、文号，或者便于查询的其他特征；</li>
      <li>申请公开的政府信息的形式要求，包括获取信息的方式、途径。</li>
    </ol>
    ${receives.id !== agency.id && html`<p class="govuk-body">向${agency.name}提出的申请，由${receives.name}统一受理。</p>`}
    ${channelTable(receives)}
    <p class="govuk-body">
      能当场答复的当场答复；不能当场答复的，自收到申请之日起20个工作日内答复，需要延长的最多再延长20个工作日并告知申请人。征求第三方和其他机关意见所需时间不计算在内。提供政府信息不收取费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费。
    </p>
    <p class="govuk-body">流程和期限的详细说明见${link('依申请公开', apply)}。</p>`
}

function office({ agency, contact }: GuideProps): Html {
  return html`${heading(3)}
  ${contact.id !== agency.id && html`<p class="govuk-body">${agency.name}的政府信息公开工作，由下列公开工作机构承办。</p>`}
  ${contactList(contact, { compact: true })}`
}

function supervision({ unit }: GuideProps): Html {
  const apply = paths.ofUnit(paths.APPLY, unit?.slug)
  return html`${heading(4)}
    <p class="govuk-body">
      认为本机关未按要求主动公开政府信息，或者对申请不依法答复处理的，可以向政府信息公开工作主管部门提出。认为本机关在政府信息公开工作中侵犯其合法权益的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼（${link('期限和途径', `${apply}#remedies`)}）。
    </p>
    <p class="govuk-body">
      每年的工作情况见${link('政府信息公开工作年度报告', paths.reportsPath({ agency: unit?.slug }))}。
    </p>`
}
