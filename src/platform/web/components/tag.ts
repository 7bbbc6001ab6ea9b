/**
 * A state in a sign and a word, never in colour alone.
 *
 *   tag('现行有效', 'good')   tag('剩2日', 'urgent')   tag('法律顾问审核', 'active')   tag('草稿')
 *   badge(3)                  a count in the navigation; nothing when zero
 */
import { html, nothing, type Html } from '../html.ts'

export type Tone = 'good' | 'active' | 'waiting' | 'urgent' | 'late' | 'quiet'

const LOOKS: Readonly<Record<Tone, { readonly colour: string; readonly sign: string }>> = {
  good: { colour: 'green', sign: '✓' },
  active: { colour: 'blue', sign: '▸' },
  waiting: { colour: 'yellow', sign: '◌' },
  urgent: { colour: 'orange', sign: '!' },
  late: { colour: 'red', sign: '✕' },
  quiet: { colour: 'grey', sign: '–' },
}

export function tag(word: string, tone: Tone = 'quiet'): Html {
  const { colour, sign } = LOOKS[tone]
  return html`<strong class="govuk-tag govuk-tag--${colour}"
    ><span class="mq-sign" aria-hidden="true">${sign}</span>${word}</strong
  >`
}

export function badge(count: number | undefined, reads = '项待办'): Html {
  if (count === undefined || count === 0) return nothing
  return html` <span class="mq-badge"
    >${count}<span class="govuk-visually-hidden">${reads}</span></span
  >`
}
