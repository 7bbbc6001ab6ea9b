import {
  CLEANUP_RESULT_NAMES,
  CLEANUP_RESULTS,
  countResults,
  type Cleanup,
  type CleanupItem,
  type CleanupResult,
} from '../../../domain/policies/cleanups/cleanup.ts'
import { NORMATIVE_KINDS, type Edition } from '../../../domain/publications/edition.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details, importantBanner } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { EDITION_STATE_TAGS, NORMATIVE_NAMES } from '../words.ts'
import { policyPaths } from './paths.ts'
import { CLEANUP_STATE_TAGS } from './words.ts'

const stateTag = ({ state }: Cleanup) =>
  tag(CLEANUP_STATE_TAGS[state].word, CLEANUP_STATE_TAGS[state].tone)

export function cleanupListPage(
  cleanups: readonly Cleanup[],
  agencyId: number,
  mayOpen: boolean,
): Html {
  return html`${pageHeading('规范性文件清理')}
    <div class="mq-steps">${mayOpen && linkButton('发起清理', policyPaths.newCleanup)}</div>
    ${table<Cleanup>({
      caption: '清理',
      captionHidden: true,
      columns: [
        {
          heading: '名称',
          rowHeader: true,
          wide: true,
          cell: ({ id, title }) => link(title, policyPaths.cleanup(id)),
        },
        {
          heading: '谁发起',
          nowrap: true,
          cell: (one) => (one.agencyId === agencyId ? '本机构' : '上级机关'),
        },
        {
          heading: '提意见的期限',
          nowrap: true,
          cell: ({ opinionsDueOn }) => opinionsDueOn.toString(),
        },
        { heading: '进度', nowrap: true, cell: stateTag },
      ],
      rows: cleanups,
      empty: '还没有清理。',
    })}`
}

export function newCleanupPage(view: FormView, csrf: string): Html {
  return html`${pageHeading('发起清理')}
  ${form({
    action: policyPaths.newCleanup,
    csrf,
    body: html`${textInput({ name: 'title', label: '名称', form: view, width: 'full' })}
      ${textarea({ name: 'basis', label: '依据和要求', form: view, rows: 3, max: 500, optional: true })}
      ${dateInput({ name: 'opinionsDueOn', label: '各单位提出意见的期限', form: view })}
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">
          公开征求意见（可以不安排）
        </legend>
        ${dateInput({ name: 'commentsFrom', label: '开始日期', form: view, optional: true })}
        ${dateInput({ name: 'commentsUntil', label: '截止日期', form: view, optional: true })}
      </fieldset>
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">
          范围：今天现行有效的文件中
        </legend>
        ${radios({
          name: 'units',
          label: '谁的文件',
          form: view,
          options: [
            { value: 'own', text: '本机构的' },
            { value: 'all', text: '本机构和下属单位的' },
          ],
        })}
        ${select({
          name: 'kind',
          label: '性质',
          form: view,
          blank: '规章和规范性文件',
          options: NORMATIVE_KINDS.map((value) => ({ value, text: NORMATIVE_NAMES[value] })),
        })}
        ${dateInput({ name: 'formedBefore', label: '成文早于', form: view, optional: true })}
        ${dateInput({ name: 'expiringBefore', label: '有效期在此之前届满', form: view, optional: true })}
        ${textInput({ name: 'category', label: '组配分类', form: view, width: '20', optional: true })}
        ${textInput({ name: 'text', label: '标题里有', form: view, width: '20', optional: true })}
      </fieldset>
      ${buttonGroup([button('发起清理'), link('返回', policyPaths.cleanups)])}`,
  })}`
}

export interface CleanupPage {
  readonly cleanup: Cleanup
  readonly items: readonly CleanupItem[]
  /** the newest edition of the notice */
  readonly notice: Edition | undefined
  readonly today: Temporal.PlainDate
  /** the body of the person at the desk */
  readonly unitId: number
  readonly csrf: string
  readonly view: FormView
  readonly may: {
    readonly opine: boolean
    readonly edit: boolean
    readonly review: boolean
    readonly approve: boolean
  }
}

