import type { Problem } from '../platform/kernel/problem.ts'
import {
  DISPOSITIONS,
  EVIDENCE_LABELS,
  type DispositionCode,
  type EvidenceKind,
} from './dispositions.ts'

/**
 * What has to be on file for a conclusion, field by field: who challenges an answer is shown this, and the burden of
 * proof is the organ's. 检索记录 has a form of its own; notices, payments and withdrawals are events of the case.
 */
export interface RecordField {
  readonly id: string
  readonly label: string
  readonly kind: 'line' | 'text' | 'day' | 'choice'
  readonly hint?: string
  readonly choices?: readonly string[]
  /** must be filled in: always, never, or when another field has this value */
  readonly required: true | false | { readonly field: string; readonly value: string }
}

export interface RecordForm {
  readonly kind: EvidenceKind
  readonly title: string
  readonly article: string
  readonly fields: readonly RecordField[]
}

const line = (id: string, label: string, more: Partial<RecordField> = {}): RecordField => ({
  id,
  label,
  kind: 'line',
  required: true,
  ...more,
})
const text = (id: string, label: string, more: Partial<RecordField> = {}): RecordField =>
  line(id, label, { kind: 'text', ...more })
const day = (id: string, label: string, more: Partial<RecordField> = {}): RecordField =>
  line(id, label, { kind: 'day', ...more })
const choice = (
  id: string,
  label: string,
  choices: readonly string[],
  more: Partial<RecordField> = {},
): RecordField => line(id, label, { kind: 'choice', choices, ...more })

const OPTIONAL = { required: false } as const

/** Why the information is of the nature that a disposition says it is. */
const NATURES: Partial<Readonly<Record<DispositionCode, readonly string[]>>> = {
  C5: ['人事管理', '后勤管理', '内部工作流程'],
  C6: ['讨论记录', '过程稿', '磋商信函', '请示报告'],
  C7: ['行政处罚案卷', '行政强制案卷', '行政检查案卷', '其他行政执法案卷'],
  E1: ['信访', '投诉', '举报', '咨询、要求答疑', '要求处理具体问题'],
}

const KNOWN = '能够确定'

type Build = (code: DispositionCode) => Omit<RecordForm, 'kind' | 'title'>

const RECORDS: Partial<Readonly<Record<EvidenceKind, Build>>> = {
  'publication-place': (code) => ({
    article: code === 'E3' ? '条例 第三十九条第二款' : '条例 第三十六条第（一）项',
    fields: [
      line('place', '公开的载体', { hint: '如网址、公报期号、报刊或者书籍名称' }),
      text('way', '获取的方式、途径'),
      day('publishedOn', '公开日期', OPTIONAL),
    ],
  }),
  'severance-record': () => ({
    article: '条例 第三十七条',
    fields: [
      line('method', '区分处理的方式', {
        hint: '如遮盖、删除、摘录；各部分的依据和理由在上面逐项填写',
      }),
      line('by', '处理人'),
      day('on', '处理日期'),
    ],
  }),
  'classification-basis': () => ({
    article: '条例 第十四条、第十七条',
    fields: [
      choice('level', '密级', ['绝密', '机密', '秘密']),
      line('authority', '定密机关、定密责任人'),
      text('basis', '定密依据', { hint: '保密事项范围的条目；不要写涉密内容本身' }),
      day('classifiedOn', '定密日期'),
      line('until', '保密期限', OPTIONAL),
    ],
  }),
  'prohibiting-law': () => ({
    article: '条例 第十四条',
    fields: [
      line('law', '法律、行政法规的名称', { hint: '规章和规范性文件不能作为这一项的依据' }),
      line('provision', '条、款、项'),
      text('why', '为什么属于禁止公开'),
    ],
  }),
  'harm-assessment': () => ({
    article: '条例 第十四条',
    fields: [
      choice('harm', '可能危及', ['国家安全', '公共安全', '经济安全', '社会稳定']),
      text('why', '危害怎样产生，可能性多大'),
      line('by', '研判人'),
      day('on', '研判日期'),
    ],
  }),
  'consultation-record': () => ({
    article: '条例 第十五条、第三十二条',
    fields: [
      text('judgement', '对第三方意见的判断', {
        hint: '征求意见的往来已在案卷中，系统自动关联；这里写采纳与否及理由',
      }),
    ],
  }),
  'nature-of-information': (code) => ({
    article: DISPOSITIONS[code].article,
    fields: [choice('nature', '属于哪一类', NATURES[code] ?? []), text('why', '认定的事实和理由')],
  }),
  'special-rules': () => ({
    article: '条例 第三十六条第（七）项',
    fields: [
      line('rules', '专门查询规定的名称和条款'),
      line('office', '查询机构'),
      text('way', '查询的方式'),
    ],
  }),
  'duty-basis': () => ({
    article: '条例 第三十六条第（五）项',
    fields: [
      text('basis', '不属于本机关负责公开的依据', { hint: '如职责规定、权责清单的条目' }),
      choice('known', '由谁负责公开', [KNOWN, '不能确定']),
      line('organ', '负责公开的机关', { required: { field: 'known', value: KNOWN } }),
      line('contact', '该机关的联系方式', { required: { field: 'known', value: KNOWN } }),
    ],
  }),
  'earlier-reply': (code) => ({
    article: DISPOSITIONS[code].article,
    fields: [
      line('letterNumber', code === 'E5' ? '申请人已经取得的文件、文号' : '先前答复的文号'),
      day('deliveredOn', '先前送达的日期'),
      line('proof', '送达证明'),
      text('same', code === 'E5' ? '为什么属于要求确认或者重新出具' : '两次申请的内容比对'),
    ],
  }),
  'frequency-record': () => ({
    article: '条例 第三十五条',
    fields: [
      line('inMonth', '本月收到该申请人的申请（件）'),
      line('inYear', '十二个月内收到该申请人的申请（件）'),
      text('why', '为什么明显超过合理范围'),
      text('judgement', '对申请人说明的理由的判断'),
    ],
  }),
}

/** The records that a disposition asks for and that have fields; empty when its proof lies in the case itself. */
export function recordForms(code: DispositionCode): readonly RecordForm[] {
  return DISPOSITIONS[code].evidence.flatMap((kind) => {
    const build = RECORDS[kind]
    return build ? [{ kind, title: EVIDENCE_LABELS[kind], ...build(code) }] : []
  })
}

/** What is missing or cannot be, each at `record.<field>`. */
export function* checkRecord(
  form: RecordForm,
  facts: Readonly<Record<string, string>>,
): Generator<Problem> {
  for (const field of form.fields) {
    const at = `record.${field.id}`
    const value = facts[field.id] ?? ''
    if (value === '') {
      if (isRequired(field, facts)) yield { at, message: `请填写${field.label}` }
    } else if (field.choices && !field.choices.includes(value)) {
      yield { at, message: `${field.label}请从列出的选项中选择` }
    } else if (field.kind === 'day' && !isDay(value)) {
      yield { at, message: `${field.label}不对：日期应写作2020-08-17这样的格式` }
    }
  }
}

function isRequired({ required }: RecordField, facts: Readonly<Record<string, string>>): boolean {
  return typeof required === 'boolean' ? required : facts[required.field] === required.value
}

function isDay(value: string): boolean {
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString() === value
  } catch {
    return false
  }
}

/** The record in one paragraph, for the file and for whoever reads it without its form. */
export function recordText(form: RecordForm, facts: Readonly<Record<string, string>>): string {
  const told = form.fields.flatMap(({ id, label }) => (facts[id] ? [`${label}：${facts[id]}`] : []))
  return told.join('；')
}
