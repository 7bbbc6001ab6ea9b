import type { Problem } from '../platform/kernel/problem.ts'
import type { LawSettings } from './settings.ts'

/**
 * How an answer or notice reaches the applicant. 国办公开办函〔2016〕235号 knows three lawful ways: direct service,
 * service through another organ, and post by the postal enterprise. Electronic delivery is at the applicant's request.
 */
export type Delivery =
  | { readonly way: 'direct'; readonly signedOn?: Temporal.PlainDate }
  | { readonly way: 'entrusted'; readonly signedOn?: Temporal.PlainDate }
  | {
      readonly way: 'post'
      /** 中国邮政, or any other carrier. */
      readonly carrier: 'china-post' | 'other'
      readonly handedOverOn: Temporal.PlainDate
      readonly signedOn?: Temporal.PlainDate
      /** 到付: the recipient is made to pay. */
      readonly cashOnDelivery?: boolean
    }
  | {
      readonly way: 'email' | 'platform'
      readonly chosenByApplicant: boolean
      readonly sentOn: Temporal.PlainDate
      readonly acknowledgedOn?: Temporal.PlainDate
      /** A server record of the sending is kept. */
      readonly logged: boolean
    }

export interface DeliveryFinding {
  /** The day that decides whether the organ was in time; undefined while there is none. */
  readonly effectiveOn: Temporal.PlainDate | undefined
  readonly article: string
  /** What makes the delivery defective or hard to prove. */
  readonly problems: readonly Problem[]
}

const DOCUMENT = '国办公开办函〔2016〕235号'

/**
 * The day on which a delivery counts for timeliness: direct or entrusted service on the day the applicant signs; post
 * on the day the letter is handed to China Post, however late it arrives. Another courier is no postal enterprise: then
 * only the day of signature counts. Electronic delivery counts from sending, or from the applicant's acknowledgement
 * (`settings.electronicDelivery`), and only when the applicant chose it.
 */
export function deliveryFinding(delivery: Delivery, settings: LawSettings): DeliveryFinding {
  switch (delivery.way) {
    case 'direct':
    case 'entrusted':
      return finding(delivery.signedOn, [])
    case 'post':
      return postal(delivery)
    case 'email':
    case 'platform':
      return electronic(delivery, settings)
  }
}

/** Whether the delivery is in time for a due date; undefined while nothing has been delivered. */
export function isTimely(
  delivery: Delivery,
  dueOn: Temporal.PlainDate,
  settings: LawSettings,
): boolean | undefined {
  const { effectiveOn } = deliveryFinding(delivery, settings)
  if (effectiveOn === undefined) return undefined
  return Temporal.PlainDate.compare(effectiveOn, dueOn) <= 0
}

function finding(
  effectiveOn: Temporal.PlainDate | undefined,
  problems: readonly Problem[],
): DeliveryFinding {
  return { effectiveOn, article: DOCUMENT, problems }
}

function postal(delivery: Extract<Delivery, { way: 'post' }>): DeliveryFinding {
  const problems: Problem[] = []
  if (delivery.cashOnDelivery === true) {
    problems.push({ at: 'cashOnDelivery', message: '邮寄送达不得采用到付方式' })
  }
  if (delivery.carrier === 'china-post') return finding(delivery.handedOverOn, problems)
  problems.push({
    at: 'carrier',
    message: '邮寄送达应当通过邮政企业；交给其他快递公司的，以申请人签收之日为准',
  })
  return finding(delivery.signedOn, problems)
}

function electronic(
  delivery: Extract<Delivery, { way: 'email' | 'platform' }>,
  settings: LawSettings,
): DeliveryFinding {
  const problems: Problem[] = []
  if (!delivery.chosenByApplicant) {
    problems.push({
      at: 'chosenByApplicant',
      message: '申请人没有选择电子方式，不能以电子方式送达',
    })
  }
  if (!delivery.logged) {
    problems.push({ at: 'logged', message: '没有保存发送的服务器记录，难以证明已经送达' })
  }
  const bySending = settings.electronicDelivery === 'on-sending' && delivery.chosenByApplicant
  return finding(bySending ? delivery.sentOn : delivery.acknowledgedOn, problems)
}
