import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'

/** What a running server says about itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly socketFolder: string
  readonly ready: boolean
}

/** The server that runs on this cluster, if one does. A pid file left by a killed server is not one. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const lines = readText(join(cluster, 'postmaster.pid'))?.split('\n')
  if (lines === undefined || lines.length < 6) return undefined
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !isServing(pid, cluster)) return undefined
  return {
    pid,
    port: Number(lines[3]),
    socketFolder: lines[4] ?? '',
    ready: (lines[7] ?? '').trim() === 'ready',
  }
}

/**
 * Removes a lock file whose process is gone, or whose number now belongs to an unrelated process. PostgreSQL itself
 * gives up in the second case, and before the corpse of a killed server that nobody has collected.
 */
export function removeStaleLock(file: string, cluster: string): void {
  const pid = Number(readText(file)?.split('\n')[0])
  if (Number.isInteger(pid) && pid > 0 && !isServing(pid, cluster)) rmSync(file, { force: true })
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function isServing(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  if (!existsSync('/proc/self/cwd')) return true
  // after a reboot or in a container the number may be anybody's: a postmaster stands in its cluster
  try {
    return realpathSync(readlinkSync(`/proc/${pid}/cwd`)) === realpathSync(cluster)
  } catch (error) {
    // another account's process: not ours to judge dead
    return error instanceof Error && 'code' in error && error.code === 'EACCES'
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A server whose parent never collects it (a container without init) is dead, though its number still answers. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return false
  }
}

/** Waits until the server on this cluster is gone. False: it is still there. */
export async function waitUntilGone(cluster: string, milliseconds: number): Promise<boolean> {
  const until = performance.now() + milliseconds
  while (findPostmaster(cluster) !== undefined) {
    if (performance.now() > until) return false
    await pause(10)
  }
  return true
}
