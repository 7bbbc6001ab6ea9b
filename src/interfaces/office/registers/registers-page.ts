import type {
  DecisionEntry,
  FeeIncomeEntry,
  ProcurementEntry,
  RegisterItem,
  VoidableRegister,
} from '../../../domain/supervision/registers.ts'
import { button, link, linkButton } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { table, type Column } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { ITEM_KIND_NAMES } from '../words.ts'

export interface RegistersPage {
  readonly year: number
  readonly years: readonly number[]
  readonly items: readonly RegisterItem[]
  readonly decisions: readonly DecisionEntry[]
  readonly feeIncome: readonly FeeIncomeEntry[]
  readonly procurement: readonly ProcurementEntry[]
  readonly mayEdit: boolean
  readonly csrf: string
}

export function registersPage(props: RegistersPage): Html {
  return html`${pageHeading('登记簿', '年度报告表二的来源')} ${yearForm(props)}
  ${itemsSection(props)} ${decisionsSection(props)} ${feeSection(props)}
  ${procurementSection(props)}`
}

function yearForm({ year, years }: RegistersPage): Html {
  return form({
    action: officePaths.registers,
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
  })
}

function section(
  title: string,
  explained: string,
  act: string,
  label: string,
  mayEdit: boolean,
  body: Html,
): Html {
  return html`<section>
    <h2 class="govuk-heading-m">${title}</h2>
    <p class="govuk-body">${explained}</p>
    ${body} ${mayEdit && linkButton(label, officePaths.registerAct(act), { style: 'secondary' })}
  </section>`
}

function itemsSection({ items, mayEdit }: RegistersPage): Html {
  const end = (item: RegisterItem) =>
    item.endedOn
      ? html`${item.endedOn.toString()}起取消`
      : mayEdit
        ? link('取消事项', officePaths.registerAct(`items/${item.id}/end`), item.name)
        : '在列'
  return section(
    '事项',
    '上一年项目数量是上年12月31日在列的项数；本年增/减是当年增加的项数减去取消的项数。',
    'new-item',
    '登记事项',
    mayEdit,
    table<RegisterItem>({
      caption: '事项',
      captionHidden: true,
      columns: [
        { heading: '事项名称', rowHeader: true, cell: ({ name }) => name },
        { heading: '类别', nowrap: true, cell: ({ kind }) => ITEM_KIND_NAMES[kind] },
        { heading: '设定依据', cell: ({ basis }) => basis },
        { heading: '起始日期', nowrap: true, cell: ({ since }) => since.toString() },
        { heading: '现状', nowrap: true, cell: end },
      ],
      rows: items,
      empty: '没有登记事项，年报按0项计。',
    }),
  )
}

/** Struck-out entries stay to be seen; standing ones can be struck out. */
function voidColumn<Entry extends { id: number; voidedAt: Temporal.Instant | null }>(
  register: VoidableRegister,
  nameOf: (entry: Entry) => string,
  { mayEdit, csrf }: RegistersPage,
): Column<Entry> {
  return {
    heading: '状态',
    nowrap: true,
    cell: (entry) => {
      if (entry.voidedAt) return tag('已作废，不计数', 'quiet')
      if (!mayEdit) return tag('计数', 'good')
      return form({
        action: officePaths.registerAct(`${register}/${entry.id}/void`),
        csrf,
        className: 'mq-inline-form',
        label: `作废：${nameOf(entry)}`,
        body: button('作废', { style: 'secondary', small: true }),
      })
    },
  }
}

function decisionsSection(props: RegistersPage): Html {
  const nameOf = (entry: DecisionEntry) => `${ITEM_KIND_NAMES[entry.kind]}${entry.decisions}件`
  return section(
    `${props.year}年处理决定`,
    '当年各期相加。没有登记的，年报留空；确实没有的，请登记为0。',
    'new-decisions',
    '登记处理决定数量',
    props.mayEdit,
    table<DecisionEntry>({
      caption: '处理决定',
      captionHidden: true,
      columns: [
        { heading: '类别', rowHeader: true, cell: ({ kind }) => ITEM_KIND_NAMES[kind] },
        {
          heading: '期间',
          nowrap: true,
          cell: (entry) => `${entry.periodFrom.toString()} 至 ${entry.periodTo.toString()}`,
        },
        { heading: '数量', numeric: true, cell: ({ decisions }) => decisions },
        { heading: '备注', cell: ({ note }) => note },
        voidColumn('decisions', nameOf, props),
      ],
      rows: props.decisions,
      empty: '本年没有登记。',
    }),
  )
}

function feeSection(props: RegistersPage): Html {
  return section(
    `${props.year}年行政事业性收费`,
    '2021年及以后的格式按金额填报，以万元为单位，最多四位小数。',
    'new-fee-income',
    '登记收费',
    props.mayEdit,
    table<FeeIncomeEntry>({
      caption: '收费',
      captionHidden: true,
      columns: [
        { heading: '收费项目', rowHeader: true, cell: ({ item }) => item },
        { heading: '收款日期', nowrap: true, cell: ({ receivedOn }) => receivedOn.toString() },
        { heading: '金额（元）', numeric: true, cell: ({ amountYuan }) => amountYuan },
        { heading: '备注', cell: ({ note }) => note },
        voidColumn('fee-income', ({ item }) => item, props),
      ],
      rows: props.feeIncome,
      empty: '本年没有登记。',
    }),
  )
}

function procurementSection(props: RegistersPage): Html {
  return section(
    `${props.year}年政府集中采购`,
    '2019年格式填报项目数量和总金额。',
    'new-procurement',
    '登记采购',
    props.mayEdit,
    table<ProcurementEntry>({
      caption: '采购',
      captionHidden: true,
      columns: [
        { heading: '采购项目', rowHeader: true, cell: ({ project }) => project },
        { heading: '合同日期', nowrap: true, cell: ({ contractedOn }) => contractedOn.toString() },
        { heading: '金额（元）', numeric: true, cell: ({ amountYuan }) => amountYuan },
        voidColumn('procurement', ({ project }) => project, props),
      ],
      rows: props.procurement,
      empty: '本年没有登记，年报按0计。',
    }),
  )
}
