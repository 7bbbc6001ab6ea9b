import type { Problem } from '../../platform/kernel/problem.ts'
import type { WorkingDays } from '../calendar/working-days.ts'
import type { LawSettings } from '../settings.ts'
import type { ClockNote, StepOf } from './answer.ts'

/** One reckoning: what it rests on, and the steps, notes and problems that its parts add. */
export interface Run {
  readonly days: WorkingDays
  readonly settings: LawSettings
  readonly steps: StepOf<number>[]
  readonly notes: ClockNote[]
  readonly problems: Problem[]
}
