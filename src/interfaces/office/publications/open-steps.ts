import type { Officer } from '../../../domain/accounts/officer.ts'
import { may } from '../../../domain/accounts/permissions.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { transition, type EditionStep } from '../../../domain/publications/lifecycle.ts'

export type OpenSteps = ReadonlySet<EditionStep | 'new-edition' | 'check' | 'preview' | 'note'>

const STEPS: readonly EditionStep[] = [
  'edit',
  'submit',
  'pass-review',
  'record-answer',
  'schedule',
  'unschedule',
  'publish',
  'remove',
]
const OUTWARD: ReadonlySet<EditionStep> = new Set(['publish', 'schedule'])

/** The buttons to show; the handling asks again. */
export function stepsOpenTo(
  officer: Officer,
  edition: Edition,
  editions: readonly Edition[],
): OpenSteps {
  const { agencyId, state } = edition
  const open = new Set<EditionStep | 'new-edition' | 'check' | 'preview' | 'note'>()
  for (const step of STEPS) {
    const found = transition(state, step)
    if (!found || !may(officer, found.act, agencyId)) continue
    if (found.byAnother && edition.contributors.includes(officer.id)) continue
    if (OUTWARD.has(step) && edition.disclosure !== 'proactive') continue
    open.add(step)
  }
  const drafts = may(officer, 'publications.draft', agencyId)
  if (state === 'published' && editions[0]?.id === edition.id && drafts) open.add('new-edition')
  if (drafts) open.add('note')
  if (isOpen(edition) && drafts && edition.disclosure === 'proactive') open.add('preview')
  if (isOpen(edition) && state !== 'scheduled') {
    if (drafts || may(officer, 'publications.review', agencyId)) open.add('check')
  }
  return open
}

/** Something can still be done about it. */
export function isOpen({ state }: Edition): boolean {
  return state !== 'published' && state !== 'superseded' && state !== 'removed'
}
