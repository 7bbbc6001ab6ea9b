/**
 * The vocabulary of a case. A case is a list of dated events that are appended and never changed; its state is a fold
 * over them (`fold.ts`), its row a projection of that state (`case-row.ts`).
 *
 * Every event has one legal day, `happenedOn`: the day handed in, served, received, signed. It is not repeated in the
 * payload. `recordedAt` is the moment it was keyed in. Events that move a deadline carry the dates that followed from
 * them (`clock`), because those dates are what the applicant was told; a later holiday notice changes them only by
 * a signed `clock-recomputed`.
 */
import { z } from 'zod'
import { APPLICANT_CLASSES } from '../../law/applicants.ts'
import { CHANNELS, CONSULTATION_KINDS } from '../../law/clock/case.ts'
import { DISPOSITION_CODES } from '../../law/dispositions.ts'
import { Draft } from './draft.ts'
import { Count, Day, Sha256, Text } from './payload.ts'
import { REQUEST_KINDS } from './request-kind.ts'

/** 条例 第二十九条第（三）项：提供政府信息的方式、获取途径 */
export const WANTED_FORMS = ['paper', 'electronic', 'disc', 'on-site'] as const
export const WANTED_ROUTES = ['post', 'email', 'in-person', 'platform', 'fax'] as const

/** How both sides confirmed that the application was received (第三十一条). */
export const CONFIRMATION_WAYS = ['phone', 'message', 'email', 'in-person', 'platform'] as const

/** 国办公开办函〔2016〕235号：直接送达、委托其他机关送达、邮政企业寄送；应申请人要求以电子方式送达 */
export const DELIVERY_WAYS = ['direct', 'entrusted', 'china-post', 'email', 'platform'] as const
export type DeliveryWay = (typeof DELIVERY_WAYS)[number]

export const REMEDY_KINDS = ['reconsideration', 'direct_suit', 'after_reconsideration'] as const
export const REMEDY_RESULTS = ['upheld', 'corrected', 'other'] as const

/** 第四十一条：予以更正；不予更正；无权更正的，转送有权机关或者告知向其提出 */
export const RECTIFICATION_OUTCOMES = ['corrected', 'not-corrected', 'forwarded'] as const

/** Why a case ended without a reply; all of them are 其他处理 F3. */
export const ENDINGS = ['withdrawn', 'merged', 'unreachable', 'other'] as const

/** The dates that follow from the events so far, as the law counted them when the event was recorded. */
const RecordedClock = z.object({
  receivedOn: Day.nullable(),
  waitingFor: z.enum(['receipt', 'correction', 'payment']).nullable(),
  correctionNoticeDueOn: Day.nullable(),
  /** last day for the applicant, while a correction is awaited */
  correctionDueOn: Day.nullable(),
  /** last day for the earliest consultation still unanswered */
  consultationDueOn: Day.nullable(),
  /** last day for the applicant, while a payment is awaited */
  paymentDueOn: Day.nullable(),
  /** null while the clock stands still or has not begun */
  replyDueOn: Day.nullable(),
  /** may still move: a year was counted whose holiday notice is not known, or a consulted letter is on its way */
  provisional: z.boolean(),
})
export type RecordedClock = z.output<typeof RecordedClock>

const LetterNumber = z.object({ prefix: Text, year: Count, number: Count })
export type LetterNumber = z.output<typeof LetterNumber>

const Approval = z.object({
  decision: z.enum(['approved', 'returned']),
  contentHash: Sha256,
  opinion: Text,
})

const event = <const T extends string, P extends z.ZodType>(type: T, payload: P) =>
  z.object({ type: z.literal(type), payload })

