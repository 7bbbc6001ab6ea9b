import type { Act } from '../accounts/permissions.ts'
import type { EditionState } from './edition.ts'

export type EditionStep =
  | 'edit'
  | 'submit'
  | 'pass-review'
  | 'return'
  | 'refer'
  | 'record-answer'
  | 'schedule'
  | 'unschedule'
  | 'publish'
  | 'supersede'
  | 'remove'

interface Transition {
  readonly to: EditionState
  readonly act: Act
  /** the person who drafted it may not take this step */
  readonly byAnother?: true
}

const EDIT = { edit: { to: 'draft', act: 'publications.draft' } } as const

/** status × step. 先审查、后公开: no way leads to published but through a review; editing always leads back to draft. */
export const LIFECYCLE = {
  draft: { ...EDIT, submit: { to: 'in-review', act: 'publications.draft' } },
  'in-review': {
    ...EDIT,
    'pass-review': { to: 'reviewed', act: 'publications.review', byAnother: true },
    return: { to: 'returned', act: 'publications.review', byAnother: true },
    refer: { to: 'referred', act: 'publications.review', byAnother: true },
  },
  // the answer from above is no conclusion: the reviewer draws it, with the answer in hand
  referred: {
    ...EDIT,
    'record-answer': { to: 'in-review', act: 'publications.review', byAnother: true },
    return: { to: 'returned', act: 'publications.review', byAnother: true },
  },
  returned: { ...EDIT, submit: { to: 'in-review', act: 'publications.draft' } },
  reviewed: {
    ...EDIT,
    return: { to: 'returned', act: 'publications.publish', byAnother: true },
    schedule: { to: 'scheduled', act: 'publications.publish', byAnother: true },
    publish: { to: 'published', act: 'publications.publish', byAnother: true },
  },
  scheduled: {
    ...EDIT,
    unschedule: { to: 'reviewed', act: 'publications.publish', byAnother: true },
    publish: { to: 'published', act: 'publications.publish', byAnother: true },
  },
  published: {
    supersede: { to: 'superseded', act: 'publications.publish', byAnother: true },
    // what must go, goes at once: whoever may publish may take down, their own drafts too
    remove: { to: 'removed', act: 'publications.publish' },
  },
  superseded: {},
  removed: {},
} as const satisfies Record<EditionState, Partial<Record<EditionStep, Transition>>>

/** What somebody had to be allowed to do to bring an edition from one state to another. */
export function actBetween(from: EditionState, to: EditionState): Act {
  const steps: readonly Transition[] = Object.values(LIFECYCLE[from])
  return steps.find((one) => one.to === to)?.act ?? 'publications.draft'
}

/** The step from here, or undefined when the lifecycle has none. */
export function transition(state: EditionState, step: EditionStep): Transition | undefined {
  const steps: Partial<Record<EditionStep, Transition>> = LIFECYCLE[state]
  return steps[step]
}
