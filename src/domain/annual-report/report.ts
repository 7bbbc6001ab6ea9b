import type { ReportFigures, ReportFormat } from '../../law/annual-report/figures.ts'
import type { ReportProblem } from '../../law/annual-report/problem.ts'
import type { Narrative } from './narrative.ts'
import type { CellDifference } from './figures-difference.ts'

export type ReportStatus = 'open' | 'locked'

/** Everything that is sealed when a report is locked; its canonical JSON is what the hash covers. */
export interface ReportSnapshot {
  readonly title: string
  readonly figures: ReportFigures
  readonly narrative: Narrative
}

/** What happened to a report: 建立、保存文字、锁定、解锁、公布. */
export interface ReportEvent {
  readonly type: 'opened' | 'narrative-saved' | 'locked' | 'unlocked' | 'published'
  readonly at: Temporal.Instant
  readonly actorName: string
  readonly reason: string
}

/** A report as the office sees it. Locked, it shows its snapshot; `drift` then tells what the records say today. */
export interface AnnualReport extends ReportSnapshot {
  readonly id: number
  readonly agencyId: number
  readonly year: number
  readonly format: ReportFormat
  readonly status: ReportStatus
  /** rises with every saving; a form sends back the one it started from */
  readonly version: number
  readonly problems: readonly ReportProblem[]
  readonly lockedAt: Temporal.Instant | null
  readonly lockedByName: string | null
  /** SHA-256 of the snapshot, hexadecimal */
  readonly snapshotHash: string | null
  readonly publishedAt: Temporal.Instant | null
  readonly drift: readonly CellDifference[]
  readonly events: readonly ReportEvent[]
}

/** A published report as everybody may read it. */
export interface PublishedReport extends ReportSnapshot {
  readonly agencyId: number
  readonly agencySlug: string
  readonly agencyName: string
  readonly year: number
  readonly format: ReportFormat
  readonly snapshotHash: string
  readonly lockedAt: Temporal.Instant
  readonly publishedAt: Temporal.Instant
}

export interface ListedReport {
  readonly agencySlug: string
  readonly agencyName: string
  readonly year: number
  readonly title: string
  readonly publishedAt: Temporal.Instant
}
