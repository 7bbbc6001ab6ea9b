import type { Agency } from '../../../domain/organisations/agency.ts'
import type { ApplicantRemedies } from '../../../domain/requests/online/applicant-remedies.ts'
import type { TrackedCase } from '../../../domain/requests/online/track.ts'
import { replyPeriodDays } from '../../../domain/requests/reply-period-days.ts'
import type { ClockStep } from '../../../law/clock/answer.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import { button } from '../../../platform/web/components/button.ts'
import { clockStrip } from '../../../platform/web/components/clock-strip.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { details, successBanner } from '../../../platform/web/components/notices.ts'
import { summaryList, type SummaryRow } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import { contactList } from '../office-contact.ts'
import * as paths from '../paths.ts'
import { hiddenField } from './form-state.ts'
import { applicantForms, typingForm } from './tracked-forms.ts'
import { remediesSection } from './remedies-section.ts'
import { nextSentence } from './what-next.ts'
import { STATUS_WORDS, STEP_NAMES } from './words.ts'

const AGAIN_FORM = 'look-again'

export interface TrackedProps {
  readonly tracked: TrackedCase
  readonly agency: Agency
  readonly done: string | undefined
  /** Of the form that was just sent, with what is wrong with it. */
  readonly view: FormView
  readonly today: Temporal.PlainDate
  readonly pass: string
  readonly remedies: ApplicantRemedies | null
  readonly payment: string | undefined
}

export function trackedPage(frame: PortalFrame, props: TrackedProps): Html {
  const { tracked, agency, done, view, today, pass, remedies, payment } = props
  const { word, tone } = STATUS_WORDS[tracked.status]
  return portalPage(frame, {
    title: view.problems.length > 0 ? '有内容需要改正：申请进度' : `申请进度：${word}`,
    current: 'apply',
    breadcrumbs: [
      { text: '依申请公开', href: paths.APPLY },
      { text: '查询申请进度', href: paths.TRACK },
      { text: tracked.registerNumber },
    ],
    meta: { kind: 'site' },
    elderForm: { id: typingForm(tracked) ?? AGAIN_FORM },
    body: twoThirds(
      html`${done === undefined ? nothing : successBanner(done)} ${errorSummary(view)}
        ${pageHeading(tracked.subject, `登记号${tracked.registerNumber}`)}
        <p class="govuk-body">${tag(word, tone)}</p>
        <p class="govuk-body mq-lead">${nextSentence(tracked)}</p>
        ${applicantForms({ tracked, view, pass, payment })} ${datesSection(tracked, today)}
        ${remedies === null ? nothing : remediesSection(remedies)}`,
      html`${form({
          action: paths.TRACK,
          label: '刷新',
          id: AGAIN_FORM,
          body: html`${hiddenField('pass', pass)} ${button('看最新进度', { style: 'secondary' })}`,
        })}
        <h2 class="govuk-heading-s">您申请的内容</h2>
        <p class="govuk-body mq-typed">${tracked.description}</p>
        <h2 class="govuk-heading-s">办理机构</h2>
        ${contactList(agency, { compact: true })}
        <p class="govuk-body">
          这一页半小时后失效，不会留在浏览器的缓存里。公用电脑上用完请关闭页面。
        </p>`,
      { printed: true },
    ),
  })
}

function datesSection(tracked: TrackedCase, today: Temporal.PlainDate): Html {
  const { clock } = tracked
  const days = clock && !tracked.answer ? replyPeriodDays(clock, today) : []
  return html`<h2 class="govuk-heading-m" id="dates">日期和期限</h2>
    ${summaryList(dateRows(tracked), { compact: true })}
    ${
      tracked.provisional && !tracked.answer
        ? html`<p class="govuk-body">
            期限跨入还没有公布放假安排的年份，或者等对方收到征求意见书，可能调整。
          </p>`
        : nothing
    }
    ${
      clock && clock.steps.length > 0
        ? details(
            '期限是怎样算出来的',
            html`${days.length > 0 ? clockStrip({ label: '答复期限逐日计算', days }) : nothing}
            ${stepTable(clock.steps)}`,
          )
        : nothing
    }`
}

function dateRows(tracked: TrackedCase): SummaryRow[] {
  const { extension, answer, receivedOn, replyDueOn } = tracked
  const rows: readonly (readonly [string, Html | string | null | undefined])[] = [
    ['提交', formatChineseDate(tracked.arrivedOn)],
    [
      '收到之日',
      receivedOn
        ? `${formatChineseDate(receivedOn)}（${tracked.clock?.receiptArticle ?? ''}）`
        : '还没有确定：网上申请以双方确认之日为收到之日（条例 第三十一条第（三）项）',
    ],
    [
      '延长答复',
      extension &&
        `${formatChineseDate(extension.on)}决定延长${extension.days}个工作日。理由：${extension.reason}`,
    ],
    ['答复期限', replyDueOn && formatChineseDate(replyDueOn)],
    ['答复书', answer && `${answer.letterNumber}，${formatChineseDate(answer.letterOn)}`],
    ['送达', answer?.delivery && formatChineseDate(answer.delivery.on)],
  ]
  return rows.flatMap(([key, value]) => (value ? [{ key, value }] : []))
}

function stepTable(steps: readonly ClockStep[]): Html {
  return table<ClockStep>({
    caption: '分段计算',
    columns: [
      { heading: '事项', rowHeader: true, cell: ({ kind }) => STEP_NAMES[kind] },
      { heading: '自', nowrap: true, cell: ({ from }) => `${from.toString()}之次日` },
      { heading: '至', nowrap: true, cell: ({ to }) => to.toString() },
      { heading: '工作日', numeric: true, cell: ({ counted }) => counted },
      { heading: '依据', cell: ({ article }) => article },
    ],
    rows: steps,
  })
}
