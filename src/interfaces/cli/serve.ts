import { createServer } from 'node:net'
import { Command } from 'commander'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config.ts'
import { createSetupToken, isInstallationEmpty } from '../../domain/accounts/setup.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { openDatabase, type OpenDatabase } from '../../platform/database/open.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { explain } from './explain.ts'
import { getConfig, openSealer } from './session.ts'
import { print, say } from './terminal.ts'

const DRAIN_LIMIT = 10_000

interface Served {
  readonly database: OpenDatabase
  app?: FastifyInstance
}

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
  try {
    await prepare(database, config)
    served.app = await openSite(database, config)
    await announce(database, addressOf(served.app, config))
  } catch (error) {
    stop(explain(error))
  }
}

async function prepare(database: OpenDatabase, config: Config): Promise<void> {
  await bringUpToDate(database)
  await openSealer(database, config)
}

async function openSite({ db, connect }: OpenDatabase, config: Config): Promise<FastifyInstance> {
  // only here, so that the other commands start without a web server
  const { buildApp } = await import('../../app.ts')
  const app = await buildApp({ config, db, connect, clock: systemClock })
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

async function announce({ db }: OpenDatabase, address: string): Promise<void> {
  const lines = [`明渠已启动：${address}`]
  if (await isInstallationEmpty(db)) {
    const token = await createSetupToken(db, systemClock())
    lines.push('还没有用户。请打开此链接建立单位和第一个系统管理员（只能用一次）：')
    lines.push(`${address}/setup/${token}`)
  }
  print(lines.join('\n'))
}

/**
 * SIGTERM and Ctrl-C: no new requests, running ones finish, PostgreSQL stops, nothing acknowledged is lost. The same
 * way out when PostgreSQL dies or a bug surfaces, with another exit code.
 */
function stopOnSignal(served: Served): (code: ExitCode) => void {
  let stopping = false
  const stop = (code: ExitCode) => {
    if (stopping) return
    stopping = true
    void shutDown(served).then(
      () => process.exit(code),
      (error: unknown) => process.exit(explain(error)),
    )
  }
  process.on('SIGTERM', () => stop(EXIT.done))
  process.on('SIGINT', () => stop(EXIT.done))
  process.on('uncaughtException', (error) => stop(explain(error)))
  process.on('unhandledRejection', (error) => stop(explain(error)))
  void stopWhenLost(served.database, stop)
  return stop
}

async function stopWhenLost(database: OpenDatabase, stop: (code: ExitCode) => void): Promise<void> {
  say(`${await database.lost}，服务停止。`)
  stop(EXIT.failed)
}

async function shutDown({ app, database }: Served): Promise<void> {
  const impatient = setTimeout(() => app?.server.closeAllConnections(), DRAIN_LIMIT)
  await app?.close()
  clearTimeout(impatient)
  await database.close()
}
