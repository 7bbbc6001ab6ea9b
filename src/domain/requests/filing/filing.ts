/** 备案: what the supervising body sees of a unit's case. No applicant, no description, no draft. */
import type { ApplicantClass } from '../../../law/annual-report/figures.ts'
import type { Channel } from '../../../law/clock/case.ts'
import type { DispositionCode } from '../../../law/dispositions.ts'
import type { RequestKind } from '../request-kind.ts'
import type { Status } from '../status.ts'

/** `concluded-since`: it was looked at while open, and has been concluded since. */
export type FilingMark = 'new' | 'concluded-since' | 'seen' | 'opinion'

export interface Filing {
  readonly id: number
  readonly unitId: number
  readonly unitName: string
  readonly kind: RequestKind
  readonly registerNumber: string
  readonly applicantClass: ApplicantClass
  readonly subject: string
  readonly channel: Channel
  readonly arrivedOn: Temporal.PlainDate
  readonly receivedOn: Temporal.PlainDate | null
  readonly status: Status
  readonly replyDueOn: Temporal.PlainDate | null
  readonly isOverdue: boolean
  readonly disposition: DispositionCode | null
  readonly concludedOn: Temporal.PlainDate | null
  readonly answeredInTime: boolean | null
  readonly letterNumber: string | null
  readonly lastSeq: number
  readonly mark: FilingMark
}

export interface FilingReview {
  readonly conclusion: 'seen' | 'opinion'
  readonly opinion: string
  readonly supervisorName: string
  readonly reviewerName: string
  readonly reviewedAt: Temporal.Instant
}

export interface UnitTotals {
  readonly id: number
  readonly name: string
  /** received in the year */
  readonly received: number
  /** of those: answered in time, answered late */
  readonly inTime: number
  readonly late: number
  /** of whatever year: still open, open beyond the due day */
  readonly open: number
  readonly overdue: number
  /** never looked at, of this year's and last year's register, and of all that are open */
  readonly unseen: number
}
