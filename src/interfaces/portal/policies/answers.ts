/** What stands below a policy: the questions answered in public, and the way to ask. */
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

export async function answersBelow(
  { db }: PortalServices,
  document: PublicDocument,
): Promise<Html> {
  const isAsked = document.relations.some(({ kind, end }) => kind === 'answers' && end === 'to')
  const [answers, mayAsk] = await Promise.all([
    isAsked ? listPublicAnswers(db, document.documentId) : [],
    document.kind === 'document' && canBeAskedAbout(db, document),
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
        ${link('这条问答的网页', documentPath(indexNumber), `：${question}`)}
      </p>
    </div>
  </details>`
}
