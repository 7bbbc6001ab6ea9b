import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '../../kernel/refusal.ts'
import { canReach, postgresAccount, type Account } from './account.ts'
import { locateBinaries, type Binaries } from './binaries.ts'

export interface Placement {
  /** The cluster's folder inside the data directory; a symbolic link when the cluster lies elsewhere. */
  readonly link: string
  /** Where the cluster really lies or, before it exists, where it is to be made. */
  readonly cluster: string
  readonly exists: boolean
  readonly binaries: Binaries
  readonly account: Account | undefined
}

/**
 * Decides where binaries and cluster lie. Both stay where they are unless PostgreSQL's account cannot reach them
 * (a checkout under /root, mode 700): then they go to /var/lib/mingqu, or the temporary folder if that is denied.
 */
export function placeCluster(dataDir: string): Placement {
  const link = join(dataDir, 'postgres')
  const existing = existingCluster(link)
  const account = postgresAccount(existing)
  const binaries = reachableBinaries(account)
  if (existing !== undefined) return { link, cluster: existing, exists: true, binaries, account }
  const cluster = canReach(dataDir, account) ? link : join(roomOutside(dataDir), 'postgres')
  return { link, cluster, exists: false, binaries, account }
}

function existingCluster(link: string): string | undefined {
  const entry = lstatSync(link, { throwIfNoEntry: false })
  if (entry === undefined) return undefined
  if (existsSync(link)) return realpathSync(link)
  throw new Refusal(
    'unavailable',
    `${link} 指向的数据库目录不见了。请恢复它所指的目录，或从备份恢复；确定要放弃原有数据时再删除该链接。`,
  )
}

/** What root makes inside the cluster belongs to the account that the server runs under. */
export function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid)
}

/** Leaves a link and a note in the data directory. False: another process was first, its cluster stands. */
export function recordRelocation(place: Placement): boolean {
  if (place.cluster === place.link) return true
  try {
    symlinkSync(place.cluster, place.link)
  } catch {
    rmSync(join(place.cluster, '..'), { recursive: true, force: true })
    return false
  }
  writeFileSync(
    join(place.link, '..', '数据库位置.txt'),
    `PostgreSQL 不以 root 身份运行，而它的账户进不了本目录，所以数据库放在：\n${place.cluster}\n` +
      `备份请用 mingqu backup；迁移或删除数据时请一并处理该目录。\n`,
  )
  return true
}

function reachableBinaries(account: Account | undefined): Binaries {
  const installed = locateBinaries()
  if (canReach(join(installed.home, 'bin'), account)) return installed
  const home = join(publicRoom(), `postgresql-${installed.version}`)
  if (!existsSync(home)) {
    const half = `${home}.${randomBytes(4).toString('hex')}`
    cpSync(installed.home, half, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(half, home)
    } catch (error) {
      rmSync(half, { recursive: true, force: true })
      if (!existsSync(home)) throw error
    }
  }
  return { home, version: installed.version }
}

function roomOutside(dataDir: string): string {
  const hash = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 10)
  // a fresh name each time: deleting the data directory must give an empty start, never the old records
  const room = join(publicRoom(), `${hash}-${randomBytes(3).toString('hex')}`)
  mkdirSync(room, { mode: 0o755 })
  return room
}

/** A folder of ours that every account may walk through. */
function publicRoom(): string {
  for (const room of ['/var/lib/mingqu', join(tmpdir(), 'mingqu')]) {
    try {
      mkdirSync(room, { recursive: true })
      // only root's own folder: in a shared /tmp somebody else may have made it to plant binaries
      if (lstatSync(room).uid !== 0 || !lstatSync(room).isDirectory()) continue
      chmodSync(room, 0o755)
      if (canReach(room, postgresAccount(undefined))) return room
    } catch {
      // not writable here: try the next
    }
  }
  throw new Refusal(
    'unavailable',
    'PostgreSQL 的账户进不了数据目录，/var/lib/mingqu 与临时目录也不可用。请以 MINGQU_DATA 指定一个其他用户可以进入的目录。',
  )
}
