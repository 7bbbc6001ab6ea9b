import { link } from '../../../platform/web/components/button.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { cataloguePaths } from '../catalogue/paths.ts'
import { participationPaths } from '../participation/paths.ts'
import * as paths from '../paths.ts'
import { NORMATIVE } from '../policies/addresses.ts'
import { POLICY_PACKS } from '../policy-packs/addresses.ts'

interface MeantPage {
  readonly words: RegExp
  readonly text: string
  readonly href: string
}

/** Pages of the platform that are no documents, and the words of a query that mean them. */
const PAGES: readonly MeantPage[] = [
  {
    words: /年度?报告?$|年报|信息公开(?:工作)?年度/u,
    text: '信息公开年报',
    href: paths.REPORTS,
  },
  {
    words: /公开指南|联系(?:方式|电话)|办公(?:地址|时间)|电话|(?:信息|政务)公开(?:办|机构)/u,
    text: '信息公开指南：受理机构的地址、电话和办公时间',
    href: paths.GUIDE,
  },
  { words: /公开(?:制度|条例|规定)/u, text: '信息公开制度', href: paths.RULES },
  { words: /公开(?:事项|目录)|基本目录/u, text: '公开目录', href: cataloguePaths.catalogue },
  {
    words: /依申请|申请公开|公开申请|申请信息/u,
    text: '依申请公开',
    href: paths.APPLY,
  },
  { words: /申请.{0,3}(?:进度|状态|结果|答复)/u, text: '查询申请的办理进度', href: paths.TRACK },
  { words: /惠企|涉企政策|企业扶持/u, text: '惠企政策', href: POLICY_PACKS },
  { words: /规范性文件/u, text: '行政规范性文件库', href: NORMATIVE },
  {
    words: /征求意见|征集意见|意见征集/u,
    text: '征求意见',
    href: participationPaths.consultations,
  },
  {
    words: /建议提案|(?:代表)?建议.{0,2}(?:答复|办理)|提案/u,
    text: '建议提案办理结果',
    href: participationPaths.replies,
  },
  { words: /纠错|网站.{0,4}(?:错误|错别字)/u, text: '信息纠错', href: paths.CORRECTION },
]

const MOST = 3

/** What of the platform itself is meant by a query; a document is found beside it. */
export function pagesMeant(query: string): readonly MeantPage[] {
  return PAGES.filter(({ words }) => words.test(query)).slice(0, MOST)
}

export function pagesMeantLine(query: string): Html {
  const pages = pagesMeant(query)
  if (pages.length === 0) return nothing
  return html`<nav class="mq-results__pages" aria-label="相关栏目">
    <ul class="govuk-list">
      ${pages.map(({ text, href }) => html`<li>${link(text, href)}</li>`)}
    </ul>
  </nav>`
}
