import type { Agency } from '../../../domain/organisations/agency.ts'
import {
  NORMATIVE_TABS,
  type NormativeCounts,
  type NormativeDocument,
} from '../../../domain/policies/normative-list.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput } from '../../../platform/web/components/inputs.ts'
import { pagination } from '../../../platform/web/components/pagination.ts'
import { table } from '../../../platform/web/components/table.ts'
import { formView } from '../../../platform/web/forms.ts'
import { attributes, html, nothing, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { subscribableList } from '../subscriptions/feed-links.ts'
import { validityMark, VALIDITY_WORDS } from '../validity-tag.ts'
import {
  documentOnPath,
  NORMATIVE,
  normativePath,
  normativeXlsxPath,
  type NormativeQuery,
} from './addresses.ts'

export interface NormativeProps {
  readonly query: NormativeQuery
  readonly validity: NonNullable<NormativeQuery['validity']>
  readonly on: Temporal.PlainDate
  readonly today: Temporal.PlainDate
  readonly unreadDay: string | undefined
  readonly agencies: readonly Agency[]
  readonly counts: NormativeCounts
  readonly all: number
  readonly total: number
  readonly page: number
  readonly pages: number
  /** number of the first row */
  readonly first: number
  readonly documents: readonly NormativeDocument[]
}

const NAME = '规范性文件'
const DESCRIPTION = '规章和行政规范性文件的有效性，可按任一日期查询'

export function normativePage(frame: PortalFrame, props: NormativeProps): Html {
  const isToday = props.on.equals(props.today)
  const view = viewOf(props)
  const { agency } = props.query
  const { feed, line } = subscribableList(frame, NAME, { normative: true, agency })
  return portalPage(frame, {
    title: isToday ? NAME : `${NAME}（${props.on.toString()}）`,
    current: 'documents',
    breadcrumbs: [{ text: '法定主动公开内容', href: paths.CONTENT }, { text: NAME }],
    meta: {
      kind: 'column',
      name: NAME,
      type: '政策',
      description: DESCRIPTION,
      keywords: [NAME, '有效性', '清理'],
    },
    feed,
    body: html`${errorSummary(view)} ${pageHeading(NAME)}
      <p class="govuk-body">
        ${
          isToday
            ? `有效性按今天（${formatChineseDate(props.on)}）计算。`
            : html`以下是${formatChineseDate(props.on)}的有效性。${link('看今天的', normativePath({ ...props.query, on: undefined, page: 1 }))}`
        }
      </p>
      ${filters(props)} ${tabs(props)} ${list(props, isToday ? undefined : props.on)}
      ${pagination({
        label: '规范性文件翻页',
        page: props.page,
        pages: props.pages,
        href: (page) => normativePath({ ...props.query, page }),
      })}
      ${
        props.total > 0 &&
        html`<p class="govuk-body mq-files">
          ${link(`下载这份目录（${props.total}件，.xlsx）`, normativeXlsxPath(props.query))}
        </p>`
      }
      ${line}`,
  })
}

const viewOf = ({ query, unreadDay }: NormativeProps) =>
  formView(
    { agency: query.agency, on: unreadDay ?? query.on },
    unreadDay === undefined ? [] : [{ at: 'on', message: '日期应写作2020-08-17这样的格式' }],
  )

function filters(props: NormativeProps): Html {
  const view = viewOf(props)
  return form({
    action: NORMATIVE,
    method: 'get',
    label: '按日期和机关查询',
    className: 'mq-filters',
    body: html`${
      props.validity !== 'in-force' &&
      html`<input type="hidden" name="validity" value="${props.validity}" />`
    }
    ${dateInput({ name: 'on', label: '哪一天的有效性', form: view })}
    ${
      props.agencies.length > 1 &&
      select({
        name: 'agency',
        label: '制定机关',
        form: view,
        blank: '全部机关',
        options: props.agencies.map(({ slug, name }) => ({ value: slug, text: name })),
      })
    }
    ${button('查询', { style: 'secondary' })}`,
  })
}

function tabs({ query, validity, counts, all }: NormativeProps): Html {
  const item = (value: NonNullable<NormativeQuery['validity']>, text: string, count: number) => ({
    text: `${text}（${count}）`,
    href: normativePath({ ...query, validity: value, page: 1 }),
    current: value === validity,
  })
  const items = [
    ...NORMATIVE_TABS.map((one) => item(one, VALIDITY_WORDS[one], counts[one])),
    item('all', '全部', all),
  ]
  return html`<nav class="mq-tabs" aria-label="有效性">
    <ul>
      ${items.map(
        ({ text, href, current }) =>
          html`<li>
            <a href="${href}" ${attributes({ 'aria-current': current && 'page' })}>${text}</a>
          </li> `,
      )}
    </ul>
  </nav>`
}

/** @param on the day the links lead to; undefined: today */
function list(
  { documents, first, validity }: NormativeProps,
  on: Temporal.PlainDate | undefined,
): Html {
  const numbers = new Map(documents.map((document, at) => [document, first + at]))
  return table<NormativeDocument>({
    caption: validity === 'all' ? NAME : `${VALIDITY_WORDS[validity]}的规范性文件`,
    captionHidden: true,
    stacks: true,
    columns: [
      { heading: '序号', cell: (document) => numbers.get(document) ?? '' },
      { heading: '标题', rowHeader: true, wide: true, cell: (one) => titleCell(one, on) },
      { heading: '文号', nowrap: true, cell: ({ documentNumber }) => documentNumber },
      { heading: '制定机关', cell: ({ publisher }) => publisher },
      { heading: '公布日期', nowrap: true, cell: ({ publishedOn }) => publishedOn.toString() },
      {
        heading: '施行日期',
        nowrap: true,
        cell: ({ effectiveOn }) => effectiveOn?.toString() ?? '',
      },
      { heading: '有效期至', nowrap: true, cell: ({ expiresOn }) => expiresOn?.toString() ?? '' },
      {
        heading: '有效性',
        nowrap: true,
        cell: ({ validity: { validity: one } }) => validityMark(one),
      },
      { heading: '解读', cell: interpretationsCell },
    ],
    rows: documents,
    empty: '没有这样的文件。',
  })
}

function titleCell(document: NormativeDocument, on: Temporal.PlainDate | undefined): Html {
  const { title, indexNumber, registrationNumber } = document
  const address = on ? documentOnPath(indexNumber, on) : paths.documentPath(indexNumber)
  return html`${link(title, address)}
  ${
    registrationNumber !== '' &&
    html`<br /><span class="mq-list__facts">登记号 ${registrationNumber}</span>`
  }`
}

function interpretationsCell({ interpretations }: NormativeDocument): Html {
  if (interpretations.length === 0) return nothing
  return html`${interpretations.map(({ title, indexNumber }, at) => html`${at > 0 && html`<br />`}${link('解读', paths.documentPath(indexNumber), title)}`)}`
}
