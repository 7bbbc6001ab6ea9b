import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findPostmaster } from '../src/platform/database/embedded/postmaster.ts'

const MAIN = resolve(import.meta.dirname, '../src/main.ts')
const READY_WITHIN = 60_000

export interface ServerOptions {
  readonly demo?: boolean
  readonly environment?: Readonly<Record<string, string>>
}

export interface TestServer {
  /** `http://localhost:<port>`. */
  readonly url: string
  readonly pid: number
  /** Settles with the exit code when it ends, by itself or not. */
  readonly exited: Promise<number | null>
  /** Everything it has printed so far. */
  output(): string
  /** SIGTERM, as a service manager stops it; resolves with the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL to the app, and to PostgreSQL unless told otherwise: the power cord. */
  kill(what?: 'both' | 'app'): Promise<void>
}

/** The real `mingqu serve` as a process of its own on a free port. `temporaryFolder()` makes a data directory for it. */
export async function startServer(
  dataDir: string,
  { demo = false, environment = {} }: ServerOptions = {},
): Promise<TestServer> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...(demo ? ['--demo'] : [])], {
    env: { PATH: process.env['PATH'], PORT: '0', MINGQU_DATA: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const url = await waitForAddress(child, () => output)
  return {
    url,
    pid: child.pid!,
    exited,
    output: () => output,
    stop() {
      child.kill('SIGTERM')
      return exited
    },
    async kill(what = 'both') {
      const postmaster = findPostmaster(join(dataDir, 'postgres'))
      child.kill('SIGKILL')
      if (what === 'both' && postmaster) process.kill(postmaster.pid, 'SIGKILL')
      await exited
    },
  }
}

async function waitForAddress(child: ChildProcess, output: () => string): Promise<string> {
  const until = performance.now() + READY_WITHIN
  while (performance.now() < until) {
    const url = /明渠已启动：(\S+)/.exec(output())?.[1]
    if (url !== undefined) return url
    if (child.exitCode !== null) throw new Error(`exit ${child.exitCode}\n${output()}`)
    await pause(20)
  }
  child.kill('SIGKILL')
  throw new Error(`the server did not start\n${output()}`)
}
