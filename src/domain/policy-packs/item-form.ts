/** What an officer types about an item, and how it becomes an edition. */
import { z } from 'zod'
import { choice, optionalDay, optionalText, requiredText } from '../../platform/web/form-fields.ts'
import { EditionForm } from '../publications/edition.ts'
import type { Criteria, Range } from './criteria.ts'
import { PolicyItem, type Basis } from './item.ts'
import { itemBody, needsLine } from './policy-body.ts'
import {
  APPLICANTS,
  CERTIFICATIONS,
  HANDLING_MODES,
  LOCATIONS,
  NEEDS,
  SECTORS,
  SIZE_CLASSES,
} from './vocabulary.ts'

export const POLICY_CATEGORY = '惠企政策'

/** As many rows as a form of ours ever shows of a kind. */
export const MOST_ROWS = 30

const text = (label: string, max = 500) =>
  optionalText(label, { max }).transform((value) => value ?? '')

/** Rows of a form; what was left blank was never meant. */
function rows<T extends z.ZodType>(row: T, isBlank: (value: z.infer<T>) => boolean) {
  return z
    .array(row)
    .max(MOST_ROWS, `最多${MOST_ROWS}行`)
    .default([])
    .transform((all) => all.filter((value) => !isBlank(value)))
}

/** A list without which the item tells nobody anything: said beside its first field. */
const needed =
  (field: string, message: string) =>
  (all: readonly unknown[], context: z.RefinementCtx): void => {
    if (all.length === 0) context.addIssue({ code: 'custom', path: [0, field], message })
  }

const textRows = (label: string, missing: string) =>
  rows(z.object({ text: text(label) }), (row) => row.text === '')
    .superRefine(needed('text', missing))
    .transform((all) => all.map((row) => row.text))

const several = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .unknown()
    .optional()
    .transform((value) => (Array.isArray(value) ? value : value ? [value] : []))
    .pipe(z.array(z.enum(values, { error: '请从列出的选项中选择' })))

/** A number that may be left open; full-width digits and thousands' commas are what people type. */
const bound = (label: string) =>
  z
    .unknown()
    .optional()
    .transform((value, context): number | null => {
      const typed =
        typeof value === 'string' ? value.normalize('NFKC').replaceAll(',', '').trim() : ''
      if (typed === '') return null
      if (/^\d{1,9}(\.\d{1,4})?$/.test(typed)) return Number(typed)
      context.addIssue({ code: 'custom', message: `${label}应是不小于0的数` })
      return z.NEVER
    })

const range = (label: string) =>
  z
    .object({ min: bound(label), max: bound(label) })
    .default({ min: null, max: null })
    .superRefine(({ min, max }: Range, context) => {
      if (min !== null && max !== null && min > max)
        context.addIssue({ code: 'custom', path: ['max'], message: `${label}的上限低于下限` })
    })

export const CriteriaForm: z.ZodType<Criteria> = z.object({
  applicants: several(APPLICANTS),
  sizes: several(SIZE_CLASSES),
  sectors: several(SECTORS),
  locations: several(LOCATIONS),
  years: range('成立年限'),
  turnover: range('营业收入'),
  staff: range('职工人数'),
  certifications: several(CERTIFICATIONS),
  needs: several(NEEDS),
})

const NO_LIMITS = { applicants: [], sizes: [] } as const

const link = optionalText('网上办理网址', { max: 300 }).transform((value, context) => {
  if (value === undefined) return ''
  if (/^https?:\/\/[^\s]+$/i.test(value)) return value
  context.addIssue({ code: 'custom', message: '网址应以http://或者https://开头' })
  return z.NEVER
})

export const ItemForm = z
  .object({
    title: requiredText('事项名称', { max: 100 }),
    publisher: requiredText('发布机构', { max: 100 }),
    beneficiaries: requiredText('惠及对象', { max: 1000 }),
    conditions: textRows('申报条件', '请至少写一项申报条件'),
    criteria: z.preprocess((given) => given ?? NO_LIMITS, CriteriaForm),
    materials: rows(
      z.object({ name: text('材料名称', 200), note: text('材料说明', 200) }),
      (row) => row.name === '' && row.note === '',
    ),
    steps: textRows('办理步骤', '请至少写一个办理步骤'),
    standard: requiredText('兑现标准', { max: 2000 }),
    timeLimit: requiredText('办理时限', { max: 300 }),
    handling: choice('办理方式', HANDLING_MODES),
    place: text('办理地点', 200),
    phone: text('咨询电话', 100),
    link,
    /** 索引号, 文号 or name of a document, and the clause in it */
    basis: rows(
      z.object({ reference: text('政策依据', 200), clause: text('条款', 100) }),
      (row) => row.reference === '' && row.clause === '',
    ).superRefine(needed('reference', '请写明政策依据')),
    validUntil: optionalDay('有效期至'),
    publicNote: text('修改说明', 500),
  })
  .superRefine((form, context) => {
    const missing = (at: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path: at, message })
    if (form.materials.length === 0 && form.handling === 'application')
      missing(['materials', 0, 'name'], '需要申报的事项，请列出申报材料')
    if (form.place === '' && form.phone === '' && form.link === '')
      missing(['phone'], '办理地点、咨询电话、网上办理网址至少填写一项')
    for (const [at, row] of form.basis.entries())
      if (row.reference === '') missing(['basis', at, 'reference'], '请写明是哪一份文件的条款')
    for (const [at, row] of form.materials.entries())
      if (row.name === '') missing(['materials', at, 'name'], '请写明材料名称')
  })
export type ItemForm = z.infer<typeof ItemForm>

/** @param basis the form's own, each looked up */
export function itemOf(form: ItemForm, basis: readonly Basis[]): PolicyItem {
  // the header's fields are no part of it
  return PolicyItem.parse({ ...form, basis })
}

/** The edition that carries an item: reviewed, released and published like every document. */
export function itemEdition(form: ItemForm, item: PolicyItem): EditionForm {
  const validUntil = form.validUntil ?? null
  return EditionForm.parse({
    title: form.title,
    publisher: form.publisher,
    category: POLICY_CATEGORY,
    disclosure: 'proactive',
    expiresOn: validUntil?.toString() ?? '',
    bodyHtml: itemBody(item, validUntil),
    kind: 'policy-item',
    structure: item,
    summary: `${item.beneficiaries} ${item.standard}`.replaceAll(/\s+/g, ' ').slice(0, 200),
    keywords: [POLICY_CATEGORY, ...needsLine(item.criteria).split('、').filter(Boolean)],
    publicNote: form.publicNote,
  })
}
