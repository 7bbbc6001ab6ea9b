import type { Handler } from '../../../domain/requests/handlers.ts'
import type { LedgerEntry, LedgerPage, LedgerSort } from '../../../domain/requests/ledger.ts'
import type { LoggedEvent } from '../../../domain/requests/ledger-log.ts'
import { REQUEST_KINDS } from '../../../domain/requests/request-kind.ts'
import type { SavedFilter } from '../../../domain/requests/saved-filters.ts'
import { STATUSES } from '../../../domain/requests/status.ts'
import { APPLICANT_CLASS_RULES } from '../../../law/applicants.ts'
import { CHANNELS } from '../../../law/clock/case.ts'
import { DISPOSITIONS } from '../../../law/dispositions.ts'
import { button, link, linkButton } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { stepPagination } from '../../../platform/web/components/pagination.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { options } from './act-form.ts'
import { ledgerAddress, type LedgerView } from './ledger-query.ts'
import { savedFilters } from './ledger-saved.ts'
import { wideLedger } from './ledger-wide.ts'
import { REQUEST_KIND_NAMES } from './ledger-words.ts'
import { CHANNEL_NAMES, STATUS_TAGS } from './words.ts'

export interface LedgerPageProps {
  readonly query: LedgerView
  readonly page: LedgerPage
  readonly count: { readonly count: number; readonly capped: boolean }
  readonly years: readonly number[]
  readonly today: Temporal.PlainDate
  readonly mayRegister: boolean
  readonly mayExport: boolean
  readonly saved: readonly SavedFilter[]
  readonly handlers: readonly Handler[]
  readonly officerId: number
  /** the name somebody wanted to keep the filter under, and what was wrong with it */
  readonly naming: FormView
  /** only with all columns */
  readonly logs: ReadonlyMap<number, readonly LoggedEvent[]>
  readonly csrf: string
}

export function ledgerPage(props: LedgerPageProps): Html {
  const { query, page, count, mayRegister, mayExport } = props
  const found = count.capped ? `超过${count.count}件` : `${count.count}件`
  return html`${errorSummary(props.naming)} ${pageHeading('依申请公开台账')}
    <div class="mq-steps">
      ${mayRegister && linkButton('登记申请', officePaths.newRequest)}
      ${mayRegister && link('登记更正', officePaths.newRectification)}
      ${mayExport && link('导出Excel', ledgerAddress(query, officePaths.requestsExport))}
      ${ownLink(props)} ${columnsLink(query)}
    </div>
    ${savedFilters(props)} ${filterForm(props)}
    <p class="govuk-body">${found}</p>
    ${query.allColumns ? wideLedger(page.entries, props.logs) : usualColumns(props)}
    ${stepPagination({
      label: '台账翻页',
      ...(query.after ? { previous: ledgerAddress({ ...query, after: undefined }) } : {}),
      ...(page.next ? { next: ledgerAddress({ ...query, after: page.next }) } : {}),
    })}`
}

/** What is in the reader's own hands, with whatever else is filtered by. */
function ownLink({ query, handlers, officerId }: LedgerPageProps): Html {
  if (!handlers.some(({ id }) => id === officerId)) return html``
  const isOwn = query.filter.handlerId === officerId
  const filter = { ...query.filter, handlerId: isOwn ? undefined : officerId }
  const address = ledgerAddress({ ...query, filter, after: undefined })
  return link(isOwn ? '看所有经办人的' : '只看我经办的', address)
}

function columnsLink(query: LedgerView): Html {
  const text = query.allColumns ? '只看常用栏目' : '全部栏目（检查、打印用）'
  return link(text, ledgerAddress({ ...query, allColumns: !query.allColumns }))
}

