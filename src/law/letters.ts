import type { LawSettings } from './settings.ts'

/** The documents of an application's life. 条例 names some; the set is the national pilot's. */
export type LetterId =
  | 'application-form'
  | 'register-entry'
  | 'receipt'
  | 'correction-notice'
  | 'reasons-notice'
  | 'extension-notice'
  | 'delayed-term-notice'
  | 'third-party-consultation'
  | 'consultation-told-applicant'
  | 'third-party-decision'
  | 'opinion-confirmation'
  | 'co-maker-consultation'
  | 'assistance-letter'
  | 'fee-notice'
  | 'review-sheet'
  | 'reply'
  | 'not-processed-notice'
  | 'closed-notice'
  | 'rectification-notice'
  | 'transfer-letter'
  | 'proof-of-service'
  | 'conversion-approval'
  | 'conversion-list'
  | 'file-inventory'
  | 'archive-list'

export type LetterReader = 'applicant' | 'third-party' | 'co-maker' | 'other-organ' | 'office' // stays on file

export interface Letter {
  readonly id: LetterId
  readonly title: string
  readonly to: LetterReader
  readonly ground: string
  /** What it must state; a letter without one of these is incomplete. */
  readonly elements: readonly LetterElement[]
}

export interface LetterElement {
  readonly id: string
  readonly label: string
}

/** `id:标签` pairs, to keep the table readable. */
function letter(
  id: LetterId,
  title: string,
  to: LetterReader,
  ground: string,
  elements: readonly string[],
): Letter {
  return { id, title, to, ground, elements: elements.map(element) }
}

function element(text: string): LetterElement {
  const at = text.indexOf(':')
  return { id: text.slice(0, at), label: text.slice(at + 1) }
}

const HEAD = [
  'number:发文字号',
  'applicant:申请人',
  'receivedOn:收到申请的日期',
  'content:申请内容',
]
const FOOT = ['agency:落款机关', 'date:日期', 'seal:印章']

