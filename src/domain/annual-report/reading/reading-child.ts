import type { Problem } from '../../../platform/kernel/problem.ts'
import { Refusal, type RefusalCode } from '../../../platform/kernel/refusal.ts'
import { readReport } from './read-report.ts'
import type { ReadReport } from './read-report-types.ts'

/** The child process of read-apart.ts. Started by it, never imported for its effects. */
export interface ReadingTask {
  readonly source: Uint8Array | string
  readonly filename: string
}

export type ReadingAnswer =
  | { readonly report: ReadReport }
  | {
      readonly refusal: {
        readonly code: RefusalCode
        readonly message: string
        readonly problems: readonly Problem[]
      }
    }
  | { readonly failure: string }

process.once('message', (task: ReadingTask) => {
  void read(task).then((answer) => process.send!(answer))
})

async function read({ source, filename }: ReadingTask): Promise<ReadingAnswer> {
  try {
    return { report: await readReport(source, filename) }
  } catch (error) {
    if (error instanceof Refusal) {
      const { code, message, problems } = error
      return { refusal: { code, message, problems } }
    }
    // the stack, without what the file says
    const place = error instanceof Error ? error.stack?.split('\n').slice(1, 4).join('') : ''
    return { failure: `${error instanceof Error ? error.name : 'error'}${place ?? ''}` }
  }
}
