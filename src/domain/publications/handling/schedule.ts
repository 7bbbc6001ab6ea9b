/** 定时发布. */
import { z } from 'zod'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { chinaMoment, formatMinute } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMayGoOut, assertSeen } from './publish.ts'
import { moveEdition, takeStep } from './steps.ts'

/** A minute on China's clock, as a browser's field sends it: 2020-08-17T09:00. */
export const minuteField = z
  .string()
  .trim()
  .transform((text, context) => {
    if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$/.test(text)) {
      try {
        return chinaMoment(text.replace(' ', 'T'))
      } catch {
        // no such day or hour
      }
    }
    context.addIssue({ code: 'custom', message: '时间应写作2020-08-17 09:00这样的格式' })
    return z.NEVER
  })

/**
 * Approves an edition for an hour to come. It goes online then by itself, in the approver's name; editing it, or taking
 * the approver or the reviewer out of office, takes the schedule away.
 * @throws Refusal as `publishEdition`; `invalid` for a moment that has passed
 */
export async function schedulePublication(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  publishAt: Temporal.Instant,
  now: Temporal.Instant,
  seen?: string,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { edition, to } = await takeStep(tx, officer, editionId, 'schedule')
    assertSeen(edition, seen)
    if (Temporal.Instant.compare(publishAt, now) <= 0)
      throw invalid('publishAt', '定时发布的时间应在现在以后')
    const { embargoUntil } = edition
    if (embargoUntil && Temporal.Instant.compare(publishAt, embargoUntil) < 0)
      throw invalid('publishAt', `这份文件${formatMinute(embargoUntil)}以前不得公开`)
    await assertMayGoOut(tx, edition, publishAt)
    await moveEdition(tx, officer, edition, { state: to, publishedBy: officer.id, publishAt }, now)
  })
}

/** Takes the hour away; the approval goes with it, the review stays. */
export async function unschedule(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { edition, to } = await takeStep(tx, officer, editionId, 'unschedule')
    await moveEdition(tx, officer, edition, { state: to }, now)
  })
}

function invalid(at: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ at, message }])
}
