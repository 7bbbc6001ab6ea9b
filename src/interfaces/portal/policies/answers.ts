/** What stands below a policy: the questions answered in public, and the way to ask. */
import { getPolicySettings, type PolicySettings } from '../../../domain/policies/policy-settings.ts'
import { canBeAskedAbout } from '../../../domain/policies/questions/ask-question.ts'
import {
  listPublicAnswers,
  type PublicAnswer,
} from '../../../domain/policies/questions/list-questions.ts'
import type { PublicDocument } from '../../../domain/publications/public-document.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { link, linkButton } from '../../../platform/web/components/button.ts'
import { html, nothing, raw, type Html } from '../../../platform/web/html.ts'
import { documentPath } from '../paths.ts'
import type { PortalServices } from '../services.ts'
import { askPath } from './addresses.ts'

interface Remembered {
  readonly version: number
  readonly byAgency: Map<number, Promise<PolicySettings>>
}
const remembered = new WeakMap<PortalServices, Remembered>()

/** The same for every document of a body: read again only when something public has changed since. */
async function readSettings(services: PortalServices, agencyId: number): Promise<PolicySettings> {
  const { db, pages } = services
  if (pages.paused) return getPolicySettings(db, agencyId)
  let known = remembered.get(services)
  if (known?.version !== pages.version) {
    known = { version: pages.version, byAgency: new Map() }
    remembered.set(services, known)
  }
  const settings = known.byAgency.get(agencyId) ?? getPolicySettings(db, agencyId)
  known.byAgency.set(agencyId, settings)
  // what failed is asked again
  settings.catch(() => known.byAgency.delete(agencyId))
  return settings
}

export async function answersBelow(
  services: PortalServices,
  document: PublicDocument,
): Promise<Html> {
  const { db } = services
  const isAsked = document.relations.some(({ kind, end }) => kind === 'answers' && end === 'to')
  const [answers, mayAsk] = await Promise.all([
    isAsked ? listPublicAnswers(db, document.documentId) : [],
    document.kind === 'document' &&
      canBeAskedAbout(db, document, (_, agencyId) => readSettings(services, agencyId)),
  ])
  if (answers.length === 0 && !mayAsk) return nothing
  return html`<section aria-labelledby="answers">
    <h2 class="govuk-heading-m" id="answers">政策问答</h2>
    ${answers.map(answer)}
    ${
      mayAsk &&
      html`<p class="govuk-body">对这份文件有疑问，可以在这里提问。答复经审查后在本页公开。</p>
        ${linkButton('就这份文件提问', askPath(document.indexNumber), { style: 'secondary' })}`
    }
  </section>`
}

function answer({ question, bodyHtml, publishedAt, indexNumber }: PublicAnswer): Html {
  const day = dayOf(publishedAt).toString()
  return html`<details class="govuk-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">${question}</span>
    </summary>
    <div class="govuk-details__text">
      <div class="mq-prose">${raw(bodyHtml)}</div>
      <p class="govuk-body-s">
        <time datetime="${day}">${day}</time>
        ${link('这条问答的网页', documentPath(indexNumber), question)}
      </p>
    </div>
  </details>`
}
