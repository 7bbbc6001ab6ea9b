import type { DispositionCode } from './dispositions.ts'
import type { HelpStep } from './help.ts'
import type { LetterId } from './letters.ts'

/**
 * 七步法: the questions by which an application is examined, as a decision tree. Every answer leads to another question,
 * to an act that must come first, or to exactly one disposition. An answer that the course of the case does not allow
 * cannot be given. 条例 第三十条至第四十条; the order is the one courts and inspections follow.
 */
export const STAGES = [
  '补不补',
  '是不是',
  '谁负责',
  '有没有',
  '给不给',
  '怎么给',
  '怎么答',
] as const
export type Stage = (typeof STAGES)[number]

/** What the case has been through, as far as an answer depends on it. */
export type CaseFact =
  | 'correction-awaited'
  | 'correction-overdue'
  | 'correction-open' // may still be asked for
  | 'corrected'
  | 'payment-awaited'
  | 'payment-overdue'
  | 'fee-open'
  | 'consultation-open'
  | 'consultation-served'
  | 'reasons-awaited'
  | 'reasons-open' // not asked for yet
  | 'reasons-asked'
  | 'delay-open'
  | 'third-party-asked'
  | 'third-party-consents'
  | 'third-party-objects'
  | 'third-party-silent'
  | 'co-maker-answered'

/** An act of the case's lifecycle that an answer leads to; the examination is taken up again after it. */
export type ExaminationAct = Extract<
  HelpStep,
  | 'ask-correction'
  | 'receive-correction'
  | 'record-payment'
  | 'record-service'
  | 'record-opinion'
  | 'record-silence'
  | 'ask-reasons'
  | 'receive-reasons'
  | 'delay'
  | 'consult'
  | 'notice-fee'
  | 'withdraw'
  | 'end'
>

export type QuestionId =
  | 'correction-came'
  | 'payment-came'
  | 'opinion-came'
  | 'reasons-came'
  | 'clear'
  | 'over'
  | 'kind'
  | 'before'
  | 'amount'
  | 'duty'
  | 'co-maker'
  | 'held'
  | 'public'
  | 'exempt'
  | 'severable'
  | 'ground'
  | 'third-party'
  | 'harm'
  | 'process-prescribed'
  | 'file-prescribed'
  | 'form'

export type Leads =
  | { readonly ask: QuestionId }
  | { readonly act: ExaminationAct; readonly letter: LetterId | null }
  | { readonly conclude: DispositionCode }
  /** nothing to do today but wait for the other side */
  | { readonly wait: string }

export interface Answer {
  readonly id: string
  readonly text: string
  readonly hint?: string
  readonly leads: Leads
  /** the answer can only be given when the case has been through this … */
  readonly needs?: CaseFact
  /** … and this is why not, otherwise */
  readonly otherwise?: string
  /** a further letter that this answer makes necessary */
  readonly alsoLetter?: LetterId
}

export interface Question {
  readonly id: QuestionId
  readonly stage: Stage
  readonly text: string
  /** the article in plain words */
  readonly gist: string
  readonly article: string
  readonly answers: readonly Answer[]
}

/** Where an examination begins: with what is awaited, else with the application itself. */
export function firstQuestion(facts: ReadonlySet<CaseFact>): QuestionId {
  if (facts.has('correction-awaited')) return 'correction-came'
  if (facts.has('payment-awaited')) return 'payment-came'
  if (facts.has('consultation-open')) return 'opinion-came'
  if (facts.has('reasons-awaited')) return 'reasons-came'
  return 'clear'
}

export const FIRST_QUESTIONS: readonly QuestionId[] = [
  'correction-came',
  'payment-came',
  'opinion-came',
  'reasons-came',
  'clear',
]

const WITHDRAWN: Answer = {
  id: 'over',
  text: '不用再办：申请人撤回，或者与另一件合并、无法联系申请人',
  leads: { ask: 'over' },
}

