/**
 * What an officer is told before each step of a case: what to do, what it does to the period, the article, and where
 * others went wrong. The one place for these sentences: act pages, the examination and the lists read them here.
 */

/** The day these sentences were last read against the rules they cite. */
export const HELP_READ_ON = '2026-11-23'

/** The rules as they stood on that day. */
export const HELP_SOURCES = [
  '中华人民共和国政府信息公开条例（国务院令第711号，2019年5月15日起施行）',
  '政府信息公开信息处理费管理办法（国办函〔2020〕109号，2021年1月1日起施行）',
  '国办公开办函〔2015〕207号、〔2016〕235号',
  '中华人民共和国行政复议法（2024年1月1日起施行）',
] as const

export type HelpStep =
  | 'confirm-receipt'
  | 'examine'
  | 'ask-correction'
  | 'receive-correction'
  | 'ask-reasons'
  | 'receive-reasons'
  | 'delay'
  | 'consult'
  | 'record-service'
  | 'record-opinion'
  | 'record-silence'
  | 'tell-third-party'
  | 'extend'
  | 'notice-fee'
  | 'record-payment'
  | 'draft-reply'
  | 'take-back-draft'
  | 'review-secrecy'
  | 'review-legally'
  | 'sign-off'
  | 'return-draft'
  | 'issue'
  | 'deliver'
  | 'withdraw'
  | 'end'
  | 'close'
  | 'file-remedy'
  | 'decide-remedy'
  | 'answer-anew'
  | 'decide-rectification'
  | 'recompute-clock'
  | 'assign-handler'
  | 'note'

export interface StepHelp {
  /** what to do */
  readonly what: string
  /** what happens to the period for the answer */
  readonly clock: string
  readonly article: string
  readonly mistakes: readonly string[]
}

const NO_CLOCK = '不影响答复期限。'
const RUNS_ON = '答复期限照常计算。'

