/**
 * The mandatory elements of `law/letters.ts`, each tied to what shows that a letter has it: the frame that is always
 * drawn, a placeholder, or words. A template without one is refused; so is a letter from which one was struck.
 */
import { LETTERS, type Letter, type LetterElement, type LetterId } from '../../../law/letters.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { escapeLines, namesIn } from './fill.ts'
import { placeholdersOf } from './letter-kinds.ts'
import { isPlaceholder, type Facts, type Placeholder } from './vocabulary.ts'

interface Rule {
  /** Any one of them is enough. */
  readonly shownBy: readonly (Placeholder | RegExp)[]
  /** Only where there is something to say: a course without detours, nothing provided. */
  readonly ifAny?: boolean
}

/** Head, addressee, 文号, 落款, date and seal are drawn whatever the text says. */
const FRAME = 'frame'

const by = (...shownBy: (Placeholder | RegExp)[]): Rule => ({ shownBy })
const ifAny = (...shownBy: (Placeholder | RegExp)[]): Rule => ({ shownBy, ifAny: true })

const HEAD = {
  number: FRAME,
  applicant: FRAME,
  receivedOn: by('收到日期'),
  content: by('申请内容'),
} as const
const FOOT = { agency: FRAME, date: FRAME, seal: FRAME } as const
const FOUND = /经(审查|检索|核查|审核|查)/
const REMEDY = { remedy: by('救济途径') } as const

type Rules = Readonly<Record<string, Rule | typeof FRAME>>

const RULES: Readonly<Record<LetterId, Rules>> = {
  'application-form': {
    applicant: by('公民姓名', '单位名称', '申请人'),
    agent: by('代理人', /代理人/),
    information: by('所需信息名称'),
    form: by('提供方式选项'),
    signature: by(/签名|签字/),
  },
  'register-entry': {
    registerNumber: by('登记号'),
    channel: by('申请渠道'),
    days: by('收到日期'),
    applicantClass: by('申请人类别'),
    content: by('申请内容'),
    handler: by('经办人'),
    dueOn: by('答复期限', /答复期限/),
    disposition: by('办理结果', /办理结果/),
    servedOn: by('送达日期', /送达日期/),
    archiveNumber: by('归档号', /归档号/),
  },
  receipt: {
    content: by('申请内容'),
    receivedOn: by('收到日期'),
    replyDueOn: by('答复期限'),
    contact: by('联系电话', '联系地址'),
    queryCode: by('查询码'),
  },
  'correction-notice': {
    ...HEAD,
    items: by('补正事项'),
    guidance: by(/指导|释明/),
    limit: by('补正截止日', '补正期限'),
    consequence: by(/视为放弃|不再处理/),
    restart: by(/重新(计算|起算)/),
    ...FOOT,
  },
  'reasons-notice': {
    ...HEAD,
    facts: by('数量频次'),
    limit: by('说明截止日', '说明期限'),
    ...FOOT,
  },
  'extension-notice': {
    ...HEAD,
    reason: by('延期理由'),
    replyDueOn: by('延长后期限'),
    approver: by(/负责人同意/),
    ...FOOT,
  },
  'delayed-term-notice': { ...HEAD, reason: by('延迟理由'), untilOn: by('延迟至'), ...FOOT },
  'third-party-consultation': {
    number: FRAME,
    thirdParty: FRAME,
    information: by('涉及的信息'),
    limit: by(/15个工作日|十五个工作日/),
    silence: by(/由(本|行政)机关.*决定是否公开/),
    response: by(/是否同意公开/),
    ...FOOT,
  },
  'consultation-told-applicant': {
    ...HEAD,
    startsOn: by('征询日期'),
    excluded: by(/不计算在|不计入|停止计算/),
    ...FOOT,
  },
  'third-party-decision': {
    number: FRAME,
    thirdParty: FRAME,
    information: by('决定公开的信息'),
    reason: by('公共利益理由'),
    ...REMEDY,
    ...FOOT,
  },
  'opinion-confirmation': {
    number: FRAME,
    thirdParty: FRAME,
    information: by('涉及的信息'),
    opinion: by('第三方意见'),
    opinionOn: by('意见日期'),
    ...FOOT,
  },
  'co-maker-consultation': {
    number: FRAME,
    information: by('涉及的信息'),
    limit: by(/15个工作日|十五个工作日/),
    silence: by(/视为同意/),
    ...FOOT,
  },
  'assistance-letter': { number: FRAME, request: by('协助事项'), limit: by('反馈期限'), ...FOOT },
  'fee-notice': {
    ...HEAD,
    basis: by('收费依据'),
    standard: by('收费标准'),
    amount: by('收费金额'),
    payment: by('缴纳方式'),
    limit: by(/20个工作日|二十个工作日/),
    consequence: by(/视为放弃|不再处理/),
    ...FOOT,
  },
  'review-sheet': {
    registerNumber: by('登记号'),
    content: by('申请内容'),
    dueOn: by('答复期限', /答复期限/),
    proposal: by('拟办意见'),
    drafter: by('拟稿人'),
    secrecy: by('保密审查意见', /保密审查意见/),
    legal: by('法律审核意见', /法律审核意见/),
    signOff: by('签发意见', /负责人意见/),
  },
  reply: {
    ...HEAD,
    course: ifAny('办理经过'),
    finding: by(FOUND),
    article: by('依据条款'),
    reasons: by('理由'),
    provision: by('答复内容', '提供情况'),
    ...REMEDY,
    ...FOOT,
  },
  'not-processed-notice': {
    ...HEAD,
    facts: by('理由'),
    article: by('依据条款'),
    channel: by('答复内容', /渠道|途径|平台/),
    ...REMEDY,
    ...FOOT,
  },
  'closed-notice': {
    ...HEAD,
    facts: by(FOUND, '理由'),
    article: by('依据条款'),
    ...REMEDY,
    ...FOOT,
  },
  'rectification-notice': {
    number: FRAME,
    applicant: FRAME,
    record: by('更正信息'),
    decision: by('更正决定'),
    ...REMEDY,
    ...FOOT,
  },
  'transfer-letter': { number: FRAME, record: by('更正信息'), competence: by('有权机关'), ...FOOT },
  'proof-of-service': {
    letter: by('送达文书'),
    way: by('送达方式', /送达方式/),
    addressee: by('受送达人'),
    servedOn: by('送达日期', /送达日期/),
    proof: by('送达凭证', /签收/),
  },
  'conversion-approval': {
    information: by('转公开信息'),
    origin: by('登记号'),
    opinion: by('审查意见', /审查意见/),
    decision: by('审批决定', /审批决定/),
    publishBy: by('公开时限', /公开时限/),
  },
  'conversion-list': {
    information: by('移送明细'),
    origin: by('登记号'),
    publishBy: by(/公开时限/),
    receiver: by(/接收人/),
  },
  'archive-list': {
    registerNumber: by('登记号'),
    archiveNumber: by('归档号', /归档号/),
    papers: by('归档核对'),
    retention: by('保管期限', /保管期限/),
    handover: by(/接收人/),
  },
  'file-inventory': {
    documents: by('卷内文件'),
    archiveNumber: by('归档号', /归档号/),
    archivist: by('经办人', /归档人/),
  },
}

