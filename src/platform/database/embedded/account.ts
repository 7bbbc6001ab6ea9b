import { readFileSync, realpathSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'

/** The operating system account that PostgreSQL runs under. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

const ROOT = 0
// the ids that Debian, Alpine and Red Hat agree on when /etc/passwd does not name the account
const NOBODY: Account = { uid: 65534, gid: 65534 }

export function isRoot(): boolean {
  return process.getuid?.() === ROOT
}

/**
 * PostgreSQL refuses to run as root, so root hands it to whoever owns the cluster already, else to `nobody`.
 * Undefined: run it under our own account.
 */
export function postgresAccount(cluster: string | undefined): Account | undefined {
  if (!isRoot()) return undefined
  if (cluster !== undefined) {
    const { uid, gid } = statSync(cluster)
    if (uid !== ROOT) return { uid, gid }
  }
  const line = passwdLines().find(([name]) => name === 'nobody')
  return line ? { uid: Number(line[2]), gid: Number(line[3]) } : NOBODY
}

/** Login names that may connect to the cluster's socket: root, and whoever owns the cluster. */
export function trustedLogins(account: Account | undefined): string[] {
  if (account === undefined) return [...new Set(['root', userInfo().username])]
  const owner = passwdLines().find(([, , uid]) => Number(uid) === account.uid)?.[0]
  // nobody is shared by unrelated services: it may run the server, but not read the records through it
  return owner === undefined || owner === 'nobody' ? ['root'] : ['root', owner]
}

/** May this account walk down to the folder? Judged by the mode bits of every folder above it. */
export function canReach(folder: string, account: Account | undefined): boolean {
  if (account === undefined) return true
  let path = realpathSync(folder)
  for (;;) {
    if (!mayTraverse(path, account)) return false
    if (dirname(path) === path) return true
    path = dirname(path)
  }
}

function mayTraverse(path: string, account: Account): boolean {
  const { uid, gid, mode } = statSync(path)
  if (uid === account.uid) return (mode & 0o100) !== 0
  if (gid === account.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

function passwdLines(): string[][] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
  } catch {
    return []
  }
}
