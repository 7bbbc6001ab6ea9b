import {
  LAW_SETTINGS,
  SETTING_NAMES,
  type LawSettings,
  type SettingName,
} from '../../law/settings.ts'
import { button } from '../../platform/web/components/button.ts'
import { radios } from '../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../platform/web/components/form.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { textInput } from '../../platform/web/components/inputs.ts'
import { importantBanner, inset } from '../../platform/web/components/notices.ts'
import type { FormView } from '../../platform/web/forms.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { officePaths } from './paths.ts'
import { settingsTabs } from './settings-tabs.ts'
import { SETTING_CHOICES } from './settings-words.ts'

export interface SettingsPage {
  readonly view: FormView
  /** the settings as they were when the page was made */
  readonly seen: string
  readonly csrf: string
  readonly refused?: string
}

const APPROVAL: readonly SettingName[] = ['secrecyReview', 'reviewOrder']
const REST = SETTING_NAMES.filter((name) => !APPROVAL.includes(name))

export function settingsPage({ view, seen, csrf, refused }: SettingsPage): Html {
  return html`${errorSummary(view)} ${pageHeading('机构设置')} ${settingsTabs('law')}
  ${refused && importantBanner(refused)}
  ${inset('修改只对以后登记的申请起作用；已经登记的申请按登记时的设置办完。每次修改都记入操作日志。')}
  ${form({
    action: officePaths.settings,
    csrf,
    body: html`<input type="hidden" name="seen" value="${seen}" />
      <h2 class="govuk-heading-m">审签流程</h2>
      <p class="govuk-body">
        经办 → 保密审查 → 法律审核 →
        负责人签发。每一步签署的是当时文本的散列，改动一个字，签署即失效。法律审核和负责人签发不能省略，拟稿人不能审核、签发自己的稿子。
      </p>
      ${APPROVAL.map((name) => field(name, view))}
      <h2 class="govuk-heading-m">法律留有余地的事项</h2>
      ${REST.map((name) => field(name, view))} ${button('保存')}`,
  })}`
}

function field(name: SettingName, view: FormView): Html {
  const { question, about } = LAW_SETTINGS[name]
  const props = { name, label: question, labelStyle: 'bold', hint: about, form: view } as const
  if (!hasNamedChoices(name)) return textInput({ ...props, width: '3', inputmode: 'numeric' })
  const choices = Object.entries<string>(SETTING_CHOICES[name])
  const fallback = String(LAW_SETTINGS[name].default)
  return radios({
    ...props,
    options: choices.map(([value, text]) => ({
      value,
      text: value === fallback ? `${text}（默认）` : text,
    })),
  })
}

const hasNamedChoices = (name: SettingName): name is keyof typeof SETTING_CHOICES & SettingName =>
  Object.hasOwn(SETTING_CHOICES, name)

/** The settings as they stand in the fields. */
export function settingValues(settings: LawSettings): Record<string, string> {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, String(settings[name])]))
}
