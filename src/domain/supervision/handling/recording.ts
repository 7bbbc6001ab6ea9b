import { dayOf } from '../../../platform/kernel/time.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { Recorded } from '../registers-store.ts'

export function recordedBy(officer: Officer, now: Temporal.Instant): Recorded {
  return { agencyId: officer.agencyId, recordedBy: officer.id, recordedAt: now }
}

/** What the registers count has happened. @throws Refusal `invalid` for a day to come */
export function assertHappened(
  at: string,
  label: string,
  day: Temporal.PlainDate,
  now: Temporal.Instant,
): void {
  if (Temporal.PlainDate.compare(day, dayOf(now)) <= 0) return
  refuseField(at, `${label}不能晚于今天`)
}

/** @throws Refusal `invalid` with the one problem, to be shown beside its field */
export function refuseField(at: string, message: string): never {
  throw new Refusal('invalid', message, [{ at, message }])
}
