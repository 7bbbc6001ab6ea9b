import { Command } from 'commander'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config.ts'
import { createSetupToken, isInstallationEmpty } from '../../domain/accounts/setup.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { openDatabase, type OpenDatabase } from '../../platform/database/open.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { offerDemo } from './demo.ts'
import { EXIT } from './exit-codes.ts'
import { explain } from './explain.ts'
import { addressOf, checkPort, listen } from './listen.ts'
import { getConfig, openSealer } from './session.ts'
import { stopOnSignal, stopWithParent, type Served } from './stop.ts'
import { print, say } from './terminal.ts'

export function serveCommand(): Command {
  return new Command('serve')
    .description('启动网站：数据库、门户和工作台')
    .option('--demo', '空数据目录先装入示范单位的数据')
    .action(async ({ demo }: { demo?: true }) => {
      const settings = getConfig()
      await serve({ ...settings, demo: demo ?? settings.demo })
    })
}

async function serve(config: Config): Promise<void> {
  await checkPort(config)
  const database = await openDatabase(config, { serving: true, say })
  const served: Served = { database }
  const stop = stopOnSignal(served)
  if (config.underNpm) stopWithParent(() => stop(EXIT.done))
  try {
    await bringUpToDate(database)
    const demo = config.demo ? await offerDemo(database, config) : []
    served.app = await openSite(database, config)
    print((await greeting(database, addressOf(served.app, config), demo)).join('\n'))
  } catch (error) {
    stop(explain(error))
  }
}

async function openSite(database: OpenDatabase, config: Config): Promise<FastifyInstance> {
  const { db, connect, connection } = database
  const sealer = await openSealer(database, config)
  // only here, so that the other commands start without a web server
  const { buildApp } = await import('../../app.ts')
  const app = await buildApp({
    config,
    db,
    connect,
    jobsOn: connection,
    sealer,
    clock: systemClock,
  })
  await listen(app, config)
  return app
}

async function bringUpToDate(database: OpenDatabase): Promise<void> {
  const client = await database.connect()
  try {
    await migrate(client)
  } finally {
    await client.end()
  }
}

async function greeting(
  { db }: OpenDatabase,
  address: string,
  demo: readonly string[],
): Promise<string[]> {
  const lines = [`明渠已启动：${address}`, ...demo]
  if (demo.length > 0 || !(await isInstallationEmpty(db))) {
    return [...lines, `工作人员登录：${address}/office`]
  }
  const token = await createSetupToken(db, systemClock())
  return [
    ...lines,
    '还没有用户。请打开此链接建立单位和第一个系统管理员（只能用一次）：',
    `${address}/office/setup/${token}`,
  ]
}
