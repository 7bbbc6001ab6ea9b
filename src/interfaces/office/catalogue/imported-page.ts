import { COLUMNS } from '../../../domain/catalogue/exchange/columns.ts'
import type { Comparison, LineResult } from '../../../domain/catalogue/exchange/compare.ts'
import { linkButton } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { warning } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, type Html } from '../../../platform/web/html.ts'

export interface ImportedProps {
  readonly comparison: Comparison
  /** Whether the changes were put into the adjustment, or everything waits for the wrong lines to be mended. */
  readonly taken: boolean
  readonly ended: number
  readonly back: string
}

type Wrong = Extract<LineResult, { result: 'wrong' }>
type Changed = Extract<LineResult, { result: 'changed' }>

export function importedPage({ comparison, taken, ended, back }: ImportedProps): Html {
  const { lines, missing } = comparison
  const of = <R extends LineResult['result']>(result: R) =>
    lines.filter((line): line is Extract<LineResult, { result: R }> => line.result === result)
  const wrong = of('wrong')
  const changed = of('changed')
  return html`${pageHeading('工作簿对照结果', '目录调整')}
    <ul class="govuk-list govuk-list--bullet">
      <li>新增${of('new').length}条</li>
      <li>修改${changed.length}条</li>
      <li>与现行相同${of('same').length}条，不动</li>
      <li>有错${wrong.length}行</li>
      <li>现行目录有、工作簿没有的${missing.length}条，${ended > 0 ? '列为取消' : '不动'}</li>
    </ul>
    ${
      !taken &&
      warning('因为有错的行，什么都没有导入。请改好工作簿再次上传，或者选择跳过有错的行。')
    }
    ${wrong.length > 0 && wrongTable(wrong)} ${changed.length > 0 && changedTable(changed)}
    ${linkButton(taken ? '查看这次调整的改动' : '返回这次调整', back)}`
}

const lineName = ({ at }: LineResult) => `“${at.sheet}”第${at.line}行`
const headerOf = (key: string) => COLUMNS.find((column) => column.key === key)?.header ?? key

function wrongTable(lines: readonly Wrong[]): Html {
  return html`<h2 class="govuk-heading-m">有错的行</h2>
    ${table<Wrong>({
      caption: '有错的行',
      captionHidden: true,
      columns: [
        { heading: '位置', rowHeader: true, nowrap: true, cell: lineName },
        {
          heading: '事项',
          cell: ({ at }) =>
            [at.cells.code, at.cells.levelOne, at.cells.levelTwo].filter(Boolean).join(' '),
        },
        {
          heading: '问题',
          wide: true,
          cell: ({ problems }) =>
            problems.map(({ at, message }) => `${headerOf(at)}：${message}`).join('；'),
        },
      ],
      rows: lines,
    })}`
}

function changedTable(lines: readonly Changed[]): Html {
  return html`<h2 class="govuk-heading-m">修改的条目</h2>
    ${table<Changed>({
      caption: '修改的条目',
      captionHidden: true,
      columns: [
        { heading: '位置', rowHeader: true, nowrap: true, cell: lineName },
        { heading: '序号', cell: ({ at }) => at.cells.code ?? '' },
        { heading: '改动的栏', wide: true, cell: ({ differs }) => differs.join('、') },
      ],
      rows: lines,
    })}`
}
