/** The one place that answers "may this person take this step on this case now?", for pages, handling and lists. */
import { Refusal } from '../../platform/kernel/refusal.ts'
import { hasRole, type Officer, type Role } from '../accounts/officer.ts'
import {
  isValidSignature,
  lacksSecrecyReview,
  openConsultations,
  settingsOf,
  type CaseState,
} from './case-state.ts'
import {
  findTransition,
  rolesFor,
  stepsFrom,
  type Need,
  type Step,
  type Transition,
} from './lifecycle.ts'
import { overturningRemedies } from './overturned.ts'
import { isStepOfKind } from './request-kind.ts'
import { untoldThirdParties } from './third-party-duty.ts'

/** 申请人身份信息: those who correspond with the applicant and those who answer for it. Each reading is logged. */
export const APPLICANT_READERS: readonly Role[] = ['clerk', 'head']

interface Situation {
  readonly state: CaseState
  readonly officer: Officer
  readonly today: Temporal.PlainDate
}

/** What a need demands, and what to say to a person while it is not met. */
interface NeedRule {
  readonly isMet: (situation: Situation) => boolean
  readonly message: string
}

const isOver = (day: Temporal.PlainDate | null, today: Temporal.PlainDate) =>
  day !== null && Temporal.PlainDate.compare(today, day) > 0

const NEEDS = {
  'correction-unused': {
    isMet: ({ state }) =>
      state.corrections.length === 0 || settingsOf(state).secondCorrection === 'allowed',
    message: '补正应当一次性告知，不能再次要求补正（条例 第三十条）。',
  },
  'correction-overdue': {
    isMet: ({ state, today }) => isOver(state.clock.correctionDueOn, today),
    message: '补正期限尚未届满，请等待申请人补正。',
  },
  'payment-overdue': {
    isMet: ({ state, today }) => isOver(state.clock.paymentDueOn, today),
    message: '缴费期限尚未届满，请等待申请人缴费。',
  },
  'fee-unnoticed': {
    isMet: ({ state }) => state.fees.length === 0,
    message: '已经发出过收费通知，一件申请只能收费一次。',
  },
  'consultation-open': {
    isMet: ({ state }) => openConsultations(state).length > 0,
    message: '没有尚未办结的征求意见。',
  },
  'extension-unused': {
    isMet: ({ state }) => state.extension === null,
    message: '答复期限已经延长过一次，不能再延长（条例 第三十三条）。',
  },
  'reply-period-running': {
    isMet: ({ state }) => state.clock.replyDueOn !== null,
    message: '现在没有正在计算的答复期限，无需延长。',
  },
  'reasons-asked': {
    isMet: ({ state }) => state.reasonsAskedOn !== null && state.delay === null,
    message: '须先要求申请人说明理由，且延迟期限只能确定一次（条例 第三十五条）。',
  },
  'not-the-drafter': {
    isMet: ({ state, officer }) => !state.drafters.includes(officer.id),
    message: '不能审核、签发或者退回本人起草的答复。',
  },
  'secrecy-first': {
    isMet: ({ state }) =>
      settingsOf(state).reviewOrder === 'parallel' || !lacksSecrecyReview(state),
    message: '本机构规定先保密审查、后法律审核，答复还没有经过保密审查。',
  },
  'secrecy-approval': {
    isMet: ({ state }) => !lacksSecrecyReview(state),
    message: '本机构规定这类答复须经保密审查，答复还没有审查，或者审查后内容有改动。',
  },
  'legal-approval': {
    isMet: ({ state }) => isValidSignature(state, state.reply?.legal ?? null),
    message: '答复未经法律审核，或者审核后内容有改动。',
  },
  'sign-off-approval': {
    isMet: ({ state }) => isValidSignature(state, state.reply?.signOff ?? null),
    message: '答复未经负责人签发，或者签发后内容有改动。',
  },
  'third-party-untold': {
    isMet: ({ state }) => untoldThirdParties(state).length > 0,
    message: '没有需要告知公开决定的第三方。',
  },
  'third-parties-told': {
    isMet: ({ state }) => untoldThirdParties(state).length === 0,
    message:
      '第三方不同意公开而决定公开的，应当将公开的内容和理由书面告知第三方；还没有登记告知，不能归档（条例 第三十二条）。',
  },
  'answer-overturned': {
    isMet: ({ state }) => overturningRemedies(state).length > 0,
    message: '没有纠正本件答复的复议决定或者判决。先登记复议、诉讼的结果。',
  },
  'not-ordered': {
    isMet: ({ state }) => state.order === null,
    message: '复议决定、判决责令重新答复的期限，不能自行延长。',
  },
  'remedy-open': {
    isMet: ({ state }) => state.remedies.some(({ decidedOn }) => decidedOn === null),
    message: '没有尚未审结的复议或者诉讼。',
  },
} as const satisfies Record<Need, NeedRule>

/** The needs that speak of the person, not of the file. */
const PERSONAL: readonly Need[] = ['not-the-drafter']
const SIGNATURES: readonly Need[] = [
  'secrecy-first',
  'secrecy-approval',
  'legal-approval',
  'sign-off-approval',
]

/**
 * @throws Refusal `not-found` across agencies, `wrong-state` when the table has no such step from here, `forbidden`
 * for the wrong role or the own draft, `unapproved` without valid signatures, `incomplete` when something is missing
 */
export function assertMayTake(step: Step, situation: Situation): Transition {
  const { state, officer } = situation
  assertSameAgency(state.agencyId, officer)
  const isOfKind = isStepOfKind(state.kind, step)
  const transition = isOfKind ? findTransition(state.status, step) : undefined
  if (!transition) {
    throw new Refusal('wrong-state', '这件申请现在的状态不能办理这一步，请刷新后再看。')
  }
  if (!hasRole(officer, ...transition.by)) throw notTheirs()
  const need = unmetNeed(transition, situation)
  if (need) throw new Refusal(refusalCode(need), NEEDS[need].message)
  return transition
}

/** Before a form is read, and whatever the case: nobody fills in a step that is never theirs. @throws Refusal `forbidden` */
export function assertMayEverTake(step: Step, officer: Officer): void {
  if (!hasRole(officer, ...rolesFor(step))) throw notTheirs()
}

const notTheirs = () => new Refusal('forbidden', '您的角色不能办理这一步，请由有权限的同事办理。')

export function assertSameAgency(agencyId: number, officer: Officer): void {
  if (agencyId !== officer.agencyId) throw new Refusal('not-found', '没有找到这件申请。')
}

/** Every step this person may take on this case today: the buttons of its page. */
export function availableSteps(situation: Situation): readonly Step[] {
  const { state, officer } = situation
  if (state.agencyId !== officer.agencyId) return []
  return stepsFrom(state.status).filter((step) => {
    if (!isStepOfKind(state.kind, step)) return false
    const transition = findTransition(state.status, step)!
    return hasRole(officer, ...transition.by) && unmetNeed(transition, situation) === undefined
  })
}

/** The same whoever takes them: what somebody of the office may do with this case today. */
export function stepsOpenToSomebody(situation: Situation): readonly Step[] {
  const { state } = situation
  return stepsFrom(state.status).filter(
    (step) =>
      isStepOfKind(state.kind, step) &&
      unmetNeed(findTransition(state.status, step)!, situation) === undefined,
  )
}

function unmetNeed({ needs }: Transition, situation: Situation): Need | undefined {
  return needs.find((need) => !NEEDS[need].isMet(situation))
}

function refusalCode(need: Need) {
  if (PERSONAL.includes(need)) return 'forbidden'
  return SIGNATURES.includes(need) ? 'unapproved' : 'incomplete'
}
