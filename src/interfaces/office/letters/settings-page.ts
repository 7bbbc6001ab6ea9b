import { STANDINGS } from '../../../domain/requests/letters/letter-settings.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { checkboxes, select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { STANDING_NAMES } from './words.ts'

/** Facts about the agency that only its letters state. */
export function settingsPage(view: FormView, csrf: string): Html {
  const text = (name: string, label: string, hint: string) =>
    textInput({ name, label, hint, form: view, width: 'full', optional: true })
  return html`${errorSummary(view)} ${pageHeading('文书中的机关信息')}
  ${form({
    action: officePaths.letterSettings,
    csrf,
    body: html`${select({
      name: 'standing',
      label: '机关性质',
      hint: '决定行政复议机关是谁（行政复议法 第二十四条至第二十七条）',
      form: view,
      options: STANDINGS.map((value) => ({ value, text: STANDING_NAMES[value] })),
    })}
    ${text('government', '行政复议机关', '全称。工作部门写本级人民政府，派出机关写设立它的人民政府')}
    ${text('superiorDepartment', '上一级主管部门', '没有的不填；2024年以前的行为也可以向它申请复议')}
    ${text('court', '有管辖权的人民法院', '全称')}
    ${text('onlineReconsideration', '提出行政复议申请的互联网渠道', '答复通过互联网送达时必须告知（行政复议法 第二十二条）')}
    ${text('zoneCommittee', '署名的管理委员会', '开发区的答复盖管委会印章时填写；不填则以本机关名义署名')}
    ${checkboxes({
      name: 'ownNamePower',
      label: '对外行使职权',
      form: view,
      options: [
        { value: 'yes', text: '本机关有以自己名义对外行使职权的依据（条例 第十条第二款）' },
      ],
    })}
    ${text('noticePrefix', '告知书的机关代字', '不填则由答复书的代字推出')}
    ${text('outgoingPrefix', '函件的机关代字', '不填则由答复书的代字推出')}
    ${textarea({
      name: 'payment',
      label: '信息处理费的缴纳方式',
      form: view,
      rows: 3,
      optional: true,
    })}
    ${buttonGroup([button('保存'), link('返回文书模板', officePaths.letterTemplates)])}`,
  })}`
}
