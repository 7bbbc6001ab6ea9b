import type {
  Filing,
  FilingMark,
  FilingReview,
  UnitTotals,
} from '../../../domain/requests/filing/filing.ts'
import { APPLICANT_CLASS_RULES } from '../../../law/applicants.ts'
import { DISPOSITIONS } from '../../../law/dispositions.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { stepPagination } from '../../../platform/web/components/pagination.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag, type Tone } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { REQUEST_KIND_NAMES } from '../requests/ledger-words.ts'
import { CHANNEL_NAMES, STATUS_TAGS } from '../requests/words.ts'

const MARKS = {
  new: { word: '新报备', tone: 'urgent' },
  'concluded-since': { word: '办结未阅', tone: 'urgent' },
  seen: { word: '已阅', tone: 'quiet' },
  opinion: { word: '已提意见', tone: 'active' },
} as const satisfies Record<FilingMark, { word: string; tone: Tone }>

export interface FilingsPage {
  readonly year: number
  readonly units: readonly UnitTotals[]
  /** the unit whose list is shown; undefined: what needs a look, of all */
  readonly unit: UnitTotals | undefined
  readonly filings: readonly Filing[]
  readonly next: string | undefined
  readonly mayReview: boolean
  readonly csrf: string
}

export function filingsPage(props: FilingsPage): Html {
  const { unit, units, year } = props
  return html`${pageHeading('下属单位备案', unit ? unit.name : `${year}年`)}
    <p class="govuk-body">
      下属单位登记的申请自动在此备案，只读；不含申请人身份、申请原文和办理中的文稿。备案不影响答复期限，答复仍由各单位负责。
    </p>
    ${unitTable(units, year)}
    <h2 class="govuk-heading-m">${unit ? `${unit.name}的申请` : '需要查看的申请'}</h2>
    ${unit && html`<p class="govuk-body">${link('返回全部单位', officePaths.filings)}</p>`}
    ${unit && props.mayReview && unit.unseen > 0 && seeAll(unit, props.csrf)}
    ${filingTable(props.filings, unit ? '没有登记的申请。' : '没有新报备、新办结或者逾期的申请。')}
    ${
      unit &&
      stepPagination({
        label: '备案翻页',
        ...(props.next ? { next: `${officePaths.filingsOf(unit.id)}&after=${props.next}` } : {}),
      })
    }`
}

function unitTable(units: readonly UnitTotals[], year: number): Html {
  return table<UnitTotals>({
    caption: `各单位${year}年办理情况`,
    columns: [
      {
        heading: '单位',
        rowHeader: true,
        cell: ({ name, id }) => link(name, officePaths.filingsOf(id)),
      },
      { heading: '本年收到', numeric: true, cell: ({ received }) => received },
      { heading: '按时答复', numeric: true, cell: ({ inTime }) => inTime },
      { heading: '逾期答复', numeric: true, cell: ({ late }) => late },
      { heading: '按时率', numeric: true, cell: rate },
      { heading: '在办', numeric: true, cell: ({ open }) => open },
      {
        heading: '逾期未答',
        numeric: true,
        cell: ({ overdue }) => (overdue > 0 ? tag(`${overdue}`, 'late') : 0),
      },
      { heading: '未阅', numeric: true, cell: ({ unseen }) => unseen },
    ],
    rows: units,
    empty: '没有下属单位。',
  })
}

function rate({ inTime, late }: UnitTotals): string {
  const answered = inTime + late
  return answered === 0 ? '—' : `${Math.floor((inTime / answered) * 1000) / 10}%`
}

function seeAll({ id, name, unseen }: UnitTotals, csrf: string): Html {
  return form({
    action: officePaths.filingsSeen(id),
    csrf,
    body: button(`${unseen}件未阅的全部记为已阅`, { style: 'secondary', about: name }),
  })
}

