import type { Problem } from '../../platform/kernel/problem.ts'
import type { LawSettings } from '../settings.ts'
import type { Channel } from './case.ts'

/** What decides the day of receipt. Over day numbers or any other ordered day. */
export interface Arrival<D> {
  readonly channel: Channel
  readonly arrivedOn: D
  readonly signedOn?: D
  readonly confirmedOn?: D
}

export type Receipt<D> =
  | { readonly received: true; readonly on: D; readonly article: string }
  | { readonly received: false; readonly reason: string; readonly article: string }

const IN_PERSON = '条例 第三十一条第（一）项'
const BY_MAIL = '条例 第三十一条第（二）项'
const ONLINE = '条例 第三十一条第（三）项'

/**
 * The day of receipt (收到政府信息公开申请之日), from which the periods run. 条例 第三十一条、国办公开办函〔2015〕207号.
 *
 * In person: the day handed in. Signed-for mail: the day signed, even on a day off. Ordinary letters, internet, e-mail
 * and fax: the day both sides confirm. Mail addressed to another unit or person of the organ is to be recorded as an
 * ordinary letter: only the 工作机构's confirmation counts. Without that day the clock has not started, and the reason is given.
 */
export function receiptOf<D>(arrival: Arrival<D>, settings: LawSettings): Receipt<D> {
  switch (arrival.channel) {
    case 'in_person':
      return { received: true, on: arrival.arrivedOn, article: IN_PERSON }
    case 'registered_mail':
      return given(arrival.signedOn, BY_MAIL, '邮件尚未签收，期限没有起算')
    case 'ordinary_mail': {
      const fallback =
        settings.unreachableApplicant === 'from-arrival' ? arrival.arrivedOn : undefined
      return given(
        arrival.confirmedOn ?? fallback,
        BY_MAIL,
        '平常信函尚未与申请人确认，期限没有起算',
      )
    }
    case 'internet': {
      const automatic = settings.autoAcknowledgementConfirms ? arrival.arrivedOn : undefined
      return given(arrival.confirmedOn ?? automatic, ONLINE, '网上申请尚未经双方确认，期限没有起算')
    }
    case 'email':
      return given(arrival.confirmedOn, ONLINE, '电子邮件申请尚未经双方确认，期限没有起算')
    case 'fax':
      return given(arrival.confirmedOn, ONLINE, '传真申请尚未经双方确认，期限没有起算')
  }
}

function given<D>(on: D | undefined, article: string, reason: string): Receipt<D> {
  return on === undefined ? { received: false, reason, article } : { received: true, on, article }
}

/** A confirmation cannot come before what it confirms. A mail room may sign before the 工作机构 holds the letter. */
export function checkArrival(arrival: Arrival<number>): Problem[] {
  if (arrival.confirmedOn === undefined || arrival.confirmedOn >= arrival.arrivedOn) return []
  return [{ at: 'confirmedOn', message: '确认日期早于申请到达日期' }]
}
