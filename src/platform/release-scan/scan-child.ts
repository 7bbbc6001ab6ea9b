import { cleanCopy, type CleanCopy } from './clean/clean-copy.ts'
import { inspect } from './inspect.ts'
import { maskedCopy, type MaskedCopy } from './mask/masked-copy.ts'
import { Unreadable, type UnreadableReason } from './kinds.ts'
import type { ScanLimits } from './limits.ts'
import type { Findings } from './report.ts'

/** The child process of scan.ts. Started by it, never imported for its effects. */
export interface ScanTask {
  readonly job: 'scan' | 'clean' | 'mask'
  /** For masking: what stays. */
  readonly keep?: readonly string[]
  readonly name: string
  readonly bytes: Uint8Array
  readonly limits: ScanLimits
}

export type ScanAnswer =
  | { readonly findings: Findings }
  | { readonly copy: CleanCopy }
  | { readonly maskedCopy: MaskedCopy }
  | { readonly cannot: string }
  | { readonly unreadable: { readonly reason: UnreadableReason; readonly message: string } }

async function answer({ job, name, bytes, limits, keep = [] }: ScanTask): Promise<ScanAnswer> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  try {
    if (job === 'scan') return { findings: await inspect(name, content, limits) }
    if (job === 'mask') {
      const copy = await maskedCopy(name, content, keep, limits)
      return 'cannot' in copy ? copy : { maskedCopy: copy }
    }
    const copy = await cleanCopy(name, content, limits)
    return 'cannot' in copy ? copy : { copy }
  } catch (error) {
    if (error instanceof Unreadable) {
      return { unreadable: { reason: error.reason, message: error.message } }
    }
    // what the file made us trip over stays here: messages quote it
    return { unreadable: { reason: 'failed', message: '检查没有完成，文件可能已损坏。' } }
  }
}

process.on('message', (task: ScanTask) => {
  void answer(task).then((result) => process.send!(result))
})
process.on('disconnect', () => process.exit())
