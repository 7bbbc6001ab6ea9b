/** 收费通知 in plain words: how much, why, how and until when to pay, what happens otherwise. */
import type { TrackedCase, TrackedFee } from '../../../domain/requests/online/track.ts'
import { feeByPages } from '../../../law/fees.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import { details, inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'

export function feeNotice({ fee, status }: TrackedCase, payment: string | undefined): Html {
  if (!fee) return nothing
  if (fee.paidOn) {
    return inset(
      html`<p class="govuk-body">
        信息处理费${fee.amountYuan}元已于${formatChineseDate(fee.paidOn)}缴清，答复期限自次日起重新计算。
      </p>`,
    )
  }
  if (status !== 'awaiting-payment') return nothing
  const { noticedOn, dueOn, amountYuan } = fee
  return html`<section class="mq-act">
    <h2 class="govuk-heading-m">缴纳信息处理费</h2>
    ${summaryList([
      { key: '应缴金额', value: html`<b>${amountYuan}元</b>` },
      { key: '怎样算的', value: reckoning(fee) },
      {
        key: '怎样缴',
        value: html`<span class="mq-typed"
          >${payment ?? '缴纳方式见收费通知书，也可以咨询办理机构'}</span
        >`,
      },
      {
        key: '什么时候以前',
        value: `${dueOn ? formatChineseDate(dueOn) : '收到通知书次日起20个工作日内'}（通知书${formatChineseDate(noticedOn)}送达）`,
      },
    ])}
    <ul class="govuk-list govuk-list--bullet">
      <li>缴清的次日起，答复期限重新计算；</li>
      <li>到期没有缴纳的，视为放弃申请，不再办理；以后可以重新申请；</li>
      <li>
        对收费有异议的，不能单就收费决定申请复议或者起诉；可以在缴费期满后，对不再处理的行为投诉、申请行政复议或者提起行政诉讼。
      </li>
    </ul>
    ${details('收费的依据和标准', standard())}
  </section>`
}

function reckoning({ basis, quantity, amountYuan }: TrackedFee): string {
  if (basis === 'items') {
    return `按件计收：同一申请人一个自然月内的申请超过10件的部分收费，本件计收${quantity}件`
  }
  const bands = feeByPages(quantity).bands.filter(({ count }) => count > 0)
  const parts = bands.map(({ from, count, price }) =>
    price === 0 ? `前${count}页不收费` : `第${from}页起${count}页，每页${price}元`,
  )
  const sum = feeByPages(quantity).total
  const reduced = sum === amountYuan ? '' : `，按标准合计${sum}元，实收${amountYuan}元`
  return `按量计收，共${quantity}页：${parts.join('；')}${reduced}`
}

function standard(): Html {
  return html`<p class="govuk-body">
      政府信息公开一般不收费。申请的数量、频次明显超过合理范围的，可以收取信息处理费（《政府信息公开条例》第四十二条，《政府信息公开信息处理费管理办法》（国办函〔2020〕109号））。
    </p>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        按件：一个自然月内10件以下不收费；11至30件每件100元；31件以上每10件为一档，每档每件加收100元；
      </li>
      <li>按量：30页以下不收费；31至100页每页10元；101至200页每页20元；201页以上每页40元。</li>
    </ul>
    <p class="govuk-body">两种办法只用一种。费用全部上缴国库，缴费后取得财政票据。</p>`
}
