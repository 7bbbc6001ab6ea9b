import {
  CONCLUSIONS,
  type NormativeRecord,
  type RecordKind,
} from '../../../domain/policies/records.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { table } from '../../../platform/web/components/table.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import type { PolicyDocumentPage } from './document-props.ts'
import { policyPaths } from './paths.ts'
import { CONCLUSION_NAMES, RECORD_NAMES } from './words.ts'

/** 合法性审核、集体审议、备案: what is on record, and the way to write down more. */
export function recordsSection({ edition, records, may }: PolicyDocumentPage): Html {
  if (edition.normativeKind === null) return nothing
  const kinds = may.record.filter((kind) => kind !== 'filing' || edition.firstPublishedAt !== null)
  return html`<h2 class="govuk-heading-m">办理记录</h2>
    ${recordTable(records)}
    ${
      kinds.length > 0 &&
      buttonGroup(
        kinds.map((kind) =>
          linkButton(
            `登记${RECORD_NAMES[kind]}`,
            policyPaths.documentAct(edition.documentId, `record-${kind}`),
            { style: 'secondary' },
          ),
        ),
      )
    }`
}

function recordTable(records: readonly NormativeRecord[]): Html {
  return table<NormativeRecord>({
    caption: '办理记录',
    captionHidden: true,
    columns: [
      { heading: '事项', rowHeader: true, nowrap: true, cell: ({ kind }) => RECORD_NAMES[kind] },
      {
        heading: '日期',
        nowrap: true,
        cell: ({ begunOn, doneOn }) =>
          begunOn ? html`${begunOn.toString()}送审<br />${doneOn.toString()}` : doneOn.toString(),
      },
      {
        heading: '机构、会议',
        cell: ({ body, reference }) => html`${body}${reference !== '' && html`<br />${reference}`}`,
      },
      {
        heading: '意见',
        wide: true,
        cell: ({ conclusion, opinion }) =>
          html`${conclusion && `${CONCLUSION_NAMES[conclusion]}。`}${opinion}`,
      },
      { heading: '登记人', nowrap: true, cell: ({ recordedBy }) => recordedBy },
    ],
    rows: records,
    empty: '还没有登记。',
  })
}

const LABELS = {
  'legality-review': { body: '审核机构', reference: '意见书文号', doneOn: '出具意见的日期' },
  'collective-decision': { body: '审议的会议', reference: '会议纪要', doneOn: '审议日期' },
  filing: { body: '备案机关', reference: '备案号', doneOn: '报送日期' },
} as const satisfies Record<RecordKind, Record<string, string>>

export function recordPage(
  { documentId, title }: Edition,
  kind: RecordKind,
  view: FormView,
  csrf: string,
): Html {
  const labels = LABELS[kind]
  const isReview = kind === 'legality-review'
  return html`${pageHeading(`登记${RECORD_NAMES[kind]}`, title)}
  ${form({
    action: policyPaths.documentAct(documentId, `record-${kind}`),
    csrf,
    body: html`${isReview && dateInput({ name: 'begunOn', label: '送审日期', form: view })}
    ${dateInput({ name: 'doneOn', label: labels.doneOn, form: view })}
    ${textInput({ name: 'body', label: labels.body, form: view, width: 'half' })}
    ${textInput({ name: 'reference', label: labels.reference, form: view, width: '20', optional: true })}
    ${
      isReview &&
      radios({
        name: 'conclusion',
        label: '审核结论',
        form: view,
        options: CONCLUSIONS.map((value) => ({ value, text: CONCLUSION_NAMES[value] })),
      })
    }
    ${textarea({
      name: 'opinion',
      label: isReview ? '审核意见' : '说明',
      ...(isReview && { hint: '应当修改或者不合法的，写明在哪里' }),
      form: view,
      rows: 4,
      max: 2000,
      optional: true,
    })}
    ${buttonGroup([button('登记'), link('返回', policyPaths.document(documentId))])}`,
  })}`
}
