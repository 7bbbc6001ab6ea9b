import { FORM_WORDS, ROUTE_WORDS } from '../../../domain/requests/letters/facts/case-facts.ts'
import { newFormToken } from '../../../domain/requests/entered-form.ts'
import { APPLICANT_CLASS_RULES } from '../../../law/applicants.ts'
import type { LawSettings } from '../../../law/settings.ts'
import { button, buttonGroup } from '../../../platform/web/components/button.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details, importantBanner } from '../../../platform/web/components/notices.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { options } from './act-form.ts'
import { CHANNEL_NAMES, CHANNEL_RULES, CONFIRMATION_NAMES, ID_TYPE_NAMES } from './words.ts'

export interface RegisterPage {
  readonly view: FormView
  readonly csrf: string
  readonly multiItemCounting: LawSettings['multiItemCounting']
  /** what "先查重" found */
  readonly found?: Html
  /** why it was not entered, when nothing on the form is wrong */
  readonly refused?: string
}

/** 登记申请: exactly what 条例 第二十九条 names, and what fixes 收到之日. The purpose is never asked. */
export function registerPage(props: RegisterPage): Html {
  const { view, csrf, found, refused } = props
  return html`${errorSummary(view)} ${pageHeading('登记申请')}
  ${refused && importantBanner(refused)} ${found}
  ${form({
    action: officePaths.newRequest,
    csrf,
    body: html`${formTokenField(view, refused)} ${arrivalFields(view)} ${informationFields(view)}
    ${partsFields(props)} ${applicantFields(view)} ${helpFields(view)}
    ${buttonGroup([
      button('登记'),
      button('先查重，不登记', { style: 'secondary', name: 'check', value: 'yes' }),
    ])}`,
  })}`
}

/** One entry a page. A form refused as entered before may be entered again only as another, so it gets a new one. */
export function formTokenField(view: FormView, refused?: string): Html {
  const typed = refused === undefined ? valueOf(view, 'formToken') : ''
  return html`<input type="hidden" name="formToken" value="${typed || newFormToken()}" />`
}

const classes = Object.entries(APPLICANT_CLASS_RULES).map(([value, { label }]) => ({
  value,
  text: label,
}))

export function arrivalFields(view: FormView): Html {
  return html`<h2 class="govuk-heading-m">怎样收到的</h2>
    ${radios({
      name: 'channel',
      label: '申请渠道',
      form: view,
      options: options(CHANNEL_NAMES).map((option) => ({
        ...option,
        hint: CHANNEL_RULES[option.value as keyof typeof CHANNEL_RULES],
      })),
    })}
    ${dateInput({ name: 'arrivedOn', label: '到达日期', form: view })}
    ${dateInput({ name: 'signedOn', label: '签收日期', hint: '只在需签收的邮件填写', form: view, optional: true })}
    ${dateInput({
      name: 'confirmedOn',
      label: '与申请人确认的日期',
      hint: '平常信函、网上提交、电子邮件、传真：已经确认的填写；没有确认的留空，案件会列在今日待办最前',
      form: view,
      optional: true,
    })}
    ${select({
      name: 'confirmedBy',
      label: '确认方式',
      form: view,
      blank: '没有确认',
      optional: true,
      options: options(CONFIRMATION_NAMES),
    })}`
}

function informationFields(view: FormView): Html {
  return html`<h2 class="govuk-heading-m">申请什么信息</h2>
    ${textInput({ name: 'subject', label: '所需信息名称', hint: '名称、文号或者概括', form: view, width: 'full' })}
    ${textarea({ name: 'description', label: '所需信息的描述', hint: '便于查询的特征；一字不改地照抄申请', form: view, rows: 5 })}
    ${select({
      name: 'wantedForm',
      label: '提供信息的方式',
      form: view,
      blank: '请选择',
      options: options(FORM_WORDS),
    })}
    ${select({
      name: 'wantedRoute',
      label: '获取信息的途径',
      form: view,
      blank: '请选择',
      options: options(ROUTE_WORDS),
    })}`
}

function partsFields({ view, multiItemCounting }: RegisterPage): Html {
  const isAsked = multiItemCounting === 'per-item'
  const parts = textarea({
    name: 'parts',
    label: '各项内容的名称',
    hint: '每行一项，每项登记为一件，各编登记号，分别计算期限、分别答复',
    form: view,
    rows: 4,
    optional: !isAsked,
  })
  if (!isAsked) {
    return details('一份申请包含几项内容，分成几件登记', parts, valueOf(view, 'parts') !== '')
  }
  return html`${radios({
    name: 'contents',
    label: '申请了几项内容',
    hint: '本机构按内容逐项计件（机构设置）',
    form: view,
    options: options({ one: '一项', several: '几项，分件登记' }),
    inline: true,
  })}
  ${parts}`
}

export function applicantFields(view: FormView): Html {
  const text = (name: string, label: string, width: '10' | '20' | 'full' = '20') =>
    textInput({ name, label, form: view, width, optional: true })
  return html`<h2 class="govuk-heading-m">申请人</h2>
    <p class="govuk-hint">身份信息加密保存，页面上只显示遮盖后的姓名，每次查看都有记录。</p>
    ${radios({ name: 'applicantClass', label: '申请人类别', form: view, options: classes, inline: true })}
    ${textInput({ name: 'applicantName', label: '姓名或者名称', form: view, width: '20' })}
    ${select({ name: 'idType', label: '证件类型', form: view, blank: '未提供', optional: true, options: options(ID_TYPE_NAMES) })}
    ${text('idNumber', '证件号码')} ${text('phone', '联系电话')} ${text('email', '电子邮箱')}
    ${text('address', '通信地址', 'full')} ${text('postcode', '邮政编码', '10')}
    ${details(
      '法人、其他组织的联系人，代理人',
      html`${text('representative', '法定代表人或者负责人')} ${text('contactPerson', '联系人')}
      ${text('agentName', '代理人姓名')} ${text('agentIdNumber', '代理人证件号码')}
      ${text('agentPhone', '代理人电话')} ${text('agentAuthorisation', '授权说明', 'full')}`,
      ['representative', 'contactPerson', 'agentName'].some((name) => view.values[name]),
    )}`
}

function helpFields(view: FormView): Html {
  return details(
    '口头申请、为有困难的申请人提供的帮助',
    html`${textInput({
      name: 'writtenDownBy',
      label: '代填人',
      hint: '采用书面形式确有困难、口头提出的，由工作人员代填（条例 第二十九条）',
      form: view,
      width: '20',
      optional: true,
    })}
    ${textInput({
      name: 'assistance',
      label: '提供的帮助',
      hint: '为阅读、视听有困难的公民提供的帮助（条例 第四十三条）',
      form: view,
      width: 'full',
      optional: true,
    })}`,
    ['writtenDownBy', 'assistance'].some((name) => view.values[name]),
  )
}
