import { Command } from 'commander'
import { backupCommand } from './backup.ts'
import { calendarCommand, importedNotices } from './calendar.ts'
import { checkCommand } from './check.ts'
import { clockCommand } from './clock.ts'
import { demoCommand } from './demo.ts'
import { explain } from './explain.ts'
import { exportCommand } from './export.ts'
import { gateCommand } from './gate.ts'
import { speakChinese } from './help.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { reportCommand } from './report.ts'
import { restoreCommand } from './restore.ts'
import { reindexCommand, searchCommand } from './search.ts'
import { serveCommand } from './serve.ts'
import { userCommand } from './user.ts'
import { verifyCommand } from './verify.ts'

export function buildProgram(): Command {
  const program = new Command('mingqu')
    .description('明渠：政府信息公开平台')
    .addCommand(serveCommand())
    .addCommand(migrateCommand())
    .addCommand(demoCommand())
    .addCommand(reportCommand())
    .addCommand(checkCommand())
    .addCommand(gateCommand())
    .addCommand(clockCommand(importedNotices))
    .addCommand(calendarCommand())
    .addCommand(importCommand())
    .addCommand(searchCommand())
    .addCommand(reindexCommand())
    .addCommand(exportCommand())
    .addCommand(verifyCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(userCommand())
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