/** What keeps a text from being the template of a letter: unknown placeholders, and elements it could never have. */
export function* checkTemplate(letter: LetterId, title: string, body: string): Generator<Problem> {
  for (const name of new Set([...namesIn(title), ...namesIn(body)])) {
    if (!isPlaceholder(name)) {
      yield { at: 'body', message: `没有“{${name}}”这个占位符，请从列出的占位符中选用` }
    } else if (!placeholdersOf(letter).includes(name)) {
      yield { at: 'body', message: `“${LETTERS[letter].title}”不能使用占位符“{${name}}”` }
    }
  }
  if (namesIn(title).length > 0) yield { at: 'title', message: '标题中不能使用占位符' }
  const names = new Set(namesIn(body))
  yield* missing(letter, (one) => (typeof one === 'string' ? names.has(one) : one.test(body)))
}

/** What a letter's text lacks: each known value that an element stands for must still be there, word for word. */
export function* checkLetterText(letter: LetterId, body: string, facts: Facts): Generator<Problem> {
  const text = bare(body)
  yield* missing(letter, (one, rule) => {
    if (typeof one !== 'string') return one.test(text)
    const values = valuesOf(facts[one])
    if (values.length === 0) return rule.ifAny === true
    return values.every((value) => text.includes(bare(escapeLines(value).join('\n'))))
  })
}

function* missing(
  letter: LetterId,
  isShown: (one: Placeholder | RegExp, rule: Rule) => boolean,
): Generator<Problem> {
  for (const element of LETTERS[letter].elements) {
    const rule = ruleOf(letter, element)
    if (rule === FRAME || rule.shownBy.some((one) => isShown(one, rule))) continue
    yield { at: 'body', message: missingMessage(LETTERS[letter], element, rule) }
  }
}

function ruleOf(letter: LetterId, { id }: LetterElement): Rule | typeof FRAME {
  const rule = RULES[letter][id]
  if (rule === undefined) throw new Error(`no rule for the element ${id} of ${letter}`)
  return rule
}

function missingMessage({ ground }: Letter, { label }: LetterElement, { shownBy }: Rule): string {
  const names = shownBy.filter((one) => typeof one === 'string').map((name) => `{${name}}`)
  const wanted = names.length > 0 ? `，应有${names.join('或者')}` : ''
  return `缺少法定要素“${label}”${wanted}（${ground}）`
}

/** Rows of a table are there when each of their texts is. */
function valuesOf(value: Facts[Placeholder]): readonly string[] {
  if (value === undefined || value === '') return []
  return typeof value === 'string' ? [value] : value.flat().filter((cell) => cell !== '')
}

/** How a text is broken into lines is the editor's affair. */
const bare = (text: string) => text.replaceAll(/\s|\\n/g, '')
