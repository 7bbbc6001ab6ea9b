/** What stands around a case that is not its own story: earlier cases, what the supervisor said. */
import type { Officer } from '../../../domain/accounts/officer.ts'
import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { findRepeats } from '../../../domain/requests/repeats/find-repeats.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { OfficeServices } from '../services.ts'
import { repeatsSection } from './repeats-section.ts'

export async function caseExtras(
  { room }: OfficeServices,
  officer: Officer,
  { id }: CaseFile,
): Promise<Html> {
  const repeats = await findRepeats(room, officer, id)
  return html`${repeatsSection(id, repeats)}`
}
