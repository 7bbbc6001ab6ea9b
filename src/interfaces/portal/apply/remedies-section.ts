import type { ApplicantRemedies } from '../../../domain/requests/online/applicant-remedies.ts'
import type { CalendarPeriod } from '../../../law/remedies.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { html, type Html } from '../../../platform/web/html.ts'

/** 复议、诉讼: the right body and the last day, for this case. */
export function remediesSection(remedies: ApplicantRemedies): Html {
  const { against, remedy, reconsideration, suit, runsFromArrival } = remedies
  const until = (days: string, period: CalendarPeriod) =>
    runsFromArrival
      ? `自收到答复之日起${days}内（${period.article}）`
      : `最后一天${formatChineseDate(period.dueOn)}（${period.article}）`
  return html`<h2 class="govuk-heading-m" id="remedies">不服怎么办</h2>
    ${
      against === 'silence' &&
      html`<p class="govuk-body">
        答复期限已经届满，还没有送达答复。可以先与办理机构联系，也可以：
      </p>`
    }
    <p class="govuk-body">${remedy.clause}</p>
    ${summaryList(
      [
        {
          key: '行政复议',
          value: `向${remedy.bodies.join('或者')}申请，${until('60日', reconsideration)}`,
        },
        {
          key: '行政诉讼',
          value: suit
            ? `向有管辖权的人民法院起诉，${until('6个月', suit)}`
            : '应当先申请行政复议；对复议决定不服的，收到决定书之日起15日内起诉',
        },
      ],
      { compact: true },
    )}
    ${
      !runsFromArrival &&
      html`<p class="govuk-body">日期按送达之日推算，以答复书和实际收到的日期为准。</p>`
    }`
}