function filingTable(filings: readonly Filing[], empty: string): Html {
  return table<Filing>({
    caption: '备案的申请',
    captionHidden: true,
    columns: [
      { heading: '单位', nowrap: true, cell: ({ unitName }) => unitName },
      {
        heading: '登记号',
        rowHeader: true,
        nowrap: true,
        cell: ({ registerNumber, id, unitName }) =>
          link(registerNumber, officePaths.filing(id), unitName),
      },
      {
        heading: '备案',
        nowrap: true,
        cell: ({ mark, isOverdue }) =>
          html`${tag(MARKS[mark].word, MARKS[mark].tone)} ${isOverdue && tag('逾期未答', 'late')}`,
      },
      { heading: '申请内容', wide: true, cell: ({ subject }) => subject },
      {
        heading: '申请人类别',
        nowrap: true,
        cell: ({ applicantClass }) => APPLICANT_CLASS_RULES[applicantClass].label,
      },
      {
        heading: '收到日期',
        nowrap: true,
        cell: ({ receivedOn }) => receivedOn?.toString() ?? '待确认',
      },
      { heading: '答复期限', nowrap: true, cell: ({ replyDueOn }) => replyDueOn?.toString() ?? '' },
      {
        heading: '状态',
        nowrap: true,
        cell: ({ status }) => tag(STATUS_TAGS[status].word, STATUS_TAGS[status].tone),
      },
      {
        heading: '办理结果',
        wide: true,
        cell: ({ disposition }) => (disposition ? DISPOSITIONS[disposition].label : ''),
      },
      { heading: '按时', nowrap: true, cell: ({ answeredInTime }) => IN_TIME[`${answeredInTime}`] },
    ],
    rows: filings,
    empty,
  })
}

const IN_TIME = { true: '是', false: html`${tag('否', 'late')}`, null: '' } as const

export interface FilingPage {
  readonly filing: Filing
  readonly reviews: readonly FilingReview[]
  readonly mayReview: boolean
  readonly view: FormView
  readonly csrf: string
}

export function filingPage({ filing, reviews, mayReview, view, csrf }: FilingPage): Html {
  const day = (date: Temporal.PlainDate | null) => date?.toString() ?? ''
  return html`${errorSummary(view)}
    ${pageHeading(`${filing.registerNumber} ${filing.subject}`, filing.unitName)}
    ${summaryList(
      [
        { key: '备案', value: tag(MARKS[filing.mark].word, MARKS[filing.mark].tone) },
        { key: '类型', value: REQUEST_KIND_NAMES[filing.kind] },
        { key: '申请人类别', value: APPLICANT_CLASS_RULES[filing.applicantClass].label },
        { key: '渠道', value: CHANNEL_NAMES[filing.channel] },
        { key: '到达日期', value: day(filing.arrivedOn) },
        { key: '收到日期', value: filing.receivedOn ? day(filing.receivedOn) : '待确认' },
        {
          key: '答复期限',
          value: html`${day(filing.replyDueOn)} ${filing.isOverdue && tag('逾期未答', 'late')}`,
        },
        { key: '状态', value: STATUS_TAGS[filing.status].word },
        {
          key: '办理结果',
          value: filing.disposition ? DISPOSITIONS[filing.disposition].label : undefined,
        },
        { key: '办结日期', value: filing.concludedOn ? day(filing.concludedOn) : undefined },
        { key: '是否按时', value: IN_TIME[`${filing.answeredInTime}`] || undefined },
        { key: '文号', value: filing.letterNumber ?? undefined },
      ],
      { compact: true },
    )}
    ${mayReview && reviewForm(filing, view, csrf)} ${filingReviews(reviews)}
    <p class="govuk-body">${link('返回备案', officePaths.filings)}</p>`
}

function reviewForm({ id, lastSeq }: Filing, view: FormView, csrf: string): Html {
  return html`<h2 class="govuk-heading-m">备案审查</h2>
    ${inset('意见由该单位在案件页看到，不改变其责任和答复期限。')}
    ${form({
      action: officePaths.filingReview(id),
      csrf,
      body: html`<input type="hidden" name="seenSeq" value="${lastSeq}" /> ${radios({
          name: 'conclusion',
          label: '审查结论',
          form: view,
          inline: true,
          options: [
            { value: 'seen', text: '已阅' },
            { value: 'opinion', text: '提出意见' },
          ],
        })}
        ${textarea({ name: 'opinion', label: '意见', form: view, rows: 3, max: 1000, optional: true })}
        ${buttonGroup([button('签署'), link('返回', officePaths.filings)])}`,
    })}`
}

/** Also on the unit's own case page. */
export function filingReviews(reviews: readonly FilingReview[]): Html {
  if (reviews.length === 0) return html``
  return table<FilingReview>({
    caption: '主管机关备案审查',
    columns: [
      {
        heading: '结论',
        rowHeader: true,
        nowrap: true,
        cell: ({ conclusion }) => MARKS[conclusion].word,
      },
      {
        heading: '意见',
        wide: true,
        cell: ({ opinion }) => html`<span class="mq-as-typed">${opinion}</span>`,
      },
      { heading: '机关', cell: ({ supervisorName }) => supervisorName },
      { heading: '签署人', nowrap: true, cell: ({ reviewerName }) => reviewerName },
      { heading: '时间', nowrap: true, cell: ({ reviewedAt }) => formatMinute(reviewedAt) },
    ],
    rows: reviews,
  })
}
