import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import type { ApplicantMail } from './online/applicant-mail.ts'
import type { Sealer } from '../../platform/sealing/sealer.ts'

/** What every act on a case needs besides the person, the form and the moment. */
export interface CaseRoom {
  readonly db: Db
  readonly sealer: Sealer
  /** the holiday notices loaded at this moment; a getter where an import may replace them */
  readonly calendar: WorkingCalendar
  /** how applicants who asked for mail are told of news; absent where no mail goes out */
  readonly mail?: ApplicantMail
}

/** The case somebody acts on, and the last event they had before their eyes when they decided. */
export interface CaseRef {
  readonly id: number
  readonly seenSeq: number
}
