/** What stands around a case that is not its own story: earlier cases, the supervisor, conversion, online asks. */
import { hasRole, type Officer } from '../../../domain/accounts/officer.ts'
import { mayAtHome } from '../../../domain/accounts/permissions.ts'
import { APPLICANT_READERS } from '../../../domain/requests/case-permissions.ts'
import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { isConvertible, listConversions } from '../../../domain/requests/conversion/conversions.ts'
import { listFilingReviews } from '../../../domain/requests/filing/filings-store.ts'
import { countUnseenAsks } from '../../../domain/requests/rectification/register-rectification.ts'
import { countOnlineProofs } from '../../../domain/requests/online/office-view.ts'
import { findRepeats } from '../../../domain/requests/repeats/find-repeats.ts'
import { link } from '../../../platform/web/components/button.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { filingReviews } from '../filings/pages.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { conversionSection } from './conversion-pages.ts'
import { onlineSection } from './online-proofs.ts'
import { repeatsSection } from './repeats-section.ts'

export async function caseExtras(
  { db, room }: OfficeServices,
  officer: Officer,
  { id, state }: CaseFile,
  csrf: string,
): Promise<Html> {
  const isApplication = state.kind === 'application'
  const [proofs, repeats, reviews, conversions, asks] = await Promise.all([
    countOnlineProofs(room, id),
    isApplication ? findRepeats(room, officer, id) : undefined,
    listFilingReviews(db, officer, id),
    listConversions(db, officer, id),
    countUnseenAsks(db, officer, id),
  ])
  const isDecided = conversions.every(({ decision }) => decision !== null)
  const maySuggest =
    mayAtHome(officer, 'requests.register') && isDecided && (await isConvertible(db, id))
  return html`${asks > 0 && importantBanner(html`申请人在网上提出了${asks}项更正（条例 第四十一条），${link('查看并登记', officePaths.requestAct(id, 'applicant'))}。`)}
  ${onlineSection(id, proofs, hasRole(officer, ...APPLICANT_READERS))} ${filingReviews(reviews)}
  ${conversionSection({
    requestId: id,
    conversions,
    maySuggest,
    mayDecide: hasRole(officer, 'head'),
    mayDraft: mayAtHome(officer, 'publications.draft'),
    csrf,
  })}
  ${repeats && repeatsSection(id, repeats)}`
}
