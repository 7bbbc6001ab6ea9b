import { fstatSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { giveTo, type Placement } from './placement.ts'

export interface ServerLog {
  readonly handle: number
  /** What the server has written since this start. */
  sinceOpened(): string
}

const LARGEST = 5 * 1024 * 1024

/** PostgreSQL's own log, in the cluster's folder. It holds the server's life, no statements and no values. */
export function openServerLog(place: Placement): ServerLog {
  const folder = join(place.cluster, 'log')
  const file = join(folder, 'postgresql.log')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  giveTo(place.account, folder)
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST)
    renameSync(file, `${file}.1`)
  const handle = openSync(file, 'a', 0o600)
  giveTo(place.account, file)
  const { size } = fstatSync(handle)
  return { handle, sinceOpened: () => readFileSync(file).subarray(size).toString('utf8') }
}
