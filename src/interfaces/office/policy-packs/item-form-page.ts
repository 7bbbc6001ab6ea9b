import { CRITERION_WORDS } from '../../../domain/policy-packs/criteria.ts'
import type { PolicyItem } from '../../../domain/policy-packs/item.ts'
import {
  APPLICANT_WORDS,
  APPLICANTS,
  CERTIFICATION_WORDS,
  CERTIFICATIONS,
  HANDLING_MEANINGS,
  HANDLING_MODES,
  HANDLING_WORDS,
  LOCATION_WORDS,
  LOCATIONS,
  NEED_WORDS,
  NEEDS,
  SECTOR_WORDS,
  SECTORS,
  SIZE_CLASSES,
  SIZE_WORDS,
} from '../../../domain/policy-packs/vocabulary.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { checkboxes, radios, type Option } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { formView, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { moreRows, rowsShown, saveOnEnter, type RowSection } from './form-rows.ts'

export interface ItemFormPage {
  readonly heading: string
  readonly action: string
  readonly csrf: string
  readonly view: FormView
  /** name of the section that somebody asked more rows of */
  readonly more: string
  readonly refused?: string | undefined
  readonly version?: number
  /** the item was public before: readers are told what changed */
  readonly isChange: boolean
}

export const ITEM_ROWS = [
  { name: 'conditions', fields: ['text'] },
  { name: 'materials', fields: ['name', 'note'] },
  { name: 'steps', fields: ['text'] },
  { name: 'basis', fields: ['reference', 'clause'] },
] as const satisfies readonly RowSection[]

export function itemFormPage(props: ItemFormPage): Html {
  const { view } = props
  return html`${errorSummary(view)} ${pageHeading(props.heading)}
  ${props.refused && importantBanner(props.refused)}
  ${form({
    action: props.action,
    csrf: props.csrf,
    body: html`${saveOnEnter()}${
      props.version !== undefined &&
      html`<input type="hidden" name="version" value="${props.version}" />`
    }
    ${whatItIs(view)} ${conditions(props)} ${measured(view)} ${materials(props)} ${steps(props)}
    ${contact(view)} ${basis(props)}
    ${
      props.isChange &&
      textarea({
        name: 'publicNote',
        label: '修改说明',
        hint: '公开，写明这次改了什么',
        form: view,
        rows: 2,
        optional: true,
      })
    }
    ${buttonGroup([button('保存草稿'), link('返回惠企政策', officePaths.policyPacks)])}`,
  })}`
}

function whatItIs(view: FormView): Html {
  return html`${textInput({ name: 'title', label: '事项名称', form: view, width: 'full' })}
  ${textInput({ name: 'publisher', label: '发布机构', form: view, width: '20' })}
  ${textarea({ name: 'beneficiaries', label: '惠及对象', form: view, rows: 2 })}
  ${textarea({ name: 'standard', label: '兑现标准', hint: '金额、比例、上限，每行一句', form: view, rows: 3 })}
  ${radios({
    name: 'handling',
    label: '办理方式',
    form: view,
    options: HANDLING_MODES.map((value) => ({
      value,
      text: HANDLING_WORDS[value],
      hint: HANDLING_MEANINGS[value],
    })),
  })}
  ${textInput({ name: 'timeLimit', label: '办理时限', hint: '例如 受理后20个工作日', form: view, width: 'full' })}
  ${dateInput({
    name: 'validUntil',
    label: '有效期至',
    hint: '留空的，以政策依据的有效期为准',
    form: view,
    optional: true,
  })}`
}

function section(id: string, heading: string, says: string, body: Html): Html {
  return html`<section class="mq-rows" id="${id}" aria-labelledby="${id}-heading">
    <h2 class="govuk-heading-m" id="${id}-heading">${heading}</h2>
    <p class="govuk-body">${says}</p>
    ${body}
  </section>`
}

function rows(
  { view, more, action }: ItemFormPage,
  own: RowSection,
  row: (at: number) => Html,
): Html {
  const shown = Array.from({ length: rowsShown(view, own, more) }, (_, at) => row(at))
  return html`${shown} ${moreRows(action, own.name, '再加几行')}`
}

const [CONDITIONS, MATERIALS, STEPS, BASIS] = ITEM_ROWS

function conditions(props: ItemFormPage): Html {
  const row = (at: number) =>
    textInput({
      name: `conditions.${at}.text`,
      label: `条件${at + 1}`,
      form: props.view,
      width: 'full',
    })
  return section(
    'conditions',
    '申报条件',
    '写给人看的条件，一行一条；清空的一行会去掉。',
    rows(props, CONDITIONS, row),
  )
}

