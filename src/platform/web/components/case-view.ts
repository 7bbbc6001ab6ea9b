/**
 * The head and the story of a case.
 *
 *   identityBar({ number: '〔2020〕第4号', title: '某地块征收批复', facts: ['张某', '2020-06-19收到'], state: tag(…), actions: [linkButton(…)] })
 *   timeline([{ title: '收到申请', by: '王某', at: '2020-06-19 09:30', body: html`<p>…</p>` }])
 */
import { html, type Content, type Html } from '../html.ts'

export interface IdentityBarProps {
  readonly number: string
  readonly title: string
  readonly facts?: readonly Content[]
  readonly state?: Html
  /** At most one primary action. */
  readonly actions?: readonly Html[]
}

/** Holds the page's h1. */
export function identityBar(props: IdentityBarProps): Html {
  return html`<div class="mq-identity">
    <div class="mq-identity__text">
      <h1 class="mq-identity__title">
        <span class="mq-identity__number">${props.number}</span>${props.title}
      </h1>
      <p class="mq-identity__facts">
        ${props.state}${props.facts?.map((fact) => html`<span class="mq-identity__fact">${fact}</span>`)}
      </p>
    </div>
    ${props.actions && html`<div class="mq-identity__actions">${props.actions}</div>`}
  </div>`
}

export interface TimelineItem {
  readonly title: string
  readonly by?: string | undefined
  /** As printed; ISO, so that it is also the machine's reading: `2020-06-19` or `2020-06-19 09:30`. */
  readonly at: string
  readonly body?: Content
}

export function timeline(items: readonly TimelineItem[], headingLevel: 2 | 3 = 3): Html {
  const heading = (text: string) =>
    headingLevel === 2
      ? html`<h2 class="moj-timeline__title">${text}</h2>`
      : html`<h3 class="moj-timeline__title">${text}</h3>`
  const item = ({ title, by, at, body }: TimelineItem) =>
    html`<div class="moj-timeline__item">
      <div class="moj-timeline__header">
        ${heading(title)}${by && html`<p class="moj-timeline__byline">${by}</p>`}
      </div>
      <p class="moj-timeline__date"><time datetime="${at.replace(' ', 'T')}">${at}</time></p>
      ${body && html`<div class="moj-timeline__description">${body}</div>`}
    </div> `
  return html`<div class="moj-timeline">${items.map(item)}</div>`
}
