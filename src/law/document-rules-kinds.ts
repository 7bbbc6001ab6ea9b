/** The rules by name: what each looks for and where it is written. */
export const DOCUMENT_RULES = {
  'META-001': rule('缺少著录项', '政府信息公开目录著录要求；GB/T 21063'),
  'META-002': rule('体裁与标题不符', '党政机关公文处理工作条例 第八条'),
  'DOC-001': rule('文号与正文不一致', '公文著录核对'),
  'DOC-002': rule('文号年份与成文年份不一致', 'GB/T 9704'),
  'DOC-003': rule('正文有多个可能的文号', '公文著录核对'),
  'DOC-004': rule('文号写法不规范', 'GB/T 9704'),
  'DATE-001': rule('成文至发布超过20个工作日', '条例 第二十六条'),
  'DATE-002': rule('发布早于成文', '公文著录核对'),
  'DATE-003': rule('成文日期与落款不一致', 'GB/T 9704'),
  'DATE-004': rule('不可能的日期', '公文著录核对'),
  'DATE-005': rule('施行日期、有效期与正文不一致', '公文著录核对'),
  'AGENCY-001': rule('机关代字与发布机构不符', '公文著录核对'),
  'AGENCY-002': rule('标题中的机关与发布机构不符', '公文著录核对'),
  'AGENCY-003': rule('落款与发布机构不符', 'GB/T 9704'),
  'MARK-001': rule('文末标注与公开方式矛盾', '公文公开属性源头认定'),
  'MARK-002': rule('文末没有公开方式标注', '公文公开属性源头认定'),
  'INDEX-001': rule('索引号校验不通过', 'GB 32100'),
  'READ-001': rule('没有政策解读', '国办发〔2016〕80号'),
  'NORM-001': rule('规范性文件要素不全', '规范性文件统一登记、编号、公布'),
  'ATT-001': rule('附件与正文不对应', '公文著录核对'),
  'WORD-001': rule('易错词', '文字校对'),
  'WORD-002': rule('敏感词', '本机关设置的词表'),
  'PRIV-001': rule('正文有个人信息', '条例 第十五条；个人信息保护法'),
  'PRIV-002': rule('附件有个人信息', '条例 第十五条；个人信息保护法'),
  'CITE-001': rule('引用的文件已经失效', '公文引用核对'),
  'CITE-002': rule('引用的文件本平台没有', '公文引用核对'),
  'LINK-001': rule('链接打不开或不安全', '网页链接核对'),
} as const satisfies Record<string, DocumentRule>

export interface DocumentRule {
  readonly title: string
  readonly source: string
}

export type DocumentRuleId = keyof typeof DOCUMENT_RULES

function rule(title: string, source: string): DocumentRule {
  return { title, source }
}

/** Fields of the form of a draft, and its files. */
export type HintField =
  | 'title'
  | 'documentNumber'
  | 'publisher'
  | 'formedOn'
  | 'category'
  | 'subjectCategory'
  | 'genre'
  | 'disclosure'
  | 'keywords'
  | 'summary'
  | 'normativeKind'
  | 'registrationNumber'
  | 'effectiveFrom'
  | 'expiresOn'
  | 'repealedOn'
  | 'bodyHtml'
  | 'attachments'
  | 'indexNumber'

export interface HintFinding {
  readonly rule: DocumentRuleId
  /** `confirmed`: it is so; `pending`: it may be so, and a person decides */
  readonly certainty: 'confirmed' | 'pending'
  readonly field: HintField
  readonly message: string
}

/** A document as the rules see it. */
export interface DocumentFacts {
  readonly kind: 'document' | 'other'
  readonly title: string
  readonly documentNumber: string
  readonly publisher: string
  readonly category: string
  readonly subjectCategory: string
  readonly genre: string
  readonly summary: string
  readonly keywords: readonly string[]
  readonly disclosure: 'proactive' | 'on-request' | 'withheld'
  readonly normative: boolean
  readonly registrationNumber: string
  readonly formedOn: Temporal.PlainDate | null
  readonly effectiveFrom: Temporal.PlainDate | null
  readonly expiresOn: Temporal.PlainDate | null
  readonly repealedOn: Temporal.PlainDate | null
  /** the day it was published, or today */
  readonly publishedOn: Temporal.PlainDate
  readonly isPublished: boolean
  /** of a published document; before, the organ's code it will begin with */
  readonly indexNumber: string | null
  readonly indexPrefix: string | null
  /** the words of the body, one block a line */
  readonly text: string
  readonly attachmentNames: readonly string[]
  /** the names under which the publishing organ is known, full and short */
  readonly organNames: readonly string[]
  /** 机关代字 → the organs that number their documents so */
  readonly organCodes: ReadonlyMap<string, readonly string[]>
  readonly hasInterpretation: boolean
  readonly wrongWords: readonly { readonly word: string; readonly advice: string }[]
  readonly sensitiveWords: readonly { readonly word: string; readonly advice: string }[]
}

export function confirmed(rule: DocumentRuleId, field: HintField, message: string): HintFinding {
  return { rule, certainty: 'confirmed', field, message }
}

export function pending(rule: DocumentRuleId, field: HintField, message: string): HintFinding {
  return { rule, certainty: 'pending', field, message }
}
