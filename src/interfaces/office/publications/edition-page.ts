import type { Edition } from '../../../domain/publications/edition.ts'
import type { Clearance } from '../../../domain/publications/gate/clearance.ts'
import type { Referral } from '../../../domain/publications/handling/refer-upwards.ts'
import type { Hint } from '../../../domain/publications/hints/list-hints.ts'
import type { Preview } from '../../../domain/publications/previews.ts'
import type { PublicationClock } from '../../../domain/publications/publication-clock.ts'
import type { Relation } from '../../../domain/publications/relations.ts'
import type { Removal } from '../../../domain/publications/removals.ts'
import type { EditionReview } from '../../../domain/publications/reviews-store.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { errorSummary } from '../../../platform/web/components/form.ts'
import { identityBar } from '../../../platform/web/components/case-view.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, raw, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { DISCLOSURE_NAMES, NORMATIVE_NAMES } from '../words.ts'
import { attachmentsSection } from './attachments-section.ts'
import { hintsSection } from './editor/hints-section.ts'
import { gateSection } from './gate-section.ts'
import { stateTag } from './list-page.ts'
import type { OpenSteps } from './open-steps.ts'
import { previewSection } from './preview-section.ts'
import { relationsSection } from './relations-section.ts'
import { answerForm, reviewForm, reviewHistory } from './review-section.ts'
import { stepsSection } from './steps-section.ts'
import { REMOVAL_KIND_NAMES } from './words.ts'

export interface EditionPage {
  readonly edition: Edition
  readonly reviews: readonly EditionReview[]
  readonly referrals: readonly Referral[]
  /** of exactly what the edition holds now */
  readonly clearance: Clearance | undefined
  readonly clock: PublicationClock | undefined
  readonly editions: readonly Edition[]
  readonly relations: readonly Relation[]
  readonly removal: Removal | undefined
  readonly previews: readonly Preview[]
  readonly newPreview: string | undefined
  /** 发布前提示; undefined: nobody can do anything about them any more */
  readonly hints: readonly Hint[] | undefined
  readonly csrf: string
  /** the steps this person may take now */
  readonly may: OpenSteps
  readonly view: FormView
  readonly publicAddress: string | undefined
  readonly scanNotice: string | undefined
  /** why an act was refused that can be mended here */
  readonly refused: string | undefined
  readonly now: Temporal.Instant
  /** what its kind adds, and what the reviewer signs besides the text */
  readonly ofKind: Html
}

export function editionPage(props: EditionPage): Html {
  const { edition, may, csrf, view } = props
  return html`${errorSummary(view)}
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
    ${toKnow(props)}
    ${props.publicAddress && html`<p class="govuk-body">${link('在公开平台上查看', props.publicAddress)}</p>`}
    ${props.ofKind} ${stepsSection(props)}
    ${
      props.hints &&
      hintsSection({ editionId: edition.id, hints: props.hints, mayEdit: may.has('edit'), csrf })
    }
    ${gateSection({ edition, clearance: props.clearance, mayCheck: may.has('check'), mayEdit: may.has('edit'), csrf })}
    <h2 class="govuk-heading-m">要素</h2>
    ${summaryList(headerRows(edition), { compact: true })}
    <h2 class="govuk-heading-m">正文</h2>
    <div class="mq-document-body">${raw(edition.bodyHtml)}</div>
    ${attachmentsSection({
      edition,
      mayEdit: may.has('edit'),
      csrf,
      view,
      notice: props.scanNotice,
    })}
    ${relationsSection({ ...props, mayLink: may.has('note') })}
    ${may.has('pass-review') && reviewForm(props)} ${may.has('record-answer') && answerForm(props)}
    ${previewSection({ ...props, newLink: props.newPreview, mayGive: may.has('preview') })}
    ${reviewHistory(props)} ${otherEditions(props)}`
}

/** Said once at the top: why something did not go on, and what has become of the document. */
function toKnow({ edition, refused, removal }: EditionPage): Html {
  const said = [
    refused,
    edition.returnedReason !== null && `退回理由：${edition.returnedReason}`,
    removal &&
      `${removal.removerName}于${formatMinute(removal.removedAt)}撤下（${REMOVAL_KIND_NAMES[removal.kind]}）。公开的理由：${removal.publicReason}${removal.privateNote && `。内部说明：${removal.privateNote}`}`,
  ].filter((one) => typeof one === 'string')
  if (said.length === 0) return nothing
  return importantBanner(said.map((one) => html`<p class="govuk-body">${one}</p>`))
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
    { key: '修改说明（公开）', value: edition.publicNote || undefined },
    { key: '内部说明', value: edition.privateNote || undefined },
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

function otherEditions({ editions, edition }: EditionPage): Html {
  if (editions.length < 2) return nothing
  const before = editions.find(({ number }) => number === edition.number - 1)
  const item = (other: Edition) =>
    html`<li>
      ${
        other.id === edition.id
          ? html`第${other.number}版（当前查看）`
          : link(`第${other.number}版`, officePaths.edition(other.id))
      }
      ${stateTag(other.state)}
      ${other.publishedAt && formatMinute(other.publishedAt)}${other.publicNote && `，${other.publicNote}`}
    </li>`
  return html`<h2 class="govuk-heading-m">各版本</h2>
    <ul class="govuk-list">
      ${editions.map(item)}
    </ul>
    ${before && html`<p class="govuk-body">${link('与上一版比较', officePaths.editionCompare(edition.id, before.id))}</p>`}`
}
