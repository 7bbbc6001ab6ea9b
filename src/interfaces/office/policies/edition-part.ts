/** What an edition's page shows of normative documents, interpretations, results and answers: also what the reviewer signs. */
import { listDeclaredActs } from '../../../domain/policies/acts.ts'
import { parseCleanup } from '../../../domain/policies/cleanups/cleanup.ts'
import { resultsInWords } from '../../../domain/policies/cleanups/result-lists.ts'
import { parseInterpretation } from '../../../domain/policies/interpretations/interpretation.ts'
import { parseQuestion } from '../../../domain/policies/questions/question.ts'
import { listTargets } from '../../../domain/policies/targets.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { link } from '../../../platform/web/components/button.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import type { OfficeServices } from '../services.ts'
import { policyPaths } from './paths.ts'
import { ACT_NAMES, FORM_NAMES } from './words.ts'

const EDITABLE: readonly Edition['state'][] = ['draft', 'returned', 'in-review', 'reviewed']

export async function policyPart({ db }: OfficeServices, edition: Edition): Promise<Html> {
  switch (edition.kind) {
    case 'document':
      return documentPart(edition, await listDeclaredActs(db, edition.documentId))
    case 'interpretation':
      return interpretationPart(edition)
    case 'cleanup-result':
      return cleanupPart(edition)
    case 'policy-question': {
      const question = parseQuestion(edition.structure)
      if (!question) return nothing
      const policy = (await listTargets(db, [question.answers])).get(question.answers)
      return inset(html`问：${question.question}<br />文件：${policy?.title ?? '已经不公开'}`)
    }
    default:
      return nothing
  }
}

function documentPart(edition: Edition, acts: Awaited<ReturnType<typeof listDeclaredActs>>): Html {
  const address = policyPaths.document(edition.documentId)
  return html`${
      acts.length > 0 &&
      inset(
        html`本文件发布时：${acts.map(
          ({ kind, to, appliesFrom }) =>
            html`<br />${ACT_NAMES[kind]}《${to.title}》${to.documentNumber}${appliesFrom ? `，自${appliesFrom.toString()}起` : '，自本文件施行或者公布之日起'}`,
        )}`,
      )
    }
    <p class="govuk-body">
      ${link(edition.normativeKind ? '办理清单、登记号、解读' : '修改废止的文件、解读', address)}
    </p>`
}

function interpretationPart(edition: Edition): Html {
  const interpretation = parseInterpretation(edition.structure)
  if (!interpretation) return nothing
  const { form, speaker, link: address, interprets } = interpretation
  return html`${inset(
      html`解读形式：${FORM_NAMES[form]}${speaker !== '' && `；解读人：${speaker}`}${address !== '' && `；网址：${address}`}`,
    )}
    <p class="govuk-body">
      ${interprets.map((id) => html`${link('所解读的文件', policyPaths.document(id))}　`)}
      ${EDITABLE.includes(edition.state) && link('按要素修改解读', policyPaths.editInterpretation(edition.id))}
    </p>`
}

function cleanupPart(edition: Edition): Html {
  const results = parseCleanup(edition.structure)
  if (!results) return nothing
  const from = results.appliesFrom ? `自${results.appliesFrom}起` : '自公布之日起'
  return html`${inset(
      `本公告发布时，所列文件按目录标注（废止、失效${from}）：${resultsInWords(results)}。目录与标注不一致的不能送审。`,
    )}
    <p class="govuk-body">${link('这次清理', policyPaths.cleanup(results.cleanupId))}</p>`
}
