import { groundLabel, type Determination } from '../../../domain/determinations/determination.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { DISCLOSURE_NAMES } from '../words.ts'

/** 条例 第十八条: what is not public is assessed again, the longest overdue first. */
export function reassessmentsPage(due: readonly Determination[]): Html {
  return html`${pageHeading('重新评估', '公文公开属性台账')}
    ${inset('没有主动公开的公文，情况变化后应当公开的要及时公开。评估的周期法律没有规定，本系统默认一年。')}
    ${table<Determination>({
      caption: '到了评估日期的公文',
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
        { heading: '公开属性', nowrap: true, cell: ({ attribute }) => DISCLOSURE_NAMES[attribute] },
        { heading: '依据', cell: ({ ground }) => (ground ? groundLabel(ground) : '') },
        {
          heading: '应评估于',
          nowrap: true,
          cell: ({ nextReviewOn }) => nextReviewOn?.toString() ?? '',
        },
      ],
      rows: due,
      empty: '没有到期需要评估的公文。',
    })}
    <p class="govuk-body">${link('返回台账', officePaths.determinations)}</p>`
}
