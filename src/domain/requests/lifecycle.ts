/**
 * The lawful path of a case as a table: from a status, by a step, to a status; who may take it, what must be present,
 * under which article. Pure, and without words for display. `step-guard.ts` asks it before every act, `fold.ts` when
 * it replays one: an event that the table does not know from where the case stood is a broken record.
 */
import type { Role } from '../accounts/officer.ts'
import type { Status } from './status.ts'

export const STEPS = [
  'confirm-receipt',
  'examine',
  'ask-correction',
  'receive-correction',
  'ask-reasons',
  'receive-reasons',
  'delay',
  'consult',
  'record-service',
  'record-opinion',
  'record-silence',
  'tell-third-party',
  'extend',
  'notice-fee',
  'record-payment',
  'draft-reply',
  'take-back-draft',
  'review-secrecy',
  'review-legally',
  'sign-off',
  'return-draft',
  'issue',
  'deliver',
  'decide-rectification',
  'withdraw',
  'end',
  'close',
  'file-remedy',
  'decide-remedy',
  'answer-anew',
  'recompute-clock',
  'assign-handler',
  'note',
] as const

export type Step = (typeof STEPS)[number]

/** What must be true before a step may be taken; `step-guard.ts` says how each is tested. */
export type Need =
  | 'correction-unused' // 第三十条：一次性告知
  | 'correction-overdue'
  | 'payment-overdue'
  | 'fee-unnoticed' // 国办函〔2020〕109号：一件申请只收一次
  | 'consultation-open'
  | 'extension-unused' // 第三十三条：只延长一次
  | 'reply-period-running'
  | 'reasons-asked'
  | 'not-the-drafter'
  | 'secrecy-first' // where the office reviews in sequence
  | 'secrecy-approval' // where the office demands it
  | 'legal-approval'
  | 'sign-off-approval'
  | 'remedy-open'
  | 'third-party-untold' // 第三十二条：不顾第三方反对而公开的，书面告知
  | 'third-parties-told'
  | 'answer-overturned'
  | 'not-ordered'

/**
 * Where a step leads. `same` stays; `before-draft` goes back to where the draft was begun; `consulting-until-last`
 * leaves 征求意见 only when no consultation is open any more.
 */
export type Target = Status | 'same' | 'before-draft' | 'consulting-until-last'

export interface Transition {
  readonly to: Target
  readonly by: readonly Role[]
  readonly needs: readonly Need[]
  readonly article: string
}

type Row = { readonly [S in Step]?: Transition }

const CLERK = ['clerk'] as const
const HEAD = ['head'] as const
const CLERK_OR_HEAD = ['clerk', 'head'] as const
const LEGAL = ['legal-adviser'] as const
const SECRECY = ['secrecy-reviewer'] as const

const RECORD_KEEPING = '条例 第四十五条'

/** Allowed everywhere until the file is archived. */
const KEEPING = {
  note: { to: 'same', by: ['clerk', 'head', 'legal-adviser'], needs: [], article: RECORD_KEEPING },
  'assign-handler': { to: 'same', by: CLERK_OR_HEAD, needs: [], article: RECORD_KEEPING },
} as const satisfies Row

/** 行政复议、行政诉讼 may come at any time after receipt, also against silence or a notice on the way. */
const REMEDIES = {
  'file-remedy': {
    to: 'same',
    by: ['clerk', 'legal-adviser'],
    needs: [],
    article: '条例 第五十一条',
  },
  'decide-remedy': {
    to: 'same',
    by: ['clerk', 'legal-adviser'],
    needs: ['remedy-open'],
    article: '条例 第五十一条',
  },
} as const satisfies Row

const ENDING = {
  withdraw: { to: 'ended', by: CLERK, needs: [], article: RECORD_KEEPING },
  end: { to: 'ended', by: HEAD, needs: [], article: RECORD_KEEPING },
} as const satisfies Row

const RECOMPUTE = {
  'recompute-clock': { to: 'same', by: HEAD, needs: [], article: '条例 第三十三条' },
} as const satisfies Row

/** 第三十三条第二款：经政府信息公开工作机构负责人同意 */
const EXTEND = {
  extend: {
    to: 'same',
    by: HEAD,
    needs: ['extension-unused', 'reply-period-running', 'not-ordered'],
    article: '条例 第三十三条第二款',
  },
} as const satisfies Row

