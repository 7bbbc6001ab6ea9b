import { html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'

/** No such address, or nothing there that may be seen: both read the same, so that nothing is given away. */
export function notFoundPage(frame: PortalFrame): Html {
  return portalPage(frame, {
    title: '没有找到这个页面',
    current: 'none',
    meta: { kind: 'site' },
    canonical: false,
    body: html`<h1 class="govuk-heading-l">没有找到这个页面</h1>
      <p class="govuk-body">网址可能输错了，或者这里没有公开的内容。可以这样继续：</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>在${link('法定主动公开内容', paths.CONTENT)}里按分类、年份查找；</li>
        <li>查看历年${link('年度报告', paths.REPORTS)}；</li>
        <li>需要的信息没有公开的，可以${link('申请公开', paths.APPLY)}；</li>
        <li>回到${link('首页', paths.HOME)}。</li>
      </ul>
      <p class="govuk-body">
        文件的固定网址由索引号组成：机构的统一社会信用代码（18位）、斜线、年份和五位流水号。请核对索引号是否完整，也可以把它写进上面的检索框。
      </p>`,
  })
}

export interface TroubleProps {
  readonly heading: string
  readonly message: string
}

export function troublePage(frame: PortalFrame, props: TroubleProps): Html {
  const { heading, message } = props
  return portalPage(frame, {
    title: heading,
    current: 'none',
    meta: { kind: 'site' },
    canonical: false,
    body: html`<h1 class="govuk-heading-l">${heading}</h1>
      <p class="govuk-body">${message}</p>
      <p class="govuk-body">${link('回到首页', paths.HOME)}</p>`,
  })
}
