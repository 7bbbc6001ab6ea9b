import { PARTS, type RowContent } from '../../../domain/catalogue/row.ts'
import type { Agency } from '../../../domain/organisations/agency.ts'
import {
  CHANNEL_LABELS,
  CHANNELS,
  GRASSROOTS_FIELDS,
  LEVEL_LABELS,
  LEVELS,
} from '../../../law/catalogue/grassroots.ts'
import { STATUTORY_ITEMS } from '../../../law/catalogue/statutory.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { checkboxes, radios, select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { formView, valuesOf, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { PART_NAMES } from './words.ts'

export interface RowFormProps {
  readonly adjustmentId: number
  readonly action: string
  readonly heading: string
  /** asked for a new row only: the number of a row stays */
  readonly isNew: boolean
  readonly owners: readonly Agency[]
  readonly view: FormView
  readonly csrf: string
}

/** Two lists of ticked boxes become one record; a channel ticked in both must be used. */
export function rowFields(body: unknown): Record<string, unknown> {
  const view = formView(body)
  const channels = Object.fromEntries([
    ...valuesOf(view, 'channelsMay').map((channel) => [channel, 'may'] as const),
    ...valuesOf(view, 'channelsMust').map((channel) => [channel, 'must'] as const),
  ])
  const part = valueOf(view, 'part')
  return {
    ...view.values,
    branch: valueOf(view, part === 'grassroots' ? 'field' : 'item'),
    channels,
    levels: valuesOf(view, 'levels'),
  }
}

/** A row as the form shows it. */
export function rowView(row: RowContent): FormView {
  const ticked = (duty: 'must' | 'may') => CHANNELS.filter((name) => row.channels[name] === duty)
  return formView({
    ...row,
    item: row.part === 'statutory' ? row.branch : '',
    field: row.part === 'grassroots' ? row.branch : '',
    basis: row.basis.join('\n'),
    levels: [...row.levels],
    channelsMust: ticked('must'),
    channelsMay: ticked('may'),
  })
}

export function rowFormPage(props: RowFormProps): Html {
  const { view, owners, isNew } = props
  const field = { form: view }
  const channels = CHANNELS.map((value) => ({ value, text: CHANNEL_LABELS[value] }))
  return html`${errorSummary(view)} ${pageHeading(props.heading, '目录调整')}
  ${form({
    action: props.action,
    csrf: props.csrf,
    body: html`${isNew && textInput({ ...field, name: 'code', label: '序号', width: '10', hint: '一经使用不再改变，例如 财政-03' })}
    ${radios({ ...field, name: 'part', label: '部分', options: PARTS.map((value) => ({ value, text: PART_NAMES[value] })) })}
    ${select({
      ...field,
      name: 'item',
      label: '法定内容',
      blank: '不属于法定内容',
      options: STATUTORY_ITEMS.map(({ code, label }) => ({
        value: code,
        text: `${code} ${label}`,
      })),
    })}
    ${textInput({ ...field, name: 'field', label: '领域', optional: true, width: 'half', suggestions: GRASSROOTS_FIELDS })}
    ${textInput({ ...field, name: 'levelOne', label: '一级事项', width: 'half' })}
    ${textInput({ ...field, name: 'levelTwo', label: '二级事项', width: 'half', optional: true })}
    ${textarea({ ...field, name: 'content', label: '公开内容（要素）', rows: 4, optional: true })}
    ${textarea({ ...field, name: 'basis', label: '公开依据', rows: 3, optional: true, hint: '一行一件' })}
    ${textInput({ ...field, name: 'limitWords', label: '公开时限', width: 'half', hint: '例如：20个工作日内、及时公开、每年3月31日前、每季度、长期公开' })}
    ${textInput({ ...field, name: 'atLeastEveryMonths', label: '至少每几个月公开一次', width: '3', inputmode: 'numeric', optional: true, suffix: '个月' })}
    ${select({
      ...field,
      name: 'ownerId',
      label: '公开主体',
      options: owners.map(({ id, name }) => ({ value: String(id), text: name })),
    })}
    ${textInput({ ...field, name: 'ownerWords', label: '目录中怎样写公开主体', width: 'half', optional: true, hint: '与机构简称相同的不填' })}
    ${checkboxes({ ...field, name: 'channelsMust', label: '必须使用的公开渠道和载体（■）', options: channels })}
    ${checkboxes({ ...field, name: 'channelsMay', label: '可以选用的公开渠道和载体（□）', options: channels })}
    ${textInput({ ...field, name: 'audience', label: '公开对象', width: 'half', optional: true, hint: '全社会的不填；特定群众的写明是谁' })}
    ${radios({
      ...field,
      name: 'manner',
      label: '公开方式',
      inline: true,
      options: [
        { value: 'proactive', text: '主动公开' },
        { value: 'on-request', text: '依申请公开' },
      ],
    })}
    ${checkboxes({ ...field, name: 'levels', label: '公开层级', options: LEVELS.map((value) => ({ value, text: LEVEL_LABELS[value] })) })}
    ${textInput({ ...field, name: 'note', label: '备注', optional: true })}
    ${buttonGroup([button('列入这次调整'), link('返回', officePaths.catalogueAdjustment(props.adjustmentId))])}`,
  })}`
}
