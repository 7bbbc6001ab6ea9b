import type { Identity } from '../../../domain/requests/applicant.ts'
import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { link } from '../../../platform/web/components/button.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { caseHead } from './case-page.ts'
import { ID_TYPE_NAMES } from './words.ts'

/** The identity in clear, for those who correspond with the applicant. */
export function applicantPage(file: CaseFile, identity: Identity): Html {
  const { agent } = identity
  const known = (value: string | null | undefined) => value ?? undefined
  return html`${caseHead(file)}
    <h2 class="govuk-heading-l">申请人身份信息</h2>
    ${inset('本次查看已记入操作日志。请只用于办理和送达本件申请。')}
    ${summaryList([
      { key: '姓名或者名称', value: identity.name },
      { key: '证件类型', value: identity.idType ? ID_TYPE_NAMES[identity.idType] : undefined },
      { key: '证件号码', value: known(identity.idNumber) },
      { key: '联系电话', value: known(identity.phone) },
      { key: '电子邮箱', value: known(identity.email) },
      { key: '通信地址', value: known(identity.address) },
      { key: '邮政编码', value: known(identity.postcode) },
      { key: '法定代表人', value: known(identity.representative) },
      { key: '联系人', value: known(identity.contactPerson) },
      { key: '代理人', value: agent?.name },
      { key: '代理人电话', value: known(agent?.phone) },
      { key: '授权', value: known(agent?.authorisation) },
    ])}
    <p class="govuk-body">${link('返回案件', officePaths.request(file.id))}</p>`
}

/** The name behind a masked one, for those who write to them. */
export function consultedPage(file: CaseFile, number: number, name: string): Html {
  const about = file.state.consultations.find((one) => one.number === number)?.about
  return html`${caseHead(file)}
    <h2 class="govuk-heading-l">被征求意见方</h2>
    ${inset('本次查看已记入操作日志。请只用于征求意见和告知本件的决定。')}
    ${summaryList([
      { key: '姓名或者名称', value: name },
      { key: '涉及的信息', value: about },
    ])}
    <p class="govuk-body">${link('返回案件', officePaths.request(file.id))}</p>`
}
