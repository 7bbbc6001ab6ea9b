/** 数据开放与订阅: what programs can fetch here and how, on one page for whoever writes them. */
import type { FastifyInstance } from 'fastify'
import type { Agency } from '../../domain/organisations/agency.ts'
import { SITE_TAG } from '../../platform/web/outgoing.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { pageHeading, twoThirds } from '../../platform/web/components/grid.ts'
import { table } from '../../platform/web/components/table.ts'
import { feedOf, feedPaths, OPEN_DATA } from './feeds/paths.ts'
import { getPortalAgency, portalFrame } from './frame.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import { contactList } from './office-contact.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'
import { datasetData } from './structured-data.ts'
import { SUBSCRIBE } from './subscriptions/paths.ts'

export function openDataRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(OPEN_DATA, async (request, reply) => {
    const [frame, agency] = await Promise.all([
      portalFrame(services, request),
      getPortalAgency(services),
    ])
    keepPage(reply, [SITE_TAG])
    return sendPage(reply, openDataPage(frame, agency))
  })
}

const COLUMN = {
  name: '数据开放与订阅',
  type: '信息公开',
  description: '供其他系统收取的公开数据和订阅源：地址、格式和用法',
  keywords: ['数据开放', '订阅', '接口'],
} as const

interface Offer {
  readonly name: string
  readonly href: string
  readonly says: string
}

const OFFERS: readonly Offer[] = [
  {
    name: '全部文件',
    href: feedPaths.documents,
    says: '现在公开的全部文件，每行一个JSON对象（NDJSON），含正文、附件地址、有效性、修改废止关系和所属目录条目',
  },
  {
    name: '变动',
    href: feedPaths.changes,
    says: '按先后列出公开、更新和撤下的文件，每次最多500件，可以接续收取',
  },
  {
    name: '数据目录',
    href: feedPaths.catalogue,
    says: '以上各项的说明（DCAT-AP，JSON-LD）',
  },
  { name: '最新公开', href: feedPaths.atom, says: '最新50件（Atom）' },
  { name: '最新公开', href: feedPaths.json, says: '最新50件（JSON Feed 1.1）' },
  {
    name: '站点地图',
    href: feedPaths.sitemap,
    says: '供搜索引擎使用，注明每份文件在本站公开的时间',
  },
]

const FIELDS: readonly (readonly [string, string])[] = [
  ['change', 'published 为公开或更新，removed 为撤下'],
  ['changedAt', '这一版本在本站公开（或者撤下）的时间；从别的网站迁移来的，是迁移入库的时间'],
  ['publishedAt', '发布日期；迁移来的文件是原来发布的时间'],
  ['indexNumber', '索引号，终身不变，可以用作主键'],
  [
    'validity',
    'in-force 现行有效、amended 已修改、repealed 已废止、expired 已失效、not-yet-in-force 尚未施行；不适用的为 null',
  ],
  ['relations', '与其他公开文件的关系，如 amends 修改、repealed-by 被废止、interprets 解读'],
  ['statutoryItems', '对应《政府信息公开条例》第二十条、第二十一条的事项'],
  ['catalogueItems', '对应主动公开目录的条目'],
  ['address、textAddress、pdfAddress', '网页、纯文本和PDF的固定网址'],
  ['attachments', '附件：名称、大小、SHA-256和网址'],
]

function openDataPage(frame: PortalFrame, agency: Agency): Html {
  return portalPage(frame, {
    title: COLUMN.name,
    current: 'none',
    breadcrumbs: [{ text: COLUMN.name }],
    meta: { kind: 'column', ...COLUMN },
    body: twoThirds(
      html`${pageHeading(COLUMN.name)}
        <p class="govuk-body">
          本网站公开的文件，其他系统可以直接收取，不需要登记，也不需要密钥。只想知道有什么新文件的，可以${link('订阅', SUBSCRIBE)}。
        </p>
        ${offers()} ${feeds()} ${harvesting()} ${fields()} ${licence()}
        ${datasetData(agency, frame.origin)}`,
      html`<h2 class="govuk-heading-s">公开工作机构</h2>
        ${contactList(agency, { compact: true })}`,
    ),
  })
}

function offers(): Html {
  return html`${table<Offer>({
    caption: '可以收取的内容',
    columns: [
      { heading: '内容', cell: ({ name }) => name, rowHeader: true },
      { heading: '地址', cell: ({ href }) => link(href, href) },
      { heading: '说明', cell: ({ says }) => says },
    ],
    rows: OFFERS,
    stacks: true,
    empty: '',
  })}`
}

function feeds(): Html {
  const example = feedOf('atom', { category: '惠企政策' })
  return html`<h2 class="govuk-heading-m" id="feeds">订阅源</h2>
    <p class="govuk-body">
      每个列表都有自己的订阅源：把列表网址里的条件（agency、category、kind、item、year等）接在订阅源地址后面，例如
      <code>${decodeURIComponent(example)}</code>。检索结果的订阅源是
      <code>${feedPaths.searchAtom}?q=词语</code>。
    </p>`
}

function harvesting(): Html {
  return html`<h2 class="govuk-heading-m" id="harvest">怎样接续收取</h2>
    <ol class="govuk-list govuk-list--number">
      <li>
        第一次取 <code>${feedPaths.changes}</code>，或者用
        <code>?since=2026-01-01</code> 从某一天取起。
      </li>
      <li>
        每次都记下答复中的 <code>next</code>，下一次从那里取。<code>complete</code> 为 false
        的，马上接着取。
      </li>
      <li>
        为了不漏，刚刚公开的文件可能给出两次，请按 <code>indexNumber</code> 覆盖保存；收到
        <code>removed</code> 的，请同时撤下。
      </li>
      <li>
        同一地址每分钟最多60次。出错时答复为
        <code>application/problem+json</code>，<code>detail</code> 说明原因。
      </li>
    </ol>`
}

function fields(): Html {
  return html`<h2 class="govuk-heading-m" id="fields">字段</h2>
    <dl class="govuk-body mq-fields">
      ${FIELDS.map(
        ([name, says]) =>
          html`<dt><code>${name}</code></dt>
            <dd>${says}</dd> `,
      )}
    </dl>`
}

function licence(): Html {
  return html`<h2 class="govuk-heading-m" id="licence">使用</h2>
    <p class="govuk-body">
      主动公开的政府信息任何人都可以查阅、复制和再利用，不收费用。请注明来源和索引号，不改变原意；引用时以本网站的现行文本为准。附件中他人享有权利的内容，依照有关法律使用。
    </p>
    <p class="govuk-body">发现数据有误，请${link('告诉我们', paths.CORRECTION)}。</p>`
}
