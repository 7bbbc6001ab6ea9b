import type { Comparison, ComparedCase } from '../../../domain/requests/repeats/compare-cases.ts'
import type { EarlierCase, Repeats } from '../../../domain/requests/repeats/find-repeats.ts'
import type { ApplicantCount } from '../../../domain/requests/repeats/month-count.ts'
import { APPLICANT_CLASS_RULES } from '../../../law/applicants.ts'
import { DISPOSITIONS } from '../../../law/dispositions.ts'
import { link } from '../../../platform/web/components/button.ts'
import { details, inset } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { STATUS_TAGS } from './words.ts'

/** 第三十六条第（六）项 needs the same person and the same information: a machine finds, a person decides. */
const ONLY_A_HINT =
  '系统只提示，不据此拒绝。是否属于同一申请人重复申请相同信息，须比对原答复后由经办人认定（条例 第三十六条第（六）项）。'

/** On a case page: how often, what before, who else. */
export function repeatsSection(id: number, repeats: Repeats): Html {
  const { count, sameApplicant, sameMatter } = repeats
  const found = sameApplicant.length + sameMatter.length
  return html`<section>
    <h2 class="govuk-heading-m">查重</h2>
    <p class="govuk-body">${countWords(count)}</p>
    ${
      found > 0 &&
      details(
        `同一申请人较早的申请${sameApplicant.length}件，其他申请人的相似申请${sameMatter.length}件`,
        html`<p class="govuk-hint">${ONLY_A_HINT}</p>
          ${lists(repeats, (earlier) => link('对照', officePaths.requestCompare(id, earlier.id), earlier.registerNumber))}`,
        sameApplicant.some(({ likeness }) => likeness >= VERY_LIKE),
      )
    }
  </section>`
}

/** On the registration form, before anything is registered. */
export function repeatsBefore(repeats: Repeats): Html {
  const { count, sameApplicant, sameMatter } = repeats
  return inset(
    html`<h2 class="govuk-heading-s">查重结果（尚未登记）</h2>
      <p class="govuk-body">${countWords(count)}</p>
      <p class="govuk-hint">${ONLY_A_HINT}</p>
      ${
        sameApplicant.length + sameMatter.length === 0
          ? html`<p class="govuk-body">没有找到同一申请人较早的申请，也没有相似的申请。</p>`
          : lists(repeats, ({ registerNumber, id }) =>
              link('打开', officePaths.request(id), registerNumber),
            )
      }`,
  )
}

const VERY_LIKE = 0.7

function countWords({ inMonth, inYear, priceByItems }: ApplicantCount): Html {
  const fee =
    priceByItems > 0
      ? html`${tag('超过每月10件', 'urgent')}
        按件计收的，本件${priceByItems}元；是否收费由负责人决定（国办函〔2020〕109号）。`
      : html`按件计收的，本件不在收费范围。`
  return html`该申请人当月第${inMonth}件，近十二个月第${inYear}件。${fee}`
}

function lists(
  { sameApplicant, sameMatter }: Repeats,
  action: (earlier: EarlierCase) => Html,
): Html {
  return html`${list('同一申请人较早的申请', sameApplicant, action)}
  ${list('其他申请人的相似申请', sameMatter, action)}`
}

function list(
  caption: string,
  rows: readonly EarlierCase[],
  action: (earlier: EarlierCase) => Html,
): Html {
  if (rows.length === 0) return html``
  return table<EarlierCase>({
    caption,
    columns: [
      {
        heading: '登记号',
        rowHeader: true,
        nowrap: true,
        cell: ({ registerNumber }) => registerNumber,
      },
      { heading: '申请内容', wide: true, cell: ({ subject }) => subject },
      {
        heading: '相似',
        numeric: true,
        nowrap: true,
        cell: ({ likeness }) => `${Math.round(likeness * 100)}%`,
      },
      {
        heading: '申请人类别',
        nowrap: true,
        cell: ({ applicantClass }) => APPLICANT_CLASS_RULES[applicantClass].label,
      },
      {
        heading: '收到日期',
        nowrap: true,
        cell: ({ receivedOn }) => receivedOn?.toString() ?? '待确认',
      },
      {
        heading: '结果',
        wide: true,
        cell: ({ disposition, status, letterNumber }) =>
          disposition
            ? html`${DISPOSITIONS[disposition].label}${letterNumber && html`<br />${letterNumber}`}`
            : STATUS_TAGS[status].word,
      },
      { heading: '办理', nowrap: true, cell: action },
    ],
    rows,
  })
}

/** 两件申请左右对照 */
export function comparePage({ now, earlier, isSameApplicant, likeness }: Comparison): Html {
  return html`<h2 class="govuk-heading-l">与较早的申请对照</h2>
    <p class="govuk-body">
      ${isSameApplicant ? tag('同一申请人', 'urgent') : tag('其他申请人', 'quiet')}
      申请内容相似${Math.round(likeness * 100)}%
    </p>
    ${!isSameApplicant && inset('不是同一申请人的，不适用第三十六条第（六）项；较早的答复只供保持口径一致。')}
    <div class="mq-compare">${side('本件', now)} ${side('较早的一件', earlier)}</div>
    <p class="govuk-hint">${ONLY_A_HINT}</p>
    <p class="govuk-body">${link('返回案件', officePaths.request(now.id))}</p>`
}

function side(title: string, one: ComparedCase): Html {
  const { answer } = one
  return html`<section class="mq-compare__side">
    <h3 class="govuk-heading-m">
      ${title} ${link(one.registerNumber, officePaths.request(one.id))}
    </h3>
    <p class="govuk-body">收到日期：${one.receivedOn?.toString() ?? '待确认'}</p>
    <p class="govuk-body"><strong>${one.subject}</strong></p>
    <p class="govuk-body mq-as-typed">${one.description}</p>
    <h4 class="govuk-heading-s">答复</h4>
    ${
      answer
        ? html`<p class="govuk-body">
              ${DISPOSITIONS[answer.disposition].label}，${answer.letterNumber ?? '没有文号'}，${answer.on.toString()}
            </p>
            <p class="govuk-body mq-as-typed">${answer.text}</p>
            <p class="govuk-body mq-as-typed">${answer.reasons}</p>`
        : html`<p class="govuk-body">还没有送达的答复。</p>`
    }
  </section>`
}
