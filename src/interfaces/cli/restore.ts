import { existsSync, statSync } from 'node:fs'
import { Command } from 'commander'
import { readBackup, type Restored } from '../../platform/database/backup/read-backup.ts'
import { openDatabase, type OpenDatabase } from '../../platform/database/open.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { keyFile } from '../../platform/sealing/key-file.ts'
import { summary } from './backup.ts'
import { startProgress } from './progress.ts'
import { getConfig } from './session.ts'
import { print, printJson, say } from './terminal.ts'

export function restoreCommand(): Command {
  return new Command('restore')
    .description('把备份恢复到空的数据目录（或空的数据库），并逐表核对散列')
    .argument('<file>', 'mingqu backup 做的文件')
    .option('--json', '以 JSON 输出清单')
    .action(async (source: string, { json }: { json?: true }) => {
      const config = getConfig()
      if (!existsSync(source)) throw new Refusal('not-found', `没有这个文件：${source}`)
      const { header, manifest } = await restore(source)
      if (json) printJson({ file: source, madeAt: header.madeAt, ...manifest })
      else print(`已恢复，核对一致。${summary(source, manifest)}`)
      if (config.key === undefined && !existsSync(keyFile(config.dataDir))) {
        say(
          `备份里没有密钥。启动前请把原来的密钥文件放回 ${keyFile(config.dataDir)}，或以 MINGQU_KEY 给出。`,
        )
      }
    })
}

async function restore(source: string): Promise<Restored> {
  const { databaseUrl, dataDir } = getConfig()
  const database = await openDatabase({ databaseUrl, dataDir }, { say })
  try {
    return await restoreInto(database, source, dataDir)
  } finally {
    await database.close()
  }
}

async function restoreInto(
  database: OpenDatabase,
  source: string,
  dataDir: string,
): Promise<Restored> {
  const client = await database.connect()
  const progress = startProgress('恢复')
  const { size } = statSync(source)
  let read = 0
  const onRead = (bytes: number) => progress.update((read += bytes), size)
  try {
    const restored = await readBackup(client, { source, dataDir, onRead })
    await migrate(client)
    return restored
  } finally {
    progress.stop()
    await client.end()
  }
}
