/** What stands around a case that is not its own story: earlier cases, what the supervisor said. */
import type { Officer } from '../../../domain/accounts/officer.ts'
import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { listFilingReviews } from '../../../domain/requests/filing/filings-store.ts'
import { findRepeats } from '../../../domain/requests/repeats/find-repeats.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { filingReviews } from '../filings/pages.ts'
import type { OfficeServices } from '../services.ts'
import { repeatsSection } from './repeats-section.ts'

export async function caseExtras(
  { db, room }: OfficeServices,
  officer: Officer,
  { id }: CaseFile,
): Promise<Html> {
  const [repeats, reviews] = await Promise.all([
    findRepeats(room, officer, id),
    listFilingReviews(db, officer, id),
  ])
  return html`${filingReviews(reviews)} ${repeatsSection(id, repeats)}`
}
