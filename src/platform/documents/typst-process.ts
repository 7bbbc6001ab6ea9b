import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Refusal } from '../kernel/refusal.ts'
import type { TypesetAnswer, TypesetTask } from './typst-child.ts'

/**
 * One child process sets documents, one after another, and leaves after half a minute of rest.
 *
 * A process, not a worker thread: the engine is native code, which a thread cannot be stopped in, whose memory a
 * thread does not give back, and whose crash would take the server along. It gets no environment: no database
 * address, no keys.
 */
const IDLE_MS = 30_000
const PATIENCE_MS = 60_000
const MAX_WAITING = 100
/** A child remembers every source it was given (and can name 65,535); a fresh one takes over in time. */
const DOCUMENTS_PER_CHILD = 5_000

interface Waiting {
  readonly resolve: (pdf: Uint8Array) => void
  readonly reject: (reason: Error) => void
}

interface Typesetter {
  readonly child: ChildProcess
  readonly waiting: Waiting[]
  taken: number
  timer: NodeJS.Timeout | undefined
}

let typesetter: Typesetter | undefined

export function typeset(task: TypesetTask): Promise<Uint8Array> {
  const setter = (typesetter ??= start())
  if (setter.waiting.length >= MAX_WAITING) {
    throw new Refusal('too-many', '正在排版的文件太多，请稍后再试。')
  }
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  setter.waiting.push({ resolve, reject })
  if (setter.waiting.length === 1) watch(setter)
  setter.child.send(task)
  if (++setter.taken === DOCUMENTS_PER_CHILD) typesetter = undefined
  return promise
}

/** Ends the child at once; for an orderly shutdown and for tests. Waiting documents are rejected. */
export function stopTypesetting(): void {
  if (typesetter) dismiss(typesetter)
}

function start(): Typesetter {
  const child = fork(fileURLToPath(new URL('typst-child.ts', import.meta.url)), {
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const setter: Typesetter = { child, waiting: [], taken: 0, timer: undefined }
  child.on('message', (answer: TypesetAnswer) => settle(setter, answer))
  child.on('error', () => abandon(setter))
  child.on('exit', () => abandon(setter))
  return setter
}

/** Answers come in the order of the tasks: the child works on one at a time. */
function settle(setter: Typesetter, answer: TypesetAnswer): void {
  const first = setter.waiting.shift()
  if (setter.waiting.length > 0) watch(setter)
  else rest(setter)
  if (first === undefined) return
  if ('pdf' in answer) first.resolve(answer.pdf)
  else if ('engineMissing' in answer) first.reject(engineMissing())
  else first.reject(new Error(`Typst: ${answer.failure}`))
}

function watch(setter: Typesetter): void {
  clearTimeout(setter.timer)
  setter.child.ref()
  setter.child.channel?.ref()
  setter.timer = setTimeout(() => dismiss(setter), PATIENCE_MS)
}

/** A resting child must not keep the program alive. */
function rest(setter: Typesetter): void {
  clearTimeout(setter.timer)
  setter.child.unref()
  setter.child.channel?.unref()
  setter.timer = setTimeout(() => dismiss(setter), IDLE_MS).unref()
}

/** The next document starts a new child, even while this one is still dying. */
function dismiss(setter: Typesetter): void {
  if (typesetter === setter) typesetter = undefined
  setter.child.kill('SIGKILL')
}

function abandon(setter: Typesetter): void {
  clearTimeout(setter.timer)
  if (typesetter === setter) typesetter = undefined
  const refusal = new Refusal('unavailable', '文件排版没有完成，请再试一次。')
  for (const { reject } of setter.waiting.splice(0)) reject(refusal)
}

function engineMissing(): Refusal {
  return new Refusal(
    'unavailable',
    '本机没有 PDF 排版组件（目前只有 64 位 Linux 提供）。请下载 .docx 版本，或在 Linux 服务器上生成。',
  )
}
