import { ATTRIBUTES, groundLabel } from '../../../domain/determinations/determination.ts'
import type {
  DeterminationCounts,
  LedgerFilter,
  LedgerLine,
} from '../../../domain/determinations/ledger.ts'
import { button, link, linkButton } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { DISCLOSURE_NAMES } from '../words.ts'
import { DETERMINATION_STATE_WORDS } from './words.ts'

export interface LedgerProps {
  readonly year: number
  readonly years: readonly number[]
  readonly counts: DeterminationCounts
  readonly open: readonly LedgerLine[]
  readonly lines: readonly LedgerLine[]
  readonly filter: LedgerFilter
  readonly dueReassessments: number
  readonly mayPropose: boolean
  readonly csrf: string
}

export function ledgerPage(props: LedgerProps): Html {
  const { year, counts, open, lines, mayPropose, csrf, dueReassessments } = props
  return html`${pageHeading('公文公开属性台账', `${year}年`)}
    ${
      dueReassessments > 0 &&
      importantBanner(
        html`有${dueReassessments}件没有主动公开的公文到了重新评估的日期（条例第十八条）。${link('去评估', officePaths.reassessments)}`,
      )
    }
    <div class="mq-steps">
      ${mayPropose && linkButton('拟制公文', officePaths.newDetermination)}
      ${linkButton('重新评估', officePaths.reassessments, { style: 'secondary' })}
    </div>
    ${filters(props)}
    <p class="govuk-body">
      ${year}年制发${counts.issued}件 = 主动公开${counts.proactive}件 +
      依申请公开${counts.onRequest}件 +
      不予公开${counts.withheld}件；主动公开的已上网${counts.published}件${counts.proactive > counts.published ? `，还有${counts.proactive - counts.published}件没有发布` : ''}。
    </p>
    ${
      mayPropose && counts.issued > 0
        ? form({
            action: officePaths.disclosureLists,
            csrf,
            body: html`<input
                type="hidden"
                name="year"
                value="${year}"
              />${button(`生成${year}年三项清单`, { style: 'secondary' })}`,
          })
        : nothing
    }
    ${
      open.length > 0 &&
      html`<h2 class="govuk-heading-m">在办</h2>
        ${linesTable('在办的公文', open)}`
    }
    <h2 class="govuk-heading-m">已制发</h2>
    ${linesTable('已制发的公文', lines)}`
}

function filters({ year, years, filter }: LedgerProps): Html {
  const view = formView({ year, attribute: filter.attribute })
  return form({
    action: officePaths.determinations,
    method: 'get',
    label: '选择年度和公开属性',
    className: 'mq-filter',
    body: html`${select({
      name: 'year',
      label: '年度',
      form: view,
      options: years.map((value) => ({ value: String(value), text: `${value}年` })),
    })}
    ${select({
      name: 'attribute',
      label: '公开属性',
      form: view,
      blank: '全部',
      options: ATTRIBUTES.map((value) => ({ value, text: DISCLOSURE_NAMES[value] })),
    })}
    ${button('查看', { style: 'secondary' })}`,
  })
}

function linesTable(caption: string, lines: readonly LedgerLine[]): Html {
  return table<LedgerLine>({
    caption,
    captionHidden: true,
    stacks: true,
    columns: [
      {
        heading: '标题',
        rowHeader: true,
        wide: true,
        cell: ({ id, title }) => link(title, officePaths.determination(id)),
      },
      { heading: '文号', nowrap: true, cell: ({ documentNumber }) => documentNumber },
      { heading: '成文日期', nowrap: true, cell: ({ issuedOn }) => issuedOn?.toString() ?? '' },
      { heading: '公开属性', nowrap: true, cell: ({ attribute }) => DISCLOSURE_NAMES[attribute] },
      { heading: '依据', cell: ({ ground }) => (ground ? groundLabel(ground) : '') },
      {
        heading: '状态',
        cell: ({ state }) => {
          const { word, tone } = DETERMINATION_STATE_WORDS[state]
          return tag(word, tone)
        },
      },
      { heading: '发布', cell: publication },
    ],
    rows: lines,
    empty: '没有这样的公文。',
  })
}

function publication({
  attribute,
  state,
  documentId,
  indexNumber,
  publishedAt,
}: LedgerLine): Html | string {
  if (attribute !== 'proactive' || state !== 'issued') return ''
  if (documentId === null) return tag('没有发布', 'urgent')
  if (publishedAt === null) return '在办'
  return indexNumber ?? ''
}
