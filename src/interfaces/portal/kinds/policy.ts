import type { PublicDocument } from '../../../domain/publications/public-document.ts'
import { linkButton } from '../../../platform/web/components/button.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { policyPath } from '../policy-packs/addresses.ts'
import { flagNotice } from '../policy-packs/policy-parts.ts'
import { readPolicies } from '../policy-packs/read-policies.ts'
import type { PortalServices } from '../services.ts'

/** 惠企政策事项、服务包: whether the basis still stands, and the way to the page with code and prints. */
export async function showPolicy(
  services: PortalServices,
  document: PublicDocument,
  today: Temporal.PlainDate,
): Promise<Html> {
  const { items } = await readPolicies(services, today)
  const flags = items.get(document.documentId)?.flags ?? []
  return html`${flagNotice(flags)}
  ${linkButton('在惠企政策服务包中查看', policyPath(document), { style: 'secondary' })}`
}
