import type { EventBody } from './case.ts'
import type { Step } from './lifecycle.ts'

/** Which step an event records. `registered` begins the case and is no step of it. */
export function stepOf(event: EventBody): Step | null {
  switch (event.type) {
    case 'registered':
      return null
    case 'secrecy-reviewed':
    case 'legally-reviewed':
    case 'signed-off':
      return event.payload.decision === 'returned' ? 'return-draft' : APPROVAL_STEPS[event.type]
    case 'ended':
      return event.payload.ending === 'withdrawn' ? 'withdraw' : 'end'
    default:
      return PLAIN_STEPS[event.type]
  }
}

const APPROVAL_STEPS = {
  'secrecy-reviewed': 'review-secrecy',
  'legally-reviewed': 'review-legally',
  'signed-off': 'sign-off',
} as const

type PlainType = Exclude<EventBody['type'], 'registered' | 'ended' | keyof typeof APPROVAL_STEPS>

const PLAIN_STEPS = {
  'receipt-confirmed': 'confirm-receipt',
  'correction-asked': 'ask-correction',
  corrected: 'receive-correction',
  'reasons-asked': 'ask-reasons',
  'reasons-given': 'receive-reasons',
  delayed: 'delay',
  'consultation-sent': 'consult',
  'consultation-served': 'record-service',
  'consultation-answered': 'record-opinion',
  'consultation-lapsed': 'record-silence',
  'third-party-told': 'tell-third-party',
  extended: 'extend',
  'fee-noticed': 'notice-fee',
  'fee-paid': 'record-payment',
  examined: 'examine',
  'reply-drafted': 'draft-reply',
  'reply-taken-back': 'take-back-draft',
  issued: 'issue',
  delivered: 'deliver',
  'rectification-decided': 'decide-rectification',
  closed: 'close',
  'remedy-filed': 'file-remedy',
  'remedy-decided': 'decide-remedy',
  'answer-ordered': 'answer-anew',
  'clock-recomputed': 'recompute-clock',
  'handler-assigned': 'assign-handler',
  noted: 'note',
} as const satisfies Record<PlainType, Step>
