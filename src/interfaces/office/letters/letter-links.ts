import type { CaseFile } from '../../../domain/requests/case-file.ts'
import type { Draft } from '../../../domain/requests/draft.ts'
import { layOut } from '../../../domain/requests/letters/layout.ts'
import { link } from '../../../platform/web/components/button.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { letterPreview } from './preview.ts'

/** On the page of a case, for those who may open its letters. */
export function letterLinks({ id }: Pick<CaseFile, 'id'>): Html {
  return html`<p class="govuk-body">
    ${link('本件的文书', officePaths.letters(id))}
    <span class="govuk-hint">生成告知书、征求意见书、表单，下载答复书</span>
  </p>`
}

/** The letter that is reviewed and signed: its whole text, without the applicant's name, number and date. */
export function signedText({ letter }: Draft): Html {
  if (!letter) return nothing
  const title = { kind: 'title', lines: [letter.title] } as const
  return details(
    '文书正文：审查、审核、签发的就是这一份，编号后原样发出',
    html`${letterPreview([title, ...layOut(letter.body, letter.title)])}`,
    true,
  )
}