/** 第三十二条: once the decision to disclose is signed, and as long as it was not told. */
const TELL = {
  'tell-third-party': {
    to: 'same',
    by: CLERK,
    needs: ['third-party-untold'],
    article: '条例 第三十二条',
  },
} as const satisfies Row

/** 复议决定、判决纠正了答复：重新答复 */
const ANEW = {
  'answer-anew': {
    to: 'examining',
    by: CLERK_OR_HEAD,
    needs: ['answer-overturned'],
    article: '行政复议法 第七十七条；行政诉讼法 第九十五条',
  },
} as const satisfies Row

/** Allowed while the reply is being worked out. */
const OPEN = { ...KEEPING, ...REMEDIES, ...ENDING, ...RECOMPUTE } as const

const CONSULT = {
  to: 'consulting',
  by: CLERK,
  needs: [],
  article: '条例 第三十二条、第三十四条',
} as const
const DRAFT_ARTICLE = '条例 第三十六条'
/** 七步法: may be done anew whenever a reply may be written; what it finds is recorded, nothing else moves. */
const EXAMINE = { examine: { to: 'same', by: CLERK, needs: [], article: DRAFT_ARTICLE } } as const
const TAKE_BACK = { to: 'before-draft', by: CLERK, needs: [], article: DRAFT_ARTICLE } as const

/** Redrafting is open until the letter is issued; it voids every signature. */
const REDRAFT = { to: 'drafted', by: CLERK, needs: [], article: DRAFT_ARTICLE } as const

const returnBy = (by: readonly Role[]): Transition => ({
  to: 'before-draft',
  by,
  needs: ['not-the-drafter'],
  article: '条例 第十七条',
})

