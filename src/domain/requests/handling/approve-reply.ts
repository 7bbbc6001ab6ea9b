import { z } from 'zod'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { choice, optionalText, requiredText } from '../../../platform/web/form-fields.ts'
import { hasRole, type Officer, type Role } from '../../accounts/officer.ts'
import type { EventBody } from '../case.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import type { Step } from '../lifecycle.ts'
import { assertReleasable } from '../letters/attachments/release-check.ts'
import { takeStep, type Handled } from './take-step.ts'

/** One signature. `contentHash` is that of the text the officer had before their eyes. */
export const ApprovalForm = z
  .object({
    decision: choice('审核意见', ['approved', 'returned']),
    contentHash: requiredText('内容散列', { max: 64 }),
    opinion: optionalText('意见', { max: 2000 }),
  })
  .refine(({ decision, opinion }) => decision === 'approved' || opinion !== undefined, {
    path: ['opinion'],
    message: '退回的，请写明理由',
  })
export type ApprovalForm = z.output<typeof ApprovalForm>

/**
 * 保密审查 of a reply (条例 第十七条): signs the hash of exactly this draft, or returns it with reasons, which voids
 * every signature. @throws Refusal `forbidden` for whoever wrote any version of it; `stale` when the text has changed;
 * `unapproved` while a file of it has not passed its check
 */
export function reviewSecrecy(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: ApprovalForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return approve('secrecy-reviewed', 'review-secrecy', { room, officer, ref, form, now })
}

/** 法律审核, without which no reply is signed off. Refusals as `reviewSecrecy`. */
export function reviewLegally(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: ApprovalForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return approve('legally-reviewed', 'review-legally', { room, officer, ref, form, now })
}

/** 负责人签发. Refusals as `reviewSecrecy`, and `unapproved` without a legal review of exactly this text. */
export function signOff(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: ApprovalForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return approve('signed-off', 'sign-off', { room, officer, ref, form, now })
}

interface Act {
  readonly room: CaseRoom
  readonly officer: Officer
  readonly ref: CaseRef
  readonly form: ApprovalForm
  readonly now: Temporal.Instant
}

type ApprovalType = 'secrecy-reviewed' | 'legally-reviewed' | 'signed-off'

/** A return names its step too: nobody returns a draft in another's name. */
const APPROVER = {
  'secrecy-reviewed': 'secrecy-reviewer',
  'legally-reviewed': 'legal-adviser',
  'signed-off': 'head',
} as const satisfies Record<ApprovalType, Role>

function approve(type: ApprovalType, step: Step, act: Act): Promise<Handled> {
  const { room, officer, ref, form, now } = act
  const taken = form.decision === 'approved' ? step : 'return-draft'
  return takeStep(room, officer, ref, taken, now, ({ state, today }) => {
    if (!hasRole(officer, APPROVER[type])) {
      throw new Refusal('forbidden', '您的角色不能办理这一步，请由有权限的同事办理。')
    }
    if (state.reply?.contentHash !== form.contentHash) {
      throw new Refusal('stale', '答复在您阅读之后有改动，请重新阅读后再决定。')
    }
    // what cannot go out is not signed: mending it would void the signature
    if (form.decision === 'approved') assertReleasable(state.reply.draft)
    const payload = { ...form, opinion: form.opinion ?? '' }
    const body: EventBody = { type, payload }
    return { body, happenedOn: today }
  })
}
