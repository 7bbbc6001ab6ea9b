import { Command } from 'commander'
import { openDatabase } from '../../platform/database/open.ts'
import { migrate, readMigrations } from '../../platform/database/migrate.ts'
import { getConfig } from './session.ts'
import { print, printJson, say } from './terminal.ts'

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('把数据库结构升级到本程序的版本；只进不退，升级前请先备份')
    .option('--json', '以 JSON 输出')
    .action(async ({ json }: { json?: true }) => {
      const applied = await migrateToNewest()
      const version = readMigrations().length
      if (json) printJson({ version, applied })
      else if (applied.length === 0) print(`数据库结构已是最新（第 ${version} 版）。`)
      else print(`已升级到第 ${version} 版：${applied.join('、')}`)
    })
}

async function migrateToNewest(): Promise<string[]> {
  const database = await openDatabase(getConfig(), { say })
  try {
    const client = await database.connect()
    try {
      return (await migrate(client)).map(({ name }) => name)
    } finally {
      await client.end()
    }
  } finally {
    await database.close()
  }
}
