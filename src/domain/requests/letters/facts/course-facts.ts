/** Facts of the acts on the way: what each notice tells, with the dates that were recorded with its act. */
import type { ConsultationKind } from '../../../../law/clock/case.ts'
import { citeInFull } from '../../../../law/citations.ts'
import { feeByItems } from '../../../../law/fees.ts'
import type { CaseEvent } from '../../case.ts'
import type { Facts } from '../vocabulary.ts'
import { dayText, lawOf, payloadOf, withoutStop, type LetterSource } from './source.ts'

export function correctionFacts(source: LetterSource): Facts {
  const { items, days, clock } = payloadOf(source, 'correction-asked')
  return {
    补正事项: items.map((item, at) => `${at + 1}．${item}`).join('\n'),
    补正期限: String(days),
    补正截止日: source.isPlanned ? '' : dayText(clock.correctionDueOn),
  }
}

export function reasonsFacts(source: LetterSource): Facts {
  const { facts, replyWithinDays } = payloadOf(source, 'reasons-asked')
  const limit = source.calendar
    .whenMissing('by-weekday')
    .addWorkingDays(source.event!.happenedOn, replyWithinDays)
  return {
    数量频次: withoutStop(facts),
    说明期限: String(replyWithinDays),
    说明截止日: source.isPlanned ? '' : dayText(limit),
  }
}

export function delayFacts(source: LetterSource): Facts {
  const { reason, untilOn } = payloadOf(source, 'delayed')
  return { 延迟理由: withoutStop(reason), 延迟至: dayText(untilOn) }
}

export function extensionFacts(source: LetterSource): Facts {
  const { reason, days, clock } = payloadOf(source, 'extended')
  return {
    延期理由: withoutStop(reason),
    延期天数: String(days),
    原答复期限: dayText(dueBefore(source.events, source.event!.seq)),
    延长后期限: dayText(clock.replyDueOn),
  }
}

function dueBefore(events: readonly CaseEvent[], seq: number): Temporal.PlainDate | null {
  const before = events.findLast((event) => event.seq < seq && 'clock' in event.payload)
  return before && 'clock' in before.payload ? before.payload.clock.replyDueOn : null
}

const ASKED = {
  'third-party': '第三方',
  'co-maker': '共同制作机关',
  'other-organ': '其他机关',
} as const satisfies Record<ConsultationKind, string>

export function consultationFacts(source: LetterSource): Facts {
  const { kind, about, number } = payloadOf(source, 'consultation-sent')
  const now = source.current.consultations.find((one) => one.number === number)
  const dueOn =
    now?.servedOn &&
    source.calendar.whenMissing('by-weekday').addWorkingDays(now.servedOn, ANSWER_DAYS)
  return {
    被征求意见人: source.consulted ?? '',
    征求对象: ASKED[kind],
    涉及的信息: withoutStop(about),
    征询日期: dayText(source.event!.happenedOn),
    意见截止日: dayText(dueOn),
  }
}

/** 条例 第三十二条、第三十四条 */
const ANSWER_DAYS = 15

export function feeFacts(source: LetterSource): Facts {
  const { basis, quantity, amountYuan, clock } = payloadOf(source, 'fee-noticed')
  return {
    收费依据: citeInFull('条例 第四十二条；国办函〔2020〕109号', source.on),
    收费标准: basis === 'items' ? itemStandard(source) : PAGE_STANDARD,
    计收数量: basis === 'items' ? `按件计收，${quantity}件` : `按量计收，${quantity}页`,
    收费金额: String(amountYuan),
    缴纳方式: source.settings.payment ?? '',
    缴费截止日: source.isPlanned ? '' : dayText(clock.paymentDueOn),
  }
}

const PAGE_STANDARD =
  '按量计收，以单件申请为单位分段累进：30页以下（含30页）不收费；31至100页的部分，每页10元；101至200页的部分，每页20元；201页以上的部分，每页40元。'

/** The table of `law/fees.ts` in words; where the next price begins is the office's reading of the rule. */
function itemStandard(source: LetterSource): string {
  const first = feeByItems(lawOf(source).feeStepFrom + 9, 0, lawOf(source)).bands
  const priced = first.filter(({ price }) => price > 0)
  const bands = priced.map(({ from, to, price }) => `${from}至${to}件的部分，每件${price}元`)
  const last = priced.at(-1)!
  return `按件计收，同一申请人一个自然月内累计分档：10件以下（含10件）不收费；${bands.join('；')}；${last.to + 1}件以上的部分，每增加10件为一档，每档每件提高100元。`
}
