import type { Agency } from '../../../domain/organisations/agency.ts'
import type { OnlineApplication } from '../../../domain/requests/online/application.ts'
import { button } from '../../../platform/web/components/button.ts'
import { summaryList, type SummaryRow } from '../../../platform/web/components/summary-list.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import type { PortalFrame } from '../layout.ts'
import { formPage } from './form-page.ts'
import type { HeldProof, HeldProofs } from './proof-files.ts'
import { CLASS_NAMES, FORM_NAMES, ID_TYPE_NAMES, isPerson, ROUTE_NAMES } from './words.ts'

export interface ReviewProps {
  readonly application: OnlineApplication
  readonly agency: Agency
  readonly held: HeldProofs
  /** 网上自动回执即为确认: then the clock starts with submission. */
  readonly autoConfirms: boolean
}

export function reviewPage(frame: PortalFrame, view: FormView, props: ReviewProps): Html {
  const { application, agency, held, autoConfirms } = props
  return formPage({
    frame,
    page: 'review',
    heading: '核对后提交',
    step: 4,
    view,
    go: 'submit',
    body: html`${section('需要的信息', 'edit-wanted', [
        { key: '受理机关', value: agency.name },
        ...wantedRows(application),
      ])}
      ${section('申请人', 'edit-who', whoRows(application))}
      ${section('身份和联系方式', 'edit-details', detailRows(application, held))}
      <h2 class="govuk-heading-m">提交以后</h2>
      <p class="govuk-body">
        ${
          autoConfirms
            ? '提交之日即为收到申请之日，答复期限从下一个工作日起计算。'
            : '工作人员会与您联系确认收到，目标是1个工作日之内。双方确认之日为收到申请之日，答复期限从下一个工作日起计算。'
        }提交后会显示登记号和查询码，请保存好。
      </p>
      ${button('提交申请', { name: 'go', value: 'submit' })}`,
  })
}

function section(title: string, edit: string, rows: readonly SummaryRow[]): Html {
  return html`<div class="mq-review">
    <div class="mq-review__head">
      <h2 class="govuk-heading-m">${title}</h2>
      ${button('修改', { style: 'secondary', small: true, name: 'go', value: edit, about: title })}
    </div>
    ${summaryList(rows, { compact: true })}
  </div>`
}

function wantedRows({ wanted }: OnlineApplication): SummaryRow[] {
  const { contents, split } = wanted
  const many = contents.length > 1
  return [
    ...contents.map(({ subject, description }, n) => ({
      key: many ? `第${n + 1}项` : '内容',
      value: html`<strong>${subject}</strong>
        <div class="mq-typed">${description}</div>`,
    })),
    ...(many ? [{ key: '办理', value: split === 'each' ? '每项作为一件' : '合并作为一件' }] : []),
    { key: '形式', value: FORM_NAMES[wanted.wantedForm] },
    { key: '途径', value: ROUTE_NAMES[wanted.wantedRoute] },
  ]
}

function whoRows({ details }: OnlineApplication): SummaryRow[] {
  return [
    { key: '类别', value: CLASS_NAMES[details.applicantClass] },
    { key: '代理人', value: details.agent === 'yes' ? '有' : '没有' },
  ]
}

function detailRows({ details }: OnlineApplication, held: HeldProofs): SummaryRow[] {
  const person = isPerson(details.applicantClass)
  const idType = details.idType && ID_TYPE_NAMES[details.idType]
  return [
    { key: person ? '姓名' : '名称', value: details.applicantName },
    {
      key: person ? '证件' : '代码',
      value: person ? `${idType ?? ''} ${details.idNumber}` : details.idNumber,
    },
    ...(person
      ? []
      : [
          { key: '负责人', value: details.representative },
          { key: '联系人', value: details.contactPerson },
        ]),
    { key: '电话', value: details.phone },
    { key: '邮箱', value: details.email },
    { key: '地址', value: details.address },
    { key: '邮编', value: details.postcode },
    ...(details.agent === 'yes' ? agentRows(details, held.authorisation) : []),
    { key: '身份证明', value: fileNames(held.identityProof) },
  ]
}

function agentRows(
  details: OnlineApplication['details'],
  authorisation: readonly HeldProof[],
): SummaryRow[] {
  return [
    {
      key: '代理人',
      value: `${details.agentName ?? ''}，证件号码${details.agentIdNumber ?? ''}，电话${details.agentPhone ?? ''}`,
    },
    { key: '授权', value: fileNames(authorisation) },
  ]
}

function fileNames(held: readonly HeldProof[]): string | undefined {
  return held.length === 0 ? undefined : held.map(({ file }) => file.name).join('、')
}