const EventBody = z.discriminatedUnion('type', [
  event(
    'registered', // happened on the day of arrival
    z.object({
      /** absent: 依申请公开 */
      kind: z.enum(REQUEST_KINDS).optional(),
      agencyId: Count,
      registerYear: Count,
      registerNumber: Count,
      channel: z.enum(CHANNELS),
      /** 签收日, for mail that is signed for */
      signedOn: Day.nullable(),
      /** when both sides confirmed before the case was keyed in; later it is an event of its own */
      confirmedOn: Day.nullable(),
      confirmedBy: z.enum(CONFIRMATION_WAYS).nullable(),
      /** sealed identity, what lists may show of it, and the blind index that finds the same applicant again */
      applicant: z.object({
        class: z.enum(APPLICANT_CLASSES),
        shown: Text,
        sealed: Text,
        key: Sha256,
      }),
      subject: Text,
      description: Text,
      wantedForm: z.enum(WANTED_FORMS),
      wantedRoute: z.enum(WANTED_ROUTES),
      /** 第二十九条第二款：口头提出、由工作人员代为填写；记代填人 */
      writtenDownBy: Text.nullable(),
      /** 第四十三条：为阅读、视听有困难的公民提供的帮助 */
      assistance: Text.nullable(),
      handlerId: Count.nullable(),
      /** 一份申请分成几件登记的，这是其中第几件 */
      part: z.object({ number: Count, of: Count }).optional(),
      /** the office's choices where the law leaves room, as they stood when the case began */
      settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      clock: RecordedClock,
    }),
  ),
  event(
    'receipt-confirmed', // on the day both sides confirmed
    z.object({
      way: z.enum(CONFIRMATION_WAYS),
      note: Text,
      clock: RecordedClock,
    }),
  ),
  event(
    'correction-asked', // on the day the notice was served
    z.object({ days: Count, items: z.array(Text).min(1), clock: RecordedClock }),
  ),
  event(
    'corrected', // on the day the corrected application was received
    z.object({ subject: Text, description: Text, clock: RecordedClock }),
  ),
  event('reasons-asked', z.object({ facts: Text, replyWithinDays: Count, clock: RecordedClock })),
  event('reasons-given', z.object({ reasons: Text })),
  event('delayed', z.object({ untilOn: Day, reason: Text, clock: RecordedClock })),
  event(
    'consultation-sent', // on the day the letter was sent
    z.object({
      number: Count,
      kind: z.enum(CONSULTATION_KINDS),
      /** a third party's name may be personal: it is sealed like the applicant's */
      toShown: Text,
      toSealed: Text,
      about: Text,
      clock: RecordedClock,
    }),
  ),
  event(
    'consultation-served', // on the day the addressee received the letter
    z.object({ number: Count, proof: Text, clock: RecordedClock }),
  ),
  event(
    'consultation-answered', // on the day the opinion arrived
    z.object({
      number: Count,
      opinion: z.enum(['agrees', 'objects', 'other']),
      reasons: Text,
      clock: RecordedClock,
    }),
  ),
  event('consultation-lapsed', z.object({ number: Count, clock: RecordedClock })),
  event(
    'third-party-told', // 第三十二条：决定公开的，将内容和理由书面告知第三方; on the day the letter was sent
    z.object({ number: Count, way: z.enum(DELIVERY_WAYS), proof: Text }),
  ),
  event(
    'extended', // on the day the head of the disclosure office agreed
    z.object({ days: Count, reason: Text, clock: RecordedClock }),
  ),
  event(
    'fee-noticed', // on the day the applicant received the notice
    z.object({
      basis: z.enum(['items', 'pages']),
      quantity: Count,
      amountYuan: Count,
      clock: RecordedClock,
    }),
  ),
  event('fee-paid', z.object({ amountYuan: Count, receiptNumber: Text, clock: RecordedClock })),
  event(
    'examined', // 七步法: the answers given, and the disposition they led to
    z.object({
      answers: z.array(z.object({ question: Text, answer: Text })).min(1),
      disposition: z.enum(DISPOSITION_CODES),
    }),
  ),
  event('reply-drafted', z.object({ draft: Draft, contentHash: Sha256 })),
  event('reply-taken-back', z.object({ reason: Text })),
  event('secrecy-reviewed', Approval),
  event('legally-reviewed', Approval),
  event('signed-off', Approval),
  event(
    'issued', // on the day the letter bears
    z.object({ contentHash: Sha256, letterNumber: LetterNumber }),
  ),
  event(
    'delivered', // signed by the applicant, handed to China Post, sent or made available
    z.object({
      contentHash: Sha256,
      way: z.enum(DELIVERY_WAYS),
      trackingNumber: Text.nullable(),
      proof: Text,
      /** null when no deadline was running, as after an unpaid fee */
      inTime: z.boolean().nullable(),
    }),
  ),
  event('ended', z.object({ ending: z.enum(ENDINGS), reason: Text })),
  event(
    'rectification-decided', // 第四十一条, on the day the applicant was told
    z.object({
      outcome: z.enum(RECTIFICATION_OUTCOMES),
      /** who may rectify it, when it was passed on */
      forwardedTo: Text.nullable(),
      text: Text,
      way: z.enum(DELIVERY_WAYS),
    }),
  ),
  event('closed', z.object({ archiveNumber: Text.nullable() })),
  event('remedy-filed', z.object({ number: Count, kind: z.enum(REMEDY_KINDS), body: Text })),
  event(
    'remedy-decided',
    z.object({ number: Count, result: z.enum(REMEDY_RESULTS), summary: Text }),
  ),
  event(
    'answer-ordered', // 复议、诉讼纠正了答复, on the day the decision was received: the application is answered anew
    z.object({
      /** which proceeding of the case */
      remedy: Count,
      orders: Text,
      /** the day it set; null when it set none */
      dueOn: Day.nullable(),
      clock: RecordedClock,
    }),
  ),
  event('clock-recomputed', z.object({ notice: Text, clock: RecordedClock })),
  event('handler-assigned', z.object({ handlerId: Count })),
  event('noted', z.object({ text: Text })),
])

/** What happened, without who and when: the part that a verb decides. */
export type EventBody = z.output<typeof EventBody>
export type EventType = EventBody['type']
export type EventOf<T extends EventType> = Extract<EventBody, { type: T }>

interface Envelope {
  readonly seq: number
  readonly happenedOn: Temporal.PlainDate
  readonly recordedAt: Temporal.Instant
  /** null: the applicant, or the system */
  readonly actorId: number | null
  /** whom the actor stood in for */
  readonly deputyFor?: number | null
}

export type CaseEvent = Envelope & EventBody
export type Registered = EventOf<'registered'>['payload']

/** An event as JSON, from and to the store. @throws ZodError when the JSON is not an event: somebody changed it */
export const parseEventBody = (type: string, payload: unknown): EventBody =>
  EventBody.parse({ type, payload })
export const encodeEventBody = (body: EventBody) => EventBody.encode(body)
