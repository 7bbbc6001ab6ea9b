/** What stands in the one register: 依申请公开, and 更正 of one's own record, which the annual report does not count. */
import type { Step } from './lifecycle.ts'

export const REQUEST_KINDS = ['application', 'rectification'] as const

export type RequestKind = (typeof REQUEST_KINDS)[number]

/** 条例 第四十一条 knows no correction, no fee, no consultation and no extension of a 更正: it is decided and told. */
const STEPS_OF_RECTIFICATION: ReadonlySet<Step> = new Set([
  'confirm-receipt',
  'decide-rectification',
  'withdraw',
  'end',
  'close',
  'file-remedy',
  'decide-remedy',
  'assign-handler',
  'note',
])

export function isStepOfKind(kind: RequestKind, step: Step): boolean {
  return kind === 'rectification'
    ? STEPS_OF_RECTIFICATION.has(step)
    : step !== 'decide-rectification'
}
