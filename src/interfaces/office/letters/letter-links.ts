import type { CaseFile } from '../../../domain/requests/case-file.ts'
import type { Draft, DraftAttachment } from '../../../domain/requests/draft.ts'
import { layOut } from '../../../domain/requests/letters/layout.ts'
import { link } from '../../../platform/web/components/button.ts'
import { kindText, sizeText } from '../../../platform/files/file-words.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { OUTCOME_TAGS } from './outcome-tags.ts'
import { letterPreview } from './preview.ts'

/** On the page of a case, for those who may open its letters. */
export function letterLinks({ id }: Pick<CaseFile, 'id'>): Html {
  return html`<p class="govuk-body">
    ${link('本件的文书', officePaths.letters(id))}
    <span class="govuk-hint">生成告知书、征求意见书、表单，下载答复书</span>
  </p>`
}

/** On the page of a case, for everybody who reads it. */
export function attachmentLink({ id, state }: Pick<CaseFile, 'id' | 'state'>): Html {
  if (state.kind !== 'application') return nothing
  const count = state.reply?.draft.attachments.length ?? 0
  return html`<p class="govuk-body">
    ${link('答复附件', officePaths.attachments(id))}
    <span class="govuk-hint"
      >${count === 0 ? '随答复提供的文件：上传、检查' : `拟稿中列有${count}个文件`}</span
    >
  </p>`
}

function attachmentList(attachments: readonly DraftAttachment[]): Html {
  if (attachments.length === 0) return nothing
  return html`<h3 class="govuk-heading-s">附件（与正文一并审签）</h3>
    <ol class="govuk-list govuk-list--number">
      ${attachments.map(({ name, size, mediaType, sha256, release }) => {
        const { word, tone } = OUTCOME_TAGS[release?.outcome ?? 'unchecked']
        return html`<li>
          ${name}（${kindText(mediaType)}，${sizeText(size)}）${tag(word, tone)}
          ${release?.findings.map((found) => html`<br />${found}`)}
          ${release?.reason !== undefined && html`<br />保留的理由：${release.reason}`}
          <br /><code class="mq-hash">${sha256}</code>
        </li> `
      })}
    </ol>`
}

/** The letter that is reviewed and signed: its whole text and its files, without the applicant's name, number and date. */
export function signedText({ letter, attachments }: Draft): Html {
  if (!letter) return nothing
  const title = { kind: 'title', lines: [letter.title] } as const
  return html`${textOf(letter, title)} ${attachmentList(attachments)}`
}

function textOf(
  letter: NonNullable<Draft['letter']>,
  title: { readonly kind: 'title'; readonly lines: readonly string[] },
): Html {
  return details(
    '文书正文：审查、审核、签发的就是这一份，编号后原样发出',
    html`${letterPreview([title, ...layOut(letter.body, letter.title)])}`,
    true,
  )
}
