import { printedCode } from '../../../domain/requests/online/query-code.ts'
import type { Receipt } from '../../../domain/requests/online/submit-application.ts'
import type { Agency } from '../../../domain/organisations/agency.ts'
import { formatChineseDate, formatMinute } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { importantBanner, warning } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { form } from '../../../platform/web/components/form.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { contactList } from '../office-contact.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { FORM_ID } from './form-page.ts'
import { hiddenField, hiddenFields, type FormValues } from './form-state.ts'
import { qrCode } from './qr-code.ts'

export interface ReceiptProps {
  readonly receipt: Receipt
  readonly agency: Agency
  /** Address of the tracking page, without a code in it: a picture of the receipt is shown around. */
  readonly trackUrl: string
  /** The form as it was submitted: 长者版 asks for the same receipt again. */
  readonly values: FormValues
}

/** 登记回执. The only page that ever shows the code. */
export function receiptPage(
  frame: PortalFrame,
  { receipt, agency, trackUrl, values }: ReceiptProps,
): Html {
  const many = receipt.cases.length > 1
  return portalPage(frame, {
    title: '申请已提交',
    current: 'apply',
    breadcrumbs: [{ text: '依申请公开', href: paths.APPLY }, { text: '申请已提交' }],
    meta: { kind: 'site' },
    elderForm: { id: FORM_ID },
    body: twoThirds(
      html`${
          receipt.changedSince &&
          importantBanner(
            '这张表在此之前已经提交过，下面是当时的回执。后来的改动没有收进来；需要更改的，请联系工作人员，或者撤回后重新申请。',
          )
        }
        ${again(values)} ${pageHeading('申请已提交', '政府信息公开申请登记回执')}
        <p class="govuk-body">
          ${agency.name}于${formatMinute(receipt.submittedAt)}收到您在网上提交的申请${many && `，登记为${receipt.cases.length}件`}。
        </p>
        ${receipt.cases.map(oneCase)}
        ${warning('请现在就打印、抄下或者拍下查询码。本站不保存查询码，丢失后在网上找不回来。')}
        <h2 class="govuk-heading-m">期限从什么时候起算</h2>
        ${clock(receipt)}
        <h2 class="govuk-heading-m">接下来</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            凭查询码和申请时填写的电话或者邮箱，可以${link('查询申请进度', paths.TRACK)}、补正、下载答复或者撤回；
          </li>
          <li>申请内容不明确的，工作人员会在收到申请之日起7个工作日内一次告知怎样补正；</li>
          <li>查询码丢失的，请持身份证件联系下面的工作机构。</li>
        </ul>`,
      html`<h2 class="govuk-heading-s">查询进度</h2>
        <p class="govuk-body">${qrCode(trackUrl, '查询申请进度页面的二维码')}</p>
        <p class="govuk-body">扫码打开查询页面，再输入查询码。网址：${trackUrl}</p>
        <h2 class="govuk-heading-s">受理机构</h2>
        ${contactList(agency, { compact: true })}`,
      { printed: true },
    ),
  })
}

function again(values: FormValues): Html {
  return form({
    action: paths.APPLY_ONLINE,
    id: FORM_ID,
    label: '再看一次回执',
    body: html`${hiddenFields(values, 'review')} ${hiddenField('go', 'submit')}`,
  })
}

function oneCase({ registerNumber, subject, code }: Receipt['cases'][number]): Html {
  return html`<div class="mq-receipt">
    ${summaryList(
      [
        { key: '登记号', value: registerNumber },
        { key: '内容', value: subject },
        { key: '查询码', value: html`<strong class="mq-code">${printedCode(code)}</strong>` },
      ],
      { compact: true },
    )}
  </div>`
}

/** 条例 第三十一条第（三）项, said plainly. */
function clock({ cases }: Receipt): Html {
  const { receivedOn, replyDueOn } = cases[0]!
  if (receivedOn && replyDueOn) {
    return html`<p class="govuk-body">
      收到申请之日为${formatChineseDate(receivedOn)}，答复期限从下一个工作日起算，到<strong>${formatChineseDate(replyDueOn)}</strong>止。
    </p>`
  }
  return html`<p class="govuk-body">
    <strong>现在还没有起算。</strong
    >网上提交的申请，以双方确认之日为收到申请之日（《政府信息公开条例》第三十一条）。工作人员会按您留下的方式与您确认，目标是1个工作日之内；确认之后，答复期限从下一个工作日起计算，共20个工作日。
  </p>`
}
