import type { RefusalCode } from '../../platform/kernel/refusal.ts'

/** What a shell script learns from a command. */
export const EXIT = {
  done: 0,
  /** The command ran and found problems in what it looked at. */
  problems: 1,
  /** The command could not run. */
  failed: 2,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

const BY_REFUSAL = {
  'not-found': EXIT.failed,
  forbidden: EXIT.failed,
  'sign-in-required': EXIT.failed,
  'wrong-state': EXIT.failed,
  stale: EXIT.failed,
  invalid: EXIT.problems,
  incomplete: EXIT.problems,
  locked: EXIT.failed,
  unapproved: EXIT.failed,
  'calendar-missing': EXIT.failed,
  'too-many': EXIT.failed,
  'too-large': EXIT.failed,
  unavailable: EXIT.failed,
} as const satisfies Record<RefusalCode, ExitCode>

export function exitCodeOf(code: RefusalCode): ExitCode {
  return BY_REFUSAL[code]
}
