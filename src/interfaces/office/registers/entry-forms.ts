/** The forms by which the four registers grow: one row per form, so that a page and a route serve them all. */
import type { z } from 'zod'
import type { Officer } from '../../../domain/accounts/officer.ts'
import { addItem } from '../../../domain/supervision/handling/add-item.ts'
import { recordDecisions } from '../../../domain/supervision/handling/record-decisions.ts'
import { recordFeeIncome } from '../../../domain/supervision/handling/record-fee-income.ts'
import { recordProcurement } from '../../../domain/supervision/handling/record-procurement.ts'
import {
  DECISION_KINDS,
  DecisionsForm,
  FeeIncomeForm,
  ITEM_KINDS,
  ItemForm,
  ProcurementForm,
} from '../../../domain/supervision/registers.ts'
import type { Db } from '../../../platform/database/database.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { dateInput, textInput } from '../../../platform/web/components/inputs.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { ITEM_KIND_NAMES } from '../words.ts'

export interface EntryForm {
  readonly act: string
  readonly title: string
  readonly fields: (view: FormView) => Html
  readonly parse: z.ZodType
  readonly record: (
    db: Db,
    officer: Officer,
    value: unknown,
    now: Temporal.Instant,
  ) => Promise<unknown>
}

/** Joins a schema to the act that takes its value, so that the pair cannot be mixed up. */
function entryForm<T>(
  shape: Pick<EntryForm, 'act' | 'title' | 'fields'>,
  parse: z.ZodType<T>,
  record: (db: Db, officer: Officer, form: T, now: Temporal.Instant) => Promise<unknown>,
): EntryForm {
  return {
    ...shape,
    parse,
    record: (db, officer, value, now) => record(db, officer, value as T, now),
  }
}

const kinds = (values: readonly (keyof typeof ITEM_KIND_NAMES)[]) =>
  values.map((value) => ({ value, text: ITEM_KIND_NAMES[value] }))

const amount = (label: string, view: FormView) =>
  textInput({
    name: 'amountYuan',
    label,
    hint: '以元为单位，年报表格会自动换算成万元',
    form: view,
    width: '10',
    inputmode: 'decimal',
    suffix: '元',
  })

export const ENTRY_FORMS: readonly EntryForm[] = [
  entryForm(
    {
      act: 'new-item',
      title: '登记事项',
      fields: (view) =>
        html`${select({ name: 'kind', label: '事项类别', form: view, blank: '请选择', options: kinds(ITEM_KINDS) })}
        ${textInput({ name: 'name', label: '事项名称', form: view, width: 'full' })}
        ${textInput({ name: 'basis', label: '设定依据', hint: '法律、法规的名称和条款，可不填', form: view, width: 'full' })}
        ${dateInput({ name: 'since', label: '起始日期', form: view })}`,
    },
    ItemForm,
    addItem,
  ),
  entryForm(
    {
      act: 'new-decisions',
      title: '登记处理决定数量',
      fields: (view) =>
        html`${select({ name: 'kind', label: '决定类别', form: view, blank: '请选择', options: kinds(DECISION_KINDS) })}
        ${dateInput({ name: 'periodFrom', label: '统计起始日期', form: view })}
        ${dateInput({ name: 'periodTo', label: '统计截止日期', form: view })}
        ${textInput({
          name: 'decisions',
          label: '处理决定数量',
          hint: '没有作出决定的填0；不登记的，年报这一格留空，空白不等于0',
          form: view,
          width: '5',
          inputmode: 'numeric',
          suffix: '件',
        })}
        ${textInput({ name: 'note', label: '备注', form: view, width: 'full' })}`,
    },
    DecisionsForm,
    recordDecisions,
  ),
  entryForm(
    {
      act: 'new-fee-income',
      title: '登记收费',
      fields: (view) =>
        html`${textInput({ name: 'item', label: '收费项目', form: view, width: 'full' })}
        ${dateInput({ name: 'receivedOn', label: '收款日期', form: view })}
        ${amount('收费金额', view)}
        ${textInput({ name: 'note', label: '备注', form: view, width: 'full' })}`,
    },
    FeeIncomeForm,
    recordFeeIncome,
  ),
  entryForm(
    {
      act: 'new-procurement',
      title: '登记采购',
      fields: (view) =>
        html`${textInput({ name: 'project', label: '采购项目', form: view, width: 'full' })}
        ${dateInput({ name: 'contractedOn', label: '合同日期', form: view })}
        ${amount('采购金额', view)}`,
    },
    ProcurementForm,
    recordProcurement,
  ),
]
