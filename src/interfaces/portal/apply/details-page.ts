import { button, buttonGroup } from '../../../platform/web/components/button.ts'
import { checkbox, radios } from '../../../platform/web/components/choices.ts'
import { fileUpload } from '../../../platform/web/components/file-upload.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { sizeText } from '../../../platform/files/file-words.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import type { PortalFrame } from '../layout.ts'
import { formPage } from './form-page.ts'
import { PROOF_ENDINGS, type HeldProof, type HeldProofs } from './proof-files.ts'
import { ID_TYPE_NAMES, isPerson, options } from './words.ts'

export interface DetailsProps {
  readonly held: HeldProofs
  /** Mail goes out from here. */
  readonly mayMail: boolean
}

/**
 * 条例 第二十九条第一款第（一）项：姓名或者名称、身份证明、联系方式. Only what this applicant needs is asked.
 * Files stand last: a file that is refused then never costs what was typed before it.
 */
export function detailsPage(
  frame: PortalFrame,
  view: FormView,
  { held, mayMail }: DetailsProps,
): Html {
  const person = isPerson(valueOf(view, 'applicantClass'))
  const agent = valueOf(view, 'agent') === 'yes'
  return formPage({
    frame,
    page: 'details',
    heading: person ? '申请人和联系方式' : '申请单位和联系方式',
    step: 3,
    view,
    go: 'review',
    files: true,
    unasked: [
      ...(person ? OF_ORGANISATIONS : OF_PERSONS),
      ...(agent ? [] : OF_AGENTS),
      ...(mayMail ? [] : ['wantsMail']),
    ],
    body: html`<p class="govuk-body">
        身份信息加密保存，只有办理这件申请的人员可以查看，每次查看都有记录。
      </p>
      ${person ? personFields(view) : organisationFields(view)} ${contactFields(view)}
      ${mayMail && mailChoice(view)} ${agent && agentFields(view)}
      ${proofFields(view, held, person, agent)}
      ${buttonGroup([
        button('下一步：核对', { name: 'go', value: 'review' }),
        button('修改上一步', { style: 'secondary', name: 'go', value: 'edit-who' }),
      ])}`,
  })
}

const OF_PERSONS = ['idType']
const OF_ORGANISATIONS = ['representative', 'contactPerson']
const OF_AGENTS = ['agentName', 'agentIdNumber', 'agentPhone']

function personFields(view: FormView): Html {
  return html`${textInput({ name: 'applicantName', label: '姓名', form: view, width: '20', autocomplete: 'name' })}
  ${radios({ name: 'idType', label: '证件类型', form: view, options: options(ID_TYPE_NAMES) })}
  ${textInput({ name: 'idNumber', label: '证件号码', form: view, width: '20', autocomplete: 'off' })}`
}

function organisationFields(view: FormView): Html {
  return html`${textInput({ name: 'applicantName', label: '单位名称', form: view, width: 'full', autocomplete: 'organization' })}
  ${textInput({ name: 'idNumber', label: '统一社会信用代码', form: view, width: '20', autocomplete: 'off' })}
  ${textInput({ name: 'representative', label: '法定代表人或者负责人', form: view, width: '20', autocomplete: 'off' })}
  ${textInput({ name: 'contactPerson', label: '联系人', form: view, width: '20', autocomplete: 'name' })}`
}

function contactFields(view: FormView): Html {
  const route = valueOf(view, 'wantedRoute')
  return html`<h2 class="govuk-heading-m">怎样联系您</h2>
    <p class="govuk-body">
      电话和邮箱至少填一项。以后查询进度，要用查询码加上这里填写的电话或者邮箱。
    </p>
    ${textInput({
      name: 'phone',
      label: '联系电话',
      form: view,
      type: 'tel',
      inputmode: 'tel',
      width: '20',
      autocomplete: 'tel',
    })}
    ${textInput({
      name: 'email',
      label: '电子邮箱',
      form: view,
      type: 'email',
      inputmode: 'email',
      width: '30',
      autocomplete: 'email',
      optional: route !== 'email',
      ...(route === 'email' ? { hint: '答复发到这个邮箱' } : {}),
    })}
    ${textarea({
      name: 'address',
      label: '通信地址',
      form: view,
      rows: 2,
      optional: route !== 'post',
      ...(route === 'post' ? { hint: '答复寄到这个地址' } : {}),
    })}
    ${textInput({
      name: 'postcode',
      label: '邮政编码',
      form: view,
      inputmode: 'numeric',
      width: '10',
      autocomplete: 'postal-code',
      optional: true,
    })}`
}

function mailChoice(view: FormView): Html {
  return checkbox({
    name: 'wantsMail',
    label: '有新的进展时，发邮件提醒我',
    hint: '邮件里不写申请的内容，只提醒您凭查询码查看',
    form: view,
  })
}

function agentFields(view: FormView): Html {
  return html`<h2 class="govuk-heading-m">代理人</h2>
    ${textInput({ name: 'agentName', label: '代理人姓名', form: view, width: '20', autocomplete: 'off' })}
    ${textInput({ name: 'agentIdNumber', label: '代理人证件号码', form: view, width: '20', autocomplete: 'off' })}
    ${textInput({ name: 'agentPhone', label: '代理人电话', form: view, type: 'tel', inputmode: 'tel', width: '20', autocomplete: 'off' })}`
}

const FILE_HINT = '照片（JPG、PNG）或者PDF，每个不超过10 MB'

function proofFields(view: FormView, held: HeldProofs, person: boolean, agent: boolean): Html {
  return html`<h2 class="govuk-heading-m">证明材料</h2>
    ${upload(view, held.identityProof, {
      name: 'identityFile',
      label: person ? '身份证件的照片或者扫描件' : '营业执照、登记证书的照片或者扫描件',
      hint: person
        ? `${FILE_HINT}。居民身份证请上传有照片的一面`
        : `${FILE_HINT}。载明统一社会信用代码的一页`,
    })}
    ${
      agent &&
      upload(view, held.authorisation, {
        name: 'authorisationFile',
        label: '授权委托书和代理人身份证件',
        hint: `${FILE_HINT}，可以分几次上传，最多3个`,
      })
    }`
}

function upload(
  view: FormView,
  held: readonly HeldProof[],
  field: { readonly name: string; readonly label: string; readonly hint: string },
): Html {
  return html`${
    held.length > 0
      ? html`<p class="govuk-body mq-held">
            ${field.label}：已收到${held.length}个文件，不必重新上传。
          </p>
          <ul class="govuk-list mq-held__files">
            ${held.map(heldFile)}
          </ul>`
      : nothing
  }
  ${fileUpload({
    ...field,
    label: held.length > 0 ? `再上传一个（${field.label}）` : field.label,
    form: view,
    accept: PROOF_ENDINGS,
    optional: held.length > 0,
  })}`
}

function heldFile({ ticket, file }: HeldProof, n: number): Html {
  return html`<li>
    ${file.name}（${sizeText(file.size)}）
    ${button('去掉', {
      style: 'secondary',
      small: true,
      name: 'drop',
      value: ticket,
      about: `第${n + 1}个文件${file.name}`,
    })}
  </li>`
}
