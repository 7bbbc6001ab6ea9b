import type { ChecklistLine } from '../../../domain/policies/checklist.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { identityBar } from '../../../platform/web/components/case-view.ts'
import { form } from '../../../platform/web/components/form.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { EDITION_STATE_TAGS, NORMATIVE_NAMES } from '../words.ts'
import { actsSection } from './acts-section.ts'
import type { PolicyDocumentPage } from './document-props.ts'
import { policyPaths } from './paths.ts'
import { planSection } from './plan-section.ts'
import { recordsSection } from './records-section.ts'
import { CHECK_NAMES, CHECK_TAGS, VALIDITY_TAGS } from './words.ts'

export function policyDocumentPage(props: PolicyDocumentPage): Html {
  const { edition, validity } = props
  const standing = validity ? VALIDITY_TAGS[validity.validity] : EDITION_STATE_TAGS[edition.state]
  return html`${identityBar({
      number: edition.documentNumber || `第${edition.number}版`,
      title: edition.title,
      facts: [
        edition.normativeKind ? NORMATIVE_NAMES[edition.normativeKind] : '政策性文件',
        edition.registrationNumber || '没有登记号',
        edition.indexNumber ?? '尚未公布',
      ],
      state: tag(standing.word, standing.tone),
    })}
    <p class="govuk-body">
      ${link('打开稿子', officePaths.edition(edition.id))}
      ${edition.firstPublishedAt !== null && edition.indexNumber !== null && html`　${link('在公开平台上查看', `/content/${edition.indexNumber}`)}`}
    </p>
    ${checklistTable(props)} ${recordsSection(props)} ${actsSection(props)} ${planSection(props)}`
}

function checklistTable({ checklist, may, edition, csrf }: PolicyDocumentPage): Html {
  return html`<h2 class="govuk-heading-m">办理清单</h2>
    ${table<ChecklistLine>({
      caption: '办理清单',
      captionHidden: true,
      columns: [
        { heading: '事项', rowHeader: true, nowrap: true, cell: ({ item }) => CHECK_NAMES[item] },
        {
          heading: '情况',
          nowrap: true,
          cell: ({ state }) => tag(CHECK_TAGS[state].word, CHECK_TAGS[state].tone),
        },
        { heading: '说明', wide: true, cell: ({ says }) => says },
      ],
      rows: checklist,
      empty: '这份文件没有写明是规章或者规范性文件，也不在政策性文件的分类里。',
    })}
    ${
      may.register &&
      edition.normativeKind !== null &&
      edition.registrationNumber === '' &&
      html`<div class="mq-steps">
        ${form({
          action: policyPaths.documentAct(edition.documentId, 'register'),
          csrf,
          className: 'mq-inline-form',
          body: button('编统一登记号', { style: 'secondary' }),
        })}
      </div>`
    }`
}
