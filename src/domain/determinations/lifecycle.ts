import type { Act } from '../accounts/permissions.ts'
import type { DeterminationState } from './determination.ts'

export type DeterminationStep = 'propose' | 'check' | 'sign' | 'return' | 'issue' | 'abandon'

interface Transition {
  readonly to: DeterminationState
  readonly act: Act
  /** whoever proposed it may not take this step */
  readonly byAnother?: true
}

const PROPOSE = { propose: { to: 'proposed', act: 'determinations.propose' } } as const
const ABANDON = { abandon: { to: 'abandoned', act: 'determinations.propose' } } as const

/** 先认定、后制发: no way leads to issued but by check and signature, in this order. */
export const LIFECYCLE = {
  proposed: {
    ...PROPOSE,
    ...ABANDON,
    check: { to: 'checked', act: 'determinations.check', byAnother: true },
    return: { to: 'returned', act: 'determinations.check', byAnother: true },
  },
  returned: { ...PROPOSE, ...ABANDON },
  checked: {
    ...ABANDON,
    sign: { to: 'signed', act: 'determinations.sign', byAnother: true },
    return: { to: 'returned', act: 'determinations.sign', byAnother: true },
  },
  signed: { issue: { to: 'issued', act: 'determinations.issue' }, ...ABANDON },
  issued: {},
  abandoned: {},
} as const satisfies Record<DeterminationState, Partial<Record<DeterminationStep, Transition>>>

export function transition(
  state: DeterminationState,
  step: DeterminationStep,
): Transition | undefined {
  const steps: Partial<Record<DeterminationStep, Transition>> = LIFECYCLE[state]
  return steps[step]
}
