/** 发出前的公开检查: whether a file that goes out with an answer carries something that nobody meant to give. */
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import type { Draft, DraftAttachment } from '../../draft.ts'

export interface ReleaseFinding {
  /** 隐藏的工作表, 批注, 修订记录 … */
  readonly what: string
  /** page, sheet, paragraph */
  readonly where?: string | undefined
  /** the beginning of what was found; shown to the office, never signed or printed */
  readonly quote?: string | undefined
}

export interface ReleaseVerdict {
  readonly state: 'passed' | 'findings' | 'unreadable'
  readonly findings: readonly ReleaseFinding[]
}

/** Never throws: what cannot be read is `unreadable`. */
export type ReleaseCheck = (name: string, bytes: Buffer) => Promise<ReleaseVerdict>

/** Without what nobody should see; or with stars in the numbers of persons. */
export const COPY_KINDS = ['clean', 'masked'] as const
export type CopyKind = (typeof COPY_KINDS)[number]

/** A copy that differs in nothing else, or why there is none. Never throws. */
export type ReleaseCopy = (
  name: string,
  bytes: Buffer,
) => Promise<{ readonly bytes: Buffer } | { readonly cannot: string }>

/** @throws Refusal `unapproved` while a file of the draft has not passed and nobody answers for what was found */
export function assertReleasable({ attachments }: Pick<Draft, 'attachments'>): void {
  const open = attachments.filter(
    ({ release }) => release?.outcome !== 'passed' && release?.outcome !== 'accepted',
  )
  if (open.length === 0) return
  const names = open.map(({ name }) => `“${name}”`).join('、')
  throw new Refusal(
    'unapproved',
    `附件${names}没有通过公开检查。请在“答复附件”页换成干净的文件，或者说明理由后保留。`,
  )
}

/** @throws Refusal `unapproved` when the files of the case are no longer those that were signed */
export function assertAsSigned(
  { attachments: signed }: Pick<Draft, 'attachments'>,
  now: readonly DraftAttachment[],
): void {
  const mark = ({ sha256, release }: DraftAttachment) => `${sha256} ${release?.outcome ?? ''}`
  if (signed.map(mark).join() === now.map(mark).join()) return
  throw new Refusal('unapproved', '附件与签发时的不同，请重新拟稿、审核、签发。')
}
