import type { DispositionCode } from '../../../../law/dispositions.ts'
import { DISPOSITIONS } from '../../../../law/dispositions.ts'
import type { AnswerLetter } from '../letter-kinds.ts'
import { builtIn, RECEIVED, type BuiltInTemplate } from './template.ts'

/** What the examination found, as the letter says it, and what is said between reasons and remedies. */
interface Answer {
  readonly finding: string
  readonly also?: readonly string[]
}

/** The last word of a sentence that the citation completes. */
const FOUND: Readonly<Record<Exclude<DispositionCode, 'F3'>, Answer>> = {
  A1: {
    finding: '{称谓}申请公开的政府信息已经主动公开',
    also: ['公开的载体和获取的方式、途径：{公开出处}。'],
  },
  A2: { finding: '{称谓}申请公开的政府信息可以公开', also: ['{提供情况}'] },
  B1: {
    finding:
      '{称谓}申请公开的信息中含有不应当公开的内容，但能够作区分处理，本机关对可以公开的内容予以公开',
    also: ['不予公开的部分及理由：', '{不予公开部分}', '{提供情况}'],
  },
  C1: { finding: '{称谓}申请公开的信息属于依法确定的国家秘密，不予公开' },
  C2: {
    finding: '{称谓}申请公开的信息属于法律、行政法规禁止公开的政府信息，不予公开',
    also: ['禁止公开的规定：{禁止公开的规定}'],
  },
  C3: {
    finding: '{称谓}申请公开的信息公开后可能危及国家安全、公共安全、经济安全、社会稳定，不予公开',
  },
  C4: {
    finding:
      '{称谓}申请公开的信息涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害，不予公开',
  },
  C5: {
    finding:
      '{称谓}申请公开的信息属于本机关的内部事务信息（人事管理、后勤管理、内部工作流程等方面），不予公开',
  },
  C6: {
    finding:
      '{称谓}申请公开的信息属于本机关在履行行政管理职能过程中形成的过程性信息（讨论记录、过程稿、磋商信函、请示报告等），不予公开',
  },
  C7: { finding: '{称谓}申请公开的信息属于行政执法案卷信息，不予公开' },
  C8: {
    finding:
      '{称谓}申请公开的信息属于工商、不动产登记资料等信息，有关法律、行政法规对其获取有特别规定，请依照有关规定办理',
    also: ['{专门规定}。'],
  },
  D1a: { finding: '经检索，本机关没有{称谓}申请公开的信息，该政府信息不存在' },
  D1b: { finding: '{称谓}申请公开的信息不属于本机关负责公开', also: ['{负责机关}。'] },
  D2: {
    finding:
      '本机关没有现成的{称谓}所申请的信息，提供该信息需要对现有政府信息进行加工、分析，本机关不予提供',
  },
  D3: { finding: '{称谓}的申请经补正后内容仍不明确，本机关无法提供' },
  E1: {
    finding:
      '{称谓}以政府信息公开申请的形式进行信访、投诉、举报等活动，本机关不作为政府信息公开申请处理',
    also: ['有关诉求可以通过信访、投诉、举报等相应渠道提出。'],
  },
  E2: {
    finding: '本机关已就{称谓}申请公开的同一信息作出答复，本次为重复申请，不予重复处理',
    also: ['先前的答复：{先前答复}。'],
  },
  E3: {
    finding: '{称谓}申请提供的是政府公报、报刊、书籍等公开出版物，本机关告知获取的途径',
    also: ['出版物和获取的途径：{公开出处}。'],
  },
  E4: {
    finding:
      '{称谓}申请公开政府信息的数量、频次明显超过合理范围，所说明的理由不合理，本机关不予处理',
    also: ['已经主动公开的政府信息，可以通过本机关的政府信息公开平台查阅。'],
  },
  E5: {
    finding: '{称谓}要求本机关对已经获取的政府信息进行确认或者重新出具，本机关不予处理',
  },
  F1: {
    finding: '{称谓}收到补正告知后，无正当理由逾期不补正，视为放弃申请，本机关不再处理该申请',
    also: ['补正期限届满之日：{补正截止日}。'],
  },
  F2: {
    finding: '{称谓}收到收费通知后，逾期未缴纳信息处理费，视为放弃申请，本机关不再处理该申请',
    also: ['应缴金额：{收费金额}元；缴费期限届满之日：{缴费截止日}。'],
  },
}

const TITLES: Readonly<Record<AnswerLetter, string>> = {
  reply: '政府信息公开申请答复书',
  'not-processed-notice': '政府信息公开申请不予处理告知书',
  'closed-notice': '政府信息公开申请不再处理告知书',
}

/** One template for each disposition that has a letter. 条例 第三十条、第三十五条至第四十条、第四十二条 */
export const ANSWERS: readonly BuiltInTemplate[] = Object.entries(FOUND).map(([code, answer]) => {
  const disposition = code as keyof typeof FOUND
  const letter = DISPOSITIONS[disposition].letter as AnswerLetter
  const finding = answer.finding.startsWith('经') ? answer.finding : `经审查，${answer.finding}`
  return builtIn(`${letter}-${disposition}`, TITLES[letter], [
    RECEIVED,
    '{办理经过}',
    `${finding}。根据{依据条款}的规定，${letter === 'reply' ? '答复' : '告知'}如下：`,
    '{答复内容}',
    '事实和理由：{理由}',
    ...(answer.also ?? []),
    '{救济途径}',
  ])
})

export const RECTIFICATION = builtIn('rectification-notice', '更正政府信息告知书', [
  '{称谓}提出更正政府信息的申请（登记号{登记号}）。申请更正的信息及所附证据：{更正信息}。',
  '根据《中华人民共和国政府信息公开条例》第四十一条的规定，经审核，处理如下：{更正决定}。',
  '{救济途径}',
])
