import {
  PROPOSAL_KIND_LABELS,
  PROPOSAL_KINDS,
  type Proposal,
} from '../../../domain/participation/proposals/proposal.ts'
import type { ProposalCount } from '../../../domain/participation/proposals/proposals-store.ts'
import { DETERMINATION_GROUNDS, groundLabel } from '../../../domain/determinations/determination.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details, inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { DISCLOSURE_NAMES } from '../words.ts'

const RESULT_NAMES = {
  A: 'A 所提问题已经解决或者基本解决',
  B: 'B 列入计划逐步解决',
  C: 'C 留作参考',
} as const

export interface ProposalsProps {
  readonly year: number
  readonly years: readonly number[]
  readonly proposals: readonly (Proposal & { readonly dueOn: Temporal.PlainDate | undefined })[]
  readonly counts: readonly ProposalCount[]
  readonly today: Temporal.PlainDate
  readonly mayEdit: boolean
}

export function proposalsPage(props: ProposalsProps): Html {
  const { year, years, proposals, counts, mayEdit, today } = props
  return html`${pageHeading('建议提案', `${year}年`)}
    <div class="mq-steps">${mayEdit && linkButton('登记交办', officePaths.newProposal)}</div>
    ${form({
      action: officePaths.proposals,
      method: 'get',
      label: '选择年度',
      className: 'mq-filter',
      body: html`${select({
        name: 'year',
        label: '年度',
        form: formView({ year }),
        options: years.map((value) => ({ value: String(value), text: `${value}年` })),
      })}
      ${button('查看', { style: 'secondary' })}`,
    })}
    <ul class="govuk-list">
      ${counts.map(
        ({ kind, lead, assist, replied, published }) =>
          html`<li>
            ${PROPOSAL_KIND_LABELS[kind]}：主办${lead}件，会办${assist}件；已答复${replied}件，复文已公开${published}件。
          </li> `,
      )}
    </ul>
    ${table<(typeof proposals)[number]>({
      caption: '建议提案登记簿',
      captionHidden: true,
      stacks: true,
      columns: [
        {
          heading: '编号',
          rowHeader: true,
          nowrap: true,
          cell: ({ id, session, number }) =>
            link(`${session}第${number}号`, officePaths.proposal(id)),
        },
        { heading: '类别', nowrap: true, cell: ({ kind }) => PROPOSAL_KIND_LABELS[kind] },
        { heading: '标题', wide: true, cell: ({ title }) => title },
        { heading: '办理', nowrap: true, cell: ({ role }) => (role === 'lead' ? '主办' : '会办') },
        { heading: '答复日期', nowrap: true, cell: ({ repliedOn }) => repliedOn?.toString() ?? '' },
        { heading: '公开', cell: (one) => publication(one, today) },
      ],
      rows: proposals,
      empty: '没有登记。',
    })}`
}

function publication(
  { attribute, indexNumber, dueOn }: ProposalsProps['proposals'][number],
  today: Temporal.PlainDate,
): Html | string {
  if (indexNumber !== null) return tag('已公开', 'good')
  if (attribute === null) return ''
  if (attribute !== 'proactive') return DISCLOSURE_NAMES[attribute]
  if (dueOn === undefined) return '在办'
  const late = Temporal.PlainDate.compare(dueOn, today) < 0
  return html`${tag(late ? '逾期未公开' : '待公开', late ? 'late' : 'waiting')}
  ${dueOn.toString()}前`
}

export function newProposalPage(view: FormView, csrf: string): Html {
  const field = { form: view }
  return html`${errorSummary(view)} ${pageHeading('登记交办', '建议提案')}
  ${inset('只登记姓名。代表、委员的电话、地址和工作单位不在这里登记，也不公开。')}
  ${form({
    action: officePaths.newProposal,
    csrf,
    body: html`${radios({ ...field, name: 'kind', label: '类别', options: PROPOSAL_KINDS.map((value) => ({ value, text: PROPOSAL_KIND_LABELS[value] })) })}
    ${textInput({ ...field, name: 'session', label: '届次', width: '20', hint: '例如 十八届四次' })}
    ${textInput({ ...field, name: 'number', label: '编号', width: '10' })}
    ${textInput({ ...field, name: 'title', label: '标题' })}
    ${textInput({ ...field, name: 'proposer', label: '提出人', width: 'half', optional: true })}
    ${radios({
      ...field,
      name: 'role',
      label: '办理',
      inline: true,
      options: [
        { value: 'lead', text: '主办' },
        { value: 'assist', text: '会办' },
      ],
    })}
    ${textInput({ ...field, name: 'coUnits', label: '会办单位', width: 'half', optional: true })}
    ${dateInput({ ...field, name: 'receivedOn', label: '交办日期' })}
    ${dateInput({ ...field, name: 'replyDueOn', label: '答复期限', optional: true })}
    ${buttonGroup([button('登记'), link('返回', officePaths.proposals)])}`,
  })}`
}

