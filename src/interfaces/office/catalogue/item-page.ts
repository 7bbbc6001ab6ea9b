import type { BoundDocument } from '../../../domain/catalogue/bindings-store.ts'
import { cellsOf, COLUMNS } from '../../../domain/catalogue/exchange/columns.ts'
import type { Evidence } from '../../../domain/catalogue/evidence-store.ts'
import type { CatalogueRow } from '../../../domain/catalogue/row.ts'
import type { Village } from '../../../domain/catalogue/villages-store.ts'
import { CHANNEL_LABELS, CHANNELS, type Channel } from '../../../law/catalogue/grassroots.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textInput } from '../../../platform/web/components/inputs.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

export interface ItemProps {
  readonly history: readonly CatalogueRow[]
  readonly documents: readonly BoundDocument[]
  readonly evidence: readonly Evidence[]
  readonly villages: readonly Village[]
  readonly mayEdit: boolean
  readonly view: FormView
  readonly csrf: string
}

export function itemPage(props: ItemProps): Html {
  const [current, ...earlier] = props.history
  const row = current! // an item is made with its first row
  return html`${errorSummary(props.view)}
    ${pageHeading([row.levelOne, row.levelTwo].filter(Boolean).join(' / '), `目录条目 ${row.code}`)}
    ${row.validTo && html`<p class="govuk-body">本条目自${row.validTo.add({ days: 1 }).toString()}起取消。</p>`}
    ${rowFacts(row)}
    <h2 class="govuk-heading-m">挂接的文件</h2>
    ${documents(props.documents)} ${evidence(props, row)}
    ${earlier.length > 0 && html`<h2 class="govuk-heading-m">以前的内容</h2>`}
    ${earlier.map((before) =>
      details(
        `${before.validFrom.toString()}至${before.validTo?.toString() ?? '今'}`,
        rowFacts(before),
      ),
    )}
    <p class="govuk-body">${link('返回目录', officePaths.catalogue)}</p>`
}

export function rowFacts(row: CatalogueRow): Html {
  const cells = cellsOf(row)
  return summaryList(
    [
      ...COLUMNS.flatMap(({ key, header }) =>
        cells[key] === '' ? [] : [{ key: header, value: cells[key] }],
      ),
      { key: '起算日期', value: row.validFrom.toString() },
    ],
    { compact: true },
  )
}

function documents(documents: readonly BoundDocument[]): Html {
  return table<BoundDocument>({
    caption: '挂接在本条目上的文件',
    captionHidden: true,
    columns: [
      {
        heading: '标题',
        rowHeader: true,
        wide: true,
        cell: ({ documentId, title }) => link(title, officePaths.catalogueOfDocument(documentId)),
      },
      { heading: '索引号', cell: ({ indexNumber }) => indexNumber ?? '未发布' },
      { heading: '成文日期', nowrap: true, cell: ({ formedOn }) => formedOn?.toString() ?? '' },
      {
        heading: '发布日期',
        nowrap: true,
        cell: ({ publishedAt }) => (publishedAt ? dayOf(publishedAt).toString() : ''),
      },
    ],
    rows: documents,
    empty: '还没有文件挂接在本条目上。',
  })
}

/** 线下渠道: what was hung up, read out or taken from door to door, with the day and where. */
function evidence({ evidence, villages, mayEdit, view, csrf }: ItemProps, row: CatalogueRow): Html {
  return html`<h2 class="govuk-heading-m">线下渠道的公开记录</h2>
    ${table<Evidence>({
      caption: '线下渠道的公开记录',
      captionHidden: true,
      columns: [
        { heading: '日期', rowHeader: true, nowrap: true, cell: ({ doneOn }) => doneOn.toString() },
        { heading: '渠道', cell: ({ channel }) => CHANNEL_LABELS[channel] },
        { heading: '村居', cell: ({ villageName }) => villageName ?? '' },
        { heading: '说明', wide: true, cell: ({ note }) => note },
        { heading: '登记人', nowrap: true, cell: ({ recordedBy }) => recordedBy },
      ],
      rows: evidence,
      empty: '没有登记。',
    })}
    ${mayEdit && row.validTo === null ? evidenceForm(row, villages, view, csrf) : nothing}`
}

function evidenceForm(
  row: CatalogueRow,
  villages: readonly Village[],
  view: FormView,
  csrf: string,
): Html {
  const offline = (channel: Channel) => channel !== 'website' && row.channels[channel] !== undefined
  const channels = CHANNELS.filter(offline)
  if (channels.length === 0) return nothing
  return form({
    action: officePaths.catalogueEvidence(row.itemId),
    csrf,
    label: '登记线下公开',
    body: html`<h3 class="govuk-heading-s">登记一次</h3>
      ${select({
        name: 'channel',
        label: '渠道',
        form: view,
        options: channels.map((value) => ({ value, text: CHANNEL_LABELS[value] })),
      })}
      ${
        villages.length > 0 &&
        select({
          name: 'villageId',
          label: '村居',
          form: view,
          blank: '不限于一个村居',
          options: villages.map(({ id, name }) => ({ value: String(id), text: name })),
        })
      }
      ${dateInput({ name: 'doneOn', label: '公开日期', form: view })}
      ${textInput({ name: 'note', label: '说明', form: view, optional: true, hint: '张贴的位置、场次、参加人数等，不写个人信息' })}
      ${button('登记')}`,
  })
}
