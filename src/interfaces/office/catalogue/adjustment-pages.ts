import type { Adjustment, Change, KeptChange } from '../../../domain/catalogue/adjustments-store.ts'
import { branchInWords, cellsOf, COLUMNS } from '../../../domain/catalogue/exchange/columns.ts'
import type { CatalogueRow } from '../../../domain/catalogue/row.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { checkboxes, select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { fileUpload } from '../../../platform/web/components/file-upload.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { ADJUSTMENT_STATES } from './words.ts'

export interface AdjustmentsProps {
  readonly adjustments: readonly Adjustment[]
  readonly mayEdit: boolean
  readonly view: FormView
  readonly csrf: string
}

export function adjustmentsPage({ adjustments, mayEdit, view, csrf }: AdjustmentsProps): Html {
  return html`${errorSummary(view)} ${pageHeading('目录调整')}
  ${inset('目录只能通过调整改变：写明理由和起算日期，改动逐条列出，由别的同事核定后一并生效。以前的内容仍可查看。')}
  ${table<Adjustment>({
    caption: '历次调整',
    captionHidden: true,
    stacks: true,
    columns: [
      {
        heading: '调整',
        rowHeader: true,
        wide: true,
        cell: ({ id, title }) => link(title, officePaths.catalogueAdjustment(id)),
      },
      { heading: '理由', wide: true, cell: ({ reason }) => reason },
      { heading: '起算日期', nowrap: true, cell: ({ effectiveOn }) => effectiveOn.toString() },
      { heading: '状态', cell: ({ state }) => stateTag(state) },
    ],
    rows: adjustments,
    empty: '还没有调整过。',
  })}
  ${mayEdit && startForm(view, csrf)}`
}

const stateTag = (state: Adjustment['state']) =>
  tag(ADJUSTMENT_STATES[state].word, ADJUSTMENT_STATES[state].tone)

function startForm(view: FormView, csrf: string): Html {
  return form({
    action: officePaths.catalogueAdjustments,
    csrf,
    body: html`<h2 class="govuk-heading-m">新的调整</h2>
      ${textInput({ name: 'title', label: '名称', form: view, width: 'half', hint: '例如：2026年度目录调整' })}
      ${textarea({ name: 'reason', label: '理由', form: view, rows: 3, max: 500, hint: '公开目录时一并公布，不超过500个字' })}
      ${dateInput({ name: 'effectiveOn', label: '起算日期', form: view })} ${button('建立')}`,
  })
}

export interface AdjustmentProps {
  readonly adjustment: Adjustment
  readonly changes: readonly KeptChange[]
  /** in force, for naming what changes and for choosing */
  readonly rows: readonly CatalogueRow[]
  readonly mayEdit: boolean
  readonly mayAdopt: boolean
  readonly view: FormView
  readonly csrf: string
}

export function adjustmentPage(props: AdjustmentProps): Html {
  const { adjustment, mayEdit, mayAdopt, view } = props
  const open = adjustment.state === 'draft'
  return html`${errorSummary(view)} ${pageHeading(adjustment.title, '目录调整')}
    ${summaryList(
      [
        { key: '状态', value: stateTag(adjustment.state) },
        { key: '理由', value: adjustment.reason },
        { key: '起算日期', value: adjustment.effectiveOn.toString() },
      ],
      { compact: true },
    )}
    ${changesTable(props, open && mayEdit)} ${open && mayAdopt && adoptForm(props)}
    ${open && mayEdit && editing(props)}
    <p class="govuk-body">${link('返回历次调整', officePaths.catalogueAdjustments)}</p>`
}

const ACT_WORDS = { add: '新增', change: '修改', end: '取消' } as const

