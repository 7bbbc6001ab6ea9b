import { groundLabel, type Determination } from '../../../domain/determinations/determination.ts'
import type { Reassessment } from '../../../domain/determinations/reassessments-store.ts'
import { dayOf, formatMinute } from '../../../platform/kernel/time.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { inset, warning } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { DISCLOSURE_NAMES } from '../words.ts'
import { attributeFields } from './attribute-fields.ts'
import { DETERMINATION_STATE_WORDS, MARKS, ORIGIN_NAMES } from './words.ts'

export type StepForm = 'propose' | 'check' | 'sign' | 'issue' | 'publish' | 'reassess'

export interface DeterminationProps {
  readonly determination: Determination
  readonly names: ReadonlyMap<number, string>
  readonly reassessments: readonly Reassessment[]
  /** its document, when there is one */
  readonly document: { readonly editionId: number; readonly indexNumber: string | null } | undefined
  /** the steps this person may take now */
  readonly steps: ReadonlySet<StepForm | 'abandon'>
  readonly view: FormView
  readonly csrf: string
}

export function determinationPage(props: DeterminationProps): Html {
  const { determination, steps, view, csrf } = props
  const { id, state } = determination
  return html`${errorSummary(view)} ${pageHeading(determination.title, '公文公开属性')}
    ${facts(props)} ${state === 'returned' && inset(`退回的理由：${determination.returnedReason}`)}
    ${steps.has('check') && decisionForm('check', '核公开属性', props)}
    ${steps.has('sign') && decisionForm('sign', '签发', props)}
    ${steps.has('issue') && issueForm(props)} ${steps.has('publish') && publishForms(props)}
    ${steps.has('reassess') && reassessForm(props)}
    ${steps.has('propose') && html`<div class="mq-steps">${linkButton('修改', officePaths.determinationAct(id, 'edit'), { style: 'secondary' })}</div>`}
    ${
      steps.has('abandon') &&
      form({
        action: officePaths.determinationAct(id, 'abandon'),
        csrf,
        body: button('不再制发', { style: 'warning' }),
      })
    }
    <p class="govuk-body">${link('返回台账', officePaths.determinations)}</p>`
}

function facts({ determination: one, names, document, reassessments }: DeterminationProps): Html {
  const { word, tone } = DETERMINATION_STATE_WORDS[one.state]
  const by = (who: number | null, at: Temporal.Instant | null) =>
    who !== null && at !== null ? `${names.get(who) ?? ''}，${formatMinute(at)}` : undefined
  return html`${summaryList(
    [
      { key: '状态', value: tag(word, tone) },
      { key: '公开属性', value: `${DISCLOSURE_NAMES[one.attribute]}${MARKS[one.attribute]}` },
      { key: '依据', value: one.ground ? groundLabel(one.ground) : undefined },
      { key: '理由', value: one.reason || undefined },
      { key: '文种', value: one.genre || undefined },
      { key: '来源', value: ORIGIN_NAMES[one.origin] },
      { key: '转发、联合发文情况', value: one.originNote || undefined },
      {
        key: '拟稿',
        value: [one.draftingUnit, by(one.proposedBy, one.proposedAt)].filter(Boolean).join('，'),
      },
      { key: '核', value: by(one.checkedBy, one.checkedAt) },
      { key: '核的意见', value: one.checkOpinion || undefined },
      { key: '签发', value: by(one.signedBy, one.signedAt) },
      { key: '发文字号', value: one.documentNumber || undefined },
      { key: '成文日期', value: one.issuedOn?.toString() },
      {
        key: '发布',
        value:
          document &&
          link(document.indexNumber ?? '查看在办的文件', officePaths.edition(document.editionId)),
      },
      { key: '下次评估', value: one.nextReviewOn?.toString() },
    ],
    { compact: true },
  )}
  ${
    reassessments.length > 0 &&
    html`<h2 class="govuk-heading-m">历次评估</h2>
      <ul class="govuk-list mq-history">
        ${reassessments.map(
          ({ conclusion, attribute, reason, by, at }) =>
            html`<li>
              ${dayOf(at).toString()}
              ${conclusion === 'keep' ? '维持' : `改为${DISCLOSURE_NAMES[attribute]}`}：${reason}（${by}）
            </li> `,
        )}
      </ul>`
  }`
}

