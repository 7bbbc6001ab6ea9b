/**
 * Ways around.
 *
 *   breadcrumbs([{ text: '首页', href: '/' }, { text: '管委文件' }])
 *   sideNavigation({ label: '工作台', items: [{ text: '今日待办', href: '/office', current: true, count: 3 }] })
 *   subNavigation({ label: '本件', items })      tabs that are pages of their own: they work without scripts
 *   skipLink()                                   first thing on every page; the layouts print it
 */
import { attributes, html, type Html } from '../html.ts'
import { badge } from './tag.ts'

export interface Crumb {
  readonly text: string
  readonly href?: string
}

export function breadcrumbs(items: readonly Crumb[]): Html {
  const crumb = ({ text, href }: Crumb) =>
    href === undefined
      ? html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${text}</li>`
      : html`<li class="govuk-breadcrumbs__list-item">
          <a class="govuk-breadcrumbs__link" href="${href}">${text}</a>
        </li>`
  return html`<nav class="govuk-breadcrumbs" aria-label="当前位置">
    <ol class="govuk-breadcrumbs__list">
      ${items.map(crumb)}
    </ol>
  </nav>`
}

export interface NavItem {
  readonly text: string
  readonly href: string
  readonly current?: boolean
  readonly count?: number | undefined
}

export interface NavProps {
  readonly label: string
  readonly items: readonly NavItem[]
}

export function sideNavigation({ label, items }: NavProps): Html {
  const item = ({ text, href, current, count }: NavItem) =>
    html`<li class="moj-side-navigation__item${current && ' moj-side-navigation__item--active'}">
      <a href="${href}" ${attributes({ 'aria-current': current && 'page' })}
        >${text}${badge(count)}</a
      >
    </li>`
  return html`<nav class="moj-side-navigation" aria-label="${label}">
    <ul class="moj-side-navigation__list">
      ${items.map(item)}
    </ul>
  </nav>`
}

export function subNavigation({ label, items }: NavProps): Html {
  const item = ({ text, href, current, count }: NavItem) =>
    html`<li class="moj-sub-navigation__item">
      <a
        class="moj-sub-navigation__link"
        href="${href}"
        ${attributes({ 'aria-current': current && 'page' })}
        >${text}${badge(count, '项')}</a
      >
    </li>`
  return html`<nav class="moj-sub-navigation" aria-label="${label}">
    <ul class="moj-sub-navigation__list">
      ${items.map(item)}
    </ul>
  </nav>`
}

export function skipLink(): Html {
  return html`<a href="#main" class="govuk-skip-link">跳到正文</a>`
}
