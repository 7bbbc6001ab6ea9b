import {
  CORRECTION_KIND_WORDS,
  KEPT_DAYS,
  printedReceipt,
} from '../../../domain/corrections/correction.ts'
import type { TrackedCorrection } from '../../../domain/corrections/corrections-store.ts'
import type { Reported } from '../../../domain/corrections/report-correction.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { successBanner } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'

const CRUMB = { text: '信息纠错', href: paths.CORRECTION }

/** Said once, on the answer to the form. */
export function correctionSentPage(
  frame: PortalFrame,
  { receipt, dueOn }: Reported,
  about: { readonly title: string; readonly indexNumber: string } | undefined,
): Html {
  return portalPage(frame, {
    title: '纠错已经提交',
    current: 'none',
    breadcrumbs: [CRUMB, { text: '已经提交' }],
    meta: { kind: 'site' },
    body: twoThirds(
      html`${successBanner('谢谢，纠错已经提交。')} ${pageHeading('纠错已经提交')}
        ${summaryList([
          { key: '受理号', value: html`<strong>${printedReceipt(receipt)}</strong>` },
          { key: '办结期限', value: dueOn.toString() },
        ])}
        <p class="govuk-body">
          请记下受理号，凭它${link('查看办理情况', paths.CORRECTION_STATE)}。受理号只显示这一次。
        </p>
        <p class="govuk-body">
          ${about ? link('返回文件', paths.documentPath(about.indexNumber)) : link('返回首页', paths.HOME)}
        </p>`,
    ),
  })
}

export interface StatePageProps {
  readonly view: FormView
  readonly found?: TrackedCorrection | undefined
}

export function correctionStatePage(frame: PortalFrame, { view, found }: StatePageProps): Html {
  return portalPage(frame, {
    title: view.problems.length > 0 ? '有内容需要改正：纠错办理情况' : '纠错办理情况',
    current: 'none',
    breadcrumbs: [CRUMB, { text: '办理情况' }],
    meta: { kind: 'site' },
    body: twoThirds(
      html`${errorSummary(view)} ${pageHeading('纠错办理情况')} ${found ? state(found) : nothing}
      ${form({
        action: paths.CORRECTION_STATE,
        label: '纠错办理情况',
        body: html`${textInput({
          name: 'receipt',
          label: '受理号',
          hint: '提交时给您的12个字母和数字，不分大小写',
          form: view,
          width: '20',
          autocomplete: 'off',
        })}
        ${button('查询', { style: found ? 'secondary' : 'primary' })}`,
      })}`,
      html`<p class="govuk-body">
        受理号丢了找不回来，可以重新${link('提交纠错', paths.CORRECTION)}。所写的内容和联系方式在办结${KEPT_DAYS}天后删除，办理结果一直可以查。
      </p>`,
    ),
  })
}

const OUTCOME_TAGS = {
  handled: tag('已改正', 'good'),
  dismissed: tag('经核实不作改动', 'quiet'),
} as const

function state({ kind, receivedAt, dueOn, outcome, note, settledAt }: TrackedCorrection): Html {
  return summaryList([
    { key: '情况', value: outcome === null ? tag('正在办理', 'waiting') : OUTCOME_TAGS[outcome] },
    { key: '差错的类型', value: CORRECTION_KIND_WORDS[kind] },
    { key: '提交时间', value: formatMinute(receivedAt) },
    { key: '办结期限', value: outcome === null ? dueOn.toString() : undefined },
    { key: '办结时间', value: settledAt ? formatMinute(settledAt) : undefined },
    { key: '答复', value: note || undefined },
  ])
}
