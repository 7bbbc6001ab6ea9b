import {
  branchInWords,
  channelsInWords,
  MANNER_LABELS,
} from '../../../domain/catalogue/exchange/columns.ts'
import { countStates, type BoardLine } from '../../../domain/catalogue/board.ts'
import type { RowState } from '../../../law/catalogue/fulfilment.ts'
import { button, link, linkButton } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { PART_NAMES, ROW_STATES } from './words.ts'

export interface BoardProps {
  readonly lines: readonly BoardLine[]
  readonly shown: readonly BoardLine[]
  readonly filter: {
    readonly part?: string | undefined
    readonly branch?: string | undefined
    readonly state?: string | undefined
    readonly owner?: number | undefined
  }
  readonly mayEdit: boolean
  /** public documents that no row is kept by */
  readonly unbound: number
}

export function boardPage({ lines, shown, filter, mayEdit, unbound }: BoardProps): Html {
  return html`${pageHeading('主动公开事项目录')}
    <div class="mq-steps">
      ${linkButton(mayEdit ? '调整目录' : '历次调整', officePaths.catalogueAdjustments, {
        style: mayEdit ? 'primary' : 'secondary',
      })}
      ${linkButton('导出工作簿', officePaths.catalogueExport, { style: 'secondary' })}
      ${linkButton('村居', officePaths.villages, { style: 'secondary' })}
    </div>
    ${counts(lines)}
    ${
      unbound > 0 &&
      html`<p class="govuk-body">
        ${link(`有${unbound}件公开的文件没有挂接目录`, officePaths.catalogueUnbound)}
      </p>`
    }
    ${filters(lines, filter)} ${boardTable(shown)}`
}

function counts(lines: readonly BoardLine[]): Html {
  const numbers = countStates(lines)
  const one = (state: RowState) =>
    html`<li>
      ${tag(ROW_STATES[state].word, ROW_STATES[state].tone)}
      ${link(`${numbers[state]}条`, officePaths.catalogueIn(state))}
    </li> `
  return html`<p class="govuk-body">现行目录共${lines.length}条。</p>
    <ul class="govuk-list mq-inline-links">
      ${one('overdue')} ${one('never')} ${one('due')} ${one('kept')}
    </ul>`
}

function filters(lines: readonly BoardLine[], filter: BoardProps['filter']): Html {
  const view = formView(filter)
  const branches = new Map(lines.map(({ row }) => [row.branch, branchInWords(row)]))
  const owners = new Map(lines.map(({ row }) => [String(row.ownerId), row.ownerName]))
  const options = (known: ReadonlyMap<string, string>) =>
    [...known].map(([value, text]) => ({ value, text }))
  return form({
    action: officePaths.catalogue,
    method: 'get',
    label: '筛选目录',
    className: 'mq-filter',
    body: html`${select({
      name: 'part',
      label: '部分',
      form: view,
      blank: '全部',
      options: options(new Map(Object.entries(PART_NAMES))),
    })}
    ${select({ name: 'branch', label: '法定内容或领域', form: view, blank: '全部', options: options(branches) })}
    ${select({ name: 'owner', label: '公开主体', form: view, blank: '全部', options: options(owners) })}
    ${select({
      name: 'state',
      label: '兑现情况',
      form: view,
      blank: '全部',
      options: Object.entries(ROW_STATES).map(([value, { word }]) => ({ value, text: word })),
    })}
    ${button('筛选', { style: 'secondary' })}`,
  })
}

function boardTable(lines: readonly BoardLine[]): Html {
  return table<BoardLine>({
    caption: '目录条目和兑现情况',
    captionHidden: true,
    sticky: true,
    stacks: true,
    columns: [
      {
        heading: '序号',
        rowHeader: true,
        nowrap: true,
        cell: ({ row }) => link(row.code, officePaths.catalogueItem(row.itemId)),
      },
      { heading: '法定内容或领域', cell: ({ row }) => branchInWords(row) },
      {
        heading: '公开事项',
        wide: true,
        cell: ({ row }) => [row.levelOne, row.levelTwo].filter(Boolean).join(' / '),
      },
      { heading: '公开主体', cell: ({ row }) => row.ownerWords || row.ownerName },
      { heading: '公开时限', cell: ({ row }) => row.limitWords },
      {
        heading: '渠道和方式',
        cell: ({ row }) => `${channelsInWords(row.channels)}（${MANNER_LABELS[row.manner]}）`,
      },
      { heading: '件数', numeric: true, cell: ({ published }) => published },
      {
        heading: '最近公开',
        nowrap: true,
        cell: ({ standing }) => standing.lastOn?.toString() ?? '',
      },
      {
        heading: '兑现情况',
        cell: ({ standing }) => {
          const { word, tone } = ROW_STATES[standing.state]
          return html`${tag(word, tone)}
            <span class="mq-list__facts"
              >${standing.why}${standing.dueOn && `，应于${standing.dueOn.toString()}前`}</span
            >`
        },
      },
    ],
    rows: lines,
    empty: '没有这样的条目。还没有目录的，请先建立一次调整，逐条填写或者导入工作簿。',
  })
}
