/** What each letter is made of: its look, its series of 文号, the placeholders it may use, what is typed for it. */
import type { DispositionCode } from '../../../law/dispositions.ts'
import { LETTERS, type LetterId } from '../../../law/letters.ts'
import {
  AGENCY_NAMES,
  APPLICANT_NAMES,
  CASE_NAMES,
  type Placeholder,
  type TypedPlaceholder,
} from './vocabulary.ts'

/** 复: answers, numbered when they are issued; 知: notices to the applicant; 函: letters to others. */
export const SERIES = ['reply', 'notice', 'outgoing'] as const
export type Series = (typeof SERIES)[number]

/** A letter has red head, number, addressee, 落款; a sheet is a form that is filled in or kept on file. */
export type Frame = 'letter' | 'sheet'

export interface TypedField {
  readonly name: TypedPlaceholder
  readonly rows: number
  readonly max: number
}

export interface LetterKind {
  readonly frame: Frame
  readonly series: Series | null
  /** beyond the facts of agency and case, which every letter may use */
  readonly uses: readonly Placeholder[]
  readonly typed: readonly TypedField[]
}

const notice = (...uses: Placeholder[]): LetterKind => ({
  frame: 'letter',
  series: 'notice',
  uses: ['申请人', ...uses],
  typed: [],
})

const outgoing = (uses: readonly Placeholder[], ...typed: TypedField[]): LetterKind => ({
  frame: 'letter',
  series: 'outgoing',
  uses: [...uses, ...typed.map(({ name }) => name)],
  typed,
})

const sheet = (uses: readonly Placeholder[], ...typed: TypedField[]): LetterKind => ({
  frame: 'sheet',
  series: null,
  uses: [...uses, ...typed.map(({ name }) => name)],
  typed,
})

const text = (name: TypedPlaceholder, rows = 3, max = 2000): TypedField => ({ name, rows, max })

/** The answer is reviewed by people who do not learn who applies: its text names nobody, its head does. */
const ANSWER: LetterKind = {
  frame: 'letter',
  series: 'reply',
  uses: [
    '办理经过',
    '依据条款',
    '禁止公开的规定',
    '公开出处',
    '专门规定',
    '负责机关',
    '先前答复',
    '答复内容',
    '理由',
    '不予公开部分',
    '提供情况',
    '救济途径',
  ],
  typed: [],
}

const CONSULTED = ['被征求意见人', '涉及的信息', '征询日期', '意见截止日'] as const

export const LETTER_KINDS: Readonly<Record<LetterId, LetterKind>> = {
  'application-form': sheet([...APPLICANT_NAMES, '提供方式选项', '获取途径选项']),
  'register-entry': sheet([
    ...APPLICANT_NAMES,
    '确认日期',
    '补正告知期限',
    '经办人',
    '办理结果',
    '答复文号',
    '送达日期',
    '归档号',
  ]),
  receipt: { frame: 'letter', series: null, uses: ['申请人', '查询码'], typed: [] },
  'correction-notice': notice('补正事项', '补正期限', '补正截止日'),
  'reasons-notice': notice('数量频次', '说明期限', '说明截止日'),
  'extension-notice': notice('延期理由', '延期天数', '原答复期限', '延长后期限'),
  'delayed-term-notice': notice('延迟理由', '延迟至'),
  'third-party-consultation': outgoing(CONSULTED),
  'consultation-told-applicant': notice('征求对象', '征询日期'),
  'third-party-decision': outgoing(
    [...CONSULTED, '救济途径'],
    text('决定公开的信息'),
    text('公共利益理由', 5),
  ),
  'opinion-confirmation': outgoing([...CONSULTED, '第三方意见', '第三方理由', '意见日期']),
  'co-maker-consultation': outgoing(CONSULTED),
  'assistance-letter': outgoing(CONSULTED, text('协助事项', 4), text('反馈期限', 1, 100)),
  'fee-notice': notice('收费依据', '收费标准', '计收数量', '收费金额', '缴纳方式', '缴费截止日'),
  'review-sheet': sheet([
    '办理经过',
    '拟办意见',
    '拟办理由',
    '附件名单',
    '拟稿人',
    '保密审查意见',
    '法律审核意见',
    '签发意见',
    '补正告知期限',
  ]),
  reply: ANSWER,
  'not-processed-notice': ANSWER,
  'closed-notice': { ...ANSWER, uses: [...ANSWER.uses, '补正截止日', '缴费截止日', '收费金额'] },
  'rectification-notice': notice('救济途径', '更正信息', '更正决定'),
  'transfer-letter': outgoing(['更正信息', '有权机关', '更正决定']),
  'proof-of-service': sheet([
    '送达文书',
    '送达文号',
    '文书日期',
    '受送达人',
    '送达地址',
    '受送达人电话',
    '送达方式',
    '送达日期',
    '送达凭证',
  ]),
  'conversion-approval': sheet(
    ['经办人', '答复文号', '办理结果'],
    text('转公开信息'),
    text('审查意见', 4),
    text('审批决定', 2, 500),
    text('公开时限', 1, 100),
  ),
  'conversion-list': sheet(['移送明细', '经办人', '答复文号']),
  'archive-list': sheet(
    ['归档核对', '归档号', '归档日期', '经办人', '答复文号', '办理结果'],
    text('保管期限', 1, 40),
  ),
  'file-inventory': sheet(['卷内文件', '归档号', '归档日期', '经办人']),
}

/** The name of every placeholder that a letter may use. */
export function placeholdersOf(letter: LetterId): readonly Placeholder[] {
  return [...AGENCY_NAMES, ...CASE_NAMES, ...LETTER_KINDS[letter].uses]
}

/** Whether drawing up the letter opens the applicant's identity. */
export function namesApplicant(letter: LetterId): boolean {
  return (
    LETTERS[letter].to === 'applicant' ||
    letter === 'proof-of-service' ||
    LETTER_KINDS[letter].uses.some((name) => (APPLICANT_NAMES as Placeholder[]).includes(name))
  )
}

/** One template a letter, and for answers one a disposition. */
export type AnswerLetter = 'reply' | 'not-processed-notice' | 'closed-notice'
export type TemplateId = Exclude<LetterId, AnswerLetter> | `${AnswerLetter}-${DispositionCode}`