export interface ProposalProps {
  readonly proposal: Proposal
  readonly editionId: number | undefined
  readonly dueOn: Temporal.PlainDate | undefined
  readonly mayEdit: boolean
  readonly view: FormView
  readonly csrf: string
}

export function proposalPage({
  proposal,
  editionId,
  dueOn,
  mayEdit,
  view,
  csrf,
}: ProposalProps): Html {
  const { id, role, documentId, repliedOn } = proposal
  return html`${errorSummary(view)}
    ${pageHeading(proposal.title, `${proposal.session}第${proposal.number}号${PROPOSAL_KIND_LABELS[proposal.kind]}`)}
    ${summaryList(
      [
        { key: '提出人', value: proposal.proposer || undefined },
        { key: '办理', value: role === 'lead' ? '主办' : '会办' },
        { key: '会办单位', value: proposal.coUnits || undefined },
        { key: '交办日期', value: proposal.receivedOn.toString() },
        { key: '答复期限', value: proposal.replyDueOn?.toString() },
        { key: '答复日期', value: repliedOn?.toString() },
        { key: '办理结果', value: proposal.result ? RESULT_NAMES[proposal.result] : undefined },
        {
          key: '复文公开属性',
          value: proposal.attribute ? DISCLOSURE_NAMES[proposal.attribute] : undefined,
        },
        { key: '理由', value: proposal.reason || undefined },
        {
          key: '复文',
          value:
            editionId === undefined
              ? undefined
              : link(proposal.indexNumber ?? '查看在办的复文', officePaths.edition(editionId)),
        },
        { key: '公开期限', value: dueOn && `${dueOn.toString()}（答复之日起20个工作日）` },
      ],
      { compact: true },
    )}
    ${mayEdit && role === 'lead' && documentId === null && replyForm(id, view, csrf)}
    ${mayEdit && repliedOn === null && (role === 'assist' || documentId !== null) && repliedForm(id, view, csrf)}
    ${mayEdit && documentId === null && voidForm(id, view, csrf)}
    <p class="govuk-body">${link('返回登记簿', officePaths.proposals)}</p>`
}

function replyForm(id: number, view: FormView, csrf: string): Html {
  const field = { form: view }
  return form({
    action: officePaths.proposalAct(id, 'reply'),
    csrf,
    body: html`<h2 class="govuk-heading-m">起草复文</h2>
      <p class="govuk-body">复文和它的公开属性一并送保密审查，审查通过后再答复。</p>
      ${select({ ...field, name: 'result', label: '办理结果', blank: '请选择', options: Object.entries(RESULT_NAMES).map(([value, text]) => ({ value, text })) })}
      ${radios({ ...field, name: 'attribute', label: '公开属性', options: Object.entries(DISCLOSURE_NAMES).map(([value, text]) => ({ value, text })) })}
      ${select({ ...field, name: 'ground', label: '不主动公开的依据', blank: '主动公开的不选', options: DETERMINATION_GROUNDS.map((value) => ({ value, text: groundLabel(value) })) })}
      ${textarea({ ...field, name: 'reason', label: '不主动公开的理由', rows: 2, optional: true })}
      ${radios({
        ...field,
        name: 'publication',
        label: '公开的范围',
        inline: true,
        options: [
          { value: 'full', text: '全文' },
          { value: 'summary', text: '摘要' },
        ],
      })}
      ${textarea({ ...field, name: 'text', label: '复文', rows: 12, hint: '不写代表、委员的联系方式' })}
      ${button('生成复文草稿')}`,
  })
}

function repliedForm(id: number, view: FormView, csrf: string): Html {
  return form({
    action: officePaths.proposalAct(id, 'replied'),
    csrf,
    body: html`<h2 class="govuk-heading-m">登记答复</h2>
      ${dateInput({ name: 'repliedOn', label: '答复日期', form: view })} ${button('登记')}`,
  })
}

function voidForm(id: number, view: FormView, csrf: string): Html {
  return details(
    '登记错了',
    form({
      action: officePaths.proposalAct(id, 'void'),
      csrf,
      body: html`${textInput({ name: 'reason', label: '作废的理由', form: view, width: 'half' })}
      ${button('作废这条登记', { style: 'warning' })}`,
    }),
  )
}
