/** Drafting the reply, taking it back, and the signatures over exactly its text. */
import type { Step } from '../../../domain/requests/lifecycle.ts'
import {
  ApprovalForm,
  reviewLegally,
  reviewSecrecy,
  signOff,
} from '../../../domain/requests/handling/approve-reply.ts'
import { DraftForm } from '../../../domain/requests/draft-form.ts'
import { draftReply } from '../../../domain/requests/handling/draft-reply.ts'
import { takeBackDraft, TakeBackForm } from '../../../domain/requests/handling/take-back-draft.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { valuesOf } from '../../../platform/web/forms.ts'
import { html } from '../../../platform/web/html.ts'
import { missingBody, missingBodyBanner } from '../letters/missing-body.ts'
import { actForm, options, type ActForm } from './act-form.ts'
import { draftFields } from './draft-fields.ts'
import { beginDraft, knownOfDraft } from './draft-start.ts'

type ApprovalStep = Extract<Step, 'review-secrecy' | 'review-legally' | 'sign-off'>

/** The officer signs the hash of the text on this page, or returns it. */
function approvalAct(step: ApprovalStep, verb: typeof signOff): ActForm {
  return actForm(
    {
      step,
      initial: (state) => ({ contentHash: state.reply?.contentHash ?? '' }),
      fields: (view) =>
        html`<input
            type="hidden"
            name="contentHash"
            value="${valuesOf(view, 'contentHash')[0] ?? ''}"
          />
          ${radios({
            name: 'decision',
            label: '意见',
            form: view,
            options: options({ approved: '同意', returned: '退回' }),
          })}
          ${textarea({ name: 'opinion', label: '说明', hint: '退回时必填', form: view, rows: 3 })}`,
    },
    ApprovalForm,
    verb,
  )
}

export const REPLY_ACTS: readonly ActForm[] = [
  actForm(
    {
      step: 'draft-reply',
      initial: beginDraft,
      known: async (room, officer, id, view) => ({
        ...(await knownOfDraft(room, officer, id, view)),
        ...(await missingBody(room, officer)),
      }),
      fields: (view, state, today) =>
        html`${missingBodyBanner(view)} ${draftFields(view, state, today)}`,
    },
    DraftForm,
    (room, officer, ref, form, now) =>
      draftReply(room, officer, ref, { ...form, attachments: [] }, now),
  ),
  actForm(
    {
      step: 'take-back-draft',
      initial: () => ({}),
      fields: (view) => textarea({ name: 'reason', label: '撤回拟稿的原因', form: view, rows: 3 }),
    },
    TakeBackForm,
    takeBackDraft,
  ),
  approvalAct('review-secrecy', reviewSecrecy),
  approvalAct('review-legally', reviewLegally),
  approvalAct('sign-off', signOff),
]
