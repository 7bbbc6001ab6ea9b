import { accepted, type Checked, type Problem, rejected } from '../platform/kernel/problem.ts'

/**
 * Where the law leaves room, the office chooses, and each case records the choice it was handled under. One entry per
 * open question; the comment on each switch in `LAW_SETTINGS` says which behaviour it moves.
 */
export interface LawSettings {
  readonly autoAcknowledgementConfirms: boolean
  readonly unreachableApplicant: 'not-started' | 'from-arrival'
  readonly consultationExclusion: 'from-sending' | 'from-receipt'
  readonly extensionBase: 'shifted-due' | 'original-due'
  readonly secondCorrection: 'refused' | 'allowed'
  readonly correctionPresetDays: number
  readonly correctionMaxDays: number
  readonly notOurDutyRow: 'unable_1_not_held' | 'other'
  readonly adminQueryRemedy: 'R2' | 'R1'
  readonly inactionRemedy: 'reconsideration-first' | 'either'
  readonly multiItemCounting: 'one' | 'per-item'
  readonly expiredCountAsRepealed: boolean
  readonly feeStepFrom: 31 | 41
  readonly replySigner: 'zone-committee' | 'own-office'
  readonly electronicDelivery: 'on-sending' | 'on-acknowledgement'
  readonly secrecyReview: 'disclosing' | 'every' | 'optional'
  readonly reviewOrder: 'parallel' | 'sequence'
}

export interface SettingDescription<V> {
  readonly default: V
  /** The values a person may choose, or the range of a number. */
  readonly choices: readonly V[] | { readonly from: number; readonly to: number }
  readonly question: string
  readonly about: string
}

type Descriptions = { readonly [K in keyof LawSettings]: SettingDescription<LawSettings[K]> }

export const LAW_SETTINGS: Descriptions = {
  // clock/receipt.ts, 条例 第三十一条第（三）项
  autoAcknowledgementConfirms: {
    default: false,
    choices: [false, true],
    question: '网页自动回执算不算“双方确认”',
    about:
      '默认不算，由工作人员与申请人确认，以确认之日为收到之日；公开指南另有说明的，可改为提交之日即为收到之日。',
  },
  // clock/receipt.ts, 条例 第三十一条第（二）项、国办公开办函〔2015〕207号
  unreachableApplicant: {
    default: 'not-started',
    choices: ['not-started', 'from-arrival'],
    question: '平常信函送到后联系不上申请人，期限何时起算',
    about: '默认不起算，每日登记联系情况，恢复联系并确认之日起算；也可改为信函到达之日起算。',
  },
  // clock/consultation.ts, 条例 第三十三条第三款
  consultationExclusion: {
    default: 'from-sending',
    choices: ['from-sending', 'from-receipt'],
    question: '征求意见的时间从哪一天起扣除',
    about:
      '默认从发出征求意见书的次日起，到收到意见之日或者十五个工作日届满之日止；也可改为从对方收到的次日起。',
  },
  // clock/request-clock.ts, 条例 第三十三条第二款
  extensionBase: {
    default: 'shifted-due',
    choices: ['shifted-due', 'original-due'],
    question: '延长的期限接在哪一天之后',
    about:
      '默认接在扣除征求意见时间后的届满日之后；也可改为接在未扣除的届满日之后，两者以较晚的为准。',
  },
  // clock/corrections.ts, 条例 第三十条
  secondCorrection: {
    default: 'refused',
    choices: ['refused', 'allowed'],
    question: '能否第二次要求补正',
    about: '默认不能：补正内容应当一次性告知，补正后仍不明确的按“补正后申请内容仍不明确”答复。',
  },
  correctionPresetDays: {
    default: 10,
    choices: { from: 1, to: 15 },
    question: '补正期限预设几个工作日',
    about: '补正告知书没有另行写明时采用，默认10个工作日。',
  },
  correctionMaxDays: {
    default: 15,
    choices: { from: 1, to: 60 },
    question: '补正期限最长几个工作日',
    about: '条例只要求“合理”，默认不超过15个工作日。',
  },
  // dispositions.ts
  notOurDutyRow: {
    default: 'unable_1_not_held',
    choices: ['unable_1_not_held', 'other'],
    question: '“不属于本机关负责公开”计入年报哪一行',
    about:
      '默认与“信息不存在”同计入（四）1“本机关不掌握相关政府信息”，台账中分开记录；也可计入（六）其他处理。',
  },
  // dispositions.ts, 条例 第三十六条第（七）项
  adminQueryRemedy: {
    default: 'R2',
    choices: ['R2', 'R1'],
    question: '告知按专门规定查询（工商、不动产登记资料等）的救济途径',
    about: '默认可以复议也可以直接起诉；法律顾问认为属于不予公开的，改为复议前置。',
  },
  // remedies.ts, 行政复议法 第二十三条第一款第（三）项
  inactionRemedy: {
    default: 'reconsideration-first',
    choices: ['reconsideration-first', 'either'],
    question: '逾期不答复的救济途径',
    about: '默认先申请行政复议；法律顾问认为可以直接起诉的，改为任选。',
  },
  // domain/requests/handling/desk-form.ts
  multiItemCounting: {
    default: 'one',
    choices: ['one', 'per-item'],
    question: '一份申请包含多项内容，计几件',
    about:
      '默认计一件，经办人认为应当拆分的，登记时分成几件；也可改为逐项计件：登记时必须分清几项内容，每项登记为一件，分别计算期限、分别答复、分别统计。',
  },
  // validity.ts
  expiredCountAsRepealed: {
    default: true,
    choices: [true, false],
    question: '失效的规范性文件是否计入“本年废止件数”',
    about: '默认计入并附说明；也可只计明令废止的。',
  },
  // fees.ts, 国办函〔2020〕109号
  feeStepFrom: {
    default: 31,
    choices: [31, 41],
    question: '按件计收时，从第几件起每10件加价100元',
    about: '默认从第31件起（31—40件每件200元）；也可从第41件起（31—40件仍为每件100元）。',
  },
  // letters.ts
  replySigner: {
    default: 'zone-committee',
    choices: ['zone-committee', 'own-office'],
    question: '开发区的答复由谁署名',
    about: '默认盖管委会印章；党政办公室有以自己名义对外行使职权依据的，可由其署名。',
  },
  // delivery.ts
  electronicDelivery: {
    default: 'on-sending',
    choices: ['on-sending', 'on-acknowledgement'],
    question: '电子邮件答复何时算送达',
    about:
      '默认以发出之时为准并保存服务器记录，仅限申请人选择电子方式；也可改为申请人回复确认之时。',
  },
  // approval.ts, 条例 第十七条
  secrecyReview: {
    default: 'disclosing',
    choices: ['disclosing', 'every', 'optional'],
    question: '哪些答复须经保密审查',
    about:
      '默认提供信息的答复（予以公开、部分公开）须经保密审查；也可改为全部答复都须审查，或者由经办人视需要送审。法律审核和负责人签发在任何情形下都不能省略。',
  },
  // approval.ts
  reviewOrder: {
    default: 'parallel',
    choices: ['parallel', 'sequence'],
    question: '保密审查与法律审核的先后',
    about: '默认可以同时进行；也可改为先保密审查、后法律审核。',
  },
}

