import type { Attachment, AttachmentRole } from '../../domain/publications/edition.ts'
import type { PublicDocument } from '../../domain/publications/public-document.ts'
import { kindText, sizeText } from '../../platform/files/file-words.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { attachmentPath } from './paths.ts'

const HEADINGS = [
  ['original', '原件'],
  ['attachment', '附件'],
] as const satisfies readonly (readonly [AttachmentRole, string])[]

/** What hangs on a document, with what one wants to know before fetching it. */
export function attachmentList({ attachments, indexNumber }: PublicDocument): Html {
  if (attachments.length === 0) return nothing
  const group = ([role, heading]: (typeof HEADINGS)[number]) => {
    const files = attachments.filter((one) => one.role === role)
    if (files.length === 0) return nothing
    return html`<section aria-labelledby="files-${role}">
      <h2 class="govuk-heading-m" id="files-${role}">${heading}</h2>
      <ul class="govuk-list mq-edition-files">
        ${files.map((file) => fileLine(file, indexNumber))}
      </ul>
    </section>`
  }
  return html`${HEADINGS.map(group)}`
}

function fileLine(file: Attachment, indexNumber: string): Html {
  const facts = [
    kindText(file.mediaType),
    file.pages !== null && `${file.pages}页`,
    sizeText(file.size),
  ].filter((fact) => fact !== false && fact !== '')
  return html`<li>
    <a class="govuk-link" href="${attachmentPath(indexNumber, file)}" download>${file.name}</a>
    <span class="mq-edition-files__facts">（${facts.join('，')}）</span>
    <details class="mq-edition-files__hash">
      <summary>校验值</summary>
      <code class="mq-hash">SHA-256 ${file.sha256}</code>
    </details>
  </li> `
}
