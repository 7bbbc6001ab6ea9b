import { z } from 'zod'
import {
  choice,
  optionalText,
  requiredDay,
  requiredInteger,
  requiredText,
} from '../../platform/web/form-fields.ts'
import { MAX_YUAN, parseYuan } from './money.ts'

/**
 * The registers behind table 二 of the annual report (条例 第二十条): what the body may license, punish, coerce, charge
 * or serve, how often it decided, what it charged, what it bought.
 */
export const ITEM_KINDS = ['licensing', 'other_services', 'penalty', 'coercion', 'fees'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

export const DECISION_KINDS = ['licensing', 'other_services', 'penalty', 'coercion'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

/** The registers whose entries are struck out (作废) when they were wrong; items are ended instead. */
export const VOIDABLE_REGISTERS = ['decisions', 'fee-income', 'procurement'] as const
export type VoidableRegister = (typeof VOIDABLE_REGISTERS)[number]

/** A subject of administration that exists for a span of days: `[since, endedOn)`. */
export interface RegisterItem {
  readonly id: number
  readonly kind: ItemKind
  readonly name: string
  readonly basis: string
  readonly since: Temporal.PlainDate
  /** the first day on which it no longer existed */
  readonly endedOn: Temporal.PlainDate | null
}

/** How many decisions were taken in a period inside one year. */
export interface DecisionEntry {
  readonly id: number
  readonly kind: DecisionKind
  readonly periodFrom: Temporal.PlainDate
  readonly periodTo: Temporal.PlainDate
  readonly decisions: number
  readonly note: string
  readonly voidedAt: Temporal.Instant | null
}

export interface FeeIncomeEntry {
  readonly id: number
  readonly item: string
  readonly receivedOn: Temporal.PlainDate
  /** 元, two decimals, e.g. `400.00` */
  readonly amountYuan: string
  readonly note: string
  readonly voidedAt: Temporal.Instant | null
}

export interface ProcurementEntry {
  readonly id: number
  readonly project: string
  readonly contractedOn: Temporal.PlainDate
  /** 元, two decimals */
  readonly amountYuan: string
  readonly voidedAt: Temporal.Instant | null
}

export const ItemForm = z.object({
  kind: choice('事项类别', ITEM_KINDS),
  name: requiredText('事项名称', { max: 200 }),
  basis: optionalText('设定依据', { max: 500 }),
  since: requiredDay('起始日期'),
})
export type ItemForm = z.infer<typeof ItemForm>

export const EndItemForm = z.object({
  endedOn: requiredDay('取消日期'),
})
export type EndItemForm = z.infer<typeof EndItemForm>

export const DecisionsForm = z
  .object({
    kind: choice('决定类别', DECISION_KINDS),
    periodFrom: requiredDay('统计起始日期'),
    periodTo: requiredDay('统计截止日期'),
    decisions: requiredInteger('处理决定数量', { min: 0, max: 99_999_999 }),
    note: optionalText('备注', { max: 500 }),
  })
  .superRefine(({ periodFrom, periodTo }, context) => {
    if (Temporal.PlainDate.compare(periodFrom, periodTo) > 0)
      context.addIssue({
        code: 'custom',
        path: ['periodTo'],
        message: '统计截止日期不能早于起始日期',
      })
    else if (periodFrom.year !== periodTo.year)
      context.addIssue({
        code: 'custom',
        path: ['periodTo'],
        message: '统计期间应在同一年内，跨年的请分年登记',
      })
  })
export type DecisionsForm = z.infer<typeof DecisionsForm>

export const FeeIncomeForm = z.object({
  item: requiredText('收费项目', { max: 200 }),
  receivedOn: requiredDay('收款日期'),
  amountYuan: yuan('收费金额'),
  note: optionalText('备注', { max: 500 }),
})
export type FeeIncomeForm = z.infer<typeof FeeIncomeForm>

export const ProcurementForm = z.object({
  project: requiredText('采购项目', { max: 200 }),
  contractedOn: requiredDay('合同日期'),
  amountYuan: yuan('采购金额'),
})
export type ProcurementForm = z.infer<typeof ProcurementForm>

/** An amount typed in 元; becomes text with two decimals. */
function yuan(label: string) {
  return z.unknown().transform((value, context): string => {
    const typed = typeof value === 'string' ? value.trim() : ''
    const amount = parseYuan(typed)
    if (amount !== undefined) return amount
    const message =
      typed === ''
        ? `请填写${label}`
        : `${label}以元为单位，应是不小于0、最多两位小数的数字，不超过${MAX_YUAN}`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}