export type SettingName = keyof LawSettings

export const SETTING_NAMES = Object.keys(LAW_SETTINGS) as readonly SettingName[]

export const DEFAULT_SETTINGS: LawSettings = Object.fromEntries(
  SETTING_NAMES.map((name) => [name, LAW_SETTINGS[name].default]),
) as unknown as LawSettings

/** Once offered, although the law leaves no choice there (docs/decisions/three-choices-the-law-does-not-leave.md). */
const WITHDRAWN: readonly string[] = ['blankCells', 'personalLists', 'missingCalendar']

/** Settings from a file or a row: what is absent takes its default; unknown names and values are problems. */
export function parseLawSettings(input: unknown): Checked<LawSettings> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return rejected([{ at: '', message: '设置应是一个 JSON 对象' }])
  }
  const given = Object.entries(input).filter(([name]) => !WITHDRAWN.includes(name))
  const problems = given.flatMap(([name, value]) => checkSetting(name, value))
  if (problems.length > 0) return rejected(problems)
  const settings: LawSettings = { ...DEFAULT_SETTINGS, ...Object.fromEntries(given) }
  if (settings.correctionPresetDays > settings.correctionMaxDays) {
    return rejected([{ at: 'correctionPresetDays', message: '预设的补正期限不能超过最长期限' }])
  }
  return accepted(settings)
}

function checkSetting(name: string, value: unknown): Problem[] {
  if (!isSettingName(name)) return [{ at: name, message: `没有名为“${name}”的设置` }]
  const choices: readonly unknown[] | { from: number; to: number } = LAW_SETTINGS[name].choices
  if ('from' in choices) {
    if (Number.isInteger(value) && isBetween(Number(value), choices)) return []
    return [{ at: name, message: `应是${choices.from}至${choices.to}之间的整数` }]
  }
  if (choices.includes(value)) return []
  return [{ at: name, message: `只能取：${choices.map(String).join('、')}` }]
}

const isSettingName = (name: string): name is SettingName => Object.hasOwn(LAW_SETTINGS, name)

const isBetween = (value: number, { from, to }: { from: number; to: number }): boolean =>
  value >= from && value <= to
