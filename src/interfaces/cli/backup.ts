import { Command } from 'commander'
import { writeBackup } from '../../platform/database/backup/write-backup.ts'
import type { BackupManifest } from '../../platform/database/backup/manifest.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { startProgress } from './progress.ts'
import { withDatabase } from './session.ts'
import { print, printJson, say } from './terminal.ts'

interface BackupOptions {
  readonly withKeys?: true
  readonly json?: true
}

export function backupCommand(): Command {
  return new Command('backup')
    .description('把全部记录和文件备份成一个文件；服务运行时也可以做')
    .argument('<file>', '备份文件，如 mingqu-2020-12-31.tar.gz；已有的文件不覆盖')
    .option(
      '--with-keys',
      '连同密钥一起备份。得到该文件的人能解开申请人的身份信息，务必另行加密保管',
    )
    .option('--json', '以 JSON 输出清单')
    .action(async (target: string, options: BackupOptions) => {
      const manifest = await makeBackup(target, options.withKeys === true)
      if (options.json) printJson({ file: target, ...manifest })
      else print(summary(target, manifest))
      say(keyAdvice(options.withKeys === true))
    })
}

async function makeBackup(target: string, withKeys: boolean): Promise<BackupManifest> {
  return withDatabase(async (database, { dataDir }) => {
    const client = await database.connect()
    const progress = startProgress('备份')
    try {
      const onProgress = progress.update
      return await writeBackup(client, {
        target,
        dataDir,
        withKeys,
        now: systemClock(),
        onProgress,
      })
    } finally {
      progress.stop()
      await client.end()
    }
  })
}

export function summary(file: string, { tables, files, contentHash }: BackupManifest): string {
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
  const counted = `${Object.keys(tables).length} 张表 ${rows} 行，${files.count} 个文件`
  return `${file}：${counted}\n内容散列 ${contentHash}`
}

function keyAdvice(withKeys: boolean): string {
  return withKeys
    ? '备份里有密钥：得到该文件的人能解开申请人的身份信息，请加密保管。'
    : '备份里没有密钥。请另行保管数据目录下的 keys/（或 MINGQU_KEY）：没有它，恢复后申请人的身份信息打不开。'
}
