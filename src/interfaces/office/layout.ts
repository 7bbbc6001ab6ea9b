/**
 * The frame of every office page.
 *
 *   officePage(frame, {
 *     title: '依申请公开台账',
 *     current: 'requests',
 *     flash: '已登记，登记号〔2020〕第4号。',     what the act just done came to
 *     body: html`${pageHeading('依申请公开台账')}…`,   holds the page's h1
 *   })
 *
 * `frame` comes from `officeFrame(services, request, reply)`; the sign-in page uses `signInPage`.
 */
import { html, raw, type Content, type Html } from '../../platform/web/html.ts'
import { csrfField } from '../../platform/web/components/form.ts'
import { sideNavigation, skipLink, type NavItem } from '../../platform/web/components/navigation.ts'
import { successBanner } from '../../platform/web/components/notices.ts'
import type { AssetName } from '../../platform/web/assets.ts'
import { officePaths } from './paths.ts'

export type OfficeEntry =
  | 'today'
  | 'calendar'
  | 'requests'
  | 'new-request'
  | 'filings'
  | 'assistance'
  | 'determinations'
  | 'publications'
  | 'policies'
  | 'policy-packs'
  | 'proposals'
  | 'consultations'
  | 'corrections'
  | 'catalogue'
  | 'registers'
  | 'annual-reports'
  | 'letter-templates'
  | 'calendar-notices'
  | 'settings'
  | 'deputies'
  | 'people'
  | 'audit'
  | 'none'

/** The signed-in person as the frame shows them. */
export interface OfficeUser {
  readonly name: string
  readonly unit?: string
  /** The roles as read, e.g. 经办人. */
  readonly roles: readonly string[]
  /** Which doors the navigation shows; the rooms behind them ask again. */
  readonly entries: readonly OfficeEntry[]
}

export interface OfficeFrame {
  readonly asset: (name: AssetName) => string
  readonly user: OfficeUser
  readonly csrf: string
  /** Counts shown in the navigation. */
  readonly counts?: Partial<Readonly<Record<OfficeEntry, number>>>
}

export interface OfficePage {
  readonly title: string
  readonly current: OfficeEntry
  readonly flash?: Content
  readonly body: Html
}

const ENTRIES: readonly { entry: OfficeEntry; text: string; href: string }[] = [
  { entry: 'today', text: '今日待办', href: officePaths.today },
  { entry: 'calendar', text: '到期日历', href: officePaths.calendar },
  { entry: 'requests', text: '依申请公开台账', href: officePaths.requests },
  { entry: 'new-request', text: '登记申请', href: officePaths.newRequest },
  { entry: 'filings', text: '下属单位备案', href: officePaths.filings },
  { entry: 'assistance', text: '协助调查', href: officePaths.assistance },
  { entry: 'determinations', text: '公文公开属性', href: officePaths.determinations },
  { entry: 'publications', text: '文件发布', href: officePaths.publications },
  { entry: 'policies', text: '规范性文件', href: officePaths.policies },
  { entry: 'policy-packs', text: '惠企政策', href: officePaths.policyPacks },
  { entry: 'proposals', text: '建议提案', href: officePaths.proposals },
  { entry: 'consultations', text: '征求意见', href: officePaths.consultations },
  { entry: 'corrections', text: '读者纠错', href: officePaths.corrections },
  { entry: 'catalogue', text: '主动公开目录', href: officePaths.catalogue },
  { entry: 'registers', text: '登记簿', href: officePaths.registers },
  { entry: 'annual-reports', text: '年度报告', href: officePaths.annualReports },
  { entry: 'letter-templates', text: '文书模板', href: officePaths.letterTemplates },
  { entry: 'calendar-notices', text: '节假日安排', href: officePaths.calendarNotices },
  { entry: 'settings', text: '机构设置', href: officePaths.settings },
  { entry: 'deputies', text: '代理', href: officePaths.deputies },
  { entry: 'people', text: '用户与机构', href: officePaths.people },
  { entry: 'audit', text: '操作日志', href: officePaths.audit },
]

export function officePage(frame: OfficeFrame, page: OfficePage): Html {
  const items: readonly NavItem[] = ENTRIES.filter(({ entry }) =>
    frame.user.entries.includes(entry),
  ).map(({ entry, text, href }) => ({
    text,
    href,
    current: entry === page.current,
    count: frame.counts?.[entry],
  }))
  return officeDocument(
    frame.asset,
    page.title,
    html`${officeBand(person(frame))}
      <div class="govuk-width-container mq-office__columns">
        <div class="mq-office__nav">${sideNavigation({ label: '工作台', items })}</div>
        <main class="mq-office__main" id="main" tabindex="-1">
          ${page.flash && successBanner(page.flash)} ${page.body}
        </main>
      </div>`,
  )
}

/** The page of somebody not signed in: no navigation, one narrow column. */
export function signInPage(
  asset: (name: AssetName) => string,
  page: { readonly title: string; readonly body: Html },
): Html {
  return officeDocument(
    asset,
    page.title,
    html`${officeBand()}
      <div class="govuk-width-container">
        <main class="mq-office__door" id="main" tabindex="-1">${page.body}</main>
      </div>`,
  )
}

function officeDocument(asset: (name: AssetName) => string, title: string, body: Html): Html {
  return html`${raw('<!doctype html>')}
    <html lang="zh-CN" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} - 明渠 · 信息公开工作台</title>
        <link rel="icon" href="${asset('favicon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${asset('office.css')}" />
        <script type="module" src="${asset('office.js')}"></script>
      </head>
      <body class="govuk-template__body mq-office">
        ${skipLink()} ${body}
      </body>
    </html>`
}

function officeBand(person?: Html): Html {
  return html`<header class="mq-band mq-band--office">
    <div class="govuk-width-container mq-band__row">
      <a class="mq-band__name" href="${officePaths.today}"
        >明渠<span class="mq-band__dot" aria-hidden="true"> · </span
        ><span class="mq-band__what">信息公开工作台</span></a
      >
      ${person}
    </div>
  </header>`
}

function person({ user, csrf }: OfficeFrame): Html {
  const facts = [user.unit, user.roles.join('、')].filter(
    (fact) => fact !== undefined && fact !== '',
  )
  return html`<div class="mq-person">
    <a class="mq-person__name" href="${officePaths.profile}">${user.name}</a
    >${facts.length > 0 && html` <span class="mq-person__role">${facts.join(' · ')}</span>`}
    <form class="mq-person__out" action="${officePaths.signOut}" method="post">
      ${csrfField(csrf)}<button type="submit" class="mq-band__tool">退出</button>
    </form>
  </div>`
}
