import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import {
  type ClockAnswer,
  type ClockStep,
  type ConsultationAnswer,
  SILENCE_EFFECT,
  type SilenceEffect,
  type StepKind,
  type WaitingFor,
} from '../../law/clock/answer.ts'
import type { ConsultationKind } from '../../law/clock/case.ts'
import { formatChineseDate } from '../../platform/kernel/time.ts'

const STEP_TITLES: Readonly<Record<StepKind, string>> = {
  'correction-notice': '补正告知期限',
  correction: '补正期限',
  consultation: '征求意见的答复期限',
  payment: '缴费期限',
  reply: '答复期限',
  excluded: '征求意见，不计入答复期限',
  shift: '扣除后顺延',
  extension: '延长',
  'delayed-term': '延迟答复',
}

const WAITING: Readonly<Record<WaitingFor, string>> = {
  receipt: '尚未起算',
  correction: '等待补正，收到补正之日重新起算',
  payment: '等待缴费，缴费完成次日重新起算',
}

const KINDS: Readonly<Record<ConsultationKind, string>> = {
  'third-party': '第三方',
  'co-maker': '共同制作机关',
  'other-organ': '其他机关',
}

const SILENCE: Readonly<Record<SilenceEffect, string>> = {
  'organ-decides': '起，没有回复的由本机关决定是否公开',
  'deemed-consent': '起，没有回复的视为同意公开',
  none: '',
}

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

const dated = (day: Temporal.PlainDate): string =>
  `${formatChineseDate(day)}（${WEEKDAYS[day.dayOfWeek - 1]}）`

const short = (day: Temporal.PlainDate): string => `${day.month}月${day.day}日`

/** The answer for a person at a terminal: the dates first, then how each was counted. */
export function explainedClock(answer: ClockAnswer, calendar: WorkingCalendar): string {
  const lines = [...dateLines(answer), ...answer.steps.flatMap((step) => stepLines(step, calendar))]
  for (const { message } of answer.notes) lines.push(`注意：${message}`)
  if (answer.provisional) lines.push('以上日期是暂定的，情况确定或者导入放假通知后重新计算。')
  return `${lines.join('\n')}\n`
}

function dateLines(answer: ClockAnswer): string[] {
  if (answer.receivedOn === null) return [`收到日期：${answer.reason}（${answer.receiptArticle}）`]
  const lines = [`收到日期：${dated(answer.receivedOn)}（${answer.receiptArticle}）`]
  const add = (label: string, day: Temporal.PlainDate | null | undefined): void => {
    if (day) lines.push(`${label}：${dated(day)}`)
  }
  add('补正告知最迟', answer.correctionNoticeDueOn)
  add('补正期限至', answer.correctionDueOn)
  lines.push(...answer.consultations.map(consultationLine))
  add('缴费期限至', answer.paymentDueOn)
  if (answer.waitingFor !== null) lines.push(`答复期限：${WAITING[answer.waitingFor]}`)
  add('逾期可以结案', answer.lapsesOn)
  add('答复最迟', answer.replyDueOn)
  return lines
}

function consultationLine(one: ConsultationAnswer<Temporal.PlainDate>): string {
  const excluded = `扣除${one.excludedWorkingDays}个工作日`
  if (one.dueOn === null) return `征求${KINDS[one.kind]}意见：对方收到的日期未知，${excluded}`
  const silence =
    one.silentFrom === null ? '' : `；${short(one.silentFrom)}${SILENCE[SILENCE_EFFECT[one.kind]]}`
  return `征求${KINDS[one.kind]}意见：至${dated(one.dueOn)}，${excluded}${silence}`
}

function stepLines(step: ClockStep, calendar: WorkingCalendar): string[] {
  const { makeUp } = calendar.explain(step.from, step.to)
  const days = step.skipped.map(({ on, why }) => `${short(on)}${why}`)
  const worked = makeUp.map(({ on, why }) => `${short(on)}${why}`)
  return [
    '',
    `${STEP_TITLES[step.kind]}：${stretch(step)}（${step.article}）`,
    ...(days.length > 0 ? [`  不计：${days.join('、')}`] : []),
    ...(worked.length > 0 ? [`  计入：${worked.join('、')}`] : []),
  ]
}

/** A consultation may end on a day off; every other stretch ends on its last working day. */
function stretch({ kind, from, to, counted }: ClockStep): string {
  return kind === 'excluded'
    ? `${dated(from)}之后至${dated(to)}，共${counted}个工作日`
    : `${dated(from)}之后第${counted}个工作日是${dated(to)}`
}
