/** The ways an application reaches the organ. 条例 第二十九条、第三十一条. */
export type Channel =
  | 'in_person' // 当面提交
  | 'registered_mail' // 挂号信、特快专递等需要签收的邮寄
  | 'ordinary_mail' // 平常信函等无需签收的邮寄
  | 'internet' // 网上提交
  | 'email' // 电子邮件
  | 'fax' // 传真

export const CHANNELS: readonly Channel[] = [
  'in_person',
  'registered_mail',
  'ordinary_mail',
  'internet',
  'email',
  'fax',
]

/** Whose opinion is asked: 第三方（第三十二条）, 共同制作机关（第三十四条）, 其他机关（第三十三条第三款）. */
export type ConsultationKind = 'third-party' | 'co-maker' | 'other-organ'

export const CONSULTATION_KINDS: readonly ConsultationKind[] = [
  'third-party',
  'co-maker',
  'other-organ',
]

/**
 * What happened to a case, as far as its clock is concerned, over days of type D. All days are days of events, not
 * deadlines; numbers of days are working days.
 */
export type ClockEvent<D> =
  | CorrectionAsked<D>
  | Corrected<D>
  | ConsultationHeld<D>
  | Extended<D>
  | FeeNoticed<D>
  | FeePaid<D>
  | ReasonsAsked<D>
  | Delayed<D>

/** 补正告知书 served on the applicant, with a limit of `days` working days. */
export interface CorrectionAsked<D> {
  readonly type: 'correction-asked'
  readonly servedOn: D
  readonly days: number
}

/** The corrected application came in. */
export interface Corrected<D> {
  readonly type: 'corrected'
  readonly receivedOn: D
}

export interface ConsultationHeld<D> {
  readonly type: 'consultation'
  readonly kind: ConsultationKind
  readonly sentOn: D
  /** The addressee got the letter; absent while that is not known. */
  readonly receivedOn?: D
  /** The opinion came in; absent when none did. */
  readonly opinionOn?: D
}

export interface Extended<D> {
  readonly type: 'extended'
  readonly days: number
  /** The applicant was told; absent: taken to have been in time. */
  readonly on?: D
}

/** The applicant received the 收费通知书. */
export interface FeeNoticed<D> {
  readonly type: 'fee-noticed'
  readonly receivedOn: D
}

/** The processing fee was paid in full. */
export interface FeePaid<D> {
  readonly type: 'fee-paid'
  readonly on: D
}

/** 第三十五条: the applicant was asked to explain the quantity or frequency. The clock does not stop. */
export interface ReasonsAsked<D> {
  readonly type: 'reasons-asked'
  readonly on: D
}

/** 第三十五条: the reasons hold, but the period is too short; a reasonable later day was set and told. */
export interface Delayed<D> {
  readonly type: 'delayed'
  readonly untilOn: D
  readonly on?: D
}

export interface ClockCase<D> {
  readonly channel: Channel
  readonly arrivedOn: D
  readonly signedOn?: D
  readonly confirmedOn?: D
  /** In any order: the dates order them. */
  readonly events: readonly ClockEvent<D>[]
}

/** The same case with every day translated: dates to day numbers on the way in. */
export function mapCase<A, B>(input: ClockCase<A>, day: (day: A) => B): ClockCase<B> {
  return {
    channel: input.channel,
    arrivedOn: day(input.arrivedOn),
    ...(input.signedOn === undefined ? {} : { signedOn: day(input.signedOn) }),
    ...(input.confirmedOn === undefined ? {} : { confirmedOn: day(input.confirmedOn) }),
    events: input.events.map((event) => mapEvent(event, day)),
  }
}

function mapEvent<A, B>(event: ClockEvent<A>, day: (day: A) => B): ClockEvent<B> {
  switch (event.type) {
    case 'correction-asked':
      return { ...event, servedOn: day(event.servedOn) }
    case 'corrected':
    case 'fee-noticed':
      return { type: event.type, receivedOn: day(event.receivedOn) }
    case 'consultation':
      return mapConsultation(event, day)
    case 'extended':
      return {
        type: 'extended',
        days: event.days,
        ...(event.on === undefined ? {} : { on: day(event.on) }),
      }
    case 'fee-paid':
    case 'reasons-asked':
      return { type: event.type, on: day(event.on) }
    case 'delayed':
      return {
        type: 'delayed',
        untilOn: day(event.untilOn),
        ...(event.on === undefined ? {} : { on: day(event.on) }),
      }
  }
}

function mapConsultation<A, B>(
  event: ConsultationHeld<A>,
  day: (day: A) => B,
): ConsultationHeld<B> {
  return {
    type: 'consultation',
    kind: event.kind,
    sentOn: day(event.sentOn),
    ...(event.receivedOn === undefined ? {} : { receivedOn: day(event.receivedOn) }),
    ...(event.opinionOn === undefined ? {} : { opinionOn: day(event.opinionOn) }),
  }
}
