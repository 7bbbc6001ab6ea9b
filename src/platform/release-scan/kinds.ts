/** The rules' own version: a verdict given under an older one may be asked for again. */
export const RULES_VERSION = '1'

/** What a file may carry past a reader's eye, and the name an officer reads for it. */
export const FINDING_KINDS = {
  'hidden-sheet': '隐藏的工作表或幻灯片',
  'hidden-row': '隐藏的行',
  'hidden-column': '隐藏的列',
  'hidden-text': '隐藏的文字或内容',
  comment: '批注',
  'tracked-change': '修订痕迹',
  'external-link': '外部链接',
  'embedded-object': '嵌入的对象',
  'embedded-file': '夹带的文件',
  macro: '宏',
  metadata: '文档属性',
  annotation: 'PDF 注释',
  'earlier-revision': '以前的版本',
  'text-under-shape': '被遮盖的文字',
  script: '脚本',
  'id-number': '身份证号码',
  mobile: '手机号码',
  'bank-card': '银行卡号',
  plate: '机动车号牌',
  email: '电子邮箱',
} as const

export type FindingKind = keyof typeof FINDING_KINDS

export interface Finding {
  readonly kind: FindingKind
  /** Where an officer looks: page, sheet and cell, paragraph, member of an archive. */
  readonly where: string
  /** A sentence for the officer. Never a whole number of a person. */
  readonly message: string
}

/** Worth a look and no reason to stop: what cannot be told apart from ordinary content. */
export interface Hint {
  readonly kind: 'address'
  readonly where: string
  readonly message: string
}

/** A piece of what the file says, in reading order. */
export interface TextPart {
  readonly where: string
  readonly text: string
  /** Whether somebody who opens the file sees it. */
  readonly isShown: boolean
}

export type UnreadableReason =
  | 'encrypted'
  | 'broken'
  | 'unknown-kind'
  | 'too-large'
  | 'too-much' // time, memory, depth or number of parts
  | 'failed' // the scanner itself

/** Thrown inside the scanner only; `scanForRelease` returns it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason, message: string) {
    super(message)
    this.reason = reason
  }
}
