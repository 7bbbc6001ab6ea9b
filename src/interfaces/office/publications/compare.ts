/** 版本比较: what a later edition changed. */
import type { FastifyInstance } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import {
  compareEditions,
  type EditionComparison,
  type FieldChange,
  type Stretch,
} from '../../../domain/publications/compare-editions.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { getEdition } from '../../../domain/publications/editions-store.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'

interface ByTwo {
  Params: { id: string; other: string }
}

export function compareEditionRoutes(app: FastifyInstance, services: OfficeServices): void {
  app.get<ByTwo>('/office/publications/:id/compare/:other', async (request, reply) => {
    const [one, two] = await Promise.all(
      [request.params.id, request.params.other].map((id) => getEdition(services.db, recordId(id))),
    )
    for (const edition of [one!, two!])
      assertMay(officerOf(request), 'publications.read', edition.agencyId)
    if (one!.documentId !== two!.documentId)
      throw new Refusal('not-found', '只能比较同一份文件的两个版本。')
    const [before, after] = one!.number < two!.number ? [one!, two!] : [two!, one!]
    const frame = await officeFrame(services, request)
    const body = comparePage(before, after, compareEditions(before, after))
    return sendPage(reply, officePage(frame, { title: '版本比较', current: 'publications', body }))
  })
}

const FIELD_NAMES = {
  title: '标题',
  publisher: '发布机构',
  category: '组配分类',
  disclosure: '公开方式',
  documentNumber: '文号',
  registrationNumber: '统一登记号',
  normativeKind: '文件性质',
  formedOn: '成文日期',
  effectiveFrom: '施行日期',
  expiresOn: '有效期至',
  repealedOn: '废止日期',
  subjectCategory: '主题分类',
  genre: '体裁分类',
  summary: '内容概述',
  keywords: '关键词',
  structure: '要素',
} as const satisfies Record<FieldChange['field'], string>

function comparePage(before: Edition, after: Edition, found: EditionComparison): Html {
  const isSame = found.text.every(({ change }) => change === 'kept')
  return html`${pageHeading('版本比较', after.title)}
    <p class="govuk-body">
      ${link(`第${before.number}版`, officePaths.edition(before.id))}
      与${link(`第${after.number}版`, officePaths.edition(after.id))}。
      ${after.publicNote && `修改说明：${after.publicNote}`}
    </p>
    <h2 class="govuk-heading-m">要素</h2>
    ${table<FieldChange>({
      caption: '要素的改动',
      captionHidden: true,
      columns: [
        { heading: '项目', rowHeader: true, cell: ({ field }) => FIELD_NAMES[field] },
        { heading: `第${before.number}版`, cell: (change) => change.before },
        { heading: `第${after.number}版`, cell: (change) => change.after },
      ],
      rows: found.fields,
      empty: '要素没有改动。',
    })}
    <h2 class="govuk-heading-m">正文</h2>
    ${
      isSame
        ? html`<p class="govuk-body">正文的文字没有改动。</p>`
        : html`<p class="govuk-hint">删去的文字有删除线，增加的文字有下划线。</p>
            <div class="mq-edition-changes">${found.text.map(stretch)}</div>`
    }
    ${attachmentChanges(found)}`
}

function stretch({ change, text }: Stretch): Html {
  const lines = text.split('\n').map((line, at) => html`${at > 0 && html`<br />`}${line}`)
  if (change === 'added') return html`<ins>${lines}</ins>`
  if (change === 'removed') return html`<del>${lines}</del>`
  return html`${lines}`
}

function attachmentChanges({ attachments: { added, removed, kept } }: EditionComparison): Html {
  if (added.length + removed.length + kept.length === 0) return nothing
  const line = (names: readonly string[], word: string) =>
    names.map((name) => html`<li>${word}：${name}</li>`)
  return html`<h2 class="govuk-heading-m">原件和附件</h2>
    <ul class="govuk-list">
      ${line(removed, '删去')} ${line(added, '增加')} ${line(kept, '没有改动')}
    </ul>`
}
