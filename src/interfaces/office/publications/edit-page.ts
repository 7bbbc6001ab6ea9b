import { DISCLOSURES, NORMATIVE_KINDS, type Edition } from '../../../domain/publications/edition.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { formView, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { DISCLOSURE_NAMES, NORMATIVE_NAMES } from '../words.ts'

export interface EditPage {
  readonly heading: string
  readonly action: string
  readonly csrf: string
  readonly view: FormView
  /** shown above the form when saving was refused, e.g. because a colleague saved first */
  readonly refused?: string
  readonly version?: number
}

/** The fields of a stored edition, as they stand in the form. */
export function editionView(edition: Edition): FormView {
  const day = (date: Temporal.PlainDate | null) => date?.toString() ?? ''
  return formView({
    ...edition,
    formedOn: day(edition.formedOn),
    effectiveFrom: day(edition.effectiveFrom),
    expiresOn: day(edition.expiresOn),
    repealedOn: day(edition.repealedOn),
    normativeKind: edition.normativeKind ?? '',
  })
}

export function editPage(props: EditPage): Html {
  return html`${errorSummary(props.view)} ${pageHeading(props.heading)}
  ${props.refused && importantBanner(props.refused)}
  ${form({
    action: props.action,
    csrf: props.csrf,
    body: html`${
      props.version !== undefined &&
      html`<input type="hidden" name="version" value="${props.version}" />`
    }
    ${headerFields(props.view)} ${validityFields(props.view)}
    ${textarea({
      name: 'bodyHtml',
      label: '正文',
      hint: '每段一行；从文字处理软件粘贴的段落、标题和表格会按允许的格式清理，脚本、样式和外部图片一律去除。',
      form: props.view,
      rows: 18,
    })}
    ${buttonGroup([button('保存草稿'), link('返回列表', officePaths.publications)])}`,
  })}`
}

function headerFields(view: FormView): Html {
  return html`${textInput({ name: 'title', label: '标题', form: view, width: 'full' })}
  ${textInput({
    name: 'documentNumber',
    label: '发文字号',
    hint: '年份用六角括号，如 威高管办发〔2020〕13号；没有文号的可不填',
    form: view,
    width: '20',
  })}
  ${textInput({ name: 'publisher', label: '发布机构', form: view, width: '20' })}
  ${textInput({ name: 'category', label: '组配分类', hint: '如 管委文件、政策解读', form: view, width: '20' })}
  ${radios({
    name: 'disclosure',
    label: '公开方式',
    hint: '只有“主动公开”的文件可以发布',
    form: view,
    options: DISCLOSURES.map((value) => ({ value, text: DISCLOSURE_NAMES[value] })),
  })}
  ${dateInput({ name: 'formedOn', label: '成文日期', form: view })}`
}

function validityFields(view: FormView): Html {
  return html`${select({
    name: 'normativeKind',
    label: '是否规章或者行政规范性文件',
    hint: '关系到年度报告表二（一）的计数',
    form: view,
    blank: '都不是',
    options: NORMATIVE_KINDS.map((value) => ({ value, text: NORMATIVE_NAMES[value] })),
  })}
  ${dateInput({ name: 'effectiveFrom', label: '施行日期', form: view })}
  ${dateInput({ name: 'expiresOn', label: '有效期至', form: view })}
  ${dateInput({ name: 'repealedOn', label: '废止日期', form: view })}`
}