export function cleanupPage(props: CleanupPage): Html {
  const { cleanup, items, notice } = props
  const counts = countResults(items)
  return html`${pageHeading(cleanup.title)}
    <p class="govuk-body">${stateTag(cleanup)}</p>
    ${cleanup.returnedReason !== '' && importantBanner(`退回理由：${cleanup.returnedReason}`)}
    ${summaryList(
      [
        { key: '依据和要求', value: cleanup.basis || undefined },
        { key: '提意见的期限', value: cleanup.opinionsDueOn.toString() },
        {
          key: '公开征求意见',
          value: cleanup.commentsFrom
            ? `${cleanup.commentsFrom.toString()}至${cleanup.commentsUntil!.toString()}`
            : undefined,
        },
        { key: '公众意见', value: cleanup.commentsSummary || undefined },
        { key: '审核意见', value: cleanup.legalOpinion || undefined },
        {
          key: '汇总',
          value: [
            ...CLEANUP_RESULTS.map((one) => `${CLEANUP_RESULT_NAMES[one]}${counts[one]}件`),
            ...(counts.open > 0 ? [`还没有意见${counts.open}件`] : []),
          ].join('，'),
        },
        {
          key: '公告',
          value:
            notice &&
            html`${link(notice.title, officePaths.edition(notice.id))}
            ${tag(EDITION_STATE_TAGS[notice.state].word, EDITION_STATE_TAGS[notice.state].tone)}`,
        },
      ],
      { compact: true },
    )}
    ${itemTable(props)} ${steps(props)}`
}

function itemTable({ cleanup, items, may, unitId }: CleanupPage): Html {
  const isOpen = (item: CleanupItem) =>
    cleanup.state === 'collecting'
      ? may.opine && item.unitId === unitId
      : cleanup.state === 'collated' && may.edit
  const said = (result: CleanupResult | null, reason: string) =>
    result
      ? html`${CLEANUP_RESULT_NAMES[result]}${reason !== '' && html`<br /><span class="govuk-hint">${reason}</span>`}`
      : nothing
  return html`<h2 class="govuk-heading-m">汇总表</h2>
    ${table<CleanupItem>({
      caption: '清理文件汇总表',
      captionHidden: true,
      sticky: true,
      columns: [
        {
          heading: '标题',
          rowHeader: true,
          wide: true,
          cell: (item) =>
            isOpen(item)
              ? link(item.title, `${policyPaths.cleanup(cleanup.id)}/items/${item.documentId}`)
              : item.title,
        },
        { heading: '文号', nowrap: true, cell: ({ documentNumber }) => documentNumber },
        { heading: '起草单位', nowrap: true, cell: ({ unitName }) => unitName },
        { heading: '成文日期', nowrap: true, cell: ({ issuedOn }) => issuedOn.toString() },
        { heading: '有效期至', nowrap: true, cell: ({ expiresOn }) => expiresOn?.toString() ?? '' },
        { heading: '单位意见', wide: true, cell: (item) => said(item.opinion, item.opinionReason) },
        { heading: '清理结果', wide: true, cell: (item) => said(item.result, item.resultReason) },
      ],
      rows: items,
    })}`
}

/** The one next step, for whoever may take it. */
function steps(props: CleanupPage): Html {
  const { cleanup, may, view } = props
  switch (cleanup.state) {
    case 'collecting':
      return html`${may.edit && commentsForm(props)}
      ${may.edit && simple(props, 'collate', '汇总意见')}`
    case 'collated':
      return html`${may.edit && commentsForm(props)}
      ${
        may.review &&
        html`<h2 class="govuk-heading-m">合法性审核</h2>
          ${withWords(props, 'review', '签署审核意见', textarea({ name: 'opinion', label: '审核意见', form: view, rows: 4 }))}
          ${returnForm(props)}`
      }`
    case 'reviewed':
      return html`${may.approve && simple(props, 'approve', '批准清理结果')}
      ${may.approve && returnForm(props)}`
    case 'approved':
      return html`${may.edit && linkButton('印发清理结果', policyPaths.cleanupAct(cleanup.id, 'issue'))}`
    case 'issued':
      return nothing
  }
}

const simple = ({ cleanup, csrf }: CleanupPage, path: string, text: string) =>
  form({ action: policyPaths.cleanupAct(cleanup.id, path), csrf, body: button(text) })

const withWords = ({ cleanup, csrf }: CleanupPage, path: string, text: string, field: Html) =>
  form({
    action: policyPaths.cleanupAct(cleanup.id, path),
    csrf,
    body: html`${field} ${button(text)}`,
  })

function commentsForm(props: CleanupPage): Html {
  if (!props.cleanup.commentsUntil) return nothing
  return withWords(
    props,
    'comments',
    '保存公众意见',
    textarea({
      name: 'commentsSummary',
      label: '公众意见和采纳情况',
      hint: '截止以后填写，没有收到意见也要写明',
      form: props.view,
      rows: 3,
      max: 5000,
    }),
  )
}

const returnForm = (props: CleanupPage) =>
  details(
    '退回汇总',
    form({
      action: policyPaths.cleanupAct(props.cleanup.id, 'return'),
      csrf: props.csrf,
      body: html`${textarea({ name: 'reason', label: '退回理由', form: props.view, rows: 2 })}
      ${button('退回', { style: 'warning' })}`,
    }),
  )