function decisionForm(
  step: 'check' | 'sign',
  heading: string,
  { determination, view, csrf }: DeterminationProps,
): Html {
  return form({
    action: officePaths.determinationAct(determination.id, step),
    csrf,
    body: html`<h2 class="govuk-heading-m">${heading}</h2>
      <input type="hidden" name="version" value="${determination.version}" />
      ${attributeFields(view)}
      ${radios({
        name: 'decision',
        label: '意见',
        form: view,
        inline: true,
        options: [
          { value: 'confirm', text: step === 'check' ? '同意以上公开属性' : '签发' },
          { value: 'return', text: '退回拟稿人' },
        ],
      })}
      ${textarea({ name: 'opinion', label: '说明', form: view, rows: 2, optional: true, hint: '退回的必填' })}
      ${button(step === 'check' ? '提交核的意见' : '提交')}`,
  })
}

function issueForm({ determination, view, csrf }: DeterminationProps): Html {
  return form({
    action: officePaths.determinationAct(determination.id, 'issue'),
    csrf,
    body: html`<h2 class="govuk-heading-m">制发</h2>
      <p class="govuk-body">正文附注位置应当标注“${MARKS[determination.attribute]}”。</p>
      ${textInput({ name: 'documentNumber', label: '发文字号', form: view, width: '20' })}
      ${dateInput({ name: 'issuedOn', label: '成文日期', form: view })} ${button('登记制发')}`,
  })
}

function publishForms({ determination, view, csrf }: DeterminationProps): Html {
  return html`<h2 class="govuk-heading-m">发布</h2>
    ${warning('主动公开的公文应当自制发之日起20个工作日内发布（条例第二十六条）。')}
    ${form({
      action: officePaths.determinationAct(determination.id, 'draft'),
      csrf,
      body: button('据此起草发布稿'),
    })}
    ${form({
      action: officePaths.determinationAct(determination.id, 'link'),
      csrf,
      body: html`${textInput({ name: 'number', label: '已经发布的，填写文号或者索引号', form: view, width: 'half' })}
      ${button('关联', { style: 'secondary' })}`,
    })}`
}

function reassessForm({ determination, view, csrf }: DeterminationProps): Html {
  return form({
    action: officePaths.determinationAct(determination.id, 'reassess'),
    csrf,
    body: html`<h2 class="govuk-heading-m">重新评估</h2>
      ${select({
        name: 'conclusion',
        label: '结论',
        form: view,
        options: [
          { value: 'keep', text: `维持${DISCLOSURE_NAMES[determination.attribute]}` },
          { value: 'change', text: '改变公开属性' },
        ],
      })}
      ${attributeFields(view, { reason: false })}
      ${textarea({ name: 'reassessment', label: '评估理由', form: view, rows: 3, max: 500 })}
      ${dateInput({ name: 'nextReviewOn', label: '下次评估日期', form: view, optional: true, hint: '不填的，为一年以后' })}
      ${button('登记评估')}`,
  })
}

export function proposalPage(props: {
  readonly heading: string
  readonly action: string
  readonly back: string
  readonly version?: number
  readonly view: FormView
  readonly csrf: string
}): Html {
  const { view } = props
  return html`${errorSummary(view)} ${pageHeading(props.heading, '公文公开属性')}
  ${inset('公开属性在拟制时提出，办公室核，签发时定，定了才能制发。涉密公文不在本系统办理。')}
  ${form({
    action: props.action,
    csrf: props.csrf,
    body: html`${props.version !== undefined && html`<input type="hidden" name="version" value="${props.version}" />`}
    ${textInput({ name: 'title', label: '公文标题', form: view })}
    ${textInput({ name: 'genre', label: '文种', form: view, width: '10', optional: true, suggestions: ['决定', '公告', '通告', '意见', '通知', '通报', '报告', '请示', '批复', '函', '纪要'] })}
    ${textInput({ name: 'draftingUnit', label: '拟稿部门', form: view, width: '20', optional: true })}
    ${select({ name: 'origin', label: '来源', form: view, options: Object.entries(ORIGIN_NAMES).map(([value, text]) => ({ value, text })) })}
    ${textarea({ name: 'originNote', label: '转发、联合发文情况', form: view, rows: 2, optional: true, hint: '所转发的公文；联合发文的各机关和它们对公开属性的意见' })}
    ${select({
      name: 'forwardedAttribute',
      label: '所转发公文的公开属性',
      form: view,
      blank: '不是转发，或者没有标注',
      options: Object.entries(DISCLOSURE_NAMES).map(([value, text]) => ({ value, text })),
    })}
    ${attributeFields(view)} ${buttonGroup([button('提交办公室核'), link('返回', props.back)])}`,
  })}`
}
