import type { ReadUpload } from '../../../../domain/publications/bulk/read-upload.ts'
import type { ProposedHeader } from '../../../../law/document-rules-propose.ts'
import { importantBanner } from '../../../../platform/web/components/notices.ts'
import { table } from '../../../../platform/web/components/table.ts'
import { html, type Html } from '../../../../platform/web/html.ts'
import { DISCLOSURE_NAMES } from '../../words.ts'

export const PROPOSED_NAMES = {
  title: '标题',
  documentNumber: '发文字号',
  publisher: '发布机构',
  formedOn: '成文日期',
  disclosure: '公开方式',
  genre: '体裁分类',
  effectiveFrom: '施行日期',
  expiresOn: '有效期至',
} as const satisfies Record<keyof ProposedHeader, string>

const FIELDS = Object.keys(PROPOSED_NAMES) as (keyof ProposedHeader)[]

/** Proposals as they stand in the fields of the form. */
export function proposedValues({ header }: Pick<ReadUpload, 'header'>): Record<string, string> {
  return Object.fromEntries(
    FIELDS.flatMap((name) => {
      const found = header[name]
      return found ? [[name, String(found.value)] as const] : []
    }),
  )
}

interface Taken {
  readonly read: ReadUpload | undefined
  readonly ticket: string | undefined
  readonly problem: string | undefined
}

/**
 * What was read and where, to be confirmed field by field.
 * @param current the header of the draft the file is read into, which stays as it is
 */
export function importNotice(
  fileName: string,
  { read, ticket, problem }: Taken,
  current?: Readonly<Record<string, string | readonly string[]>>,
): Html {
  if (!read)
    return importantBanner(
      `《${fileName}》读不出文字：${problem ?? ''}。文件将作为原件附上，请在正文里录入文字。`,
    )
  const rows = FIELDS.flatMap((name) => {
    const found = read.header[name]
    if (!found || (current && String(current[name] ?? '') === String(found.value))) return []
    const value =
      name === 'disclosure' ? DISCLOSURE_NAMES[read.header.disclosure!.value] : String(found.value)
    return [{ name: PROPOSED_NAMES[name], value, from: found.from }]
  })
  return html`${importantBanner(
    html`已读出《${fileName}》${current ? '的正文，著录项没有改动' : ''}，还没有保存。请逐项核对。
    ${ticket ? '保存时原文件作为原件附上。' : '这种格式不作为附件保存。'}`,
  )}
  ${
    read.warnings.length > 0 &&
    html`<ul class="govuk-list govuk-list--bullet">
      ${read.warnings.map((warning) => html`<li>${warning}</li>`)}
    </ul>`
  }
  ${
    rows.length > 0 &&
    table({
      caption: current ? '文件里的著录项与现在的不同' : '从文件读出的著录项',
      columns: [
        { heading: '栏目', cell: ({ name }) => name, rowHeader: true },
        { heading: '读出的内容', cell: ({ value }) => value },
        { heading: '出处', cell: ({ from }) => from },
      ],
      rows,
    })
  }`
}