export const LIFECYCLE = {
  'awaiting-confirmation': {
    ...KEEPING,
    ...ENDING,
    'confirm-receipt': { to: 'examining', by: CLERK, needs: [], article: '条例 第三十一条' },
  },
  examining: {
    ...OPEN,
    ...EXTEND,
    ...EXAMINE,
    'ask-correction': {
      to: 'awaiting-correction',
      by: CLERK,
      needs: ['correction-unused'],
      article: '条例 第三十条',
    },
    'ask-reasons': { to: 'awaiting-reasons', by: CLERK, needs: [], article: '条例 第三十五条' },
    delay: {
      to: 'same',
      by: HEAD,
      needs: ['reasons-asked', 'not-ordered'],
      article: '条例 第三十五条',
    },
    consult: CONSULT,
    'notice-fee': {
      to: 'awaiting-payment',
      by: CLERK,
      needs: ['fee-unnoticed'],
      article: '条例 第四十二条',
    },
    'draft-reply': { to: 'drafted', by: CLERK, needs: [], article: DRAFT_ARTICLE },
    'decide-rectification': { to: 'ended', by: HEAD, needs: [], article: '条例 第四十一条' },
  },
  'awaiting-correction': {
    ...OPEN,
    ...EXAMINE,
    'receive-correction': { to: 'examining', by: CLERK, needs: [], article: '条例 第三十条' },
    'draft-reply': {
      to: 'drafted',
      by: CLERK,
      needs: ['correction-overdue'],
      article: '条例 第三十条',
    },
  },
  'awaiting-reasons': {
    ...OPEN,
    ...EXTEND,
    ...EXAMINE,
    'receive-reasons': { to: 'examining', by: CLERK, needs: [], article: '条例 第三十五条' },
    'draft-reply': { to: 'drafted', by: CLERK, needs: [], article: '条例 第三十五条' },
  },
  consulting: {
    ...OPEN,
    ...EXTEND,
    ...EXAMINE,
    consult: CONSULT,
    'record-service': {
      to: 'same',
      by: CLERK,
      needs: ['consultation-open'],
      article: '条例 第三十二条',
    },
    'record-opinion': {
      to: 'consulting-until-last',
      by: CLERK,
      needs: ['consultation-open'],
      article: '条例 第三十二条、第三十四条',
    },
    'record-silence': {
      to: 'consulting-until-last',
      by: CLERK,
      needs: ['consultation-open'],
      article: '条例 第三十二条、第三十四条',
    },
  },
  'awaiting-payment': {
    ...OPEN,
    ...EXAMINE,
    'record-payment': { to: 'examining', by: CLERK, needs: [], article: '国办函〔2020〕109号' },
    'draft-reply': {
      to: 'drafted',
      by: CLERK,
      needs: ['payment-overdue'],
      article: '国办函〔2020〕109号',
    },
  },
  drafted: {
    ...OPEN,
    ...EXTEND,
    ...EXAMINE,
    'draft-reply': REDRAFT,
    'take-back-draft': TAKE_BACK,
    'review-secrecy': {
      to: 'same',
      by: SECRECY,
      needs: ['not-the-drafter'],
      article: '条例 第十七条',
    },
    'review-legally': {
      to: 'legally-reviewed',
      by: LEGAL,
      needs: ['not-the-drafter', 'secrecy-first'],
      article: '条例 第十七条',
    },
    'return-draft': returnBy(['secrecy-reviewer', 'legal-adviser']),
  },
  'legally-reviewed': {
    ...OPEN,
    ...EXTEND,
    ...EXAMINE,
    'draft-reply': REDRAFT,
    'take-back-draft': TAKE_BACK,
    'review-secrecy': {
      to: 'same',
      by: SECRECY,
      needs: ['not-the-drafter'],
      article: '条例 第十七条',
    },
    'sign-off': {
      to: 'signed-off',
      by: HEAD,
      needs: ['not-the-drafter', 'secrecy-approval', 'legal-approval'],
      article: '条例 第四十五条',
    },
    'return-draft': returnBy(['secrecy-reviewer', 'legal-adviser', 'head']),
  },
  'signed-off': {
    ...OPEN,
    ...EXTEND,
    ...EXAMINE,
    ...TELL,
    'draft-reply': REDRAFT,
    'take-back-draft': TAKE_BACK,
    issue: {
      to: 'issued',
      by: CLERK,
      needs: ['secrecy-approval', 'legal-approval', 'sign-off-approval'],
      article: DRAFT_ARTICLE,
    },
    'return-draft': returnBy(HEAD),
  },
  issued: {
    ...KEEPING,
    ...REMEDIES,
    ...RECOMPUTE,
    ...TELL,
    deliver: { to: 'delivered', by: CLERK, needs: [], article: '国办公开办函〔2016〕235号' },
  },
  delivered: {
    ...KEEPING,
    ...REMEDIES,
    ...TELL,
    ...ANEW,
    close: { to: 'closed', by: CLERK, needs: ['third-parties-told'], article: RECORD_KEEPING },
  },
  ended: {
    ...KEEPING,
    ...REMEDIES,
    close: { to: 'closed', by: CLERK, needs: [], article: RECORD_KEEPING },
  },
  closed: { ...REMEDIES, ...TELL, ...ANEW, note: KEEPING.note },
} as const satisfies Record<Status, Row>

export function findTransition(status: Status, step: Step): Transition | undefined {
  const row: Row = LIFECYCLE[status]
  return row[step]
}

/** The steps the table has from a status, in the order of `STEPS`. */
export function stepsFrom(status: Status): readonly Step[] {
  return STEPS.filter((step) => findTransition(status, step) !== undefined)
}

/** Whoever may take a step from anywhere: the rest need not even be asked to fill in its form. */
export function rolesFor(step: Step): ReadonlySet<Role> {
  return new Set(Object.values<Row>(LIFECYCLE).flatMap((row) => row[step]?.by ?? []))
}

/**
 * The one step that carries a case on from each status: what 今日待办 asks for and a case page offers first.
 * null: nothing is left to do. While somebody outside is awaited, it is the step that records their answer.
 */
export const NEXT_STEP = {
  'awaiting-confirmation': 'confirm-receipt',
  examining: 'draft-reply',
  'awaiting-correction': 'receive-correction',
  'awaiting-reasons': 'receive-reasons',
  consulting: 'record-opinion',
  'awaiting-payment': 'record-payment',
  drafted: 'review-legally',
  'legally-reviewed': 'sign-off',
  'signed-off': 'issue',
  issued: 'deliver',
  delivered: 'close',
  ended: 'close',
  closed: null,
} as const satisfies Record<Status, Step | null>
