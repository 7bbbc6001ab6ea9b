import { createServer } from 'node:net'
import { Command } from 'commander'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config.ts'
import { createSetupToken, isInstallationEmpty } from '../../domain/accounts/setup.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { openDatabase, type OpenDatabase } from '../../platform/database/open.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { EXIT } from './exit-codes.ts'
import { getConfig, openSealer } from './session.ts'
import { print, say } from './terminal.ts'

const DRAIN_LIMIT = 10_000

interface Served {
  readonly app: FastifyInstance
  readonly database: OpenDatabase
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('启动网站：数据库、门户和工作台')
    .option('--demo', '空数据目录先装入示范单位的数据')
    .action(async ({ demo }: { demo?: true }) => {
      const settings = getConfig()
      const config = { ...settings, demo: demo ?? settings.demo }
      await checkPort(config)
      const database = await openDatabase(config, { serving: true, say })
      try {
        const app = await start(database, config)
        stopOnSignal({ app, database })
      } catch (error) {
        await database.close()
        throw error
      }
    })
}

async function start(database: OpenDatabase, config: Config): Promise<FastifyInstance> {
  await bringUpToDate(database)
  await openSealer(database, config)
  // only here, so that the other commands start without a web server
  const { buildApp } = await import('../../app.ts')
  const { db, connect } = database
  const app = await buildApp({ config, db, connect, clock: systemClock })
  await listen(app, config)
  await announce(database, config, addressOf(app, config))
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

/** Before anything is opened: a taken port leaves no trace. */
async function checkPort({ port, host }: Config): Promise<void> {
  if (port === 0) return
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(listenRefusal(error, host, port)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

async function listen(app: FastifyInstance, { port, host }: Config): Promise<void> {
  try {
    await app.listen({ port, host })
  } catch (error) {
    throw listenRefusal(error, host, port)
  }
}

function listenRefusal(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new Refusal(
      'unavailable',
      `端口 ${port} 已被其他程序占用。请停掉它，或以 PORT 换一个端口。`,
    )
  }
  if (code === 'EACCES')
    return new Refusal('unavailable', `没有权限使用端口 ${port}，请换 1024 以上的端口。`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Refusal('unavailable', `本机没有地址 ${host}，请检查 HOST。`)
  }
  return error
}

function addressOf(app: FastifyInstance, { baseUrl, host }: Config): string {
  const name = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host
  const [address] = app.addresses()
  const port = typeof address === 'object' ? address.port : 0
  return baseUrl ?? `http://${name}:${port}`
}

async function announce({ db }: OpenDatabase, config: Config, address: string): Promise<void> {
  print(`明渠已启动：${address}`)
  if (await isInstallationEmpty(db)) {
    const token = await createSetupToken(db, systemClock())
    print(
      `还没有用户。请打开此链接建立单位和第一个系统管理员（只能用一次）：\n${address}/setup/${token}`,
    )
  }
  if (config.demo) print('示范单位')
}

/** SIGTERM and Ctrl-C: no new requests, running ones finish, PostgreSQL stops, nothing acknowledged is lost. */
function stopOnSignal(served: Served): void {
  let stopping = false
  const stop = (exitCode: number) => {
    if (stopping) return
    stopping = true
    void shutDown(served).then(
      () => process.exit(exitCode),
      (error: unknown) => {
        say(`停止时出错：${error instanceof Error ? error.message : String(error)}`)
        process.exit(EXIT.failed)
      },
    )
  }
  process.on('SIGTERM', () => stop(EXIT.done))
  process.on('SIGINT', () => stop(EXIT.done))
  void stopWhenLost(served.database, stop)
}

async function stopWhenLost(database: OpenDatabase, stop: (code: number) => void): Promise<void> {
  say(`${await database.lost}，服务停止。`)
  stop(EXIT.failed)
}

async function shutDown({ app, database }: Served): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), DRAIN_LIMIT)
  await app.close()
  clearTimeout(impatient)
  await database.close()
}
