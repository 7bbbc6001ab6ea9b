import { getReport } from '../../src/domain/annual-report/get-report.ts'
import { lockReport } from '../../src/domain/annual-report/handling/lock-report.ts'
import { openReport } from '../../src/domain/annual-report/handling/open-report.ts'
import { publishReport } from '../../src/domain/annual-report/handling/publish-report.ts'
import { saveNarrative } from '../../src/domain/annual-report/handling/save-narrative.ts'
import { recordDecisions } from '../../src/domain/supervision/handling/record-decisions.ts'
import type { Db } from '../../src/platform/database/database.ts'
import type { Officer } from '../../src/domain/accounts/officer.ts'

export interface ReportDesk {
  readonly agencyId: number
  readonly clerk: Officer
  readonly head: Officer
}

/** A report whose figures and text are complete, so that it may be locked. */
export async function buildWrittenReport(
  db: Db,
  { agencyId, clerk }: ReportDesk,
  year: number,
  now: Temporal.Instant,
): Promise<void> {
  for (const kind of ['licensing', 'other_services', 'penalty', 'coercion'] as const)
    await recordDecisions(
      db,
      clerk,
      {
        kind,
        periodFrom: Temporal.PlainDate.from({ year, month: 1, day: 1 }),
        periodTo: Temporal.PlainDate.from({ year, month: 12, day: 31 }),
        decisions: 0,
        note: undefined,
      },
      now,
    )
  await openReport(db, clerk, year, now)
  const { narrative, version } = await getReport(db, agencyId, year)
  const text = {
    ...narrative,
    general: '（一）主动公开。示例单位按规定公开了应当公开的政府信息。',
    problems: '公开内容的可读性有待提高。',
    other: '无。',
  }
  await saveNarrative(db, clerk, year, version, text, now)
}

export async function buildLockedReport(
  db: Db,
  desk: ReportDesk,
  year: number,
  now: Temporal.Instant,
): Promise<string> {
  await buildWrittenReport(db, desk, year, now)
  const { version } = await getReport(db, desk.agencyId, year)
  return lockReport(db, desk.head, year, version, now)
}

/** Open to everybody. Returns the hash it is sealed with. */
export async function buildPublishedReport(
  db: Db,
  desk: ReportDesk,
  year: number,
  now: Temporal.Instant,
): Promise<string> {
  const hash = await buildLockedReport(db, desk, year, now)
  await publishReport(db, desk.head, year, now)
  return hash
}
