/** 订阅: the small line under a list or results that says how to be told of what comes, and the same for programs. */
import { html, type Html } from '../../../platform/web/html.ts'
import { link } from '../../../platform/web/components/button.ts'
import { feedOf, searchFeedOf } from '../feeds/paths.ts'
import type { PortalFrame, PortalPage } from '../layout.ts'
import type { ContentQuery, SearchQuery } from '../paths.ts'
import { subscribePath } from './paths.ts'

export interface Subscribable {
  /** For the page's head. */
  readonly feed: NonNullable<PortalPage['feed']>
  /** For its foot. */
  readonly line: Html
}

/** @param about what the feeds are of, for those who read links alone */
export function subscribableList(
  frame: PortalFrame,
  about: string,
  query: ContentQuery,
): Subscribable {
  const feed = { title: about, atom: feedOf('atom', query), json: feedOf('json', query) }
  return { feed, line: feedLine(frame, feed, subscribePath(query)) }
}

export function subscribableSearch(frame: PortalFrame, query: SearchQuery): Subscribable {
  const title = `检索：${query.q}`
  const feed = { title, atom: searchFeedOf('atom', query), json: searchFeedOf('json', query) }
  return { feed, line: feedLine(frame, feed, subscribePath(query)) }
}

function feedLine(
  { mailSubscriptions }: PortalFrame,
  { title, atom, json }: Subscribable['feed'],
  mail: string,
): Html {
  return html`<p class="govuk-body-s mq-feeds">
    订阅更新：${mailSubscriptions && html`${link('电子邮件', mail, title)} `}${link('Atom', atom, title)}
    ${link('JSON Feed', json, title)}
  </p>`
}
