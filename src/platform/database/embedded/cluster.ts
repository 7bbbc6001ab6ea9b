import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { Refusal } from '../../kernel/refusal.ts'
import { connectClient, type ConnectionSettings } from '../connect.ts'
import { sqlState } from '../database.ts'
import { POSTGRES_MAJOR } from './binaries.ts'
import { startRefusal } from './failures.ts'
import { initialiseCluster, passwordFile } from './initialise.ts'
import { launchPostmaster, type LaunchOptions } from './launch.ts'
import { placeCluster, type Placement } from './placement.ts'
import { prepareDataDirectory, readIfThere } from './folders.ts'
import { findPostmaster, waitUntilGone, type Postmaster } from './postmaster.ts'
import { startWatch } from './watch.ts'

export interface EmbeddedOptions extends Partial<LaunchOptions> {
  /** Only one process may hold the cluster so: the web server. Commands come beside it. */
  readonly serving?: boolean
  /** Told what the person at the terminal should know, e.g. that the cluster lies elsewhere. */
  readonly say?: (message: string) => void
}

export interface EmbeddedCluster {
  /** For the application: owner of its own database, not superuser. */
  readonly connection: ConnectionSettings
  /** For making and dropping databases. */
  readonly superuser: ConnectionSettings
  /** Settles, with the reason, only if PostgreSQL dies before `release`. */
  readonly lost: Promise<string>
  /** Gives the cluster back. The last process to do so stops the server. */
  release(): Promise<void>
}

// every process that uses the cluster holds the first lock shared, the web server also the second
const IN_USE_LOCK = 7_300_001
const SERVING_LOCK = 7_300_002
const STOP_LIMIT = 60_000
const ATTEMPT_LIMIT = 30_000
const APPLICATION = 'mingqu'

/**
 * Opens the PostgreSQL of a data directory: makes it at first, starts it unless it runs already (beside us, or left
 * behind by a killed process), and holds a lease on it.
 */
