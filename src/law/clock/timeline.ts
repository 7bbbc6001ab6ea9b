import type { Problem } from '../../platform/kernel/problem.ts'
import type {
  ClockEvent,
  ConsultationHeld,
  Corrected,
  CorrectionAsked,
  Delayed,
  Extended,
  FeeNoticed,
  FeePaid,
} from './case.ts'

/** An event with its place in the input, so that a problem names the line it came from. */
export interface Placed<E> {
  readonly event: E
  readonly at: string
}

/** The events of a case sorted into kinds, each kind in order of its date. Over day numbers. */
export interface Timeline {
  readonly asked: readonly Placed<CorrectionAsked<number>>[]
  readonly corrected: readonly Placed<Corrected<number>>[]
  readonly consultations: readonly Placed<ConsultationHeld<number>>[]
  readonly extension: Placed<Extended<number>> | undefined
  readonly feeNotice: FeeNoticed<number> | undefined
  readonly feePaid: FeePaid<number> | undefined
  readonly reasonsAsked: boolean
  readonly delay: Placed<Delayed<number>> | undefined
}

export const NO_EVENTS: Timeline = {
  asked: [],
  corrected: [],
  consultations: [],
  extension: undefined,
  feeNotice: undefined,
  feePaid: undefined,
  reasonsAsked: false,
  delay: undefined,
}

/** The longest extension, in working days. 条例 第三十三条第二款 */
export const EXTENSION_MAX = 20

/**
 * Sorts the events and reports what cannot have happened: anything before receipt, an opinion before its letter, a
 * payment before its notice, an extension twice or of more than 20 working days.
 */
export function timelineOf(
  events: readonly ClockEvent<number>[],
  receivedOn: number,
  problems: Problem[],
): Timeline {
  const placed = events.map((event, index) => ({ event, at: `events.${index}` }))
  for (const { event, at } of placed) {
    checkNotBefore(receivedOn, event, at, problems)
    if (event.type === 'consultation') checkConsultation(event, at, problems)
    if (event.type === 'extended') checkExtension(event, at, problems)
  }
  const feeNotice = onlyOne(ofType(placed, 'fee-noticed'), '收费通知只能一次', problems)
  const feePaid = onlyOne(ofType(placed, 'fee-paid'), '缴费完成只能记录一次', problems)
  checkPayment(feeNotice, feePaid, problems)
  return {
    asked: ofType(placed, 'correction-asked').sort((a, b) => a.event.servedOn - b.event.servedOn),
    corrected: ofType(placed, 'corrected').sort((a, b) => a.event.receivedOn - b.event.receivedOn),
    consultations: ofType(placed, 'consultation'),
    extension: onlyOne(ofType(placed, 'extended'), '延长答复期限只能一次', problems),
    feeNotice: feeNotice?.event,
    feePaid: feePaid?.event,
    reasonsAsked: placed.some(({ event }) => event.type === 'reasons-asked'),
    delay: onlyOne(ofType(placed, 'delayed'), '延迟答复的合理期限只能确定一次', problems),
  }
}

type OfType<T> = Placed<Extract<ClockEvent<number>, { type: T }>>

function ofType<T extends ClockEvent<number>['type']>(
  placed: readonly Placed<ClockEvent<number>>[],
  type: T,
): OfType<T>[] {
  return placed.filter((entry): entry is OfType<T> => entry.event.type === type)
}

function onlyOne<E>(
  placed: readonly Placed<E>[],
  message: string,
  problems: Problem[],
): Placed<E> | undefined {
  for (let index = 1; index < placed.length; index++)
    problems.push({ at: placed[index]!.at, message })
  return placed[0]
}

function checkNotBefore(
  receivedOn: number,
  event: ClockEvent<number>,
  at: string,
  problems: Problem[],
): void {
  const [key, day] = dayOfEvent(event)
  if (day >= receivedOn) return
  problems.push({ at: `${at}.${key}`, message: '日期早于收到申请之日' })
}

/** The day that places an event; an undated extension or delay is placed nowhere. */
function dayOfEvent(event: ClockEvent<number>): [string, number] {
  switch (event.type) {
    case 'correction-asked':
      return ['servedOn', event.servedOn]
    case 'corrected':
    case 'fee-noticed':
      return ['receivedOn', event.receivedOn]
    case 'consultation':
      return ['sentOn', event.sentOn]
    case 'delayed':
      return event.on === undefined ? ['untilOn', event.untilOn] : ['on', event.on]
    default:
      return ['on', event.on ?? Number.POSITIVE_INFINITY]
  }
}

function checkConsultation(event: ConsultationHeld<number>, at: string, problems: Problem[]): void {
  const { sentOn, receivedOn, opinionOn } = event
  if (receivedOn !== undefined && receivedOn < sentOn) {
    problems.push({ at: `${at}.receivedOn`, message: '收到征求意见书的日期早于发出日期' })
  }
  if (opinionOn !== undefined && opinionOn < (receivedOn ?? sentOn)) {
    problems.push({ at: `${at}.opinionOn`, message: '反馈意见的日期早于对方收到征求意见书的日期' })
  }
}

function checkExtension(event: Extended<number>, at: string, problems: Problem[]): void {
  if (event.days >= 1 && event.days <= EXTENSION_MAX) return
  const message = `延长的期限应为1至${EXTENSION_MAX}个工作日（条例 第三十三条第二款）`
  problems.push({ at: `${at}.days`, message })
}

function checkPayment(
  notice: Placed<FeeNoticed<number>> | undefined,
  paid: Placed<FeePaid<number>> | undefined,
  problems: Problem[],
): void {
  if (paid === undefined) return
  if (notice === undefined) problems.push({ at: paid.at, message: '没有收费通知，不能记录缴费' })
  else if (paid.event.on < notice.event.receivedOn) {
    problems.push({ at: `${paid.at}.on`, message: '缴费日期早于收到收费通知的日期' })
  }
}
