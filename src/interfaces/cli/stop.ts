import type { FastifyInstance } from 'fastify'
import type { OpenDatabase } from '../../platform/database/open.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { explain } from './explain.ts'
import { say } from './terminal.ts'

const DRAIN_LIMIT = 10_000
const PARENT_CHECKED_EVERY = 250

export interface Served {
  readonly database: OpenDatabase
  app?: FastifyInstance
}

/**
 * SIGTERM and Ctrl-C: no new requests, running ones finish, PostgreSQL stops, nothing acknowledged is lost. The same
 * way out when PostgreSQL dies or a bug surfaces, with another exit code.
 */
export function stopOnSignal(served: Served): (code: ExitCode) => void {
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

/** A service manager that stops npm ends npm's shell, and the signal ends there: without it we would run on unseen. */
export function stopWithParent(stop: () => void): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) stop()
  }, PARENT_CHECKED_EVERY).unref()
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
