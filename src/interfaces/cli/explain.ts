import { CommanderError } from 'commander'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.ts'
import { say, sayProblems } from './terminal.ts'

/** Says what went wrong: one sentence for a refusal, the whole trace for a bug. */
export function explain(error: unknown): ExitCode {
  // commander has printed its own message; asking for help is no failure
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.failed
  if (error instanceof Refusal) {
    say(error.message)
    sayProblems(error.problems)
    return exitCodeOf(error.code)
  }
  say(`程序出错：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  return EXIT.failed
}
