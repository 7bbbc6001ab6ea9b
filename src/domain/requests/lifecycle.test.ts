import { describe, expect, test } from 'vitest'
import { findTransition, LIFECYCLE, NEXT_STEP, STEPS, type Step } from './lifecycle.ts'
import { STATUSES, type Status } from './status.ts'

// step → where it leads, @ who; everything not written here is refused
const EVERYWHERE_OPEN = [
  'note → same @ clerk head legal-adviser',
  'assign-handler → same @ clerk head',
]
const REMEDIES = [
  'file-remedy → same @ clerk legal-adviser',
  'decide-remedy → same @ clerk legal-adviser',
]
const ENDING = ['withdraw → ended @ clerk', 'end → ended @ head']
const WORKING = [...EVERYWHERE_OPEN, ...REMEDIES, ...ENDING, 'recompute-clock → same @ head']
const EXTENDABLE = [...WORKING, 'extend → same @ head']
const EXAMINE = 'examine → same @ clerk'
const TELL = 'tell-third-party → same @ clerk'
const ANEW = 'answer-anew → examining @ clerk head'
const REDRAFTABLE = [
  ...EXTENDABLE,
  EXAMINE,
  'draft-reply → drafted @ clerk',
  'take-back-draft → before-draft @ clerk',
]

const EXPECTED: Record<Status, readonly string[]> = {
  'awaiting-confirmation': [...EVERYWHERE_OPEN, ...ENDING, 'confirm-receipt → examining @ clerk'],
  examining: [
    ...EXTENDABLE,
    EXAMINE,
    'ask-correction → awaiting-correction @ clerk',
    'ask-reasons → awaiting-reasons @ clerk',
    'delay → same @ head',
    'consult → consulting @ clerk',
    'notice-fee → awaiting-payment @ clerk',
    'draft-reply → drafted @ clerk',
    'decide-rectification → ended @ head',
  ],
  'awaiting-correction': [
    ...WORKING,
    EXAMINE,
    'receive-correction → examining @ clerk',
    'draft-reply → drafted @ clerk',
  ],
  'awaiting-reasons': [
    ...EXTENDABLE,
    EXAMINE,
    'receive-reasons → examining @ clerk',
    'draft-reply → drafted @ clerk',
  ],
  consulting: [
    ...EXTENDABLE,
    EXAMINE,
    'consult → consulting @ clerk',
    'record-service → same @ clerk',
    'record-opinion → consulting-until-last @ clerk',
    'record-silence → consulting-until-last @ clerk',
  ],
  'awaiting-payment': [
    ...WORKING,
    EXAMINE,
    'record-payment → examining @ clerk',
    'draft-reply → drafted @ clerk',
  ],
  drafted: [
    ...REDRAFTABLE,
    'review-secrecy → same @ secrecy-reviewer',
    'review-legally → legally-reviewed @ legal-adviser',
    'return-draft → before-draft @ secrecy-reviewer legal-adviser',
  ],
  'legally-reviewed': [
    ...REDRAFTABLE,
    'review-secrecy → same @ secrecy-reviewer',
    'sign-off → signed-off @ head',
    'return-draft → before-draft @ secrecy-reviewer legal-adviser head',
  ],
  'signed-off': [
    ...REDRAFTABLE,
    TELL,
    'issue → issued @ clerk',
    'return-draft → before-draft @ head',
  ],
  issued: [
    ...EVERYWHERE_OPEN,
    ...REMEDIES,
    'recompute-clock → same @ head',
    TELL,
    'deliver → delivered @ clerk',
  ],
  delivered: [...EVERYWHERE_OPEN, ...REMEDIES, TELL, ANEW, 'close → closed @ clerk'],
  ended: [...EVERYWHERE_OPEN, ...REMEDIES, 'close → closed @ clerk'],
  closed: [...REMEDIES, TELL, ANEW, 'note → same @ clerk head legal-adviser'],
}

function written(status: Status, step: Step): string {
  const transition = findTransition(status, step)
  return transition ? `${step} → ${transition.to} @ ${transition.by.join(' ')}` : ''
}

describe('every status × every step leads exactly where the procedure says', () => {
  test.each(STATUSES)('%s', (status) => {
    const actual = STEPS.map((step) => written(status, step)).filter((text) => text !== '')
    expect(actual.sort()).toEqual([...EXPECTED[status]].sort())
  })
})

test('approving, returning and signing are never open to the drafter', () => {
  for (const status of STATUSES) {
    for (const step of ['review-secrecy', 'review-legally', 'sign-off', 'return-draft'] as const) {
      const transition = findTransition(status, step)
      if (transition) expect(transition.needs).toContain('not-the-drafter')
    }
  }
})

test('no letter leaves without both signatures, and nothing is signed off without legal review', () => {
  expect(LIFECYCLE['signed-off'].issue.needs).toEqual([
    'secrecy-approval',
    'legal-approval',
    'sign-off-approval',
  ])
  expect(LIFECYCLE['legally-reviewed']['sign-off'].needs).toContain('legal-approval')
})

test('the next step of every status is one the table has, and only an archived case has none', () => {
  for (const status of STATUSES) {
    const step = NEXT_STEP[status]
    expect(step === null).toBe(status === 'closed')
    if (step) expect(findTransition(status, step)).toBeDefined()
  }
})

test('every status can be reached, and every status leads to the archive', () => {
  const leadsTo = (status: Status): Status[] =>
    STEPS.flatMap((step) => {
      const to = findTransition(status, step)?.to
      if (to === 'before-draft') return ['examining', 'awaiting-correction', 'awaiting-payment']
      if (to === 'consulting-until-last') return ['consulting', 'examining']
      return to === undefined || to === 'same' ? [] : [to]
    })
  const reach = (from: Status, seen = new Set<Status>()): Set<Status> => {
    if (!seen.has(from)) {
      seen.add(from)
      for (const next of leadsTo(from)) reach(next, seen)
    }
    return seen
  }
  expect([...reach('awaiting-confirmation')].sort()).toEqual([...STATUSES].sort())
  for (const status of STATUSES) expect(reach(status).has('closed')).toBe(true)
})
