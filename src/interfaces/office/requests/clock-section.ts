import type { CaseFile } from '../../../domain/requests/case-file.ts'
import type { ClockStep } from '../../../law/clock/answer.ts'
import { clockStrip } from '../../../platform/web/components/clock-strip.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { replyPeriodDays } from '../../../domain/requests/reply-period-days.ts'
import { CLOCK_STEP_NAMES } from './words.ts'

/** 期限: how the due date came about, day by day, and under which article each stretch was counted. */
export function clockSection({ clock }: CaseFile, today: Temporal.PlainDate): Html {
  if (!clock) return html``
  const days = replyPeriodDays(clock, today)
  return html`<h2 class="govuk-heading-m">期限</h2>
    ${clock.reason && html`<p class="govuk-body">${clock.reason}</p>`}
    ${
      clock.provisional &&
      importantBanner(
        '期限是暂定的：要么跨入还没有发布放假通知的年份，要么被征求意见方收到的日期尚未登记。',
      )
    }
    ${clock.notes.map(({ message }) => html`<p class="govuk-body mq-note">${message}</p>`)}
    ${days.length > 0 && clockStrip({ label: '答复期限逐日计算', days })}
    ${clock.steps.length > 0 && stepTable(clock.steps)}`
}

function stepTable(steps: readonly ClockStep[]): Html {
  return table<ClockStep>({
    caption: '期限的计算',
    columns: [
      { heading: '事项', rowHeader: true, cell: ({ kind }) => CLOCK_STEP_NAMES[kind] },
      { heading: '自', nowrap: true, cell: ({ from }) => `${from.toString()}之次日` },
      { heading: '至', nowrap: true, cell: ({ to }) => to.toString() },
      { heading: '工作日', numeric: true, cell: ({ counted }) => counted },
      { heading: '不计的日子', numeric: true, cell: ({ skipped }) => skipped.length },
      { heading: '依据', wide: true, cell: ({ article }) => article },
    ],
    rows: steps,
  })
}
