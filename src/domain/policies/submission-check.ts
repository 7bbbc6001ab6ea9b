/** What this room demands of a draft before it goes to review; handed to the workflow by `app.ts`. */
import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Problem } from '../../platform/kernel/problem.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import type { Edition } from '../publications/edition.ts'
import { checklistOf, type ChecklistLine } from './checklist.ts'
import { parseCleanup } from './cleanups/cleanup.ts'
import { showsItsLists } from './cleanups/result-lists.ts'
import { findPlan } from './interpretations/plan.ts'
import { getPolicySettings } from './policy-settings.ts'
import { listRecords } from './records.ts'

export async function readChecklist(
  db: Db | Tx,
  edition: Edition,
  calendar: WorkingCalendar,
  today: Temporal.PlainDate,
): Promise<ChecklistLine[]> {
  const [records, plan, settings] = [
    await listRecords(db, edition.documentId),
    await findPlan(db, edition.documentId),
    await getPolicySettings(db, edition.agencyId),
  ]
  const { firstPublishedAt } = edition
  const publishedOn = firstPublishedAt ? dayOf(firstPublishedAt) : undefined
  return checklistOf({ edition, records, plan, settings, calendar, publishedOn, today })
}

/** Only the first edition of a document is asked: what is already public was issued. */
export async function checkPolicySubmission(
  tx: Tx,
  edition: Edition,
  calendar: WorkingCalendar,
  today: Temporal.PlainDate,
): Promise<Problem[]> {
  if (edition.kind === 'cleanup-result') return checkNotice(edition)
  if (edition.firstPublishedAt) return []
  const lines = await readChecklist(tx, edition, calendar, today)
  return lines
    .filter(({ state }) => state === 'missing')
    .map(({ item, says }) => ({ at: item, message: says }))
}

/** What readers see in a notice is what its publication does. */
function checkNotice({ structure, bodyText }: Edition): Problem[] {
  const results = parseCleanup(structure)
  if (results && showsItsLists(bodyText, results)) return []
  const message = '正文后面的目录与清理结果不一致，请恢复原来的目录，要改结果请重新办理清理'
  return [{ at: 'bodyHtml', message }]
}