const QUESTION_LIST: readonly Question[] = [
  {
    id: 'correction-came',
    stage: '补不补',
    text: '已经告知补正。申请人补正了吗？',
    gist: '申请人无正当理由逾期不补正的，视为放弃申请，不再处理。',
    article: '条例 第三十条',
    answers: [
      { id: 'came', text: '收到了补正', leads: { act: 'receive-correction', letter: null } },
      {
        id: 'overdue',
        text: '补正期限已过，没有收到，也没有正当理由',
        leads: { conclude: 'F1' },
        needs: 'correction-overdue',
        otherwise: '补正期限尚未届满',
      },
      { id: 'waiting', text: '还在期限内', leads: { wait: '等待申请人补正，期间不计答复期限。' } },
      WITHDRAWN,
    ],
  },
  {
    id: 'payment-came',
    stage: '怎么给',
    text: '已经通知收费。申请人缴费了吗？',
    gist: '收到通知次日起20个工作日内未缴费的，视为放弃申请，不再处理；缴清的次日起期限重新计算。',
    article: '条例 第四十二条；国办函〔2020〕109号',
    answers: [
      { id: 'paid', text: '已经缴清', leads: { act: 'record-payment', letter: null } },
      {
        id: 'overdue',
        text: '缴费期限已过，没有缴费',
        leads: { conclude: 'F2' },
        needs: 'payment-overdue',
        otherwise: '缴费期限尚未届满',
      },
      { id: 'waiting', text: '还在期限内', leads: { wait: '等待申请人缴费，期间不计答复期限。' } },
      WITHDRAWN,
    ],
  },
  {
    id: 'opinion-came',
    stage: '给不给',
    text: '正在征求意见。对方答复了吗？',
    gist: '对方自收到之日起15个工作日内答复。第三方逾期由本机关决定，共同制作机关逾期视为同意。',
    article: '条例 第三十二条、第三十四条',
    answers: [
      { id: 'came', text: '收到了意见', leads: { act: 'record-opinion', letter: null } },
      {
        id: 'served',
        text: '对方已签收，尚未登记',
        leads: { act: 'record-service', letter: null },
      },
      {
        id: 'silent',
        text: '满15个工作日没有答复',
        leads: { act: 'record-silence', letter: null },
        needs: 'consultation-served',
        otherwise: '还没有登记对方收到的日期，15个工作日没有起算',
      },
      { id: 'waiting', text: '还在期限内', leads: { wait: '等待对方答复，期间不计入答复期限。' } },
      WITHDRAWN,
    ],
  },
  {
    id: 'reasons-came',
    stage: '是不是',
    text: '已经要求说明理由。申请人说明了吗？',
    gist: '理由不合理的，可以告知不予处理；等待期间答复期限照常计算。',
    article: '条例 第三十五条',
    answers: [
      { id: 'came', text: '收到了说明', leads: { act: 'receive-reasons', letter: null } },
      {
        id: 'none',
        text: '给出的期限已过，没有说明，也没有正当理由',
        leads: { conclude: 'E4' },
      },
      { id: 'go-on', text: '不再等待，照常办理', leads: { ask: 'clear' } },
      {
        id: 'waiting',
        text: '还在期限内',
        leads: { wait: '等待申请人说明，答复期限仍在计算，请留意到期日。' },
      },
      WITHDRAWN,
    ],
  },
  {
    id: 'clear',
    stage: '补不补',
    text: '凭申请的描述，能确定申请人要的是哪些信息吗？',
    gist: '描述应有名称、文号或者便于查询的其他特征。不明确的，给予指导，7个工作日内一次性告知补正。',
    article: '条例 第二十九条、第三十条',
    answers: [
      { id: 'yes', text: '能确定', leads: { ask: 'kind' } },
      {
        id: 'no',
        text: '不能确定，需要申请人补正',
        leads: { act: 'ask-correction', letter: 'correction-notice' },
        needs: 'correction-open',
        otherwise: '已经要求过补正，补正只能一次性告知',
      },
      {
        id: 'still-no',
        text: '补正过了，仍然不能确定',
        leads: { conclude: 'D3' },
        needs: 'corrected',
        otherwise: '没有经过补正',
      },
      WITHDRAWN,
    ],
  },
  {
    id: 'over',
    stage: '补不补',
    text: '为什么不用再办？',
    gist: '不作答复而终结的，须留存材料、写明理由，年报计入“其他处理”。',
    article: '条例 第四十五条',
    answers: [
      { id: 'withdrawn', text: '申请人撤回', leads: { act: 'withdraw', letter: null } },
      {
        id: 'other',
        text: '与另一件合并、无法联系申请人或者其他情形',
        hint: '由负责人决定',
        leads: { act: 'end', letter: null },
      },
    ],
  },
  {
    id: 'kind',
    stage: '是不是',
    text: '申请人要的是什么？',
    gist: '政府信息是履行行政管理职能过程中制作或者获取，以一定形式记录、保存的信息。以申请名义进行信访、投诉、举报的，不作为申请处理。',
    article: '条例 第二条、第三十六条第（七）项、第三十九条',
    answers: [
      { id: 'information', text: '政府信息', leads: { ask: 'before' } },
      {
        id: 'petition',
        text: '信访、投诉、举报、咨询，要求答疑或者处理问题',
        hint: '可以告知通过相应渠道提出',
        leads: { conclude: 'E1' },
      },
      {
        id: 'publication',
        text: '政府公报、报刊、书籍等公开出版物',
        hint: '可以告知获取的途径',
        leads: { conclude: 'E3' },
      },
      {
        id: 'confirmation',
        text: '对已经拿到的信息，要求确认或者重新出具',
        leads: { conclude: 'E5' },
      },
      {
        id: 'register',
        text: '工商、不动产登记资料等，法律、行政法规对查询另有规定',
        leads: { conclude: 'C8' },
      },
    ],
  },
  {
    id: 'before',
    stage: '是不是',
    text: '同一申请人以前申请过同样的信息，本机关已经答复了吗？',
    gist: '已经就同样的信息答复过的，可以告知不予重复处理；是否同样，要比对两次申请的内容。',
    article: '条例 第三十六条第（六）项',
    answers: [
      { id: 'no', text: '没有', leads: { ask: 'amount' } },
      {
        id: 'same',
        text: '有，内容相同，情况没有变化',
        hint: '须有先前的答复书和送达证明',
        leads: { conclude: 'E2' },
      },
      { id: 'changed', text: '有，但内容不同或者情况有变化', leads: { ask: 'amount' } },
    ],
  },
  {
    id: 'amount',
    stage: '是不是',
    text: '申请的数量、频次明显超过合理范围吗？',
    gist: '明显超过的，可以要求说明理由，也可以收取信息处理费。',
    article: '条例 第三十五条、第四十二条',
    answers: [
      { id: 'no', text: '没有超过', leads: { ask: 'duty' } },
      {
        id: 'ask',
        text: '超过，先要求申请人说明理由',
        leads: { act: 'ask-reasons', letter: 'reasons-notice' },
        needs: 'reasons-open',
        otherwise: '已经要求过说明理由',
      },
      {
        id: 'unreasonable',
        text: '超过，说明的理由不合理',
        leads: { conclude: 'E4' },
        needs: 'reasons-asked',
        otherwise: '须先要求申请人说明理由',
      },
      {
        id: 'delay',
        text: '超过，理由合理，但不能按期答复',
        hint: '由负责人确定延迟答复的期限',
        leads: { act: 'delay', letter: 'delayed-term-notice' },
        needs: 'delay-open',
        otherwise: '须先要求说明理由，且延迟期限只能确定一次',
      },
      { id: 'reasonable', text: '超过，但理由合理，可以按期答复', leads: { ask: 'duty' } },
      {
        id: 'fee',
        text: '超过，按件收取信息处理费',
        leads: { act: 'notice-fee', letter: 'fee-notice' },
        needs: 'fee-open',
        otherwise: '一件申请只能收费一次',
      },
    ],
  },
  {
    id: 'duty',
    stage: '谁负责',
    text: '这些信息由谁负责公开？',
    gist: '谁制作谁公开；从公民、法人处获取的由保存的机关公开；共同制作的由牵头机关公开。不属于本机关的，告知理由，能够确定的告知负责机关的名称、联系方式。',
    article: '条例 第十条、第三十六条第（五）项',
    answers: [
      { id: 'ours', text: '本机关', leads: { ask: 'held' } },
      { id: 'joint', text: '本机关牵头，与其他机关共同制作', leads: { ask: 'co-maker' } },
      { id: 'other', text: '不是本机关', leads: { conclude: 'D1b' } },
      {
        id: 'unsure',
        text: '还不能确定，先问有关机关',
        leads: { act: 'consult', letter: 'assistance-letter' },
      },
    ],
  },
  {
    id: 'co-maker',
    stage: '谁负责',
    text: '要征求共同制作机关的意见吗？',
    gist: '牵头机关收到申请后可以征求意见，被征求机关15个工作日内不提出意见的视为同意公开。',
    article: '条例 第三十四条',
    answers: [
      {
        id: 'ask',
        text: '要征求，或者还有别的机关没有征求',
        leads: { act: 'consult', letter: 'co-maker-consultation' },
      },
      {
        id: 'answered',
        text: '已经征求，有了结果',
        leads: { ask: 'held' },
        needs: 'co-maker-answered',
        otherwise: '还没有征求或者没有结果',
      },
      { id: 'no', text: '不需要', leads: { ask: 'held' } },
    ],
  },
  {
    id: 'held',
    stage: '有没有',
    text: '检索以后，本机关有这些信息吗？',
    gist: '认真检索：查哪些系统、档案、科室，用什么词，查哪段时间，都要记下来。只提供现有的信息，需要加工、分析的可以不予提供。',
    article: '条例 第三十六条第（四）项、第三十八条',
    answers: [
      { id: 'yes', text: '有', leads: { ask: 'public' } },
      { id: 'no', text: '检索以后没有', hint: '检索记录是必填的', leads: { conclude: 'D1a' } },
      {
        id: 'make',
        text: '没有现成的，需要汇总、加工、分析才能形成',
        leads: { conclude: 'D2' },
      },
    ],
  },
  {
    id: 'public',
    stage: '给不给',
    text: '这些信息已经主动公开了吗？',
    gist: '已经主动公开的，告知获取的方式、途径，不必重新提供。',
    article: '条例 第三十六条第（一）项',
    answers: [
      { id: 'yes', text: '已经主动公开', leads: { conclude: 'A1' } },
      { id: 'no', text: '没有', leads: { ask: 'exempt' } },
    ],
  },
  {
    id: 'exempt',
    stage: '给不给',
    text: '里面有不能公开的内容吗？',
    gist: '以公开为常态。不予公开只能依据第十四条、第十五条、第十六条，逐一对照。',
    article: '条例 第十三条至第十七条',
    answers: [
      { id: 'none', text: '没有', leads: { ask: 'form' } },
      { id: 'some', text: '有一部分', leads: { ask: 'severable' } },
      { id: 'all', text: '全部', leads: { ask: 'ground' } },
    ],
  },
  {
    id: 'severable',
    stage: '给不给',
    text: '能把不能公开的部分分开吗？',
    gist: '能够区分处理的，应当提供可以公开的内容，并对不予公开的内容逐项说明理由。',
    article: '条例 第三十七条',
    answers: [
      {
        id: 'yes',
        text: '能分开',
        hint: '下一步逐项写明每一部分的依据和理由',
        leads: { conclude: 'B1' },
      },
      { id: 'no', text: '分不开，分开后没有意义', leads: { ask: 'ground' } },
    ],
  },
  {
    id: 'ground',
    stage: '给不给',
    text: '不能公开，依据的是哪一条？',
    gist: '第十四条绝对不公开；第十五条要看第三方和公共利益；第十六条由机关裁量，可以公开。',
    article: '条例 第十四条至第十六条',
    answers: [
      {
        id: 'X14a',
        text: '依法确定的国家秘密',
        hint: '须有密级和定密依据；没有定密的先提请确定',
        leads: { conclude: 'C1' },
      },
      { id: 'X14b', text: '法律、行政法规禁止公开', leads: { conclude: 'C2' } },
      {
        id: 'X14c',
        text: '公开后可能危及国家安全、公共安全、经济安全、社会稳定',
        leads: { conclude: 'C3' },
      },
      { id: 'X15', text: '商业秘密、个人隐私等，会损害第三方', leads: { ask: 'third-party' } },
      { id: 'X16a', text: '人事管理、后勤管理、内部工作流程', leads: { conclude: 'C5' } },
      {
        id: 'X16b',
        text: '讨论记录、过程稿、磋商信函、请示报告等过程性信息',
        leads: { ask: 'process-prescribed' },
      },
      { id: 'X16c', text: '行政执法案卷', leads: { ask: 'file-prescribed' } },
    ],
  },
  {
    id: 'third-party',
    stage: '给不给',
    text: '第三方的意见是什么？',
    gist: '应当书面征求第三方意见。同意的公开；不同意且有合理理由的不公开；逾期的由本机关决定；不公开会对公共利益造成重大影响的，可以公开并书面告知第三方。',
    article: '条例 第十五条、第三十二条',
    answers: [
      {
        id: 'ask',
        text: '还没有征求，或者还有别的第三方没有征求',
        leads: { act: 'consult', letter: 'third-party-consultation' },
      },
      {
        id: 'consents',
        text: '同意公开',
        leads: { ask: 'form' },
        needs: 'third-party-consents',
        otherwise: '没有第三方同意的记录',
      },
      {
        id: 'objects',
        text: '不同意，理由合理',
        leads: { conclude: 'C4' },
        needs: 'third-party-objects',
        otherwise: '没有第三方不同意的记录',
      },
      {
        id: 'objects-in-vain',
        text: '不同意，但理由不合理',
        leads: { ask: 'form' },
        needs: 'third-party-objects',
        otherwise: '没有第三方不同意的记录',
        alsoLetter: 'third-party-decision',
      },
      {
        id: 'silent',
        text: '逾期没有答复',
        leads: { ask: 'harm' },
        needs: 'third-party-silent',
        otherwise: '没有第三方逾期的记录',
      },
      {
        id: 'public-interest',
        text: '不公开会对公共利益造成重大影响',
        leads: { ask: 'form' },
        needs: 'third-party-asked',
        otherwise: '须先书面征求第三方意见',
        alsoLetter: 'third-party-decision',
      },
    ],
  },
  {
    id: 'harm',
    stage: '给不给',
    text: '第三方没有答复。本机关认为公开会损害其合法权益吗？',
    gist: '第三方逾期未提出意见的，由行政机关自行决定是否公开，不能推定为同意，也不能推定为不同意。',
    article: '条例 第十五条、第三十二条',
    answers: [
      { id: 'yes', text: '会损害', leads: { conclude: 'C4' } },
      { id: 'no', text: '不会', leads: { ask: 'form' } },
    ],
  },
  {
    id: 'process-prescribed',
    stage: '给不给',
    text: '法律、法规、规章规定这类过程性信息应当公开吗？',
    gist: '过程性信息可以不予公开，法律、法规、规章规定应当公开的从其规定。',
    article: '条例 第十六条第二款',
    answers: [
      { id: 'yes', text: '规定应当公开', leads: { ask: 'form' } },
      { id: 'no', text: '没有这样的规定', leads: { conclude: 'C6' } },
    ],
  },
  {
    id: 'file-prescribed',
    stage: '给不给',
    text: '法律、法规、规章规定这类执法案卷信息应当公开吗？',
    gist: '行政执法案卷信息可以不予公开，法律、法规、规章规定应当公开的从其规定。',
    article: '条例 第十六条第二款',
    answers: [
      { id: 'yes', text: '规定应当公开', leads: { ask: 'form' } },
      { id: 'no', text: '没有这样的规定', leads: { conclude: 'C7' } },
    ],
  },
  {
    id: 'form',
    stage: '怎么给',
    text: '按申请人要求的方式提供得了吗？',
    gist: '按申请人要求的形式并结合保存的实际确定。可能危及载体安全或者成本过高的，可以提供电子数据等其他形式，或者安排查阅、抄录。',
    article: '条例 第三十六条第（二）项、第四十条、第四十二条',
    answers: [
      { id: 'as-asked', text: '可以，随答复提供', leads: { conclude: 'A2' } },
      {
        id: 'later',
        text: '可以，告知获取的方式、途径和时间',
        leads: { conclude: 'A2' },
      },
      {
        id: 'other-form',
        text: '不行，换一种形式提供',
        hint: '答复里说明换用的形式和理由',
        leads: { conclude: 'A2' },
      },
      {
        id: 'fee',
        text: '可以，先按页收取信息处理费',
        leads: { act: 'notice-fee', letter: 'fee-notice' },
        needs: 'fee-open',
        otherwise: '一件申请只能收费一次',
      },
    ],
  },
]

export const QUESTIONS = Object.fromEntries(
  QUESTION_LIST.map((question) => [question.id, question]),
) as Readonly<Record<QuestionId, Question>>

export const QUESTION_IDS: readonly QuestionId[] = QUESTION_LIST.map(({ id }) => id)