function changesTable(
  { adjustment, changes, rows, csrf }: AdjustmentProps,
  mayDrop: boolean,
): Html {
  const rowOf = (change: Change) =>
    change.act === 'add' ? undefined : rows.find(({ itemId }) => itemId === change.itemId)
  return html`<h2 class="govuk-heading-m">改动（${changes.length}处）</h2>
    ${table<KeptChange>({
      caption: '这次调整的改动',
      captionHidden: true,
      stacks: true,
      columns: [
        {
          heading: '序号',
          rowHeader: true,
          nowrap: true,
          cell: ({ change }) => (change.act === 'add' ? change.code : (rowOf(change)?.code ?? '')),
        },
        { heading: '改动', nowrap: true, cell: ({ change }) => ACT_WORDS[change.act] },
        { heading: '内容', wide: true, cell: ({ change }) => changeFacts(change, rowOf(change)) },
        ...(mayDrop
          ? [
              {
                heading: '操作',
                cell: ({ id }: KeptChange) =>
                  form({
                    action: officePaths.catalogueAdjustmentAct(adjustment.id, `changes/${id}/drop`),
                    csrf,
                    body: button('去掉', { style: 'secondary', small: true, about: `第${id}处` }),
                  }),
              },
            ]
          : []),
      ],
      rows: changes,
      empty: '还没有改动。',
    })}`
}

/** What a row will say; of a changed row only the columns that differ, before → after. */
function changeFacts(change: Change, row: CatalogueRow | undefined): Html {
  if (change.act === 'end') return html`${row ? eventName(row) : ''}`
  const after = cellsOf({ ...emptyRow, ...row, ...change.content })
  if (change.act === 'add' || !row)
    return html`${branchInWords(change.content)}：${eventName(change.content)}；${change.content.limitWords}`
  const before = cellsOf(row)
  const differing = COLUMNS.filter(({ key }) => before[key] !== after[key])
  return html`${eventName(change.content)}
    <ul class="govuk-list">
      ${differing.map(({ key, header }) => html`<li>${header}：<del>${before[key] || '（空）'}</del> → <ins>${after[key] || '（空）'}</ins></li> `)}
    </ul>`
}

const eventName = ({ levelOne, levelTwo }: Pick<CatalogueRow, 'levelOne' | 'levelTwo'>) =>
  [levelOne, levelTwo].filter(Boolean).join(' / ')

const emptyRow = {
  itemId: 0,
  agencyId: 0,
  code: '',
  number: 0,
  validFrom: Temporal.PlainDate.from('2000-01-01'),
  validTo: null,
  ownerName: '',
}

function adoptForm({ adjustment, changes, csrf }: AdjustmentProps): Html {
  if (changes.length === 0) return nothing
  return form({
    action: officePaths.catalogueAdjustmentAct(adjustment.id, 'adopt'),
    csrf,
    body: html`<input type="hidden" name="version" value="${adjustment.version}" />
      <p class="govuk-body">
        核定后，以上改动自${adjustment.effectiveOn.toString()}起一并生效，并在公开平台的目录中显示。
      </p>
      ${button('核定')}`,
  })
}

function editing({ adjustment, rows, view, csrf }: AdjustmentProps): Html {
  const options = rows.map((row) => ({
    value: String(row.itemId),
    text: `${row.code} ${eventName(row)}`,
  }))
  const at = (act: string) => officePaths.catalogueAdjustmentAct(adjustment.id, act)
  return html`<h2 class="govuk-heading-m">增改条目</h2>
    <div class="mq-steps">${linkButton('新增条目', at('rows/new'), { style: 'secondary' })}</div>
    ${
      options.length > 0 &&
      form({
        action: at('rows'),
        csrf,
        className: 'mq-filter',
        label: '修改或者取消现有条目',
        body: html`${select({ name: 'itemId', label: '现有条目', form: view, options })}
        ${buttonGroup([
          button('修改', { style: 'secondary', name: 'act', value: 'change' }),
          button('取消该条目', { style: 'secondary', name: 'act', value: 'end' }),
        ])}`,
      })
    }
    <h2 class="govuk-heading-m">导入工作簿</h2>
    ${form({
      action: at('upload'),
      csrf,
      files: true,
      body: html`${fileUpload({ name: 'workbook', label: '目录工作簿', form: view, accept: ['.xlsx'], hint: '表头与导出的工作簿或者印制的目录表相同；按序号与现行条目对照，相同的不动' })}
      ${checkboxes({
        name: 'options',
        label: '导入时',
        form: view,
        options: [
          { value: 'skip-wrong', text: '跳过有错的行，导入其余的' },
          { value: 'end-missing', text: '工作簿中没有的现行条目列为取消' },
        ],
      })}
      ${button('对照并导入改动')}`,
    })}
    ${form({
      action: at('abandon'),
      csrf,
      body: button('放弃这次调整', { style: 'warning' }),
    })}`
}
