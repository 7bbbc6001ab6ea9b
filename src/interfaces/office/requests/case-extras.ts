/** What stands around a case that is not its own story: earlier cases, what the supervisor said. */
import { hasRole, type Officer } from '../../../domain/accounts/officer.ts'
import { APPLICANT_READERS } from '../../../domain/requests/case-permissions.ts'
import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { listFilingReviews } from '../../../domain/requests/filing/filings-store.ts'
import { findOnlineSummary } from '../../../domain/requests/online/office-view.ts'
import { findRepeats } from '../../../domain/requests/repeats/find-repeats.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { filingReviews } from '../filings/pages.ts'
import type { OfficeServices } from '../services.ts'
import { onlineSection } from './online-materials.ts'
import { repeatsSection } from './repeats-section.ts'

export async function caseExtras(
  { db, room }: OfficeServices,
  officer: Officer,
  { id }: CaseFile,
): Promise<Html> {
  const [online, repeats, reviews] = await Promise.all([
    findOnlineSummary(room, id),
    findRepeats(room, officer, id),
    listFilingReviews(db, officer, id),
  ])
  const mayOpen = hasRole(officer, ...APPLICANT_READERS)
  return html`${onlineSection(id, online, mayOpen)} ${filingReviews(reviews)}
  ${repeatsSection(id, repeats)}`
}
