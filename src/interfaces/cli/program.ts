import { Command } from 'commander'
import { backupCommand } from './backup.ts'
import { explain } from './explain.ts'
import { speakChinese } from './help.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { serveCommand } from './serve.ts'

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
