import {
  ATTACHMENT_ROLES,
  type Attachment,
  type AttachmentRole,
  type Edition,
} from '../../../domain/publications/edition.ts'
import { ACCEPTED_WORDS } from '../../../platform/files/file-kind.ts'
import { kindText, sizeText } from '../../../platform/files/file-words.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { fileUpload } from '../../../platform/web/components/file-upload.ts'
import { form } from '../../../platform/web/components/form.ts'
import { table } from '../../../platform/web/components/table.ts'
import { formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

export const ATTACHMENT_ROLE_NAMES = {
  original: '原件',
  attachment: '附件',
} as const satisfies Record<AttachmentRole, string>

export interface AttachmentsSection {
  readonly edition: Edition
  readonly mayEdit: boolean
  readonly csrf: string
  readonly view: FormView
  /** said where no virus scanner looks at uploads */
  readonly notice: string | undefined
}

export function attachmentsSection(props: AttachmentsSection): Html {
  const { attachments } = props.edition
  if (attachments.length === 0 && !props.mayEdit) return nothing
  return html`<section aria-labelledby="attachments-heading">
    <h2 class="govuk-heading-m" id="attachments-heading">原件和附件</h2>
    ${attachmentTable(props)} ${props.mayEdit && uploadForm(props)}
  </section>`
}

function attachmentTable({ edition, mayEdit, csrf }: AttachmentsSection): Html {
  const { attachments } = edition
  return table<Attachment>({
    caption: '原件和附件清单',
    captionHidden: true,
    stacks: true,
    columns: [
      {
        heading: '名称',
        rowHeader: true,
        cell: ({ name, fileId }) => link(name, officePaths.editionFile(edition.id, fileId)),
      },
      { heading: '性质', nowrap: true, cell: ({ role }) => ATTACHMENT_ROLE_NAMES[role] },
      { heading: '格式', nowrap: true, cell: ({ mediaType }) => kindText(mediaType) },
      { heading: '页数', numeric: true, cell: ({ pages }) => pages ?? '—' },
      { heading: '大小', nowrap: true, numeric: true, cell: ({ size }) => sizeText(size) },
      {
        heading: 'SHA-256',
        cell: ({ sha256 }) =>
          html`<code class="mq-hash" title="${sha256}">${sha256.slice(0, 16)}…</code>`,
      },
      ...(mayEdit
        ? [
            {
              heading: '整理',
              cell: (one: Attachment) => changes(edition, one, csrf),
            },
          ]
        : []),
    ],
    rows: attachments,
    empty: '还没有原件和附件。',
  })
}

function changes({ id, attachments }: Edition, one: Attachment, csrf: string): Html {
  const place = attachments.indexOf(one)
  const act = (step: string, text: string) =>
    button(text, { style: 'secondary', small: true, name: 'act', value: step, about: one.name })
  return form({
    action: officePaths.editionFile(id, one.fileId),
    csrf,
    className: 'mq-inline-form',
    body: html`${place > 0 && act('up', '上移')}
    ${place < attachments.length - 1 && act('down', '下移')}
    ${one.role === 'original' ? act('attachment', '改作附件') : act('original', '改作原件')}
    ${act('remove', '移除')}`,
  })
}

function uploadForm({ edition, csrf, view, notice }: AttachmentsSection): Html {
  const shown = valueOf(view, 'role') === '' ? { ...view, values: ATTACHED } : view
  return html`<details class="govuk-details" ${view.problems.length > 0 && html`open`}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">添加文件</span>
    </summary>
    <div class="govuk-details__text">
      ${form({
        action: officePaths.editionAct(edition.id, 'attachments'),
        csrf,
        files: true,
        body: html`${fileUpload({
          name: 'files',
          label: '选择文件',
          hint: `可一次选几个，每个不超过50 MB。接收${ACCEPTED_WORDS}。改动附件后，已有的审查失效。`,
          form: view,
          multiple: true,
        })}
        ${radios({
          name: 'role',
          label: '性质',
          hint: '原件是正文的签章件、扫描件；附件是正文所附的表、图和其他文件',
          form: shown,
          inline: true,
          options: ATTACHMENT_ROLES.map((value) => ({ value, text: ATTACHMENT_ROLE_NAMES[value] })),
        })}
        ${notice !== undefined && html`<p class="govuk-body mq-note">${notice}</p>`}
        ${button('上传', { style: 'secondary' })}`,
      })}
    </div>
  </details>`
}

const ATTACHED = formView({ role: 'attachment' }).values
