import {
  REVIEW_CONCLUSIONS,
  REVIEW_ITEMS,
  type Edition,
} from '../../../domain/publications/edition.ts'
import type { Clearance } from '../../../domain/publications/gate/clearance.ts'
import {
  REFERRAL_OUTCOMES,
  type Referral,
} from '../../../domain/publications/handling/refer-upwards.ts'
import type { EditionReview } from '../../../domain/publications/reviews-store.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button } from '../../../platform/web/components/button.ts'
import { timeline, type TimelineItem } from '../../../platform/web/components/case-view.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { REVIEW_CONCLUSION_NAMES, REVIEW_FINDING_NAMES, REVIEW_ITEM_NAMES } from '../words.ts'
import { REFERRAL_OUTCOME_NAMES } from './words.ts'

export interface ReviewSection {
  readonly edition: Edition
  readonly clearance: Clearance | undefined
  readonly view: FormView
  readonly csrf: string
}

export function reviewForm({ edition, clearance, csrf, view }: ReviewSection): Html {
  const found = clearance?.outcome === 'blocked' ? clearance.findings.length : 0
  return html`<section class="mq-panel" aria-labelledby="review-heading">
    <h2 class="govuk-heading-m" id="review-heading">保密审查</h2>
    ${inset(html`逐项审查上面显示的内容和每个附件。结论只对这一内容有效，此后改动一个字，审查即失效。`)}
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
            form: view,
            inline: true,
            options: (['clear', 'found'] as const).map((value) => ({
              value,
              text: REVIEW_FINDING_NAMES[value],
            })),
          }),
        )}
        ${
          found > 0 &&
          textarea({
            name: 'acceptance',
            label: `对出门检查的${found}处发现：为什么可以公开`,
            hint: '结论为可以公开时必填；不应公开的，请退回修改',
            form: view,
            rows: 2,
          })
        }
        ${radios({
          name: 'conclusion',
          label: '审查结论',
          form: view,
          options: REVIEW_CONCLUSIONS.map((value) => ({
            value,
            text: REVIEW_CONCLUSION_NAMES[value],
          })),
        })}
        ${textInput({ name: 'organ', label: '报请的机关', hint: '报请确定时填写', form: view, width: '30' })}
        ${textarea({ name: 'opinion', label: '审查意见', hint: '退回或报请确定时必填', form: view, rows: 3 })}
        ${button('签署审查结论')}`,
    })}
  </section>`
}

/** The question went up; somebody writes down what came back. */
export function answerForm({ edition, csrf, view }: ReviewSection): Html {
  return html`<section class="mq-panel" aria-labelledby="answer-heading">
    <h2 class="govuk-heading-m" id="answer-heading">登记报请机关的答复</h2>
    ${form({
      action: officePaths.editionAct(edition.id, 'answer'),
      csrf,
      body: html`${radios({
        name: 'outcome',
        label: '答复结论',
        form: view,
        options: REFERRAL_OUTCOMES.map((value) => ({ value, text: REFERRAL_OUTCOME_NAMES[value] })),
      })}
      ${textInput({ name: 'answerNumber', label: '答复文号', hint: '没有的可不填', form: view, width: '20' })}
      ${dateInput({ name: 'answeredOn', label: '答复日期', form: view })}
      ${textarea({ name: 'answer', label: '答复内容', form: view, rows: 3 })} ${button('登记答复')}`,
    })}
  </section>`
}

interface Past {
  readonly edition: Edition
  readonly reviews: readonly EditionReview[]
  readonly referrals: readonly Referral[]
}

/** Who concluded what about which content, newest last as it happened. */
export function reviewHistory({ reviews, referrals, edition }: Past): Html {
  if (reviews.length === 0) return nothing
  const current = edition.contentHash.toString('hex')
  return html`<h2 class="govuk-heading-m">审查记录</h2>
    ${timeline([
      ...reviews.map((review) => reviewItem(review, current)),
      ...referrals.flatMap((referral) => answerItem(referral) ?? []),
    ])}`
}

function reviewItem(review: EditionReview, current: string): TimelineItem {
  return {
    title: REVIEW_CONCLUSION_NAMES[review.conclusion],
    by: review.reviewerName,
    at: formatMinute(review.reviewedAt),
    body: html`${review.opinion && html`<p class="govuk-body">${review.opinion}</p>`}
      ${findings(review)}
      <p class="govuk-body-s">
        ${
          review.contentHash.toString('hex') === current
            ? '签署的就是现在的内容'
            : '签署的是改动以前的内容，对现在的内容无效'
        }
      </p>`,
  }
}

/** An imported document was not looked through item by item here: what stands is why it counts as public already. */
function findings({ checks }: EditionReview): Html {
  if (Object.keys(checks).length === 0)
    return html`<p class="govuk-body">
      依据以上说明，作为此前已公开的文件由原网站迁移，没有在本系统逐项审查。
    </p>`
  return html`<ul class="govuk-list">
    ${REVIEW_ITEMS.map((item) => html`<li>${REVIEW_ITEM_NAMES[item]}：${REVIEW_FINDING_NAMES[checks[item]]}</li>`)}
  </ul>`
}

function answerItem(referral: Referral): TimelineItem | undefined {
  const { outcome, answeredOn, organ, question, answer, answerNumber, recorderName } = referral
  if (outcome === null || answeredOn === null) {
    return {
      title: `报请${organ}确定，等候答复`,
      by: referral.askerName,
      at: formatMinute(referral.askedAt),
      body: html`<p class="govuk-body">${question}</p>`,
    }
  }
  return {
    title: `${organ}答复：${REFERRAL_OUTCOME_NAMES[outcome]}`,
    by: recorderName ?? undefined,
    at: answeredOn.toString(),
    body: html`<p class="govuk-body">${answerNumber} ${answer}</p>`,
  }
}
