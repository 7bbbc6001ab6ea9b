import type { Problem } from '../../platform/kernel/problem.ts'
import { CalendarMissing } from '../calendar/calendar-missing.ts'
import { isoDay } from '../calendar/day-number.ts'
import type { WorkingDays } from '../calendar/working-days.ts'
import type { LawSettings } from '../settings.ts'
import type { RawAnswer } from './answer.ts'
import { parseClockCase } from './parse-case.ts'
import { clockRaw } from './request-clock.ts'

export interface JsonAnswer {
  readonly text: string
  /** Why the text is an error object; undefined for an answer. */
  readonly error?: 'invalid' | 'calendar-missing'
}

/**
 * One case in, one answer out, both JSON values of the published contract; the answer as text. A case that cannot be
 * answered gives `{"error":{"code":"calendar-missing","year":2027}}` or `{"error":{"code":"invalid","problems":[…]}}`.
 */
export function answerInJson(input: unknown, days: WorkingDays, settings: LawSettings): JsonAnswer {
  try {
    const parsed = parseClockCase(input, settings.correctionPresetDays)
    const answer = parsed.ok ? clockRaw(parsed.value, days, settings) : parsed
    if (!answer.ok) return { error: 'invalid', text: invalidJson(answer.problems) }
    return { text: writeAnswer(answer.value, days) }
  } catch (error) {
    if (!(error instanceof CalendarMissing)) throw error
    const text = `{"error":{"code":"calendar-missing","year":${error.year}}}`
    return { error: 'calendar-missing', text }
  }
}

function invalidJson(problems: readonly Problem[]): string {
  return JSON.stringify({ error: { code: 'invalid', problems } })
}

/**
 * The answer in the field order of the contract. Written by hand: nearly all of it is the skipped days, which are cut
 * as slices from one prepared text; `JSON.stringify` over objects is several times slower.
 */
export function writeAnswer(answer: RawAnswer, days: WorkingDays): string {
  let text = `{"receivedOn":${quoted(answer.receivedOn)},"correctionNoticeDueOn":${quoted(answer.correctionNoticeDueOn)}`
  if (answer.correctionDueOn !== undefined) {
    text += `,"correctionDueOn":${quoted(answer.correctionDueOn)}`
  }
  text += `,"consultations":[${consultationsJson(answer)}]`
  if (answer.paymentDueOn !== undefined) text += `,"paymentDueOn":${quoted(answer.paymentDueOn)}`
  text += `,"replyDueOn":${quoted(answer.replyDueOn)},"provisional":${answer.provisional},"steps":[`
  for (let index = 0; index < answer.steps.length; index++) {
    const { from, to, counted, article } = answer.steps[index]!
    text += `${index === 0 ? '' : ','}{"from":"${isoDay(from)}","to":"${isoDay(to)}","counted":${counted},"skipped":[`
    text += days.skippedJson(from, to)
    text += `],"article":"${article}"}`
  }
  return answer.reason === undefined
    ? `${text}]}`
    : `${text}],"reason":${JSON.stringify(answer.reason)}}`
}

function consultationsJson(answer: RawAnswer): string {
  let text = ''
  for (const { dueOn, excludedWorkingDays } of answer.consultations) {
    text += `${text === '' ? '' : ','}{"dueOn":${quoted(dueOn)},"excludedWorkingDays":${excludedWorkingDays}}`
  }
  return text
}

const quoted = (day: number | null): string => (day === null ? 'null' : `"${isoDay(day)}"`)
