import { spawn } from 'node:child_process'
import { chmodSync, closeSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../../kernel/refusal.ts'
import { trustedLogins } from './account.ts'
import { executable } from './binaries.ts'
import { startRefusal } from './failures.ts'
import { giveTo, type Placement } from './placement.ts'
import { findPostmaster, removeStaleLock } from './postmaster.ts'
import { openServerLog } from './server-log.ts'
import { hbaConf, identConf, serverConf, type ServerSettings } from './settings.ts'

// sun_path holds 107 bytes, of which `/.s.PGSQL.5432` takes 14; macOS allows three fewer
const LONGEST_SOCKET_FOLDER = 88
const SOCKET_LOCK = '.s.PGSQL.5432.lock'
// recovery after a crash replays at most max_wal_size
const START_LIMIT = 120_000

export interface LaunchOptions {
  readonly durable: boolean
  readonly maxConnections: number
}

/** Starts the server and waits until it is ready, or until another process' server is. */
export async function launchPostmaster(place: Placement, options: LaunchOptions): Promise<void> {
  const until = performance.now() + START_LIMIT
  for (;;) {
    try {
      removeStaleLock(join(place.cluster, 'postmaster.pid'), place.cluster)
      removeStaleLock(join(socketFolder(place), SOCKET_LOCK), place.cluster)
      await writeConfiguration(place, options)
      await launchOnce(place, until)
      return
    } catch (error) {
      // connections of a server that was killed live on until they notice
      const mayPass = error instanceof Error && /shared memory block .* in use/.test(error.message)
      if (!mayPass || performance.now() > until) throw startRefusal(error, place.cluster)
      await pause(50)
    }
  }
}

async function launchOnce(place: Placement, until: number): Promise<void> {
  const log = openServerLog(place)
  try {
    const ended = await waitUntilReady(place, spawnPostgres(place, log.handle), until)
    if (ended) throw new Error(log.sinceOpened() || 'FATAL: postgres ended without a word')
  } finally {
    closeSync(log.handle)
  }
}

async function writeConfiguration(place: Placement, options: LaunchOptions): Promise<void> {
  const settings: ServerSettings = {
    ...options,
    socketFolder: socketFolder(place),
    port: process.platform === 'win32' ? await freePort() : undefined,
  }
  writeOwned(place, 'mingqu.conf', serverConf(settings))
  writeOwned(place, 'pg_hba.conf', hbaConf(settings))
  writeOwned(place, 'pg_ident.conf', identConf(trustedLogins(place.account)))
}

function writeOwned(place: Placement, name: string, text: string): void {
  const path = join(place.cluster, name)
  writeFileSync(path, text, { mode: 0o600 })
  giveTo(place.account, path)
}

/** The cluster's own folder, which nobody else may enter; a private one under /tmp when its path is too long. */
function socketFolder(place: Placement): string {
  if (Buffer.byteLength(place.cluster) <= LONGEST_SOCKET_FOLDER) return place.cluster
  const hash = createHash('sha256').update(place.cluster).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), `mingqu-${hash}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid } = lstatSync(folder)
  const ours = [process.getuid?.(), place.account?.uid]
  if (!lstatSync(folder).isDirectory() || !ours.includes(uid)) {
    throw new Refusal('unavailable', `${folder} 被其他用户占用，数据库无法在此建立连接入口。`)
  }
  chmodSync(folder, 0o700)
  giveTo(place.account, folder)
  return folder
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

interface Launched {
  /** Set once the process has ended, or could not be started. */
  outcome(): Error | number | undefined
}

function spawnPostgres(place: Placement, output: number): Launched {
  let outcome: Error | number | undefined
  const windows = process.platform === 'win32'
  const conf = `config_file=${join(place.cluster, 'mingqu.conf')}`
  // on Windows pg_ctl drops administrator rights, with which the server refuses to run
  const [program, args] = windows
    ? [
        executable(place.binaries, 'pg_ctl'),
        ['start', '-W', '-D', place.cluster, '-o', `-c "${conf}"`],
      ]
    : [executable(place.binaries, 'postgres'), ['-D', place.cluster, '-c', conf]]
  const child = spawn(program, args, {
    ...place.account,
    cwd: place.cluster,
    // its own process group: Ctrl-C reaches us alone, and we stop it when the last request is done
    detached: true,
    stdio: ['ignore', output, output],
    ...(windows ? {} : { env: { LC_ALL: 'C' } }),
  })
  child.once('error', (error) => (outcome = error))
  child.once('exit', (code) => (outcome = windows && code === 0 ? undefined : (code ?? 1)))
  child.unref()
  return { outcome: () => outcome }
}

/** True: the process ended before it was ready. */
async function waitUntilReady(place: Placement, child: Launched, until: number): Promise<boolean> {
  while (performance.now() < until) {
    if (findPostmaster(place.cluster)?.ready === true) return false
    const outcome = child.outcome()
    if (outcome instanceof Error) throw outcome
    // another process may have started the server between our look and our launch: its own lock file decides
    if (outcome !== undefined && findPostmaster(place.cluster) === undefined) return true
    await pause(5)
  }
  throw new Error('FATAL: server not ready in time')
}
