import type { Problem } from '../../platform/kernel/problem.ts'
import type { LawSettings } from '../settings.ts'
import type { ClockNote } from './answer.ts'
import type { Run } from './run.ts'
import type { Timeline } from './timeline.ts'

/** Within how many working days of receipt the applicant must be told what to correct. 条例 第三十条 */
export const CORRECTION_NOTICE_DAYS = 7

export interface Corrections {
  /** Last day of the (last) correction limit. */
  readonly dueOn?: number
  /** The corrected application came in: the reply period runs anew from here. */
  readonly restartOn?: number
  /** A correction is asked for and has not come. */
  readonly waiting: boolean
}

const NONE: Corrections = { waiting: false }

/**
 * Correction (补正): told once, with a reasonable limit; the reply period runs anew from receipt of the corrected
 * application; not corrected in time without good reason = abandoned. 条例 第三十条
 *
 * A correction that comes late still restarts the period, with a note: whether there was good reason is a person's
 * judgement, and a case that goes on needs a deadline. A notice later than 7 working days does not undo the restart.
 */
export function correctionsOf(timeline: Timeline, noticeDueOn: number, run: Run): Corrections {
  const { asked, corrected } = timeline
  if (asked.length === 0 && corrected.length === 0) return NONE
  checkCorrections(timeline, run.settings, run.problems)
  if (run.problems.length > 0) return NONE
  if (asked.length === 0) run.notes.push(NOT_RECORDED)
  let dueOn: number | undefined
  for (const [index, { event }] of asked.entries()) {
    dueOn = run.days.add(event.servedOn, event.days)
    run.steps.push({
      kind: 'correction',
      from: event.servedOn,
      to: dueOn,
      counted: event.days,
      article: '条例 第三十条',
    })
    if (index === 0 && event.servedOn > noticeDueOn) run.notes.push(LATE_NOTICE)
    if ((corrected[index]?.event.receivedOn ?? 0) > dueOn) run.notes.push(LATE_CORRECTION)
  }
  const restartOn = corrected.at(-1)?.event.receivedOn
  return {
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(restartOn === undefined ? {} : { restartOn }),
    waiting: asked.length > corrected.length,
  }
}

const NOT_RECORDED: ClockNote = {
  code: 'correction-notice-not-recorded',
  message: '收到了补正后的申请，但没有记录补正告知书的送达',
}
const LATE_NOTICE: ClockNote = {
  code: 'late-correction-notice',
  message: '补正告知超过了收到申请之日起7个工作日（条例 第三十条）；答复期限仍自收到补正之日起计算',
}
const LATE_CORRECTION: ClockNote = {
  code: 'late-correction',
  message: '补正逾期：无正当理由的视为放弃申请；继续办理的，答复期限自收到补正之日起计算',
}

function checkCorrections(timeline: Timeline, settings: LawSettings, problems: Problem[]): void {
  const { asked, corrected } = timeline
  for (const { event, at } of asked) {
    if (event.days >= 1 && event.days <= settings.correctionMaxDays) continue
    const message = `补正期限应为1至${settings.correctionMaxDays}个工作日`
    problems.push({ at: `${at}.days`, message })
  }
  if (settings.secondCorrection === 'refused') {
    for (const { at } of asked.slice(1)) {
      problems.push({ at, message: '补正内容应当一次性告知，不能再次要求补正（条例 第三十条）' })
    }
  }
  for (const [index, { event, at }] of corrected.entries()) {
    const notice = asked[index]
    if (notice === undefined && index > 0) {
      problems.push({ at, message: '没有与这次补正对应的补正告知' })
    } else if (notice !== undefined && event.receivedOn < notice.event.servedOn) {
      problems.push({ at: `${at}.receivedOn`, message: '收到补正的日期早于补正告知书送达的日期' })
    }
    const next = asked[index + 1]
    if (next !== undefined && next.event.servedOn < event.receivedOn) {
      problems.push({ at: next.at, message: '上一次补正收到之前，不能再次要求补正' })
    }
  }
}
