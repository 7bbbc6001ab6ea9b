import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Refusal } from '../../kernel/refusal.ts'
import { executable } from './binaries.ts'
import { startRefusal } from './failures.ts'
import { giveTo, recordRelocation, type Placement } from './placement.ts'

/** What a fresh cluster with its first records and write-ahead log takes. */
const SPACE_NEEDED = 160 * 1024 * 1024
const SUPERUSER = 'postgres'

/**
 * Makes the cluster aside and moves it into place in one step: a start that is cut off leaves no half cluster,
 * and of two that start at once one wins.
 */
export async function initialiseCluster(place: Placement, durable: boolean): Promise<void> {
  const parent = dirname(place.cluster)
  checkSpace(parent)
  removeAbandoned(parent)
  const half = `${place.cluster}.${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    mkdirSync(half, { mode: 0o700 })
    giveTo(place.account, half)
    await runInitdb(place, half, durable)
    if (!moveIntoPlace(half, place)) rmSync(half, { recursive: true, force: true })
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    throw startRefusal(error, parent)
  }
}

function checkSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= SPACE_NEEDED) return
  const megabytes = Math.floor((bavail * bsize) / 1024 / 1024)
  throw new Refusal(
    'unavailable',
    `磁盘空间不足：${folder} 只剩 ${megabytes} MB，新建数据库至少需要 ${SPACE_NEEDED / 1024 / 1024} MB。`,
  )
}

/** Half clusters of processes that were killed. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^postgres\.(\d+)-[0-9a-f]+$/.exec(name)?.[1]
    if (pid !== undefined && !existsSync(`/proc/${pid}`) && existsSync('/proc/self')) {
      rmSync(join(parent, name), { recursive: true, force: true })
    }
  }
}

async function runInitdb(place: Placement, folder: string, durable: boolean): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
    ...passwordArguments(place),
  ]
  await promisify(execFile)(executable(place.binaries, 'initdb'), args, {
    ...place.account,
    // not our own folder, which the other account may be unable to enter
    cwd: dirname(folder),
    ...(process.platform === 'win32' ? {} : { env: { LC_ALL: 'C' } }),
  })
}

/** Without Unix sockets a password guards the loopback port. */
function passwordArguments(place: Placement): string[] {
  if (process.platform !== 'win32') return ['--auth=peer']
  const file = passwordFile(place)
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return ['--auth=scram-sha-256', `--pwfile=${file}`]
}

export function passwordFile(place: Pick<Placement, 'link'>): string {
  return join(dirname(place.link), `${basename(place.link)}.password`)
}

function moveIntoPlace(half: string, place: Placement): boolean {
  try {
    renameSync(half, place.cluster)
  } catch (error) {
    if (existsSync(join(place.cluster, 'PG_VERSION'))) return false
    throw error
  }
  return recordRelocation(place)
}
