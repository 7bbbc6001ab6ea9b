import { readConfig, type Config } from '../../config.ts'
import { isInstallationEmpty } from '../../domain/accounts/setup.ts'
import type { OpenDatabase } from '../../platform/database/open.ts'
import { openDatabase } from '../../platform/database/open.ts'
import { migrate, readMigrations, schemaVersion } from '../../platform/database/migrate.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { openKey } from '../../platform/sealing/key-file.ts'
import { createSealer, type Sealer } from '../../platform/sealing/sealer.ts'
import { say } from './terminal.ts'

/** The settings, or a refusal that names every bad one. */
export function getConfig(): Config {
  const config = readConfig()
  if (config.ok) return config.value
  throw new Refusal('unavailable', '环境变量的设置有误：', config.problems)
}

/** Runs work on the records, beside a running server or with the database started for its duration. */
export async function withDatabase<T>(
  work: (database: OpenDatabase, config: Config) => Promise<T>,
): Promise<T> {
  const config = getConfig()
  const database = await openDatabase(config, { say })
  try {
    await requireCurrentSchema(database)
    return await work(database, config)
  } finally {
    await database.close()
  }
}

/** An empty database is set up on the way; an older one is not touched, because a server may be using it. */
async function requireCurrentSchema(database: OpenDatabase): Promise<void> {
  const client = await database.connect()
  try {
    const version = await schemaVersion(client)
    const newest = readMigrations().length
    if (version > 0 && version < newest) {
      throw new Refusal(
        'unavailable',
        `数据库结构是第 ${version} 版，本程序需要第 ${newest} 版。请先备份，再执行 mingqu migrate。`,
      )
    }
    // also refuses what a newer release wrote
    await migrate(client)
  } finally {
    await client.end()
  }
}

/** Seals and opens personal data with the installation's key; the first use makes it. */
export async function openSealer({ db }: OpenDatabase, config: Config): Promise<Sealer> {
  return createSealer(openKey(config.dataDir, config.key, await isInstallationEmpty(db)))
}
