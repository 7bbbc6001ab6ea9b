import type { Adjustment } from '../../../domain/catalogue/adjustments-store.ts'
import { countStates, type BoardLine } from '../../../domain/catalogue/board.ts'
import {
  branchInWords,
  channelsInWords,
  levelsInWords,
  MANNER_LABELS,
  WHOLE_SOCIETY,
} from '../../../domain/catalogue/exchange/columns.ts'
import type { Agency } from '../../../domain/organisations/agency.ts'
import type { RowState } from '../../../law/catalogue/fulfilment.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag, type Tone } from '../../../platform/web/components/tag.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { cataloguePaths } from './paths.ts'

export interface CatalogueProps {
  readonly lines: readonly BoardLine[]
  readonly adopted: readonly Adjustment[]
  /** The body that was chosen: the rows are those it answers for. */
  readonly unit: Agency | undefined
  readonly filter: { readonly part?: string | undefined; readonly branch?: string | undefined }
}

const STATES = {
  kept: { word: '按时公开', tone: 'good' },
  due: { word: '即将公开', tone: 'waiting' },
  overdue: { word: '逾期未公开', tone: 'late' },
  never: { word: '尚无内容', tone: 'quiet' },
} as const satisfies Record<RowState, { word: string; tone: Tone }>

const COLUMN = {
  name: '主动公开目录',
  type: '信息公开',
  description: '应当主动公开的事项、内容、依据、时限、主体、渠道，以及公开的情况',
  keywords: ['主动公开目录', '基层政务公开标准目录'],
} as const

/** 条例 第十二条、第二十二条: the catalogue as in force today, with what stands behind each row. */
export function cataloguePage(frame: PortalFrame, props: CatalogueProps): Html {
  const { lines, adopted, filter, unit } = props
  const shown = lines.filter(
    ({ row }) =>
      (filter.part === undefined || row.part === filter.part) &&
      (filter.branch === undefined || row.branch === filter.branch),
  )
  const updatedOn = adopted[0]?.effectiveOn
  return portalPage(frame, {
    title: COLUMN.name,
    current: 'documents',
    breadcrumbs: [{ text: '法定主动公开内容', href: paths.CONTENT }, { text: COLUMN.name }],
    meta: { kind: 'column', ...COLUMN },
    body: html`${pageHeading(COLUMN.name, unit?.name ?? frame.site.name)}
    ${updatedOn && html`<p class="govuk-body mq-updated">更新日期：<time datetime="${updatedOn.toString()}">${updatedOn.toString()}</time></p>`}
    ${lines.length === 0 ? empty(unit) : inside(lines, shown, props)} ${history(adopted)}`,
  })
}

function empty(unit: Agency | undefined): Html {
  const content = paths.contentPath({ agency: unit?.slug })
  if (unit)
    return html`<p class="govuk-body mq-empty">
      主动公开目录中没有单列由${unit.name}公开的事项。可以看${link('全部目录', cataloguePaths.catalogue)}，或者看${link('本机构已公开的文件', content)}。
    </p>`
  return html`<p class="govuk-body mq-empty">
    本机关的主动公开目录还没有在本平台公布。已公开的文件见${link('法定主动公开内容', content)}。
  </p>`
}

function counts(lines: readonly BoardLine[]): Html {
  const numbers = countStates(lines)
  return html`<p class="govuk-body">
    目录共${lines.length}条：按时公开${numbers.kept}条，即将公开${numbers.due}条，逾期未公开${numbers.overdue}条，尚无内容${numbers.never}条。兑现情况由系统按目录的时限和实际发布日期每天计算。
  </p>`
}

/** All branches with their counts first; the rows of one branch, or of one part, when it is chosen. */
function inside(
  lines: readonly BoardLine[],
  shown: readonly BoardLine[],
  { filter, unit }: CatalogueProps,
): Html {
  const all = paths.ofUnit(cataloguePaths.catalogue, unit?.slug)
  if (filter.branch === undefined && filter.part === undefined)
    return html`${counts(lines)} ${overview(lines, unit?.slug)}`
  return html`<p class="govuk-body">${link('全部目录', all)}</p>
    ${shown.length > 0 ? groups(shown) : html`<p class="govuk-body mq-empty">目录中没有这一部分。</p>`}`
}

interface Branch {
  readonly branch: string
  readonly name: string
  readonly lines: readonly BoardLine[]
}

