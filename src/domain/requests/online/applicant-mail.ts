import type { Outbox } from '../../../platform/mail/outbox.ts'

/** How applicants who asked for mail are reached. */
export interface ApplicantMail {
  readonly outbox: Outbox
  /** where a case is followed; undefined: this installation does not know its own address */
  readonly trackUrl: string | undefined
}
