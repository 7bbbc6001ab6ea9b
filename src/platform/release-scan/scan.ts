/**
 * 出门闸: looks into a file before it leaves, in a process of its own that may read our program and nothing else — no
 * files, no network, no environment — and ends with its time or its memory. Whatever does not come back with an answer
 * counts as unreadable: the gate stays shut.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CleanCopy } from './clean/clean-copy.ts'
import type { MaskedCopy } from './mask/masked-copy.ts'
import type { UnreadableReason } from './kinds.ts'
import { RELEASE_LIMITS, type ScanLimits } from './limits.ts'
import type { Findings } from './report.ts'
import type { ScanAnswer, ScanTask } from './scan-child.ts'
import { watch } from './watch.ts'

export type ScanResult =
  | ({ readonly ok: true } & Findings)
  | { readonly ok: false; readonly reason: UnreadableReason; readonly message: string }

const AT_ONCE = 2
const FILES_PER_CHILD = 40
const REST = 10_000
const MEGABYTE = 1024 * 1024

interface Searcher {
  readonly child: ChildProcess
  taken: number
  isGone: boolean
}

let busy = 0
const waiting: (() => void)[] = []
const resting: { searcher: Searcher; timer: NodeJS.Timeout }[] = []

/**
 * Searches a file for what should not go out with it.
 *
 * @param name decides nothing that the bytes can tell
 * @returns findings and the whole text, or why it could not be searched; never throws for what a file contains
 */
export async function scanForRelease(
  name: string,
  bytes: Uint8Array,
  limits: ScanLimits = RELEASE_LIMITS,
): Promise<ScanResult> {
  const answer = await send({ job: 'scan', name, bytes, limits })
  if ('findings' in answer) return { ok: true, ...answer.findings }
  return unreadable(answer)
}

export type CleanCopyResult =
  | ({ readonly ok: true } & CleanCopy)
  | { readonly ok: false; readonly reason: UnreadableReason | 'cannot'; readonly message: string }

/**
 * Makes a copy without properties, remarks, tracked changes, hidden parts, embedded objects, links and programs, and
 * shows that the words to be seen are the same; else there is no copy.
 *
 * @returns the copy, what is gone from it and what is still to be settled
 */
export async function cleanCopyForRelease(
  name: string,
  bytes: Uint8Array,
  limits: ScanLimits = RELEASE_LIMITS,
): Promise<CleanCopyResult> {
  const answer = await send({ job: 'clean', name, bytes, limits })
  if ('copy' in answer) return { ok: true, ...answer.copy }
  if ('cannot' in answer) return { ok: false, reason: 'cannot', message: answer.cannot }
  return unreadable(answer)
}

export type MaskedCopyResult =
  | ({ readonly ok: true } & MaskedCopy)
  | { readonly ok: false; readonly reason: UnreadableReason | 'cannot'; readonly message: string }

/**
 * Makes a copy of a Word file, workbook, page or text with stars in the middle of every number of a person.
 *
 * @param keep numbers in plain digits, and addresses, that were accepted and stay
 */
export async function maskedCopyForRelease(
  name: string,
  bytes: Uint8Array,
  keep: readonly string[] = [],
  limits: ScanLimits = RELEASE_LIMITS,
): Promise<MaskedCopyResult> {
  const answer = await send({ job: 'mask', name, bytes, keep, limits })
  if ('maskedCopy' in answer) return { ok: true, ...answer.maskedCopy }
  if ('cannot' in answer) return { ok: false, reason: 'cannot', message: answer.cannot }
  return unreadable(answer)
}

function unreadable(answer: ScanAnswer): Extract<ScanResult, { ok: false }> {
  if ('unreadable' in answer) return { ok: false, ...answer.unreadable }
  return { ok: false, reason: 'failed', message: '检查没有完成。' }
}

async function send(task: ScanTask): Promise<ScanAnswer> {
  const { maxBytes } = task.limits
  if (task.bytes.length > maxBytes) {
    const message = `文件超过${Math.floor(maxBytes / MEGABYTE)} MB，不能检查。`
    return { unreadable: { reason: 'too-large', message } }
  }
  await takeTurn()
  try {
    return await ask(task)
  } finally {
    endTurn()
  }
}

/** For an orderly shutdown and for tests. */
export function stopScanning(): void {
  for (const { searcher, timer } of resting.splice(0)) {
    clearTimeout(timer)
    searcher.child.kill('SIGKILL')
  }
}

async function takeTurn(): Promise<void> {
  if (busy < AT_ONCE) busy += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
}

function endTurn(): void {
  const next = waiting.shift()
  if (next) next()
  else busy -= 1
}

async function ask(task: ScanTask): Promise<ScanAnswer> {
  const searcher = wake(task.limits)
  let hasEnded = false
  const end = () => {
    hasEnded = true
    searcher.child.kill('SIGKILL')
  }
  const stopWatching = watch(searcher.child, task.limits, end)
  try {
    const answer = await answerOf(searcher, task)
    return answer ?? gone(hasEnded)
  } finally {
    stopWatching()
    putToRest(searcher)
  }
}

async function answerOf({ child }: Searcher, task: ScanTask): Promise<ScanAnswer | undefined> {
  const { promise, resolve } = Promise.withResolvers<ScanAnswer | undefined>()
  const leave = () => resolve(undefined)
  child.once('message', resolve)
  child.once('exit', leave)
  child.once('error', leave)
  child.send(task, (error) => {
    if (error) leave()
  })
  try {
    return await promise
  } finally {
    child.off('message', resolve)
    child.off('exit', leave)
    child.off('error', leave)
  }
}

function gone(hasEnded: boolean): ScanAnswer {
  const message = hasEnded
    ? '文件过于复杂，没能在规定的时间和内存内检查完。'
    : '检查程序中途退出，文件没有检查完。'
  return { unreadable: { reason: hasEnded ? 'too-much' : 'failed', message } }
}

const PROGRAM = fileURLToPath(new URL('../../../', import.meta.url))
/** Where its packages lie indeed: beside it, or elsewhere and only linked to. */
const PACKAGES = /^.*node_modules[\\/]/u.exec(
  realpathSync(fileURLToPath(import.meta.resolve('saxes'))),
)?.[0]

function wake(limits: ScanLimits): Searcher {
  for (let rest = resting.pop(); rest; rest = resting.pop()) {
    clearTimeout(rest.timer)
    const { searcher } = rest
    if (searcher.isGone) continue
    searcher.child.ref()
    searcher.child.channel?.ref()
    return searcher
  }
  const child = fork(fileURLToPath(new URL('scan-child.ts', import.meta.url)), {
    env: {},
    execArgv: [
      '--permission',
      `--allow-fs-read=${PROGRAM}*`,
      ...(PACKAGES === undefined ? [] : [`--allow-fs-read=${PACKAGES}*`]),
      `--max-old-space-size=${Math.floor(limits.maxMemoryMegabytes / 2)}`,
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const searcher: Searcher = { child, taken: 0, isGone: false }
  child.on('exit', () => (searcher.isGone = true))
  child.on('error', () => (searcher.isGone = true))
  return searcher
}

/** A searcher that has seen some files makes room for a fresh one; a resting one keeps nobody alive. */
function putToRest(searcher: Searcher): void {
  searcher.taken += 1
  const { child } = searcher
  if (searcher.isGone || searcher.taken >= FILES_PER_CHILD || child.killed) {
    child.kill('SIGKILL')
    return
  }
  child.unref()
  child.channel?.unref()
  const timer = setTimeout(() => child.kill('SIGKILL'), REST).unref()
  resting.push({ searcher, timer })
}
