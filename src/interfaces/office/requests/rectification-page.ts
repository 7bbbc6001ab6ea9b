import { ROUTE_WORDS } from '../../../domain/requests/letters/facts/case-facts.ts'
import type { RectificationAsk } from '../../../domain/requests/rectification/register-rectification.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { importantBanner, inset } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { options } from './act-form.ts'
import { applicantFields, arrivalFields, formTokenField } from './register-page.ts'

/** 登记更正: an applicant shows that a record about themselves is wrong. */
export function rectificationPage(view: FormView, csrf: string, refused?: string): Html {
  return html`${errorSummary(view)} ${pageHeading('登记更正')}
  ${refused && importantBanner(refused)}
  ${inset('有证据证明行政机关提供的与其自身相关的信息记录不准确的，可以要求更正（条例 第四十一条）。与依申请公开同一本台账，不收费，不计入年度报告表三。')}
  ${form({
    action: officePaths.newRectification,
    csrf,
    body: html`${formTokenField(view, refused)} ${arrivalFields(view)}
      <h2 class="govuk-heading-m">更正什么</h2>
      ${textInput({ name: 'subject', label: '哪一项记录', form: view, width: 'full' })}
      ${textarea({ name: 'wrong', label: '不准确的记录和应当怎样记录', form: view, rows: 4, max: 2500 })}
      ${textarea({ name: 'evidence', label: '证据', form: view, rows: 3, max: 2000 })}
      ${select({ name: 'wantedRoute', label: '告知结果的途径', form: view, blank: '请选择', options: options(ROUTE_WORDS) })}
      ${applicantFields(view)}
      ${buttonGroup([button('登记'), link('返回台账', officePaths.requests)])}`,
  })}`
}

/** 申请人在网上提出的更正, on the page of the case it speaks of. */
export function rectificationAsks(asks: readonly RectificationAsk[], csrf: string): Html {
  if (asks.length === 0) return html``
  return html`<section>
    ${table<RectificationAsk>({
      caption: '申请人在网上提出的更正',
      columns: [
        {
          heading: '时间',
          rowHeader: true,
          nowrap: true,
          cell: ({ askedAt }) => formatMinute(askedAt),
        },
        { heading: '不准确的记录', cell: ({ wrong }) => wrong },
        { heading: '应当怎样记录', cell: ({ right }) => right },
        { heading: '证据', cell: ({ evidence }) => evidence },
        {
          heading: '办理',
          nowrap: true,
          cell: ({ id, seen, askedAt }) =>
            seen
              ? tag('已登记处理', 'quiet')
              : form({
                  action: officePaths.rectificationAskSeen(id),
                  csrf,
                  className: 'mq-inline-form',
                  body: button('已登记处理', {
                    style: 'secondary',
                    small: true,
                    about: formatMinute(askedAt),
                  }),
                }),
        },
      ],
      rows: asks,
    })}
    ${
      asks.some(({ seen }) => !seen) &&
      html`<p class="govuk-body">
        先${link('登记更正', officePaths.newRectification)}，再标为已登记处理。
      </p>`
    }
  </section>`
}
