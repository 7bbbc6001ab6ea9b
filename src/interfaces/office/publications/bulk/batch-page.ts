/** One batch: files and sheet to hand in, rows to compare, what became of them. */
import { FROM_FILES, SHEET_FIELDS } from '../../../../domain/publications/bulk/batch.ts'
import type { BatchFile } from '../../../../domain/publications/bulk/batch.ts'
import type {
  ComparedField,
  ComparedRow,
} from '../../../../domain/publications/bulk/compare-rows.ts'
import { FILLED_FOR_ALL } from '../../../../domain/publications/bulk/fill-rows.ts'
import type { BatchView } from '../../../../domain/publications/bulk/handle-batch.ts'
import { DISCLOSURES, type Disclosure } from '../../../../domain/publications/edition.ts'
import { ACCEPTED_WORDS } from '../../../../platform/files/file-kind.ts'
import { sizeText } from '../../../../platform/files/file-words.ts'
import {
  button,
  buttonGroup,
  link,
  linkButton,
} from '../../../../platform/web/components/button.ts'
import { select } from '../../../../platform/web/components/choices.ts'
import { textInput } from '../../../../platform/web/components/inputs.ts'
import type { Suggestions } from '../../../../domain/publications/hints/suggestions.ts'
import { SUBJECT_CATEGORIES } from '../../../../law/document-rules-classes.ts'
import { fileUpload } from '../../../../platform/web/components/file-upload.ts'
import { errorSummary, form } from '../../../../platform/web/components/form.ts'
import { pageHeading } from '../../../../platform/web/components/grid.ts'
import { details, importantBanner } from '../../../../platform/web/components/notices.ts'
import { table } from '../../../../platform/web/components/table.ts'
import { fieldId, problemOf, type FormView } from '../../../../platform/web/forms.ts'
import { attributes, html, type Html } from '../../../../platform/web/html.ts'
import { officePaths } from '../../paths.ts'
import { DISCLOSURE_NAMES, NORMATIVE_NAMES } from '../../words.ts'
import { batchStateTag } from './batch-list-page.ts'

export interface BatchPage extends BatchView {
  readonly csrf: string
  readonly view: FormView
  readonly refused?: string
  readonly suggestions: Suggestions
}

export function batchPage(props: BatchPage): Html {
  const { batch, comparison, view, refused } = props
  const isOpen = batch.state === 'gathering' || batch.state === 'finished'
  return html`${errorSummary(view)} ${pageHeading(batch.name, '成批导入')}
    ${refused && importantBanner(refused)}
    <p class="govuk-body">${batchStateTag(batch.state)} ${link('返回各批', officePaths.batches)}</p>
    ${progress(props)} ${isOpen && uploads(props)}
    ${isOpen && comparison.rows.length > 0 && fillForm(props)}
    ${comparison.rows.length > 0 && compareForm(props)} ${spareFiles(comparison.spare)}
    ${batch.state !== 'discarded' && batch.state !== 'drafting' && discardForm(props)}`
}

/** How far reading and drafting are; the page asks again by itself where scripts run. */
function progress({ batch, files, rows, csrf }: BatchPage): Html | undefined {
  const read = files.filter(({ readAt }) => readAt !== null).length
  const chosen = rows.filter((row) => row.chosen)
  const settled = chosen.filter(({ editionId, problem }) => editionId !== null || problem !== null)
  const isReading = batch.state === 'gathering' && read < files.length
  const isWorking = isReading || batch.state === 'drafting'
  const drafted = rows.filter(({ editionId }) => editionId !== null).length
  if (files.length === 0) return undefined
  const [done, all, what] =
    batch.state === 'drafting' || batch.state === 'finished'
      ? [settled.length, chosen.length, '行已经处理']
      : [read, files.length, '个文件已经读完']
  return html`<div
      class="mq-progress"
      role="status"
      ${attributes({ 'data-refresh': isWorking ? '3' : undefined })}
    >
      <p class="govuk-body">
        <progress value="${done}" max="${Math.max(all, 1)}" aria-label="进度">
          ${done}/${all}
        </progress>
        ${all}${what.startsWith('个') ? '个文件中' : '行中'}${done}${what}${drafted > 0 && `；共建立草稿${drafted}件`}。
      </p>
    </div>
    ${
      isWorking &&
      form({
        action: officePaths.batchAct(batch.id, 'continue'),
        csrf,
        className: 'mq-inline-form',
        body: button('继续并刷新', { style: 'secondary' }),
      })
    }`
}

function uploads({ batch, csrf, view, files }: BatchPage): Html {
  return html`<div class="mq-panel">
    ${form({
      action: officePaths.batchAct(batch.id, 'files'),
      csrf,
      files: true,
      label: '上传文件',
      body: html`${fileUpload({
        name: 'files',
        label: '文件',
        hint: `可以一次选许多个，每次最多100个，每个不超过50 MB；${ACCEPTED_WORDS}。中断了就再选一遍，已经上传的不会重复。`,
        form: view,
        multiple: true,
      })}
      ${button('上传文件', { style: 'secondary' })}`,
    })}
    ${form({
      action: officePaths.batchAct(batch.id, 'sheet'),
      csrf,
      files: true,
      label: '交著录表',
      body: html`${fileUpload({
        name: 'sheet',
        label: '著录表（.xlsx）',
        hint: html`可以先上传文件，再${link('下载填好文件名和读出内容的著录表', officePaths.batchAct(batch.id, 'sheet.xlsx'))}，改好以后交回来。没有著录表时每个文件是一行。`,
        form: view,
        accept: ['.xlsx'],
        optional: files.length > 0,
      })}
      ${button('交著录表', { style: 'secondary' })}`,
    })}
  </div>`
}

