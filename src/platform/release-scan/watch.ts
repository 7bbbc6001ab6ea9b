import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { ScanLimits } from './limits.ts'

const EVERY = 100
const PAGE_BYTES = 4096
const TICK = 10
const MEGABYTE = 1024 * 1024
/** A busy machine is nobody's fault; a file that makes us wait without working is. */
const WAITING_PER_WORK = 6

/**
 * Ends a searching process that has worked too long or holds too much. Buffers lie outside the heap that the engine
 * limits, so where the system tells, its word counts; elsewhere the clock does.
 * @returns what stops the watch
 */
export function watch(child: ChildProcess, limits: ScanLimits, end: () => void): () => void {
  const hasWord = process.platform === 'linux'
  const timer = setTimeout(end, limits.patience * (hasWord ? WAITING_PER_WORK : 1))
  let before: number | undefined
  const look = async () => {
    const use = await useOf(child.pid)
    if (use === undefined) return
    before ??= use.worked
    if (use.worked - before > limits.patience) end()
    if (use.held > limits.maxMemoryMegabytes * MEGABYTE) end()
  }
  void look()
  const interval = setInterval(() => void look(), EVERY)
  return () => {
    clearTimeout(timer)
    clearInterval(interval)
  }
}

interface Use {
  /** Milliseconds of a processor. */
  readonly worked: number
  /** Bytes. */
  readonly held: number
}

/** Undefined when it is gone, or on a system without /proc. */
async function useOf(pid: number | undefined): Promise<Use | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')
  // the name of the program, in brackets, may hold spaces
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  if (fields.length < 22) return undefined
  const [user, system, pages] = [fields[11], fields[12], fields[21]].map(Number) as [
    number,
    number,
    number,
  ]
  return { worked: (user + system) * TICK, held: pages * PAGE_BYTES }
}
