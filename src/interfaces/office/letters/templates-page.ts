import type { LetterSettings } from '../../../domain/requests/letters/letter-settings.ts'
import type { TemplateId } from '../../../domain/requests/letters/letter-kinds.ts'
import { letterName } from '../../../domain/requests/letters/on-file.ts'
import { letterOf, TEMPLATE_IDS } from '../../../domain/requests/letters/templates/built-in.ts'
import { LETTERS } from '../../../law/letters.ts'
import { link, linkButton } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { STANDING_NAMES } from './words.ts'

export interface TemplatesPage {
  readonly own: ReadonlySet<string>
  readonly settings: LetterSettings
  readonly prefixes: readonly string[]
  readonly mayAdopt: boolean
}

export function templatesPage({ own, settings, prefixes, mayAdopt }: TemplatesPage): Html {
  return html`${pageHeading('文书模板')}
    ${inset(
      '系统自带的模板有生效日期，本机关可以另定写法。法定要素缺一不可，保存时逐项检查；已经发出的文书不受影响，多年后重印仍是原样。',
    )}
    ${table<TemplateId>({
      caption: '模板',
      columns: [
        {
          heading: '文书',
          rowHeader: true,
          cell: (id) => link(nameOf(id), officePaths.letterTemplate(id)),
        },
        { heading: '依据', cell: (id) => LETTERS[letterOf(id)].ground },
        {
          heading: '现用',
          nowrap: true,
          cell: (id) => (own.has(id) ? tag('本机关的写法', 'active') : tag('系统自带', 'quiet')),
        },
      ],
      rows: TEMPLATE_IDS,
    })}
    <h2 class="govuk-heading-m">文书中的机关信息</h2>
    ${settingsList(settings, prefixes)}
    ${mayAdopt && linkButton('修改机关信息', officePaths.letterSettings, { style: 'secondary' })}
    <h2 class="govuk-heading-m">空白申请表</h2>
    <p class="govuk-body">
      ${link('Word', officePaths.blankForm('docx'), '空白申请表')}　${link(
        'PDF',
        officePaths.blankForm('pdf'),
        '空白申请表',
      )}
    </p>`
}

export const nameOf = (id: TemplateId): string => letterName({ letter: letterOf(id), template: id })

const UNSET = '没有设置，文书中用法律的一般称谓'

function settingsList(settings: LetterSettings, prefixes: readonly string[]): Html {
  return summaryList(
    [
      { key: '机关代字', value: prefixes.join('、') || '没有设置，不能编号' },
      { key: '机关性质', value: STANDING_NAMES[settings.standing] },
      { key: '行政复议机关', value: settings.government ?? UNSET },
      { key: '有管辖权的人民法院', value: settings.court ?? UNSET },
      { key: '复议申请的互联网渠道', value: settings.onlineReconsideration ?? UNSET },
      { key: '署名的管理委员会', value: settings.zoneCommittee ?? '不设，以本机关名义署名' },
      { key: '信息处理费的缴纳方式', value: settings.payment ?? '没有设置，收费通知书不能定稿' },
    ],
    { compact: true },
  )
}