function fillForm({ batch, csrf, view, suggestions }: BatchPage): Html {
  const hasProblem = FILLED_FOR_ALL.some((field) => problemOf(view, field) !== undefined)
  return details(
    '没有写的各行一律填写',
    form({
      action: officePaths.batchAct(batch.id, 'fill'),
      csrf,
      body: html`${textInput({ name: 'category', label: '组配分类', form: view, width: '20', optional: true, suggestions: suggestions.categories })}
      ${select({
        name: 'disclosure',
        label: '公开方式',
        form: view,
        optional: true,
        blank: '不填',
        options: DISCLOSURES.map((value) => ({ value, text: DISCLOSURE_NAMES[value] })),
      })}
      ${select({
        name: 'subjectCategory',
        label: '主题分类',
        form: view,
        optional: true,
        blank: '不填',
        options: SUBJECT_CATEGORIES.map((value) => ({ value, text: value })),
      })}
      ${textInput({ name: 'publisher', label: '发布机构', form: view, width: '20', optional: true, suggestions: suggestions.publishers })}
      ${button('填写', { style: 'secondary' })}`,
    }),
    hasProblem,
  )
}

function compareForm(props: BatchPage): Html {
  const { batch, comparison, csrf } = props
  const open = comparison.rows.filter(({ row }) => row.editionId === null)
  const ready = open.filter(({ problems }) => problems.length === 0)
  const mayConfirm = batch.state === 'gathering' || batch.state === 'finished'
  const body = html`${table<ComparedRow>({
    caption: `逐行核对（共${comparison.rows.length}行，可以导入${ready.length}行）`,
    stacks: true,
    columns: [
      { heading: '导入', cell: (row) => (mayConfirm ? choice(row) : '') },
      {
        heading: '行',
        nowrap: true,
        cell: ({ row }) => (row.number < FROM_FILES ? row.number : '—'),
      },
      { heading: '文件', rowHeader: true, cell: fileCell },
      { heading: '著录项', wide: true, cell: fieldsCell },
      { heading: '问题和疑点', wide: true, cell: troubleCell },
    ],
    rows: comparison.rows,
  })}
  ${
    mayConfirm &&
    ready.length > 0 &&
    html`<p class="govuk-body">确认以后，勾选的各行成为草稿；不会直接发布。</p>
      ${button('确认，建立草稿')}`
  }`
  if (!mayConfirm) return body
  return form({
    action: officePaths.batchAct(batch.id, 'confirm'),
    csrf,
    label: '逐行核对',
    body: html`<div id="${fieldId('rows')}" tabindex="-1">${body}</div>`,
  })
}

/** Ready rows are ticked unless somebody should look first. */
function choice({ row, problems, doubts }: ComparedRow): Html {
  if (row.editionId !== null) return html`已成草稿`
  if (problems.length > 0) return html`—`
  const id = `row-${row.number}`
  return html`<div class="govuk-checkboxes govuk-checkboxes--small">
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        type="checkbox"
        name="rows"
        id="${id}"
        value="${row.number}"
        ${attributes({ checked: doubts.length === 0 })}
      />
      <label class="govuk-label govuk-checkboxes__label" for="${id}"
        ><span class="govuk-visually-hidden">导入第${row.number}行</span></label
      >
    </div>
  </div>`
}

function fileCell({ row, file, attachments }: ComparedRow): Html {
  const draft =
    row.editionId !== null &&
    html`<br />${link('打开草稿', officePaths.edition(row.editionId), row.fileName)}`
  return html`${row.fileName || '（没有写）'}${file && html`<br /><span class="mq-quiet">${sizeText(file.size)}</span>`}
  ${attachments.map(({ name }) => html`<br />附件：${name}`)}${draft}`
}

function fieldsCell({ fields, file }: ComparedRow): Html {
  return html`<ul class="govuk-list mq-tight">
    ${fields.map(
      (field) =>
        html`<li>
          ${SHEET_FIELDS[field.field]}：${wordOf(field)}${field.from && html`<span class="mq-quiet">（读自${field.from}）</span>`}
        </li>`,
    )}
    ${file?.warnings.map((warning) => html`<li class="mq-quiet">${warning}</li>`)}
  </ul>`
}

function wordOf({ field, value }: ComparedField): string {
  if (field === 'disclosure') return DISCLOSURE_NAMES[value as Disclosure] ?? value
  if (field === 'normativeKind')
    return NORMATIVE_NAMES[value as keyof typeof NORMATIVE_NAMES] ?? '都不是'
  return value
}

function troubleCell({ row, problems, doubts }: ComparedRow): Html {
  if (row.editionId !== null) return html``
  const failed = row.problem === null ? [] : [`没有成为草稿：${row.problem}`]
  return html`<ul class="govuk-list mq-tight">
    ${[...failed, ...problems.map(({ message }) => message)].map(
      (message) => html`<li class="mq-trouble">${message}</li>`,
    )}
    ${doubts.map((doubt) => html`<li>请核对：${doubt}</li>`)}
  </ul>`
}

function spareFiles(spare: readonly BatchFile[]): Html | undefined {
  if (spare.length === 0) return undefined
  return html`<h2 class="govuk-heading-s">著录表没有提到的文件（${spare.length}个）</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${spare.map(({ name, problem }) => html`<li>${name}${problem && `：${problem}`}</li>`)}
    </ul>`
}

function discardForm({ batch, csrf }: BatchPage): Html {
  return details(
    '放弃这一批',
    form({
      action: officePaths.batchAct(batch.id, 'discard'),
      csrf,
      body: html`<p class="govuk-body">已经成为草稿的留下，其余的文件和著录表删去。</p>
        ${buttonGroup([button('放弃', { style: 'warning' }), linkButton('不放弃', officePaths.batch(batch.id), { style: 'secondary' })])}`,
    }),
  )
}
