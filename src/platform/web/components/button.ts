/**
 *   button('登记')                                   the page's one primary action
 *   button('删除', { style: 'warning' })
 *   button('存为草稿', { style: 'secondary', name: 'step', value: 'draft' })
 *   linkButton('登记申请', '/office/requests/new')   looks like a button, goes to a page
 *   buttonGroup([button('提交'), link('返回', '/')])
 */
import { attributes, html, joined, type Html } from '../html.ts'

export interface ButtonProps {
  readonly style?: 'primary' | 'secondary' | 'warning'
  readonly name?: string
  readonly value?: string
  readonly small?: boolean
  /** Reads with the button's text when several on a page say the same: 删除（第3号）. */
  readonly about?: string
}

export function button(text: string, props: ButtonProps = {}): Html {
  return html`<button
    type="submit"
    class="${buttonClass(props)}"
    ${attributes({
      name: props.name,
      value: props.value,
      'data-prevent-double-click': 'true',
      'data-module': 'govuk-button',
    })}
  >
    ${text}${about(props.about)}
  </button>`
}

export function linkButton(
  text: string,
  href: string,
  props: Omit<ButtonProps, 'name' | 'value'> = {},
): Html {
  return html`<a href="${href}" class="${buttonClass(props)}">${text}${about(props.about)}</a>`
}

export function link(text: string, href: string, reads?: string): Html {
  return html`<a class="govuk-link" href="${href}">${text}${about(reads)}</a>`
}

export function buttonGroup(items: readonly Html[]): Html {
  return html`<div class="govuk-button-group">${items}</div>`
}

function about(text: string | undefined): Html | undefined {
  return text === undefined
    ? undefined
    : html`<span class="govuk-visually-hidden">（${text}）</span>`
}

function buttonClass({ style = 'primary', small }: ButtonProps): string | undefined {
  return joined(
    'govuk-button',
    style !== 'primary' && `govuk-button--${style}`,
    small && 'mq-button--small',
  )
}
