import { hasRole, type Officer } from '../../domain/accounts/officer.ts'
import { mayAtHome } from '../../domain/accounts/permissions.ts'
import { countOpenCorrections } from '../../domain/corrections/corrections-store.ts'
import { findTransition, NEXT_STEP } from '../../domain/requests/lifecycle.ts'
import { STATUSES, type Status } from '../../domain/requests/status.ts'
import { countTodo } from '../../domain/requests/todo.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import type { OfficeFrame } from './layout.ts'
import type { OfficeServices } from './services.ts'

/** Where the office itself has to move; the rest waits for somebody outside, or for the archive. */
const OURS: readonly Status[] = [
  'awaiting-confirmation',
  'examining',
  'drafted',
  'legally-reviewed',
  'signed-off',
  'issued',
]

/** The numbers beside the navigation: cases whose next step is this person's, and what readers reported. */
export async function navigationCounts(
  { db, clock, room }: OfficeServices,
  officer: Officer,
): Promise<NonNullable<OfficeFrame['counts']>> {
  if (!mayAtHome(officer, 'requests.read')) return {}
  const [counts, corrections] = await Promise.all([
    countTodo(room, officer),
    mayAtHome(officer, 'corrections.settle')
      ? countOpenCorrections(db, officer.agencyId, dayOf(clock()))
      : undefined,
  ])
  const mine = STATUSES.filter((status) => OURS.includes(status) && isTurnOf(officer, status))
  return {
    today: mine.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0),
    ...(corrections && { corrections: corrections.open }),
  }
}

function isTurnOf(officer: Officer, status: Status): boolean {
  const step = NEXT_STEP[status]
  const transition = step && findTransition(status, step)
  return transition ? hasRole(officer, ...transition.by) : false
}