const TABLE: readonly Letter[] = [
  letter('application-form', '政府信息公开申请表', 'office', '条例 第二十九条', [
    'applicant:申请人姓名或者名称、身份证明、联系方式',
    'agent:代理人及授权（有代理人时）',
    'information:所需信息的名称、文号或者特征描述',
    'form:提供形式和获取途径',
    'signature:签名和日期',
  ]),
  letter('register-entry', '政府信息公开申请登记表', 'office', '条例 第四十五条', [
    'registerNumber:登记号',
    'channel:申请渠道',
    'days:到达、确认、收到的日期',
    'applicantClass:申请人类别',
    'content:申请内容',
    'handler:经办人',
    'dueOn:各项期限',
    'disposition:办理结果',
    'servedOn:送达日期',
    'archiveNumber:归档号',
  ]),
  letter('receipt', '政府信息公开申请登记回执', 'applicant', '条例 第三十一条、第四十五条', [
    'content:收到的申请',
    'receivedOn:收到申请的日期',
    'replyDueOn:法定答复期限',
    'contact:联系方式',
    'queryCode:查询码',
  ]),
  letter('correction-notice', '补正告知书', 'applicant', '条例 第三十条', [
    ...HEAD,
    'items:需要补正的全部事项',
    'guidance:指导和释明',
    'limit:补正期限',
    'consequence:逾期不补正的后果',
    'restart:收到补正后答复期限重新起算',
    ...FOOT,
  ]),
  letter('reasons-notice', '说明理由告知书', 'applicant', '条例 第三十五条', [
    ...HEAD,
    'facts:申请的数量、频次',
    'limit:说明理由的期限',
    ...FOOT,
  ]),
  letter('extension-notice', '延期答复告知书', 'applicant', '条例 第三十三条第二款', [
    ...HEAD,
    'reason:延期的理由',
    'replyDueOn:延长后的答复期限',
    'approver:政府信息公开工作机构负责人同意',
    ...FOOT,
  ]),
  letter('delayed-term-notice', '延迟答复告知书', 'applicant', '条例 第三十五条', [
    ...HEAD,
    'reason:无法按期答复的理由',
    'untilOn:延迟答复的合理期限',
    ...FOOT,
  ]),
  letter('third-party-consultation', '第三方意见征询书', 'third-party', '条例 第三十二条', [
    'number:发文字号',
    'thirdParty:第三方',
    'information:涉及的信息',
    'limit:收到之日起15个工作日',
    'silence:逾期未提出意见的，由行政机关决定是否公开',
    'response:是否同意公开及理由（意见反馈表）',
    ...FOOT,
  ]),
  letter('consultation-told-applicant', '征求意见告知书', 'applicant', '条例 第三十三条第三款', [
    ...HEAD,
    'startsOn:征求意见的开始日期',
    'excluded:所需时间不计入答复期限',
    ...FOOT,
  ]),
  letter('third-party-decision', '政府信息公开决定告知书', 'third-party', '条例 第三十二条', [
    'number:发文字号',
    'thirdParty:第三方',
    'information:决定公开的信息内容',
    'reason:公共利益方面的理由',
    'remedy:救济途径',
    ...FOOT,
  ]),
  letter('opinion-confirmation', '第三方意见确认函', 'third-party', '条例 第三十二条', [
    'number:发文字号',
    'thirdParty:第三方',
    'information:涉及的信息',
    'opinion:第三方的意见及理由',
    'opinionOn:提出意见的日期',
    ...FOOT,
  ]),
  letter('co-maker-consultation', '共同制作机关意见征询函', 'co-maker', '条例 第三十四条', [
    'number:发文字号',
    'information:涉及的信息',
    'limit:收到之日起15个工作日',
    'silence:逾期未提出意见的，视为同意公开',
    ...FOOT,
  ]),
  letter('assistance-letter', '协助办理函', 'other-organ', '条例 第十一条', [
    'number:发文字号',
    'request:请求协助的事项',
    'limit:反馈期限',
    ...FOOT,
  ]),
  letter(
    'fee-notice',
    '信息处理费收费通知书',
    'applicant',
    '条例 第四十二条、国办函〔2020〕109号',
    [
      ...HEAD,
      'basis:收费依据',
      'standard:收费标准',
      'amount:收费数额',
      'payment:缴纳方式',
      'limit:收到之次日起20个工作日',
      'consequence:逾期未缴纳的后果',
      ...FOOT,
    ],
  ),
  letter('review-sheet', '审查呈批单', 'office', '条例 第十七条、第四十五条', [
    'registerNumber:登记号',
    'content:申请内容',
    'dueOn:答复期限',
    'proposal:拟办意见和依据',
    'drafter:拟稿人',
    'secrecy:保密审查意见',
    'legal:法律审核意见',
    'signOff:负责人意见',
  ]),
  letter('reply', '政府信息公开申请答复书', 'applicant', '条例 第三十六条至第四十条', [
    ...HEAD,
    'course:补正、延期、征求意见的经过（有时）',
    'finding:审查认定',
    'article:所依据的条、款、项',
    'reasons:理由',
    'provision:提供的信息及方式（公开时）',
    'remedy:救济途径',
    ...FOOT,
  ]),
  letter(
    'not-processed-notice',
    '不予处理告知书',
    'applicant',
    '条例 第三十五条、第三十九条第一款',
    [
      ...HEAD,
      'facts:事实',
      'article:依据',
      'channel:可以采用的其他渠道',
      'remedy:救济途径',
      ...FOOT,
    ],
  ),
  letter('closed-notice', '不再处理告知书', 'applicant', '条例 第三十条、国办函〔2020〕109号', [
    ...HEAD,
    'facts:逾期不补正或者未缴费的事实',
    'article:依据',
    'remedy:救济途径',
    ...FOOT,
  ]),
  letter('rectification-notice', '更正政府信息告知书', 'applicant', '条例 第四十一条', [
    'number:发文字号',
    'applicant:申请人',
    'record:申请更正的信息和证据',
    'decision:更正的内容，或者不予更正的理由',
    'remedy:救济途径',
    ...FOOT,
  ]),
  letter('transfer-letter', '更正申请转送函', 'other-organ', '条例 第四十一条', [
    'number:发文字号',
    'record:申请更正的信息和证据',
    'competence:有权更正的机关',
    ...FOOT,
  ]),
  letter('proof-of-service', '送达回证', 'office', '国办公开办函〔2016〕235号', [
    'letter:送达的文书',
    'way:送达方式',
    'addressee:受送达人',
    'servedOn:送达日期',
    'proof:签收或者邮件编号',
  ]),
  letter('conversion-approval', '依申请公开转主动公开审批单', 'office', '条例 第四十四条', [
    'information:信息名称',
    'origin:所依据的申请',
    'opinion:审查意见',
    'decision:审批决定',
    'publishBy:公开时限',
  ]),
  letter('conversion-list', '主动公开移送明细表', 'office', '条例 第四十四条', [
    'information:移送的信息',
    'origin:所依据的申请',
    'publishBy:公开时限',
    'receiver:接收人和日期',
  ]),
  letter('file-inventory', '案卷目录', 'office', '条例 第四十五条', [
    'documents:卷内文件',
    'archiveNumber:归档号',
    'archivist:归档人和日期',
  ]),
  letter('archive-list', '归档清单', 'office', '条例 第四十五条', [
    'registerNumber:登记号',
    'archiveNumber:归档号',
    'papers:应归档的材料及件数',
    'retention:保管期限',
    'handover:移交人和接收人',
  ]),
]

export const LETTERS = Object.fromEntries(TABLE.map((entry) => [entry.id, entry])) as Readonly<
  Record<LetterId, Letter>
>

export const LETTER_IDS: readonly LetterId[] = TABLE.map(({ id }) => id)

/**
 * Who signs and seals a zone's answers. The zone committee (管委会), unless the office may act outwardly in its own
 * name and chose to. 条例 第十条第二款; `settings.replySigner`
 */
export function signingBody(
  settings: LawSettings,
  office: { readonly ownNamePower: boolean },
): LawSettings['replySigner'] {
  return office.ownNamePower ? settings.replySigner : 'zone-committee'
}
