import type { PublicMatch } from '../../../domain/requests/online/already-public.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { button, buttonGroup } from '../../../platform/web/components/button.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { formPage } from './form-page.ts'

/** 先查一查: what is public already need not be waited for. An offer; whoever still wants to apply goes on. */
export function foundPage(
  frame: PortalFrame,
  view: FormView,
  matches: readonly PublicMatch[],
): Html {
  const buttons = buttonGroup([
    button('都不是，继续申请', { name: 'go', value: 'who' }),
    button('修改上一步', { style: 'secondary', name: 'go', value: 'edit-wanted' }),
  ])
  return formPage({
    frame,
    page: 'found',
    heading: '先看看这些已经公开的文件',
    step: 1,
    view,
    go: 'who',
    body: html`<p class="govuk-body">
        与您填写的内容相近。如果就是您要的，现在就可以打开，不必申请。链接在新窗口打开，已填的内容保留在这一页。
      </p>
      <ul class="govuk-list mq-links mq-found">
        ${matches.map(match)}
      </ul>
      ${inset('已经主动公开的信息，答复时也只会告诉您到哪里查看。')} ${buttons}`,
  })
}

function match({ indexNumber, title, publisher, publishedAt }: PublicMatch): Html {
  return html`<li>
    <a class="govuk-link" href="${paths.documentPath(indexNumber)}" target="_blank" rel="noopener"
      >${title}<span class="govuk-visually-hidden">（在新窗口打开）</span></a
    >
    <div class="mq-list__facts">
      <span>${publisher}</span><span>${dayOf(publishedAt).toString()}公开</span>
    </div>
  </li>`
}
