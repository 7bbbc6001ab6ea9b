import {
  CORRECTION_KIND_WORDS,
  KEPT_DAYS,
  type CorrectionOutcome,
} from '../../../domain/corrections/correction.ts'
import type { OfficeCorrection } from '../../../domain/corrections/corrections-store.ts'
import { dayOf, formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { importantBanner, inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

const OUTCOME_TAGS = {
  handled: tag('已改正', 'good'),
  dismissed: tag('不作改动', 'quiet'),
} as const satisfies Record<CorrectionOutcome, Html>

const SHOWN = 60

export function correctionListPage(
  open: readonly OfficeCorrection[],
  settled: readonly OfficeCorrection[],
  today: Temporal.PlainDate,
): Html {
  return html`${pageHeading('读者纠错')}
    <p class="govuk-body">读者在公开平台上指出的差错。答复由读者凭受理号查看。</p>
    <h2 class="govuk-heading-m">待办</h2>
    ${correctionTable('待办的纠错', open, today, '没有待办的纠错。')}
    <h2 class="govuk-heading-m">已办</h2>
    ${correctionTable('已办的纠错', settled, today, '还没有办过。')}`
}

function correctionTable(
  caption: string,
  rows: readonly OfficeCorrection[],
  today: Temporal.PlainDate,
  empty: string,
): Html {
  return table<OfficeCorrection>({
    caption,
    captionHidden: true,
    stacks: true,
    columns: [
      { heading: '期限', nowrap: true, cell: (one) => dueCell(one, today) },
      {
        heading: '差错',
        rowHeader: true,
        wide: true,
        cell: ({ id, text }) => link(shortened(text), officePaths.correction(id)),
      },
      { heading: '类型', cell: ({ kind }) => CORRECTION_KIND_WORDS[kind] },
      { heading: '页面', wide: true, cell: ({ documentTitle, place }) => documentTitle ?? place },
      { heading: '提交时间', nowrap: true, cell: ({ receivedAt }) => formatMinute(receivedAt) },
      { heading: '情况', nowrap: true, cell: stateTag },
    ],
    rows,
    empty,
  })
}

function shortened(text: string): string {
  if (text === '') return '内容已到期删除'
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

const stateTag = ({ outcome }: OfficeCorrection) =>
  outcome === null ? tag('待办', 'waiting') : OUTCOME_TAGS[outcome]

function dueCell({ dueOn, settledAt }: OfficeCorrection, today: Temporal.PlainDate): Html {
  const by = settledAt === null ? today : dayOf(settledAt)
  return html`${dueOn.toString()}
  ${Temporal.PlainDate.compare(by, dueOn) > 0 && tag('已逾期', 'late')}`
}

export interface CorrectionPage {
  readonly correction: OfficeCorrection
  /** opened for this answer only */
  readonly contact: string | undefined
  readonly today: Temporal.PlainDate
  readonly maySettle: boolean
  readonly view: FormView
  readonly refused: string | undefined
  readonly csrf: string
}

export function correctionPage(props: CorrectionPage): Html {
  const { correction, contact, maySettle, csrf, view, refused } = props
  const { id, text, outcome, hasContact } = correction
  return html`${errorSummary(view)}
  ${pageHeading('读者纠错', dayOf(correction.receivedAt).toString())}
  ${refused !== undefined && importantBanner(refused)}
  ${inset(text || `读者写的内容和联系方式已经在办结${KEPT_DAYS}天后删除。`)} ${facts(props)}
  ${
    maySettle &&
    hasContact &&
    contact === undefined &&
    form({
      action: officePaths.correctionAct(id, 'contact'),
      csrf,
      className: 'mq-inline-form',
      body: button('打开联系方式', { style: 'secondary' }),
    })
  }
  ${maySettle && outcome === null && settlementForm(props)}`
}

function facts({ correction, contact, today }: CorrectionPage): Html {
  const { kind, place, documentTitle, indexNumber, hasContact, note, settledAt, settledBy } =
    correction
  return summaryList(
    [
      { key: '情况', value: stateTag(correction) },
      { key: '期限', value: dueCell(correction, today) },
      { key: '类型', value: CORRECTION_KIND_WORDS[kind] },
      {
        key: '文件',
        value:
          documentTitle === null
            ? undefined
            : indexNumber === null
              ? `${documentTitle}（已不公开）`
              : link(documentTitle, `/content/${indexNumber}`),
      },
      { key: documentTitle === null ? '页面' : '位置', value: place || undefined },
      {
        key: '联系方式',
        value: contact ?? (hasContact ? '已加密，打开会留下记录' : '没有'),
      },
      { key: '答复', value: note || undefined },
      {
        key: '办结',
        value: settledAt ? `${formatMinute(settledAt)} ${settledBy ?? ''}` : undefined,
      },
    ],
    { compact: true },
  )
}

function settlementForm({ correction, view, csrf }: CorrectionPage): Html {
  return html`<h2 class="govuk-heading-m">办结</h2>
    <p class="govuk-body">
      文件有错的，先在文件发布中建立修改稿，审查、发布以后再办结；不该公开的内容，先撤下文件。
    </p>
    ${form({
      action: officePaths.correctionAct(correction.id, 'settle'),
      csrf,
      body: html`${radios({
        name: 'outcome',
        label: '办理结果',
        form: view,
        options: [
          { value: 'handled', text: '已改正' },
          { value: 'dismissed', text: '经核实不作改动' },
        ],
      })}
      ${textarea({
        name: 'note',
        label: '给读者的答复',
        hint: '改了什么；不作改动的，写明理由',
        form: view,
        rows: 3,
        max: 500,
      })}
      ${button('办结')}`,
    })}`
}
