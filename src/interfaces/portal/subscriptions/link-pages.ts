/** Where the links of the mails lead. Programs that look into mails open links: nothing happens until a button is pressed. */
import { FREQUENCY_LABELS, type Frequency } from '../../../domain/subscriptions/subscription.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { successBanner } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import { confirmPath, SUBSCRIBE, unsubscribePath } from './paths.ts'
import { CRUMBS } from './subscribe-page.ts'

export interface LinkedSubscription {
  readonly about: string
  readonly frequency: Frequency
  readonly token: string
}

function linkPage(frame: PortalFrame, title: string, body: Html): Html {
  return portalPage(frame, {
    title,
    current: 'none',
    breadcrumbs: CRUMBS,
    meta: { kind: 'site' },
    body: twoThirds(body),
  })
}

const facts = ({ about, frequency }: Pick<LinkedSubscription, 'about' | 'frequency'>) =>
  summaryList([
    { key: '内容', value: about },
    { key: '多久一封', value: FREQUENCY_LABELS[frequency] },
  ])

export function confirmPage(frame: PortalFrame, linked: LinkedSubscription): Html {
  return linkPage(
    frame,
    '确认订阅',
    html`${pageHeading('确认订阅')} ${facts(linked)}
      ${form({ action: confirmPath(linked.token), label: '确认订阅', body: button('确认订阅') })}
      <p class="govuk-body">不是您要的，关掉这一页就行，不会再收到邮件。</p>`,
  )
}

export function confirmedPage(
  frame: PortalFrame,
  linked: LinkedSubscription & { readonly endToken: string },
): Html {
  return linkPage(
    frame,
    '订阅已经确认',
    html`${successBanner('订阅已经确认。')} ${pageHeading('订阅已经确认')} ${facts(linked)}
      <p class="govuk-body">
        有新公开的就寄，没有就不寄。每封邮件末尾都可以退订，现在也可以${link('退订', unsubscribePath(linked.endToken))}。
      </p>`,
  )
}

export function unsubscribePage(frame: PortalFrame, linked: LinkedSubscription): Html {
  return linkPage(
    frame,
    '退订',
    html`${pageHeading('退订')} ${facts(linked)}
      ${form({
        action: unsubscribePath(linked.token),
        label: '退订',
        body: button('退订', { style: 'warning' }),
      })}
      <p class="govuk-body">退订以后，您的邮箱从这项订阅中删除。</p>`,
  )
}

export function unsubscribedPage(frame: PortalFrame): Html {
  return linkPage(
    frame,
    '已经退订',
    html`${successBanner('已经退订。')} ${pageHeading('已经退订')}
      <p class="govuk-body">
        这项订阅和它的邮箱已经删除。改了主意，可以${link('重新订阅', SUBSCRIBE)}。
      </p>`,
  )
}

/** Not ours, too old, or ended: which of them is nobody's business. */
export function lapsedLinkPage(frame: PortalFrame): Html {
  return linkPage(
    frame,
    '链接已经失效',
    html`${pageHeading('链接已经失效')}
      <p class="govuk-body">
        这项订阅没有在期限内确认，或者已经退订，邮箱已经删除。可以${link('重新订阅', SUBSCRIBE)}。
      </p>`,
  )
}
