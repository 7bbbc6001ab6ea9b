import { hasRole, type Officer } from '../../domain/accounts/officer.ts'
import { mayAtHome } from '../../domain/accounts/permissions.ts'
import { findTransition, NEXT_STEP } from '../../domain/requests/lifecycle.ts'
import { STATUSES, type Status } from '../../domain/requests/status.ts'
import { countTodo } from '../../domain/requests/todo.ts'
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

/** The numbers beside the navigation: cases whose next step is this person's. */
export async function navigationCounts(
  { room }: OfficeServices,
  officer: Officer,
): Promise<NonNullable<OfficeFrame['counts']>> {
  if (!mayAtHome(officer, 'requests.read')) return {}
  const counts = await countTodo(room, officer)
  const mine = STATUSES.filter((status) => OURS.includes(status) && isTurnOf(officer, status))
  return { today: mine.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0) }
}

function isTurnOf(officer: Officer, status: Status): boolean {
  const step = NEXT_STEP[status]
  const transition = step && findTransition(status, step)
  return transition ? hasRole(officer, ...transition.by) : false
}
