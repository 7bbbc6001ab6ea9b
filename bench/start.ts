/**
 * From the command line to the first page: on an empty data directory with the demo, and again on the one it left; and
 * the memory of the idle app and its PostgreSQL. Baseline in the same run: a bare Node process that listens.
 *
 *     node bench/start.ts
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '..')
const MIB = 1024 * 1024
/** As people start it. */
const SERVE = ['bin/mingqu.js', 'serve', '--demo']
const BARE = `require('node:http').createServer((_, r) => r.end('ok')).listen(Number(process.env.PORT))`

export interface StartBench {
  readonly bareMs: number
  readonly firstStartMs: number
  readonly secondStartMs: number
  /** proportional set size, MiB */
  readonly appMiB: number
  readonly togetherMiB: number
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

/** Milliseconds until the server answers its first page. */
async function timeToFirstPage(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ ms: number; child: ChildProcess }> {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(process.execPath, [...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment, PORT: String(port) },
    stdio: 'ignore',
  })
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      (response) => response.status < 500,
      () => false,
    )
    if (answered) return { ms: performance.now() - begun, child }
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    await pause(10)
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Proportional set size of a process: shared pages are counted once between those that share them. Linux only. */
function pssOf(pid: number): number {
  try {
    const kib = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
    return Number(kib ?? 0) * 1024
  } catch {
    return 0
  }
}

/** The process and everything it started, PostgreSQL and its workers among them. Linux only. */
function family(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]
      parents.set(Number(name), Number(parent))
    } catch {
      // it ended while we looked
    }
  }
  const members = [pid]
  for (const member of members)
    for (const [child, parent] of parents) if (parent === member) members.push(child)
  return members
}

export async function benchStart(): Promise<StartBench> {
  const bare = await timeToFirstPage(['-e', BARE], {})
  await stop(bare.child)
  const dataDir = mkdtempSync(join(tmpdir(), 'mingqu-start-'))
  const environment = { MINGQU_DATA: dataDir, MINGQU_LOG_LEVEL: 'silent' }
  try {
    const first = await timeToFirstPage(SERVE, environment)
    await stop(first.child)
    const second = await timeToFirstPage(SERVE, environment)
    await pause(3000)
    const pid = second.child.pid ?? 0
    const app = pssOf(pid)
    const together = family(pid).reduce((sum, member) => sum + pssOf(member), 0)
    await stop(second.child)
    return {
      bareMs: bare.ms,
      firstStartMs: first.ms,
      secondStartMs: second.ms,
      appMiB: app / MIB,
      togetherMiB: together / MIB,
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const result = await benchStart()
  const ratio = (ms: number) =>
    `${Math.round(ms)} ms, ${(ms / result.bareMs).toFixed(1)} × a bare node:http server`
  console.log(`first start with demo   ${ratio(result.firstStartMs)}   (budget 6,000 ms)`)
  console.log(`start on existing data  ${ratio(result.secondStartMs)}   (budget 2,000 ms)`)
  console.log(`memory of the app       ${Math.round(result.appMiB)} MiB   (budget 200)`)
  console.log(`app and PostgreSQL      ${Math.round(result.togetherMiB)} MiB   (budget 300)`)
}
