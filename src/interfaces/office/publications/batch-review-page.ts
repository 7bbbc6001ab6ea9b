import { REVIEW_ITEMS } from '../../../domain/publications/edition.ts'
import {
  MOST_AT_ONCE,
  type BatchItem,
  type BatchOutcome,
} from '../../../domain/publications/review-batch.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { details, importantBanner, inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { emptyForm } from '../../../platform/web/forms.ts'
import { html, raw, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { REVIEW_ITEM_NAMES } from '../words.ts'

export interface BatchReviewPage {
  readonly items: readonly BatchItem[]
  /** of what was just signed */
  readonly outcomes: readonly BatchOutcome[]
  readonly csrf: string
  /** the form was sent without a single decision */
  readonly isIdle?: boolean
}

export function batchReviewPage({ items, outcomes, csrf, isIdle }: BatchReviewPage): Html {
  return html`${pageHeading('成批审查')}
  ${isIdle && importantBanner('没有对任何一份文件作出结论。')}
  ${
    outcomes.length > 0 &&
    importantBanner(
      html`<ul class="govuk-list">
        ${outcomes.map(outcomeLine)}
      </ul>`,
      '办理结果',
    )
  }
  ${inset(
    html`一次最多${MOST_AT_ONCE}份，每份各有一条审查记录，一份没有签成不影响别的。选“可以公开”，即确认逐项审查了下列各项，均未发现问题：${REVIEW_ITEMS.map((item) => REVIEW_ITEM_NAMES[item]).join('；')}。`,
  )}
  ${
    items.length === 0
      ? html`<p class="govuk-body mq-empty">没有等您审查的文件。</p>`
      : form({
          action: officePaths.reviewBatch,
          csrf,
          body: html`${items.map(itemSection)} ${button('签署所选的结论')}`,
        })
  }`
}

function outcomeLine({ editionId, conclusion, refused }: BatchOutcome): Html {
  const word = conclusion === 'may-publish' ? '已签署：可以公开' : '已退回'
  return html`<li>
    ${link(`文件稿${editionId}`, officePaths.edition(editionId))} ${refused ?? word}
  </li>`
}

function itemSection({ edition, clearance, mayPass }: BatchItem): Html {
  const { id, title, documentNumber, category, publisher, attachments } = edition
  const name = (field: string) => `editions.e${id}.${field}`
  return html`<section class="mq-panel" aria-labelledby="edition-${id}">
    <h2 class="govuk-heading-m" id="edition-${id}">${link(title, officePaths.edition(id))}</h2>
    ${summaryList(
      [
        { key: '文号', value: documentNumber || undefined },
        { key: '发布机构', value: publisher },
        { key: '组配分类', value: category },
        {
          key: '原件和附件',
          value:
            attachments.length === 0
              ? undefined
              : attachments.map(
                  (one) => html`${link(one.name, officePaths.editionFile(id, one.fileId))}<br />`,
                ),
        },
      ],
      { compact: true },
    )}
    ${details('正文', html`<div class="mq-document-body">${raw(edition.bodyHtml)}</div>`)}
    <input
      type="hidden"
      name="${name('contentHash')}"
      value="${edition.contentHash.toString('hex')}"
    />
    ${
      !mayPass &&
      html`<p class="govuk-body">
        ${clearance === undefined ? '还没有出门检查' : `出门检查有${clearance.findings.length}处发现`}，请${link('单独审查', officePaths.edition(id))}。
      </p>`
    }
    ${radios({
      name: name('conclusion'),
      label: html`审查结论<span class="govuk-visually-hidden">（${title}）</span>`,
      form: emptyForm,
      inline: true,
      options: [
        ...(mayPass ? [{ value: 'may-publish', text: '可以公开' }] : []),
        { value: 'return', text: '退回修改' },
      ],
    })}
    ${textarea({
      name: name('opinion'),
      label: html`审查意见<span class="govuk-visually-hidden">（${title}）</span>`,
      hint: '退回时必填',
      form: emptyForm,
      rows: 2,
    })}
  </section>`
}
