import {
  OPINION_CHANNEL_LABELS,
  OUTCOME_LABELS,
  OUTCOMES,
  stageOn,
  type Consultation,
  type Opinion,
} from '../../../domain/participation/consultations/consultation.ts'
import type { OpenedOpinion } from '../../../domain/participation/consultations/handling.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details, inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag, type Tone } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

/** Where a consultation stands: not public yet, open, waiting for its result, or done. */
export function standing(
  one: Consultation,
  today: Temporal.PlainDate,
): { readonly word: string; readonly tone: Tone } {
  if (one.resultPublishedAt !== null) return { word: '已公布采纳情况', tone: 'good' }
  if (one.publishedAt === null) return { word: '尚未发布', tone: 'quiet' }
  const stage = stageOn(one, today)
  if (stage === 'not-open') return { word: '尚未开始', tone: 'quiet' }
  if (stage === 'open') return { word: '正在征求意见', tone: 'active' }
  const late = Temporal.PlainDate.compare(one.resultDueOn, today) < 0
  return late
    ? { word: '逾期未公布采纳情况', tone: 'late' }
    : { word: '待公布采纳情况', tone: 'waiting' }
}

export function consultationsPage(props: {
  readonly consultations: readonly Consultation[]
  readonly today: Temporal.PlainDate
  readonly mayEdit: boolean
}): Html {
  return html`${pageHeading('征求意见')}
    <div class="mq-steps">
      ${props.mayEdit && linkButton('发起征求意见', officePaths.newConsultation)}
    </div>
    ${table<Consultation>({
      caption: '征求意见',
      captionHidden: true,
      stacks: true,
      columns: [
        {
          heading: '标题',
          rowHeader: true,
          wide: true,
          cell: ({ documentId, title }) => link(title, officePaths.consultation(documentId)),
        },
        { heading: '开始', nowrap: true, cell: ({ opensOn }) => opensOn.toString() },
        { heading: '截止', nowrap: true, cell: ({ closesOn }) => closesOn.toString() },
        {
          heading: '公布采纳情况期限',
          nowrap: true,
          cell: ({ resultDueOn }) => resultDueOn.toString(),
        },
        {
          heading: '状态',
          cell: (one) => {
            const { word, tone } = standing(one, props.today)
            return tag(word, tone)
          },
        },
      ],
      rows: props.consultations,
      empty: '还没有征求过意见。',
    })}`
}

export function newConsultationPage(view: FormView, csrf: string): Html {
  const field = { form: view }
  return html`${errorSummary(view)} ${pageHeading('发起征求意见')}
  ${form({
    action: officePaths.newConsultation,
    csrf,
    body: html`${textInput({ ...field, name: 'title', label: '标题', hint: '例如：某某办法（征求意见稿）' })}
    ${textarea({ ...field, name: 'text', label: '征求意见的内容', rows: 14, hint: '背景、稿子全文、重点征求意见的问题' })}
    ${dateInput({ ...field, name: 'opensOn', label: '开始日期' })}
    ${dateInput({ ...field, name: 'closesOn', label: '截止日期' })}
    ${textInput({ ...field, name: 'shortReason', label: '缩短期限的理由', optional: true, hint: '不足7日的必填' })}
    ${buttonGroup([button('生成草稿，送审后发布'), link('返回', officePaths.consultations)])}`,
  })}`
}

export interface ConsultationProps {
  readonly consultation: Consultation
  readonly opinions: readonly Opinion[]
  readonly today: Temporal.PlainDate
  readonly mayEdit: boolean
  readonly view: FormView
  readonly csrf: string
}