export const STEP_HELP: Readonly<Record<HelpStep, StepHelp>> = {
  'confirm-receipt': {
    what: '与申请人联系，双方确认收到申请，记下确认的日期和方式。',
    clock: '确认之日为收到申请之日，从次一工作日起算20个工作日。',
    article: '条例 第三十一条、第三十三条',
    mistakes: [
      '把系统的自动回执当作双方确认。',
      '平常信函到达当日没有联系申请人，也没有记下联系的经过。',
    ],
  },
  examine: {
    what: '按“补不补、是不是、谁负责、有没有、给不给、怎么给、怎么答”逐问回答，得出下一步或者答复的类型。',
    clock: RUNS_ON,
    article: '条例 第三十条、第三十六条至第三十九条',
    mistakes: ['先想好了结论再找依据。', '没有检索就认定信息不存在。'],
  },
  'ask-correction': {
    what: '在收到申请之日起7个工作日内，一次说全需要补正的事项，给出合理的补正期限。',
    clock: '答复期限停止，收到补正后重新起算20个工作日。',
    article: '条例 第三十条',
    mistakes: [
      '分几次要求补正。',
      '要求说明申请的用途。现行条例没有这一条件。',
      '只说“内容不明确”，没有告诉申请人怎样写才明确。',
    ],
  },
  'receive-correction': {
    what: '登记补正后的名称和描述，以收到补正材料的日期为准。',
    clock: '从收到补正的次一工作日起，重新计算20个工作日。',
    article: '条例 第三十条',
    mistakes: ['仍按原申请收到的日期计算期限。'],
  },
  'ask-reasons': {
    what: '申请的数量、频次明显超过合理范围的，书面要求申请人说明理由，写明数量、频次的事实。',
    clock: '条例没有规定停止计算，答复期限照常计算。',
    article: '条例 第三十五条',
    mistakes: ['没有统计数量、频次就要求说明理由。', '要求说明理由以后停下来不办。'],
  },
  'receive-reasons': {
    what: '登记申请人说明的理由，再判断是否合理：不合理的可以不予处理；合理但不能按期答复的，由负责人确定延迟的期限。',
    clock: RUNS_ON,
    article: '条例 第三十五条',
    mistakes: ['只因申请多就认定理由不合理。'],
  },
  delay: {
    what: '理由合理但无法在期限内答复的，由负责人确定延迟答复的合理期限，并告知申请人。',
    clock: '答复期限改到所确定的日期。',
    article: '条例 第三十五条',
    mistakes: ['没有要求过说明理由就直接延迟。', '确定了日期但没有告知申请人。'],
  },
  consult: {
    what: '书面征求第三方、共同制作机关或者其他机关的意见，写明涉及哪些信息。',
    clock: '对方自收到之日起15个工作日内答复；征求意见的时间不计入答复期限。',
    article: '条例 第三十二条至第三十四条',
    mistakes: [
      '电话征求，没有书面材料。',
      '向第三方透露了不必要的申请人信息。',
      '把第三方逾期不答复当作同意：是否公开由本机关决定。',
    ],
  },
  'record-service': {
    what: '登记对方收到征求意见书的日期和送达凭证。',
    clock: '对方的15个工作日从收到的次一工作日起算。',
    article: '条例 第三十二条',
    mistakes: ['没有送达凭证，无法证明对方逾期。'],
  },
  'record-opinion': {
    what: '登记意见和理由。第三方不同意且有合理理由的，不予公开；可能对公共利益造成重大影响的，可以决定公开并书面告知第三方。',
    clock: '收到意见之日起，答复期限继续计算。',
    article: '条例 第三十二条、第三十四条',
    mistakes: ['只看同意不同意，没有审查理由是否合理。'],
  },
  'record-silence': {
    what: '对方收到后满15个工作日没有答复的，登记逾期：第三方逾期由本机关决定是否公开，共同制作机关逾期视为同意。',
    clock: '15个工作日届满以后，答复期限继续计算。',
    article: '条例 第三十二条、第三十四条',
    mistakes: ['第三方和共同制作机关的逾期后果相反，不要混淆。'],
  },
  extend: {
    what: '确需延长的，经政府信息公开工作机构负责人同意，在期限届满前告知申请人，写明理由。',
    clock: '最长延长20个工作日，只能延长一次，接在现有期限之后。',
    article: '条例 第三十三条第二款',
    mistakes: ['期限届满以后才告知。', '没有写明延长的理由。'],
  },
  'notice-fee': {
    what: '在办理期限内按申请人选择的途径送达收费通知书，写明依据、标准、数额和缴纳方式；按件或者按量只选一种。',
    clock: '申请人收到通知的次日起20个工作日内缴费；缴清的次日起，答复期限重新计算。',
    article: '条例 第四十二条；国办函〔2020〕109号',
    mistakes: ['同一件申请既按件又按量收费。', '只告知已公开信息的获取方式，却按量收费。'],
  },
  'record-payment': {
    what: '登记缴清的日期和票据号。',
    clock: '缴清的次日起，重新计算20个工作日。',
    article: '国办函〔2020〕109号',
    mistakes: ['没有开具财政票据。'],
  },
  'draft-reply': {
    what: '先选定答复类型，再写正文、理由和结论的依据；表单只问这一类答复需要的材料。',
    clock: '答复书须在答复期限届满以前送达或者交邮。重新拟写会使已有的审核和签发全部作废。',
    article: '条例 第三十六条至第三十九条',
    mistakes: [
      '只写条文编号，没有写到款、项，也没有说理。',
      '能够区分处理的，全部不予公开。',
      '知道由谁负责公开，却没有告知名称和联系方式。',
    ],
  },
  'take-back-draft': {
    what: '出现新情况时撤回送审的稿子，写明原因。',
    clock: `${RUNS_ON}已有的审核和签发作废。`,
    article: '条例 第三十六条',
    mistakes: [],
  },
  'review-secrecy': {
    what: '审查本页显示的这份答复和附件：是否涉及国家秘密、工作秘密、商业秘密、个人隐私，汇聚后有无风险。',
    clock: `${RUNS_ON}此后改动一个字，审查即失效。`,
    article: '条例 第十七条',
    mistakes: ['只看正文，没有看附件。', '拿不准的，没有提请主管部门或者保密行政管理部门确定。'],
  },
  'review-legally': {
    what: '审核本页显示的这份答复：事实、依据的条款项、理由、程序、期限和告知的救济途径。',
    clock: `${RUNS_ON}此后改动一个字，审核即失效。`,
    article: '条例 第三十六条；行政复议法 第二十三条',
    mistakes: ['不予公开须先申请复议，却告知可以直接起诉。'],
  },
  'sign-off': {
    what: '签发本页显示的这份答复。签发人不能是拟稿人。',
    clock: `${RUNS_ON}此后改动一个字，签发即失效。`,
    article: '条例 第四十五条',
    mistakes: ['签发后口头要求经办人再改。改动后须重新审核、签发。'],
  },
  'return-draft': {
    what: '把稿子退回重拟，写明理由。',
    clock: `${RUNS_ON}已有的审核和签发作废。`,
    article: '条例 第十七条',
    mistakes: [],
  },
  issue: {
    what: '取本年度下一个文号。审查、审核和签发须覆盖现在这份文本，否则不能编号。',
    clock: `${RUNS_ON}编号不等于答复，须在期限内送达或者交邮。`,
    article: '条例 第三十六条',
    mistakes: ['成文以后搁置，没有及时送达。'],
  },
  deliver: {
    what: '登记送达方式、日期和凭证。邮寄只能交邮政企业，不得使用到付。',
    clock: '直接送达看申请人签收之日，邮寄看交邮政企业之日；这一天决定是否按期，也是办结之日。',
    article: '国办公开办函〔2016〕235号',
    mistakes: ['交其他快递公司寄送。', '申请人没有选择电子方式，却只发了电子邮件。'],
  },
  withdraw: {
    what: '申请人在答复作出以前撤回的，登记撤回的方式和日期，留存书面材料。',
    clock: '答复期限终止；年报计入“其他处理”。',
    article: '条例 第四十五条',
    mistakes: ['只凭电话，没有留下申请人撤回的材料。'],
  },
  end: {
    what: '不作答复而终结的（合并办理、无法联系等），由负责人决定并写明理由。',
    clock: '答复期限终止；年报计入“其他处理”。',
    article: '条例 第四十五条',
    mistakes: ['把难办的申请当作“其他”终结。'],
  },
  close: {
    what: '整理案卷归档。归档以后只能登记复议、诉讼和记事。',
    clock: NO_CLOCK,
    article: '条例 第四十五条',
    mistakes: ['送达凭证没有入卷。'],
  },
  'file-remedy': {
    what: '收到复议受理、应诉通知时登记类别、机关和日期。',
    clock: `${NO_CLOCK}结果登记以前，年报计入“尚未审结”。`,
    article: '条例 第五十一条',
    mistakes: ['被复议、被诉的案件没有登记，年报漏报。'],
  },
  'decide-remedy': {
    what: '登记结果。维持：驳回请求；纠正：撤销、变更、确认违法或者责令履行；其他：撤回、不予受理、调解、终止。',
    clock: NO_CLOCK,
    article: '条例 第五十一条',
    mistakes: ['责令重新答复的，没有另行办理。'],
  },
  'tell-third-party': {
    what: '第三方不同意，本机关仍决定公开的，把决定公开的内容和理由书面告知第三方。先在“文书”里生成告知书，寄出后在这里登记。',
    clock: `${NO_CLOCK}没有登记告知的，不能归档。`,
    article: '条例 第三十二条',
    mistakes: ['答复已经送达申请人，第三方还不知道。', '只打电话，没有书面告知和送达凭证。'],
  },
  'answer-anew': {
    what: '复议决定或者判决纠正了答复、要求重新答复的，收到后登记，案件回到审核阶段，重新审查、拟稿、审签、送达。',
    clock: '按决定、判决确定的期限；没有确定的，自收到之次日起20个工作日。不能自行延长。',
    article: '行政复议法 第七十七条；行政诉讼法 第九十五条；条例 第三十三条',
    mistakes: [
      '以同一事实和理由作出与原答复基本相同的答复。',
      '另登一件新申请，年度报告重复计数；结果只计入表四“结果纠正”。',
    ],
  },
  'decide-rectification': {
    what: '核实申请人的证据，决定更正、不予更正；本机关无权更正的，转送有权的机关并告知，或者告知向谁提出。',
    clock: '条例没有规定期限，应当及时办理；不按依申请公开计算答复期限。',
    article: '条例 第四十一条',
    mistakes: ['把更正计入年度报告表三。', '无权更正而只退回，没有告知有权的机关。'],
  },
  'recompute-clock': {
    what: '新的放假通知使日期有变动的，由负责人签认变动。',
    clock: '按新的放假通知重新计算各项期限。',
    article: '条例 第三十三条',
    mistakes: [],
  },
  'assign-handler': {
    what: '把案件交给另一位经办人。此后的提醒寄给新的经办人，案件列在其“我经办的”之下。',
    clock: NO_CLOCK,
    article: '条例 第四十五条',
    mistakes: ['人员调离以前没有把在办的申请逐件转交。', '只是口头转交，到期提醒仍寄给原经办人。'],
  },
  note: {
    what: '记入案卷的事项，如某日致电申请人未接通。记下就不能修改。',
    clock: NO_CLOCK,
    article: '条例 第四十五条',
    mistakes: ['在记事里写申请人的证件号码。'],
  },
}