export async function openCluster(
  dataDirectory: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedCluster> {
  const dataDir = resolve(dataDirectory)
  const launch = { durable: true, maxConnections: 40, ...options }
  prepareDataDirectory(dataDir)
  const until = performance.now() + ATTEMPT_LIMIT
  for (;;) {
    const place = await ensureCluster(dataDir, launch.durable, options.say)
    if (findPostmaster(place.cluster) === undefined) await launchPostmaster(place, launch)
    try {
      return await lease(place, options.serving === true)
    } catch (error) {
      // the last user before us may be stopping the server just now: start it again
      if (!isPassing(error) || performance.now() > until) throw startRefusal(error, place.cluster)
      await pause(30)
    }
  }
}

async function ensureCluster(
  dataDir: string,
  durable: boolean,
  say: EmbeddedOptions['say'],
): Promise<Placement> {
  try {
    let place = placeCluster(dataDir)
    if (!place.exists) {
      await initialiseCluster(place, durable)
      place = placeCluster(dataDir)
      if (place.cluster !== place.link) {
        say?.(`PostgreSQL 的账户进不了 ${dataDir}，数据库放在 ${place.cluster}`)
      }
    }
    checkMajor(place.cluster)
    return place
  } catch (error) {
    throw startRefusal(error, dataDir)
  }
}

function checkMajor(cluster: string): void {
  const found = readIfThere(join(cluster, 'PG_VERSION'))?.trim()
  if (found === String(POSTGRES_MAJOR)) return
  const what =
    found === undefined ? '不是 PostgreSQL 的数据目录' : `是 PostgreSQL ${found} 的数据目录`
  throw new Refusal(
    'unavailable',
    `${cluster} ${what}，本程序用的是 PostgreSQL ${POSTGRES_MAJOR}。目录没有改动；请用建它的版本导出备份，再以 mingqu restore 恢复到空目录。`,
  )
}

const PASSING_STATES = new Set([
  '57P03',
  '57P01',
  '57P02',
  '53300',
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'EPIPE',
])

function isPassing(error: unknown): boolean {
  if (error instanceof Refusal) return false
  const state = sqlState(error)
  const text = error instanceof Error ? error.message : ''
  return (
    (state !== undefined && PASSING_STATES.has(state)) ||
    /terminated|Connection ended|not queryable/.test(text)
  )
}

function connectionTo(
  place: Placement,
  postmaster: Postmaster,
  user: string,
  database: string,
): ConnectionSettings {
  if (process.platform !== 'win32') {
    return { host: postmaster.socketFolder, port: postmaster.port, user, database }
  }
  const password = readFileSync(passwordFile(place), 'utf8')
  return { host: '127.0.0.1', port: postmaster.port, user, password, database }
}

async function lease(place: Placement, serving: boolean): Promise<EmbeddedCluster> {
  const postmaster = findPostmaster(place.cluster)
  if (postmaster === undefined) throw Object.assign(new Error('server gone'), { code: 'ENOENT' })
  const superuser = connectionTo(place, postmaster, 'postgres', 'postgres')
  const client = await connectClient(superuser)
  try {
    await takeLocks(client, serving, place)
    assertStaying(place.cluster)
    await ensureDatabase(client, superuser)
  } catch (error) {
    await client.end()
    throw error
  }
  const watch = startWatch(client, () => findPostmaster(place.cluster) !== undefined)
  return {
    superuser,
    connection: { ...superuser, user: APPLICATION, database: APPLICATION },
    lost: watch.lost,
    async release() {
      watch.stop()
      await giveBack(client, place.cluster)
    },
  }
}

/**
 * The last user's lock is also freed by the server that ends its session while shutting down. It says that it stops
 * before it ends any session, so whoever holds the lock now and reads `ready` has a server that stays.
 */
function assertStaying(cluster: string): void {
  if (findPostmaster(cluster)?.ready) return
  throw Object.assign(new Error('server leaving'), { code: '57P01' })
}

async function takeLocks(client: Client, serving: boolean, place: Placement): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [IN_USE_LOCK])
  if (!serving) return
  // a killed server's connection takes a moment to be noticed
  for (let attempt = 0; attempt < 30; attempt += 1) {
    if (await tryLock(client, SERVING_LOCK)) return
    await pause(100)
  }
  throw new Refusal(
    'unavailable',
    `已有一个明渠服务在使用这个数据目录（${place.link}）。同一目录只能由一个服务打开。`,
  )
}

async function tryLock(client: Client, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock($1) as taken',
    [lock],
  )
  return rows[0]?.taken === true
}

/** The application's own role and database; the superuser is for housekeeping only. */
async function ensureDatabase(client: Client, settings: ConnectionSettings): Promise<void> {
  const { password } = settings
  const { rowCount } = await client.query('select from pg_database where datname = $1', [
    APPLICATION,
  ])
  if (rowCount === 1) return
  try {
    const login = password === undefined ? '' : ` password ${client.escapeLiteral(password)}`
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${APPLICATION}') then
        create role ${APPLICATION} login${login};
      end if; end $$`)
    await client.query(`create database ${APPLICATION} owner ${APPLICATION} template template0`)
  } catch (error) {
    // two first starts at once: the other one made it
    const again = ['42P04', '23505', '42710'].includes(sqlState(error) ?? '')
    if (!again) throw error
    await ensureDatabase(client, settings)
  }
}

async function giveBack(client: Client, cluster: string): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [IN_USE_LOCK])
    const last = await tryLock(client, IN_USE_LOCK)
    const pid = findPostmaster(cluster)?.pid
    if (last && pid !== undefined) await stopPostmaster(pid, cluster)
  } catch (error) {
    // the server went before us: nothing is left to stop
    if (findPostmaster(cluster) !== undefined) throw error
  } finally {
    await client.end().catch(() => {})
  }
}

/** Fast shutdown: running statements are cut off, everything committed is on disk. */
async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  process.kill(pid, 'SIGINT')
  if (!(await waitUntilGone(cluster, STOP_LIMIT))) {
    throw new Refusal('unavailable', `PostgreSQL（进程 ${pid}）没有在一分钟内停下。`)
  }
}
