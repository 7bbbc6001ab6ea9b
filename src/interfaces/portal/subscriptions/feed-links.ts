/** 订阅: the small line under a list or results that says how to be told of what comes. */
import { html, type Html } from '../../../platform/web/html.ts'
import { link } from '../../../platform/web/components/button.ts'

export interface FeedLinks {
  /** What the feeds are of, for those who read links alone. */
  readonly about: string
  readonly atom: string
  readonly json: string
  /** Where mail is subscribed to; undefined where none goes out. */
  readonly mail: string | undefined
}

export function feedLinks({ about, atom, json, mail }: FeedLinks): Html {
  return html`<p class="govuk-body-s mq-feeds">
    订阅更新：${mail !== undefined && html`${link('电子邮件', mail, about)} `}${link('Atom', atom, about)}
    ${link('JSON Feed', json, about)}
  </p>`
}
