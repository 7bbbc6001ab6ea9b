import type { LawSettings } from '../../law/settings.ts'

type Numbers = 'correctionPresetDays' | 'correctionMaxDays'

/** What the choices of a switch are called; numbers are typed. */
export const SETTING_CHOICES: {
  readonly [K in Exclude<keyof LawSettings, Numbers>]: Readonly<Record<`${LawSettings[K]}`, string>>
} = {
  secrecyReview: {
    disclosing: '提供信息的答复须审查（予以公开、部分公开）',
    every: '全部答复都须审查',
    optional: '由经办人视需要送审',
  },
  reviewOrder: { parallel: '可以同时进行', sequence: '先保密审查，后法律审核' },
  autoAcknowledgementConfirms: { false: '不算，须由工作人员与申请人确认', true: '算' },
  unreachableApplicant: {
    'not-started': '不起算，确认之日起算',
    'from-arrival': '信函到达之日起算',
  },
  consultationExclusion: { 'from-sending': '发出的次日', 'from-receipt': '对方收到的次日' },
  extensionBase: { 'shifted-due': '扣除征求意见后的届满日', 'original-due': '未扣除的届满日' },
  secondCorrection: { refused: '不能', allowed: '可以' },
  notOurDutyRow: {
    unable_1_not_held: '（四）1 本机关不掌握相关政府信息',
    other: '（六）其他处理',
  },
  adminQueryRemedy: { R2: '可以复议，也可以直接起诉', R1: '复议前置' },
  inactionRemedy: { 'reconsideration-first': '先申请行政复议', either: '复议、起诉任选' },
  multiItemCounting: { one: '计一件，需要时拆分', 'per-item': '逐项计件，必须拆分' },
  expiredCountAsRepealed: { true: '计入', false: '不计入' },
  feeStepFrom: { '31': '第31件起', '41': '第41件起' },
  replySigner: { 'zone-committee': '管理委员会', 'own-office': '党政办公室' },
  electronicDelivery: { 'on-sending': '发出之时', 'on-acknowledgement': '申请人回复确认之时' },
}
