import type { SubmissionCheck } from '../../domain/publications/handling/submission-check.ts'
import type { CaseRoom } from '../../domain/requests/case-room.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files/files.ts'
import type { JobQueue } from '../../platform/jobs/jobs.ts'
import type { Outbox } from '../../platform/mail/outbox.ts'
import type { Clock } from '../../platform/kernel/time.ts'
import type { AssetName } from '../../platform/web/assets.ts'
import type { SessionCookie } from '../../platform/web/session-cookie.ts'

/** What the office's pages are made from. Handed down by `app.ts`. */
export interface OfficeServices {
  readonly db: Db
  readonly clock: Clock
  readonly asset: (name: AssetName) => string
  readonly session: SessionCookie
  /** What acts on cases need besides the person. */
  readonly room: CaseRoom
  readonly files: Files
  /** What other rooms demand of a draft before it goes to review. */
  readonly submissionChecks: readonly SubmissionCheck[]
  /** Where acts leave what nobody waits for. */
  readonly jobs: JobQueue
  /** Whether mail goes out. */
  readonly outbox: Pick<Outbox, 'smtp'>
}