export function consultationPage(props: ConsultationProps): Html {
  const { consultation: one, opinions, today, mayEdit, view, csrf } = props
  const { word, tone } = standing(one, today)
  const waiting = opinions.filter(({ outcome }) => outcome === null).length
  return html`${errorSummary(view)} ${pageHeading(one.title, '征求意见')}
    ${summaryList(
      [
        { key: '状态', value: tag(word, tone) },
        { key: '期限', value: `${one.opensOn.toString()}至${one.closesOn.toString()}` },
        { key: '公布采纳情况期限', value: one.resultDueOn.toString() },
        {
          key: '征求意见稿',
          value: link(one.indexNumber ?? '查看在办的稿子', officePaths.edition(one.editionId)),
        },
        {
          key: '采纳情况',
          value:
            one.resultEditionId === null
              ? undefined
              : link(
                  one.resultIndexNumber ?? '查看在办的稿子',
                  officePaths.edition(one.resultEditionId),
                ),
        },
      ],
      { compact: true },
    )}
    <h2 class="govuk-heading-m">
      收到的意见（${opinions.length}条，${waiting}条没有写明采纳情况）
    </h2>
    ${table<Opinion>({
      caption: '收到的意见',
      captionHidden: true,
      stacks: true,
      columns: [
        {
          heading: '收到',
          rowHeader: true,
          nowrap: true,
          cell: ({ id, receivedAt }) =>
            mayEdit
              ? link(
                  dayOf(receivedAt).toString(),
                  officePaths.opinion(one.documentId, id),
                  `第${id}号意见`,
                )
              : dayOf(receivedAt).toString(),
        },
        { heading: '方式', nowrap: true, cell: ({ channel }) => OPINION_CHANNEL_LABELS[channel] },
        { heading: '意见要点', wide: true, cell: ({ summary }) => summary },
        {
          heading: '采纳情况',
          nowrap: true,
          cell: ({ outcome }) => (outcome ? OUTCOME_LABELS[outcome] : ''),
        },
        { heading: '说明', wide: true, cell: ({ response }) => response },
      ],
      rows: opinions,
      empty: '还没有收到意见。',
    })}
    ${mayEdit && one.publishedAt !== null && one.resultEditionId === null && resultForm(one, csrf)}
    ${mayEdit && recordForm(one.documentId, view, csrf)}
    <p class="govuk-body">${link('返回', officePaths.consultations)}</p>`
}

function resultForm({ documentId }: Consultation, csrf: string): Html {
  return form({
    action: officePaths.consultationAct(documentId, 'result'),
    csrf,
    body: button('生成采纳情况草稿'),
  })
}

function recordForm(documentId: number, view: FormView, csrf: string): Html {
  const { online: _, ...others } = OPINION_CHANNEL_LABELS
  return details(
    '登记其他方式收到的意见',
    form({
      action: officePaths.consultationAct(documentId, 'opinions'),
      csrf,
      body: html`${select({ name: 'channel', label: '收到方式', form: view, options: Object.entries(others).map(([value, text]) => ({ value, text })) })}
      ${textarea({ name: 'opinion', label: '意见内容', form: view, rows: 4 })}
      ${textInput({ name: 'contact', label: '联系方式', form: view, width: 'half', optional: true })}
      ${button('登记')}`,
    }),
    view.problems.length > 0,
  )
}

export interface OpinionProps {
  readonly documentId: number
  readonly opinion: Opinion
  readonly opened: OpenedOpinion
  readonly view: FormView
  readonly csrf: string
}

export function opinionPage({ documentId, opinion, opened, view, csrf }: OpinionProps): Html {
  const field = { form: view }
  return html`${errorSummary(view)} ${pageHeading(`第${opinion.id}号意见`, '征求意见')}
    ${inset('意见原文加密保存，打开已经记入日志。公开的只有下面写的要点和说明。')}
    <div class="mq-prose"><p>${opened.text}</p></div>
    ${summaryList(
      [
        { key: '收到方式', value: OPINION_CHANNEL_LABELS[opinion.channel] },
        { key: '联系方式', value: opened.contact ?? '没有留' },
      ],
      { compact: true },
    )}
    ${form({
      action: officePaths.opinion(documentId, opinion.id),
      csrf,
      body: html`<h2 class="govuk-heading-m">采纳情况</h2>
        ${select({ ...field, name: 'outcome', label: '采纳情况', blank: '请选择', options: OUTCOMES.map((value) => ({ value, text: OUTCOME_LABELS[value] })) })}
        ${textarea({ ...field, name: 'summary', label: '意见要点', rows: 3, hint: '会公开；不写提意见的人和能认出他的事' })}
        ${textarea({ ...field, name: 'response', label: '说明', rows: 3, optional: true, hint: '未采纳的必填，会公开' })}
        ${buttonGroup([button('保存'), link('返回', officePaths.consultation(documentId))])}`,
    })}`
}
