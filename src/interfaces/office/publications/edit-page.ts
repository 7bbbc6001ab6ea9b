/** The form of a draft: header fields of 政府信息公开目录 in the order a reader sees them, then the text. */
import { DISCLOSURES, NORMATIVE_KINDS, type Edition } from '../../../domain/publications/edition.ts'
import { IMPORTED } from '../../../domain/publications/bulk/read-upload.ts'
import type { Suggestions } from '../../../domain/publications/hints/suggestions.ts'
import { markupOfBody } from '../../../domain/publications/body-as-markup.ts'
import {
  OFFICIAL_GENRES,
  RULE_GENRES,
  SUBJECT_CATEGORIES,
} from '../../../law/document-rules-classes.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { fileUpload } from '../../../platform/web/components/file-upload.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details, importantBanner } from '../../../platform/web/components/notices.ts'
import type { AssetName } from '../../../platform/web/assets.ts'
import type { HintField, HintFinding } from '../../../law/document-rules-kinds.ts'
import { formView, problemOf, type FormView } from '../../../platform/web/forms.ts'
import { html, type Content, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { DISCLOSURE_NAMES, NORMATIVE_NAMES } from '../words.ts'
import { bodyField, bodyPreview } from './editor/body-field.ts'

export interface EditPage {
  readonly heading: string
  readonly action: string
  readonly csrf: string
  readonly view: FormView
  readonly suggestions: Suggestions
  readonly asset: (name: AssetName) => string
  /** shown above the form when saving was refused, e.g. because a colleague saved first */
  readonly refused?: string
  readonly version?: number
  /** the text as readers will see it, above the form */
  readonly preview?: boolean
  /** what was found in an imported file or changed by masking: to be looked through before saving */
  readonly notice?: Content
  /** 发布前提示 on what is stored, shown beside its field */
  readonly hints?: readonly HintFinding[]
  /** hidden fields that go with the form */
  readonly hidden?: Readonly<Record<string, string>>
  /** where a file goes whose text is to replace the one in the form */
  readonly importAction?: string
}

/** The fields of a stored edition, as they stand in the form. */
export function editionView(edition: Edition): FormView {
  const day = (date: Temporal.PlainDate | null) => date?.toString() ?? ''
  return formView({
    ...edition,
    bodyHtml: markupOfBody(edition.bodyHtml),
    keywords: edition.keywords.join('、'),
    formedOn: day(edition.formedOn),
    effectiveFrom: day(edition.effectiveFrom),
    expiresOn: day(edition.expiresOn),
    repealedOn: day(edition.repealedOn),
    normativeKind: edition.normativeKind ?? '',
  })
}

export function editPage(props: EditPage): Html {
  const { view } = props
  const hidden = {
    ...props.hidden,
    ...(props.version === undefined ? {} : { version: String(props.version) }),
  }
  return html`${errorSummary(view)} ${pageHeading(props.heading)}
    ${props.refused && importantBanner(props.refused)} ${props.notice}
    ${props.preview && bodyPreview(view)}
    ${form({
      action: props.action,
      csrf: props.csrf,
      className: 'mq-edition-form',
      body: html`${Object.entries(hidden).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      ${section('标识', nameFields(props))} ${section('分类', classFields(props))}
      ${section('效力', validityFields(props))} ${bodyField(view, notes(props, 'bodyHtml'))}
      ${section('说明', noteFields(view))}
      ${buttonGroup([
        button('保存草稿', { name: 'intent', value: 'save' }),
        button('预览正文', { style: 'secondary', name: 'intent', value: 'preview' }),
        link('返回列表', officePaths.publications),
      ])}`,
    })}
    ${props.importAction && importForm(props.importAction, props)}
    <script type="module" src="${props.asset('editor.js')}"></script>`
}

/** Apart from the form: what is typed there is not sent with the file. */
function importForm(action: string, { csrf, view }: EditPage): Html {
  return details(
    '用文件里的文字替换正文',
    form({
      action,
      csrf,
      files: true,
      body: html`${fileUpload({
        name: 'file',
        label: '文件',
        hint: '读出的正文放进表单，核对、保存以后才生效；上面没有保存的修改请先保存。',
        form: view,
        accept: IMPORTED,
      })}
      ${button('读取', { style: 'secondary' })}`,
    }),
    problemOf(view, 'file') !== undefined,
  )
}

function section(heading: string, fields: Html): Html {
  return html`<fieldset class="govuk-fieldset mq-edition-form__part">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${heading}</legend>
    ${fields}
  </fieldset>`
}

function nameFields(props: EditPage): Html {
  const { view, suggestions } = props
  return html`${textInput({ name: 'title', label: '标题', hint: notes(props, 'title'), form: view, width: 'full' })}
  ${textInput({
    name: 'documentNumber',
    label: '发文字号',
    hint: notes(
      props,
      'documentNumber',
      '年份用六角括号，如 威高管办发〔2020〕13号；没有文号的可不填',
    ),
    form: view,
    width: '20',
    optional: true,
  })}
  ${textInput({
    name: 'publisher',
    label: '发布机构',
    hint: notes(props, 'publisher', '写规范全称；联合发文写文号所属的机关'),
    form: view,
    width: '20',
    suggestions: suggestions.publishers,
  })}
  ${dateInput({ name: 'formedOn', label: '成文日期', hint: notes(props, 'formedOn', '例如 2020-08-17'), form: view, optional: true })}`
}

function classFields(props: EditPage): Html {
  const { view, suggestions } = props
  return html`${textInput({
    name: 'category',
    label: '组配分类',
    hint: notes(props, 'category', '目录里的栏目，如 管委文件'),
    form: view,
    width: '20',
    suggestions: suggestions.categories,
  })}
  ${select({
    name: 'subjectCategory',
    label: '主题分类',
    hint: notes(props, 'subjectCategory'),
    form: view,
    optional: true,
    blank: '未选',
    options: withKept(SUBJECT_CATEGORIES, view, 'subjectCategory'),
  })}
  ${textInput({
    name: 'genre',
    label: '体裁分类',
    hint: notes(props, 'genre', '文种，如 通知、意见'),
    form: view,
    width: '10',
    optional: true,
    suggestions: [...OFFICIAL_GENRES, ...RULE_GENRES],
  })}
  ${radios({
    name: 'disclosure',
    label: '公开方式',
    hint: notes(props, 'disclosure', '只有“主动公开”的文件可以发布'),
    form: view,
    options: DISCLOSURES.map((value) => ({ value, text: DISCLOSURE_NAMES[value] })),
  })}
  ${textInput({
    name: 'keywords',
    label: '关键词',
    hint: notes(
      props,
      'keywords',
      html`用顿号隔开，最多20个${suggestions.keywords.length > 0 && html`。常用：${suggestions.keywords.slice(0, 8).join('、')}`}`,
    ),
    form: view,
    width: 'full',
    optional: true,
  })}
  ${textarea({
    name: 'summary',
    label: '内容概述',
    hint: notes(props, 'summary', '一百字左右，不重复标题和其他栏目的内容'),
    form: view,
    rows: 3,
    optional: true,
  })}`
}

/** A class of an older scheme stays what it is until somebody chooses another. */
function withKept(scheme: readonly string[], view: FormView, name: string) {
  const value = view.values[name]
  const kept = typeof value === 'string' && value !== '' && !scheme.includes(value) ? [value] : []
  return [...scheme, ...kept].map((one) => ({ value: one, text: one }))
}

function validityFields(props: EditPage): Html {
  const { view } = props
  return html`${select({
    name: 'normativeKind',
    label: '是否规章或者行政规范性文件',
    hint: notes(props, 'normativeKind', '关系到年度报告表二（一）的计数'),
    form: view,
    blank: '都不是',
    options: NORMATIVE_KINDS.map((value) => ({ value, text: NORMATIVE_NAMES[value] })),
  })}
  ${textInput({
    name: 'registrationNumber',
    label: '规范性文件统一登记号',
    hint: notes(props, 'registrationNumber'),
    form: view,
    width: '20',
    optional: true,
  })}
  ${dateInput({ name: 'effectiveFrom', label: '施行日期', hint: notes(props, 'effectiveFrom', '例如 2020-08-17'), form: view, optional: true })}
  ${dateInput({ name: 'expiresOn', label: '有效期至', hint: notes(props, 'expiresOn', '最后一个有效的日子；例如 2025-08-31'), form: view, optional: true })}
  ${dateInput({ name: 'repealedOn', label: '废止日期', hint: notes(props, 'repealedOn', '例如 2020-08-17'), form: view, optional: true })}`
}

/** What the field asks for, and what is to be said of what stands in it. */
function notes({ hints = [] }: EditPage, field: HintField, asked?: Content): Content {
  const found = hints.filter((hint) => hint.field === field)
  if (found.length === 0) return asked
  return html`${asked}${found.map(
    ({ certainty, message }) =>
      html`<span class="mq-note mq-note--${certainty}"
        >${certainty === 'confirmed' ? '提示' : '请核对'}：${message}</span
      >`,
  )}`
}

function noteFields(view: FormView): Html {
  return textarea({
    name: 'publicNote',
    label: '修改说明',
    hint: '随文件公开：这一版改了什么、为什么改。首次发布不必填',
    form: view,
    rows: 2,
    optional: true,
  })
}