/** Without the number of the article's item, which says something to those who keep the catalogue only. */
const branchName = ({ row }: BoardLine): string => branchInWords(row).replace(/^[\d.]+\s+/, '')

function overview(lines: readonly BoardLine[], agency: string | undefined): Html {
  const part = (heading: string, wanted: BoardLine['row']['part']) => {
    const own = lines.filter(({ row }) => row.part === wanted)
    const branches = [...Map.groupBy(own, ({ row }) => row.branch)].map(
      ([branch, lines]): Branch => ({ branch, name: branchName(lines[0]!), lines }),
    )
    if (branches.length === 0) return nothing
    return html`<h2 class="govuk-heading-m">${heading}</h2>
      ${branchTable(heading, branches, agency)}`
  }
  return html`${part('法定主动公开内容', 'statutory')} ${part('基层政务公开领域', 'grassroots')}`
}

function branchTable(
  heading: string,
  branches: readonly Branch[],
  agency: string | undefined,
): Html {
  const count = (state: RowState) => ({
    heading: STATES[state].word,
    numeric: true,
    cell: ({ lines }: Branch) => countStates(lines)[state],
  })
  return table<Branch>({
    caption: heading,
    captionHidden: true,
    stacks: 'figures',
    columns: [
      {
        heading: '内容',
        rowHeader: true,
        wide: true,
        cell: ({ branch, name }) => link(name, cataloguePaths.catalogueIn(branch, agency)),
      },
      { heading: '条数', numeric: true, cell: ({ lines }) => lines.length },
      count('kept'),
      count('due'),
      count('overdue'),
      count('never'),
    ],
    rows: branches,
  })
}

function groups(lines: readonly BoardLine[]): Html {
  const byBranch = Map.groupBy(lines, branchName)
  return html`${[...byBranch].map(
    ([name, lines]) =>
      html`<h2 class="govuk-heading-m">${name}</h2>
        ${rows(name, lines)}`,
  )}`
}

function rows(name: string, lines: readonly BoardLine[]): Html {
  return table<BoardLine>({
    caption: name,
    captionHidden: true,
    stacks: true,
    columns: [
      { heading: '序号', nowrap: true, cell: ({ row }) => row.code },
      {
        heading: '公开事项',
        rowHeader: true,
        cell: ({ row }) => [row.levelOne, row.levelTwo].filter(Boolean).join(' / '),
      },
      { heading: '内容、依据、渠道', wide: true, cell: elements },
      { heading: '公开时限', cell: ({ row }) => row.limitWords },
      { heading: '公开主体', cell: ({ row }) => row.ownerWords || row.ownerName },
      { heading: '最近公开', wide: true, cell: newest },
      {
        heading: '兑现情况',
        cell: ({ standing: { state, why } }) =>
          html`${tag(STATES[state].word, STATES[state].tone)}${state === 'overdue' && html` <span class="mq-list__facts">${why}</span>`}`,
      },
    ],
    rows: lines,
  })
}

/** The columns that a printed table is too narrow for stand folded in one. */
function elements({ row }: BoardLine): Html {
  return details(
    row.content || '要素',
    summaryList(
      [
        { key: '公开依据', value: row.basis.join('、') || undefined },
        { key: '公开渠道和载体', value: channelsInWords(row.channels) },
        { key: '公开对象', value: row.audience || WHOLE_SOCIETY },
        { key: '公开方式', value: MANNER_LABELS[row.manner] },
        { key: '公开层级', value: levelsInWords(row.levels) || undefined },
        { key: '备注', value: row.note || undefined },
      ],
      { compact: true },
    ),
  )
}

function newest({ newest, standing }: BoardLine): Html {
  if (!newest?.indexNumber) return html`${standing.lastOn?.toString() ?? ''}`
  return html`${link(newest.title, paths.documentPath(newest.indexNumber))}
    <span class="mq-list__facts">${standing.lastOn?.toString() ?? ''}</span>`
}

function history(adopted: readonly Adjustment[]): Html {
  if (adopted.length === 0) return nothing
  return html`<h2 class="govuk-heading-m">目录的调整</h2>
    <ul class="govuk-list mq-history">
      ${adopted.map(
        ({ title, reason, effectiveOn }) =>
          html`<li>
            <time datetime="${effectiveOn.toString()}">${effectiveOn.toString()}</time>
            ${title}：${reason}
          </li> `,
      )}
    </ul>`
}
