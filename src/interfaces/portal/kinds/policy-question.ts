import { parseQuestion } from '../../../domain/policies/questions/question.ts'
import type { PublicDocument } from '../../../domain/publications/public-document.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { PortalServices } from '../services.ts'

/** 政策问答: the question in full above its answer; the title may have had to be shortened. */
export async function showQuestion(
  _: PortalServices,
  document: PublicDocument,
): Promise<Html | undefined> {
  const question = parseQuestion(document.structure)
  return question && inset(html`<strong>问：</strong>${question.question}`)
}
