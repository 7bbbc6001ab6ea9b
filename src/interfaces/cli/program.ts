import { Command, CommanderError } from 'commander'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { backupCommand } from './backup.ts'
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.ts'
import { speakChinese } from './help.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { serveCommand } from './serve.ts'
import { say, sayProblems } from './terminal.ts'

function buildProgram(): Command {
  const program = new Command('mingqu')
    .description('明渠：政府信息公开平台')
    .addCommand(serveCommand())
    .addCommand(migrateCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addHelpText(
      'after',
      '\n设置用环境变量，见 docs/operations.md。退出码：0 完成，1 发现问题，2 未能执行。',
    )
  speakChinese(program)
  return program
}

/** Runs one command line and leaves its exit code. */
export async function run(argv: readonly string[]): Promise<void> {
  try {
    await buildProgram().parseAsync(argv)
  } catch (error) {
    process.exitCode = explain(error)
  }
}

function explain(error: unknown): ExitCode {
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
