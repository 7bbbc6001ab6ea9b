/** 关于本站: whose site this is, how it can be read by everybody, what it keeps of its readers, and what programs may fetch. */
import type { FastifyInstance } from 'fastify'
import type { Agency } from '../../domain/organisations/agency.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { pageHeading, twoThirds } from '../../platform/web/components/grid.ts'
import { table } from '../../platform/web/components/table.ts'
import { feedPaths } from './feeds/paths.ts'
import { getPortalAgency, portalFrame } from './frame.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import { contactList } from './office-contact.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'

export function aboutRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.ABOUT, async (request, reply) => {
    const [frame, agency] = await Promise.all([
      portalFrame(services, request),
      getPortalAgency(services),
    ])
    keepPage(reply, [])
    return sendPage(reply, aboutPage(frame, agency))
  })
}

const COLUMN = {
  name: '关于本站',
  type: '信息公开',
  description: '本站的主办单位、无障碍阅读、个人信息保护和数据接口',
  keywords: ['关于本站', '无障碍', '个人信息保护', '数据接口'],
} as const

export function aboutPage(frame: PortalFrame, agency: Agency): Html {
  return portalPage(frame, {
    title: COLUMN.name,
    current: 'none',
    breadcrumbs: [{ text: COLUMN.name }],
    meta: { kind: 'column', ...COLUMN },
    body: twoThirds(
      html`${pageHeading(COLUMN.name)} ${purpose(frame)} ${accessibility()} ${privacy()}
      ${interfaces()}`,
      html`<h2 class="govuk-heading-s">公开工作机构</h2>
        ${contactList(agency, { compact: true })}`,
    ),
  })
}

function purpose({ site }: PortalFrame): Html {
  return html`<p class="govuk-body">
      本站是${site.name}的政府信息公开平台，由${site.sponsor ?? site.name}主办。这里只公布依法公开的政府信息，受理政府信息公开申请（条例
      第二十四条）；办事、咨询、新闻不在这里。
    </p>
    <p class="govuk-body">
      每份文件的网址固定不变，可以引用、链接和收藏。文件撤下以后，原网址说明撤下的时间和理由。
    </p>`
}

/** 无障碍环境建设法 第三十二条 */
function accessibility(): Html {
  return html`<h2 class="govuk-heading-m" id="accessibility">无障碍和适老阅读</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>页面顶部的“长者版”换成大字、宽行距，内容和功能不变，全站有效。</li>
      <li>文件页面可以放大、缩小字号，可以用浏览器朗读正文。</li>
      <li>全部页面可以只用键盘操作，可以放大到四倍，不需要运行脚本，能用读屏软件阅读。</li>
      <li>每份文件除网页外，都有可以下载的PDF和纯文本。</li>
    </ul>
    <p class="govuk-body">
      哪里看不清、读不出、点不到，请通过${link('信息纠错', paths.CORRECTION)}或者电话告诉我们。需要盲文、大字本等其他形式的，也可以提出。
    </p>`
}

/** 个人信息保护法 第十七条 */
function privacy(): Html {
  return html`<h2 class="govuk-heading-m" id="privacy">个人信息保护</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>查阅、检索和下载不需要登录，不识别也不跟踪读者；页面不装载其他网站的内容。</li>
      <li>只使用一个Cookie，记住是否选了长者版。访问次数只计数目，不记是谁。</li>
      <li>
        申请公开时填写的身份和联系方式只用于办理这一件申请，加密保存，查看留有记录。查询码本站不保存。
      </li>
      <li>提问、提意见、纠错和订阅时留下的联系方式只用于答复和通知，加密保存。</li>
    </ul>`
}

const INTERFACES = [
  { name: '全部公开文件', path: feedPaths.documents, form: 'NDJSON，每行一份' },
  { name: '按变动时间收取', path: feedPaths.changes, form: 'JSON' },
  { name: '数据目录', path: feedPaths.catalogue, form: 'DCAT（JSON-LD）' },
  { name: '最新公开', path: feedPaths.atom, form: 'Atom' },
  { name: '最新公开', path: feedPaths.json, form: 'JSON Feed' },
  { name: '供搜索引擎用的站点地图', path: feedPaths.sitemap, form: 'XML' },
]

function interfaces(): Html {
  return html`<h2 class="govuk-heading-m" id="data">数据接口</h2>
    <p class="govuk-body">公开的信息可以成批取用，不需要申请。</p>
    ${table({
      caption: '数据接口',
      captionHidden: true,
      columns: [
        { heading: '内容', cell: ({ name }) => name, rowHeader: true },
        { heading: '格式', cell: ({ form }) => form },
        { heading: '地址', cell: ({ path }) => link(path, path) },
      ],
      rows: INTERFACES,
      stacks: true,
    })}`
}
