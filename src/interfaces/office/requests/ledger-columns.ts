/** Every column an inspection asks for: one list for the wide table, its print and the workbook. */
import { FORM_WORDS, ROUTE_WORDS } from '../../../domain/requests/letters/facts/case-facts.ts'
import type { LedgerEntry } from '../../../domain/requests/ledger.ts'
import type { LedgerFacts } from '../../../domain/requests/ledger-facts.ts'
import { APPLICANT_CLASS_RULES } from '../../../law/applicants.ts'
import { DISPOSITIONS } from '../../../law/dispositions.ts'
import { REMEDY_KIND_NAMES, REMEDY_RESULT_NAMES } from '../words.ts'
import { REQUEST_KIND_NAMES } from './ledger-words.ts'
import {
  CHANNEL_NAMES,
  CONSULTATION_NAMES,
  DELIVERY_NAMES,
  ENDING_NAMES,
  STATUS_TAGS,
} from './words.ts'

export interface LedgerColumn {
  readonly header: string
  /** in characters of the workbook */
  readonly width: number
  /** several facts of one kind stand on lines of their own */
  readonly text: (entry: LedgerEntry) => string
}

const day = (date: Temporal.PlainDate | string | null | undefined) => date?.toString() ?? ''
const lines = (parts: readonly string[]) => parts.join('\n')

/** A row of an earlier release has no such facts: the cell says so instead of looking like "none". */
const fact = (read: (facts: LedgerFacts) => string) => (entry: LedgerEntry) =>
  entry.facts ? read(entry.facts) : '未记录'

export const LEDGER_COLUMNS: readonly LedgerColumn[] = [
  { header: '登记号', width: 16, text: ({ registerNumber }) => registerNumber },
  { header: '类型', width: 12, text: ({ kind }) => REQUEST_KIND_NAMES[kind] },
  { header: '申请人', width: 16, text: ({ applicantShown }) => applicantShown },
  {
    header: '申请人类别',
    width: 14,
    text: ({ applicantClass }) => APPLICANT_CLASS_RULES[applicantClass].label,
  },
  { header: '申请内容', width: 50, text: ({ subject }) => subject },
  { header: '渠道', width: 26, text: ({ channel }) => CHANNEL_NAMES[channel] },
  { header: '到达日期', width: 12, text: ({ arrivedOn }) => day(arrivedOn) },
  { header: '确认日期', width: 12, text: fact(({ confirmedOn }) => day(confirmedOn)) },
  { header: '收到日期', width: 12, text: ({ receivedOn }) => day(receivedOn) },
  {
    header: '提供方式、途径',
    width: 22,
    text: fact(
      ({ wantedForm, wantedRoute }) => `${FORM_WORDS[wantedForm]}，${ROUTE_WORDS[wantedRoute]}`,
    ),
  },
  {
    header: '代填、帮助',
    width: 14,
    text: fact(({ writtenDown, assisted }) =>
      [writtenDown && '口头代填', assisted && '提供帮助'].filter(Boolean).join('、'),
    ),
  },
  {
    header: '补正',
    width: 26,
    text: fact(({ corrections }) =>
      lines(
        corrections.map(
          ({ askedOn, correctedOn }) =>
            `${askedOn}告知，${correctedOn ? `${correctedOn}收到` : '未补正'}`,
        ),
      ),
    ),
  },
  {
    header: '说明理由、延迟',
    width: 24,
    text: fact(({ reasonsAskedOn, delayedUntil }) =>
      lines(
        [
          reasonsAskedOn && `${reasonsAskedOn}要求说明`,
          delayedUntil && `延迟至${delayedUntil}`,
        ].filter((part) => typeof part === 'string'),
      ),
    ),
  },
  {
    header: '征求意见',
    width: 32,
    text: fact(({ consultations }) =>
      lines(
        consultations.map(
          ({ kind, sentOn, doneOn }) =>
            `${CONSULTATION_NAMES[kind]}：${sentOn}至${doneOn ?? '今未答复'}`,
        ),
      ),
    ),
  },
  {
    header: '延期',
    width: 22,
    text: fact(({ extension }) =>
      extension ? `${extension.on}同意，${extension.days}个工作日` : '',
    ),
  },
  {
    header: '收费',
    width: 30,
    text: fact(({ fees }) =>
      lines(
        fees.map(
          ({ amountYuan, noticedOn, paidOn }) =>
            `${amountYuan}元，${noticedOn}通知，${paidOn ? `${paidOn}缴清` : '未缴'}`,
        ),
      ),
    ),
  },
  {
    header: '答复期限',
    width: 14,
    text: ({ replyDueOn, dueIsProvisional }) =>
      `${day(replyDueOn)}${replyDueOn && dueIsProvisional ? '（暂定）' : ''}`,
  },
  { header: '状态', width: 16, text: ({ status }) => STATUS_TAGS[status].word },
  {
    header: '办理结果',
    width: 40,
    text: ({ disposition, facts }) =>
      [
        disposition ? DISPOSITIONS[disposition].label : '',
        facts?.ending ? ENDING_NAMES[facts.ending] : '',
      ]
        .filter((part) => part !== '')
        .join('：'),
  },
  { header: '文号', width: 22, text: ({ letterNumber }) => letterNumber ?? '' },
  { header: '发文日期', width: 12, text: ({ issuedOn }) => issuedOn ?? '' },
  {
    header: '送达方式',
    width: 20,
    text: fact(({ delivery }) => (delivery ? DELIVERY_NAMES[delivery.way] : '')),
  },
  { header: '送达日期', width: 12, text: fact(({ delivery }) => day(delivery?.on)) },
  { header: '邮件编号', width: 18, text: fact(({ delivery }) => delivery?.trackingNumber ?? '') },
  { header: '是否按时', width: 10, text: ({ answeredInTime }) => IN_TIME[`${answeredInTime}`] },
  { header: '办结日期', width: 12, text: ({ concludedOn }) => day(concludedOn) },
  {
    header: '复议、诉讼',
    width: 36,
    text: fact(({ remedies }) =>
      lines(
        remedies.map(
          ({ kind, filedOn, result }) =>
            `${REMEDY_KIND_NAMES[kind]}：${filedOn}受理，${result ? REMEDY_RESULT_NAMES[result] : '尚未审结'}`,
        ),
      ),
    ),
  },
  { header: '归档号', width: 14, text: ({ archiveNumber }) => archiveNumber ?? '' },
  { header: '归档日期', width: 12, text: ({ closedOn }) => day(closedOn) },
  { header: '经办人', width: 12, text: ({ handlerName }) => handlerName ?? '' },
]

const IN_TIME = { true: '是', false: '否', null: '' } as const
