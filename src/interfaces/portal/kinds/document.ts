import type { PublicDocument } from '../../../domain/publications/public-document.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { otherDay } from '../policies/as-it-stood.ts'
import { hasValidity, standingOn } from '../policies/standing.ts'
import type { PortalServices } from '../services.ts'

/** 规章、规范性文件 and whatever else has days of force: how it stands today and why, and the way to another day. */
export async function showStanding(
  _: PortalServices,
  document: PublicDocument,
  today: Temporal.PlainDate,
): Promise<Html | undefined> {
  if (!hasValidity(document)) return undefined
  return html`${inset(standingOn(document, today))} ${otherDay(document, today)}`
}
