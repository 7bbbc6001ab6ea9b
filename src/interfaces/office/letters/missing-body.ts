/** Before an answer can be drafted the office has to say who decides on reconsideration of it. */
import type { Officer } from '../../../domain/accounts/officer.ts'
import { getAgency } from '../../../domain/organisations/agencies-store.ts'
import type { CaseRoom } from '../../../domain/requests/case-room.ts'
import {
  getLetterSettings,
  namesReconsiderationBody,
  NO_RECONSIDERATION_BODY,
} from '../../../domain/requests/letters/letter-settings.ts'
import { link } from '../../../platform/web/components/button.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

const FIELD = 'noReconsiderationBody'

export async function missingBody(
  { db }: CaseRoom,
  { agencyId }: Officer,
): Promise<Readonly<Record<string, string>>> {
  const settings = await getLetterSettings(db, await getAgency(db, agencyId))
  return namesReconsiderationBody(settings) ? {} : { [FIELD]: 'yes' }
}

export function missingBodyBanner(view: FormView): Html {
  if (valueOf(view, FIELD) === '') return nothing
  return importantBanner(
    html`${NO_RECONSIDERATION_BODY}${link('打开文书设置', officePaths.letterSettings)}`,
  )
}
