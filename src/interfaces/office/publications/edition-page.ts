import {
  REVIEW_CONCLUSIONS,
  REVIEW_ITEMS,
  type Edition,
} from '../../../domain/publications/edition.ts'
import type { Hint } from '../../../domain/publications/hints/list-hints.ts'
import type { EditionReview } from '../../../domain/publications/reviews-store.ts'
import type { EditionStep } from '../../../domain/publications/lifecycle.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { identityBar, timeline } from '../../../platform/web/components/case-view.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { importantBanner, inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, raw, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import {
  DISCLOSURE_NAMES,
  NORMATIVE_NAMES,
  REVIEW_CONCLUSION_NAMES,
  REVIEW_FINDING_NAMES,
  REVIEW_ITEM_NAMES,
} from '../words.ts'
import { hintsSection } from './editor/hints-section.ts'
import { attachmentsSection } from './attachments-section.ts'
import { stateTag } from './list-page.ts'

export interface EditionPage {
  readonly edition: Edition
  readonly reviews: readonly EditionReview[]
  readonly editions: readonly Edition[]
  /** 发布前提示; undefined: nobody can do anything about them any more */
  readonly hints: readonly Hint[] | undefined
  readonly csrf: string
  /** the steps this person may take now */
  readonly may: ReadonlySet<EditionStep | 'new-edition'>
  readonly reviewView: FormView
  readonly publicAddress: string | undefined
  readonly scanNotice: string | undefined
  /** why an act was refused that can be mended here */
  readonly refused: string | undefined
}

export function editionPage(props: EditionPage): Html {
  const { edition } = props
  return html`${errorSummary(props.reviewView)}
    ${identityBar({
      number: edition.documentNumber || `第${edition.number}版`,
      title: edition.title,
      facts: [
        DISCLOSURE_NAMES[edition.disclosure],
        edition.category,
        edition.indexNumber ?? '尚无索引号',
      ],
      state: stateTag(edition.state),
    })}
    ${props.refused && importantBanner(props.refused)}
    ${edition.returnedReason && importantBanner(`退回理由：${edition.returnedReason}`)}
    ${props.publicAddress && html`<p class="govuk-body">${link('在公开平台上查看', props.publicAddress)}</p>`}
    ${steps(props)}
    ${
      props.hints &&
      hintsSection({
        editionId: edition.id,
        hints: props.hints,
        mayEdit: props.may.has('edit'),
        csrf: props.csrf,
      })
    }
    ${summaryList(headerRows(edition), { compact: true })}
    <h2 class="govuk-heading-m">正文</h2>
    <div class="mq-document-body">${raw(edition.bodyHtml)}</div>
    ${attachmentsSection({
      edition,
      mayEdit: props.may.has('edit'),
      csrf: props.csrf,
      view: props.reviewView,
      notice: props.scanNotice,
    })}
    ${reviewHistory(props)} ${otherEditions(props)}`
}

function headerRows(edition: Edition) {
  const day = (date: Temporal.PlainDate | null) => date?.toString()
  return [
    { key: '发布机构', value: edition.publisher },
    { key: '主题分类', value: edition.subjectCategory || undefined },
    { key: '体裁分类', value: edition.genre || undefined },
    { key: '关键词', value: edition.keywords.join('、') || undefined },
    { key: '内容概述', value: edition.summary || undefined },
    { key: '统一登记号', value: edition.registrationNumber || undefined },
    { key: '修改说明', value: edition.publicNote || undefined },
    { key: '成文日期', value: day(edition.formedOn) },
    {
      key: '文件性质',
      value: edition.normativeKind ? NORMATIVE_NAMES[edition.normativeKind] : undefined,
    },
    { key: '施行日期', value: day(edition.effectiveFrom) },
    { key: '有效期至', value: day(edition.expiresOn) },
    { key: '废止日期', value: day(edition.repealedOn) },
    {
      key: '内容散列',
      value: html`<code class="mq-hash">${edition.contentHash.toString('hex')}</code>`,
    },
  ]
}

function steps(props: EditionPage): Html {
  const { edition, csrf, may } = props
  const act = (step: string, label: string, style?: 'secondary' | 'warning') =>
    form({
      action: officePaths.editionAct(edition.id, step),
      csrf,
      className: 'mq-inline-form',
      body: button(label, style ? { style } : {}),
    })
  return html`<div class="mq-steps">
      ${may.has('submit') && act('submit', '送保密审查')}
      ${may.has('publish') && act('publish', '发布')}
      ${may.has('edit') && html`<a class="govuk-link" href="${officePaths.editionAct(edition.id, 'edit')}">修改</a>`}
      ${
        may.has('new-edition') &&
        form({
          action: officePaths.newEdition(edition.documentId),
          csrf,
          className: 'mq-inline-form',
          body: button('起草修改稿', { style: 'secondary' }),
        })
      }
    </div>
    ${may.has('pass-review') && reviewForm(props)} ${may.has('publish') && returnForm(props)}`
}

function reviewForm({ edition, csrf, reviewView }: EditionPage): Html {
  return html`<section class="mq-panel" aria-labelledby="review-heading">
    <h2 class="govuk-heading-m" id="review-heading">保密审查</h2>
    ${inset(html`逐项审查下面显示的内容。结论只对这一内容有效，此后改动一个字，审查即失效。`)}
    ${form({
      action: officePaths.editionAct(edition.id, 'review'),
      csrf,
      body: html`<input
          type="hidden"
          name="contentHash"
          value="${edition.contentHash.toString('hex')}"
        />
        ${REVIEW_ITEMS.map((item) =>
          radios({
            name: `checks.${item}`,
            label: REVIEW_ITEM_NAMES[item],
            form: reviewView,
            inline: true,
            options: (['clear', 'found'] as const).map((value) => ({
              value,
              text: REVIEW_FINDING_NAMES[value],
            })),
          }),
        )}
        ${radios({
          name: 'conclusion',
          label: '审查结论',
          form: reviewView,
          options: REVIEW_CONCLUSIONS.map((value) => ({
            value,
            text: REVIEW_CONCLUSION_NAMES[value],
          })),
        })}
        ${textarea({ name: 'opinion', label: '审查意见', hint: '退回或报请确定时必填', form: reviewView, rows: 3 })}
        ${button('签署审查结论')}`,
    })}
  </section>`
}

function returnForm({ edition, csrf, reviewView }: EditionPage): Html {
  return html`<details class="govuk-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">不发布，退回修改</span>
    </summary>
    <div class="govuk-details__text">
      ${form({
        action: officePaths.editionAct(edition.id, 'return'),
        csrf,
        body: html`${textarea({ name: 'reason', label: '退回理由', form: reviewView, rows: 3 })}
        ${button('退回', { style: 'warning' })}`,
      })}
    </div>
  </details>`
}

function reviewHistory({ reviews, edition }: EditionPage): Html {
  if (reviews.length === 0) return html``
  const current = edition.contentHash.toString('hex')
  return html`<h2 class="govuk-heading-m">审查记录</h2>
    ${timeline(
      reviews.map((review) => ({
        title: REVIEW_CONCLUSION_NAMES[review.conclusion],
        by: review.reviewerName,
        at: formatMinute(review.reviewedAt),
        body: html`${review.opinion && html`<p class="govuk-body">${review.opinion}</p>`}
          <ul class="govuk-list">
            ${REVIEW_ITEMS.map((item) => html`<li>${REVIEW_ITEM_NAMES[item]}：${REVIEW_FINDING_NAMES[review.checks[item]]}</li>`)}
          </ul>
          <p class="govuk-body-s">
            ${
              review.contentHash.toString('hex') === current
                ? '签署的就是现在的内容'
                : '签署的是改动以前的内容，对现在的内容无效'
            }
          </p>`,
      })),
    )}`
}

function otherEditions({ editions, edition }: EditionPage): Html {
  if (editions.length < 2) return html``
  return html`<h2 class="govuk-heading-m">各版本</h2>
    <ul class="govuk-list">
      ${editions.map(
        (other) =>
          html`<li>
            ${
              other.id === edition.id
                ? html`第${other.number}版（当前查看）`
                : link(`第${other.number}版`, officePaths.edition(other.id))
            }
            ${stateTag(other.state)}
          </li>`,
      )}
    </ul>`
}