function usualColumns({ query, page, today }: LedgerPageProps): Html {
  return table<LedgerEntry>({
    caption: '依申请公开台账',
    captionHidden: true,
    sticky: true,
    columns: [
      {
        heading: '登记号',
        rowHeader: true,
        nowrap: true,
        sort: sortLink(query, 'register'),
        cell: (row) => link(row.registerNumber, officePaths.request(row.id)),
      },
      { heading: '申请人', nowrap: true, cell: ({ applicantShown }) => applicantShown },
      {
        heading: '类别',
        nowrap: true,
        cell: (row) => APPLICANT_CLASS_RULES[row.applicantClass].label,
      },
      { heading: '申请内容', wide: true, cell: ({ subject }) => subject },
      { heading: '渠道', nowrap: true, cell: ({ channel }) => SHORT_CHANNELS[channel] },
      {
        heading: '收到日期',
        nowrap: true,
        sort: sortLink(query, 'received'),
        cell: ({ receivedOn }) => receivedOn?.toString() ?? '待确认',
      },
      {
        heading: '答复期限',
        nowrap: true,
        sort: sortLink(query, 'due'),
        cell: (row) => dueCell(row, today),
      },
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
      {
        heading: '办结日期',
        nowrap: true,
        cell: ({ concludedOn }) => concludedOn?.toString() ?? '',
      },
      { heading: '文号', nowrap: true, cell: ({ letterNumber }) => letterNumber ?? '' },
      { heading: '经办人', nowrap: true, cell: ({ handlerName }) => handlerName ?? '' },
    ],
    rows: page.entries,
    empty: '没有符合条件的申请。',
  })
}

const SHORT_CHANNELS = {
  in_person: '当面',
  registered_mail: '挂号、快递',
  ordinary_mail: '平常信函',
  internet: '网上',
  email: '电子邮件',
  fax: '传真',
} as const

function dueCell(row: LedgerEntry, today: Temporal.PlainDate): Html {
  if (!row.replyDueOn) return html``
  const text = html`${row.replyDueOn.toString()}${row.dueIsProvisional && '（暂定）'}`
  if (row.answeredInTime === false && !row.owesAnswer)
    return html`${text} ${tag('逾期答复', 'late')}`
  const isOwed = row.concludedOn === null || row.owesAnswer
  const isOver = isOwed && Temporal.PlainDate.compare(today, row.replyDueOn) > 0
  return isOver ? html`${text} ${tag('已逾期', 'late')}` : text
}

function sortLink(query: LedgerView, sort: LedgerSort) {
  const isCurrent = query.sort === sort
  const descending = isCurrent ? !query.descending : sort !== 'due'
  return {
    href: ledgerAddress({ ...query, sort, descending, after: undefined }),
    ...(isCurrent
      ? { direction: query.descending ? ('descending' as const) : ('ascending' as const) }
      : {}),
  }
}

function filterForm({ query, years, handlers }: LedgerPageProps): Html {
  const { filter } = query
  const view = formView({ ...filter, sort: query.sort, order: query.descending ? 'desc' : 'asc' })
  const all = '全部'
  return form({
    action: officePaths.requests,
    method: 'get',
    label: '筛选台账',
    className: 'mq-filter',
    body: html`${select({ name: 'registerYear', label: '年度', form: view, blank: all, options: years.map((year) => ({ value: String(year), text: `${year}年` })) })}
      ${select({ name: 'kind', label: '类型', form: view, blank: all, options: REQUEST_KINDS.map((value) => ({ value, text: REQUEST_KIND_NAMES[value] })) })}
      ${select({ name: 'status', label: '状态', form: view, blank: all, options: STATUSES.map((value) => ({ value, text: STATUS_TAGS[value].word })) })}
      ${select({ name: 'applicantClass', label: '申请人类别', form: view, blank: all, options: Object.entries(APPLICANT_CLASS_RULES).map(([value, { label }]) => ({ value, text: label })) })}
      ${select({ name: 'channel', label: '渠道', form: view, blank: all, options: CHANNELS.map((value) => ({ value, text: CHANNEL_NAMES[value] })) })}
      ${select({ name: 'disposition', label: '办理结果', form: view, blank: all, options: Object.values(DISPOSITIONS).map(({ code, label }) => ({ value: code, text: label })) })}
      ${select({ name: 'handlerId', label: '经办人', form: view, blank: all, options: handlers.map(({ id, name }) => ({ value: String(id), text: name })) })}
      ${select({ name: 'due', label: '期限', form: view, blank: all, options: options({ overdue: '已逾期', soon: '五个工作日内到期' }) })}
      ${textInput({ name: 'text', label: '登记号或者申请内容', form: view, width: '20' })}
      ${query.allColumns && html`<input type="hidden" name="columns" value="all" />`}
      <input type="hidden" name="sort" value="${query.sort}" />
      <input type="hidden" name="order" value="${query.descending ? 'desc' : 'asc'}" />
      ${button('筛选', { style: 'secondary' })} ${link('清除', officePaths.requests)}`,
  })
}