/** What the finder compares; all of it may stay open. */
function measured(view: FormView): Html {
  const ticks = <K extends string>(
    name: string,
    label: string,
    keys: readonly K[],
    words: Readonly<Record<K, string>>,
  ) =>
    checkboxes({
      name: `criteria.${name}`,
      label,
      form: view,
      options: keys.map((value): Option => ({ value, text: words[value] })),
    })
  const ends = (name: string, from: string, to: string, suffix: string) =>
    html`<div class="mq-pair">
      ${textInput({ name: `criteria.${name}.min`, label: from, form: view, width: '10', inputmode: 'decimal', suffix, optional: true })}
      ${textInput({ name: `criteria.${name}.max`, label: to, form: view, width: '10', inputmode: 'decimal', suffix, optional: true })}
    </div>`
  return section(
    'criteria',
    '可以比对的条件',
    '供“找政策”比对，也显示在页面上。不限的不选、不填。',
    html`${ticks('applicants', CRITERION_WORDS.applicants, APPLICANTS, APPLICANT_WORDS)}
    ${ticks('sizes', CRITERION_WORDS.sizes, SIZE_CLASSES, SIZE_WORDS)}
    ${ticks('sectors', CRITERION_WORDS.sectors, SECTORS, SECTOR_WORDS)}
    ${ticks('locations', CRITERION_WORDS.locations, LOCATIONS, LOCATION_WORDS)}
    ${ends('years', '成立满', '成立不满', '年')}
    ${ends('turnover', '上年度营业收入不低于', '上年度营业收入不超过', '万元')}
    ${ends('staff', '职工不少于', '职工不超过', '人')}
    ${ticks('certifications', `${CRITERION_WORDS.certifications}（有一项即可）`, CERTIFICATIONS, CERTIFICATION_WORDS)}
    ${ticks('needs', '能帮上什么', NEEDS, NEED_WORDS)}`,
  )
}

function materials(props: ItemFormPage): Html {
  const row = (at: number) =>
    html`<div class="mq-pair">
      ${textInput({ name: `materials.${at}.name`, label: `材料${at + 1}`, form: props.view, width: 'full' })}
      ${textInput({ name: `materials.${at}.note`, label: `材料${at + 1}的说明`, form: props.view, width: 'full', optional: true })}
    </div>`
  return section(
    'materials',
    '申报材料',
    '需要申报的事项必填；免申即享的可以没有。',
    rows(props, MATERIALS, row),
  )
}

function steps(props: ItemFormPage): Html {
  const row = (at: number) =>
    textInput({ name: `steps.${at}.text`, label: `第${at + 1}步`, form: props.view, width: 'full' })
  return section('steps', '办理流程', '一行一步。', rows(props, STEPS, row))
}

function contact(view: FormView): Html {
  return section(
    'contact',
    '在哪里办',
    '至少填写一项。',
    html`${textInput({ name: 'place', label: '办理地点', form: view, width: 'full', optional: true })}
    ${textInput({ name: 'phone', label: '咨询电话', form: view, width: '20', optional: true })}
    ${textInput({ name: 'link', label: '网上办理网址', form: view, type: 'url', width: 'full', optional: true })}`,
  )
}

function basis(props: ItemFormPage): Html {
  const row = (at: number) =>
    html`<div class="mq-pair">
      ${textInput({ name: `basis.${at}.reference`, label: `依据${at + 1}`, form: props.view, width: 'full' })}
      ${textInput({ name: `basis.${at}.clause`, label: `依据${at + 1}的条款`, form: props.view, width: 'full', optional: true })}
    </div>`
  return section(
    'basis',
    '政策依据',
    '填索引号、文号或者文件名称。本平台已公开的文件会自动建立联系，文件失效时本事项随即标明；本平台没有的，照所填名称显示。',
    rows(props, BASIS, row),
  )
}

/** The fields of a stored item, as they stand in the form. @param references how each basis is named in the form */
export function itemView(
  edition: Edition,
  item: PolicyItem,
  references: readonly string[],
): FormView {
  const { criteria } = item
  const numbered = <T>(name: string, all: readonly T[], fields: (one: T) => object) =>
    Object.fromEntries(
      all.flatMap((one, at) =>
        Object.entries(fields(one)).map(([field, value]) => [`${name}.${at}.${field}`, value]),
      ),
    )
  const ends = (name: 'years' | 'turnover' | 'staff') => ({
    [`criteria.${name}.min`]: criteria[name].min ?? '',
    [`criteria.${name}.max`]: criteria[name].max ?? '',
  })
  return formView({
    title: edition.title,
    publisher: edition.publisher,
    beneficiaries: item.beneficiaries,
    standard: item.standard,
    handling: item.handling,
    timeLimit: item.timeLimit,
    validUntil: edition.expiresOn?.toString() ?? '',
    place: item.place,
    phone: item.phone,
    link: item.link,
    publicNote: edition.publicNote,
    'criteria.applicants': criteria.applicants,
    'criteria.sizes': criteria.sizes,
    'criteria.sectors': criteria.sectors,
    'criteria.locations': criteria.locations,
    'criteria.certifications': criteria.certifications,
    'criteria.needs': criteria.needs,
    ...ends('years'),
    ...ends('turnover'),
    ...ends('staff'),
    ...numbered('conditions', item.conditions, (text) => ({ text })),
    ...numbered('materials', item.materials, (one) => one),
    ...numbered('steps', item.steps, (text) => ({ text })),
    ...numbered('basis', item.basis, ({ title, clause }) => ({ reference: title, clause })),
    ...Object.fromEntries(references.map((one, at) => [`basis.${at}.reference`, one])),
  })
}
