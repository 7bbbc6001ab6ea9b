import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { ReadReport } from './read-report-types.ts'
import type { ReadingAnswer, ReadingTask } from './reading-child.ts'

/**
 * Reads strangers' files away from the server: each in a process of its own that ends with it. A file can be built to
 * take a minute or all the memory there is (a PDF page that unpacks to gigabytes); then it takes them from nobody else.
 * The process gets no environment: no database address, no keys.
 */
const PATIENCE_MS = 20_000
const MEMORY_MB = 512
/** How the engine ends where an abort is turned into a code. */
const OUT_OF_MEMORY = 134
const AT_ONCE = 2
const MOST_WAITING = 20

let reading = 0
const waiting: (() => void)[] = []

/**
 * `readReport` for what strangers send.
 *
 * @throws Refusal as `readReport`; `invalid` when the file asks for too much time or memory; `too-many` while many wait
 */
export async function readReportApart(
  source: Uint8Array | string,
  filename: string,
): Promise<ReadReport> {
  await takeTurn()
  try {
    return await readInChild({ source, filename })
  } finally {
    endTurn()
  }
}

async function takeTurn(): Promise<void> {
  if (reading < AT_ONCE) {
    reading += 1
    return
  }
  if (waiting.length >= MOST_WAITING) {
    throw new Refusal('too-many', '正在检查的年报太多，请过一会儿再试。')
  }
  await new Promise<void>((resolve) => waiting.push(resolve))
}

/** The place goes straight to whoever waits longest. */
function endTurn(): void {
  const next = waiting.shift()
  if (next) next()
  else reading -= 1
}

async function readInChild(task: ReadingTask): Promise<ReadReport> {
  const child = fork(fileURLToPath(new URL('reading-child.ts', import.meta.url)), {
    env: {},
    execArgv: [`--max-old-space-size=${MEMORY_MB}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  try {
    const answer = await answerOf(child, task)
    if (answer === undefined) throw tooMuch()
    if ('report' in answer) return answer.report
    if ('refusal' in answer) {
      const { code, message, problems } = answer.refusal
      throw new Refusal(code, message, problems)
    }
    throw new Error(`reading a report failed: ${answer.failure}`)
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}

/** Undefined when the process was ended without an answer: out of time or memory. */
function answerOf(child: ChildProcess, task: ReadingTask): Promise<ReadingAnswer | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadingAnswer | undefined>()
  child.once('message', (answer: ReadingAnswer) => resolve(answer))
  // killed for its time or its memory by a signal; a code of its own means that our own program failed
  child.once('exit', (code) =>
    resolve(code === null || code === OUT_OF_MEMORY ? undefined : { failure: `exit ${code}` }),
  )
  child.once('error', reject)
  child.send(task, (error) => {
    if (error) resolve(undefined)
  })
  return promise
}

function tooMuch(): Refusal {
  const message = '文件过于复杂，没能在规定的时间和内存内读完，不像是年度报告'
  return new Refusal('invalid', message, [{ at: 'file', message }])
}
