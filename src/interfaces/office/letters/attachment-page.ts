import type { CaseFile } from '../../../domain/requests/case-file.ts'
import type { ReplyAttachment } from '../../../domain/requests/letters/attachments/attachments-store.ts'
import { ACCEPTED_WORDS } from '../../../platform/files/file-kind.ts'
import { kindText, sizeText } from '../../../platform/files/file-words.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { fileUpload } from '../../../platform/web/components/file-upload.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { importantBanner, inset } from '../../../platform/web/components/notices.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths, type AttachmentAct } from '../paths.ts'
import { caseHead } from '../requests/case-page.ts'
import { OUTCOME_TAGS } from './outcome-tags.ts'

export interface AttachmentPage {
  readonly file: CaseFile
  readonly attachments: readonly ReplyAttachment[]
  /** when the applicant first fetched what */
  readonly downloads: ReadonlyMap<string, Temporal.Instant>
  readonly mayChange: boolean
  /** that nothing is scanned for viruses here */
  readonly notice: string | undefined
  readonly csrf: string
  readonly view: FormView
  readonly refused: string | undefined
}

export function attachmentPage(props: AttachmentPage): Html {
  const { file, attachments, view, refused, notice, mayChange } = props
  return html`${errorSummary(view)} ${caseHead(file)}
    <h2 class="govuk-heading-l">答复附件</h2>
    ${refused !== undefined && importantBanner(refused)}
    ${inset(
      '这里的文件随答复提供给申请人，和答复内容一起审查、审核、签发；增减任何一个文件，已有的签署全部作废。选择网上下载的申请人，答复送达后在查询页面下载。',
    )}
    ${notice === undefined ? nothing : html`<p class="govuk-body mq-note">${notice}</p>`}
    ${signedWarning(props)}
    ${
      attachments.length === 0
        ? html`<p class="govuk-body">还没有附件。</p>`
        : attachments.map((one) => attachment(props, one))
    }
    ${mayChange ? upload(props) : nothing}
    <p class="govuk-body">${link('返回案件', officePaths.request(file.id))}</p>`
}

function signedWarning({ file: { state }, mayChange }: AttachmentPage): Html {
  const { reply } = state
  if (!mayChange || !reply?.draft || reply.returned) return nothing
  const signed = reply.secrecy ?? reply.legal ?? reply.signOff
  return signed
    ? importantBanner('这份答复已经有人签署。现在增减附件，要重新审查、审核、签发。')
    : nothing
}

function attachment(props: AttachmentPage, one: ReplyAttachment): Html {
  const { file: stored, outcome, acceptedReason } = one
  const { word, tone } = OUTCOME_TAGS[outcome]
  const fetchedAt = props.downloads.get(`attachment:${stored.id}`)
  return html`<section class="mq-panel" aria-label="附件${stored.name}">
    <h3 class="govuk-heading-s">
      ${
        stored.state === 'clean'
          ? link(stored.name, officePaths.attachment(props.file.id, one.id))
          : stored.name
      }
      ${tag(word, tone)}
    </h3>
    <p class="govuk-hint">
      ${kindText(stored.mediaType)}，${sizeText(stored.size)}，${formatMinute(one.addedAt)}上传${
        fetchedAt === undefined ? nothing : `，申请人${formatMinute(fetchedAt)}首次下载`
      }
    </p>
    ${state(stored)} ${findings(one)}
    ${acceptedReason !== '' && html`<p class="govuk-body">保留的理由：${acceptedReason}</p>`}
    ${props.mayChange ? acts(props, one) : nothing}
  </section>`
}

function state({ state: at, refusedReason }: ReplyAttachment['file']): Html {
  if (at === 'quarantined') {
    return html`<p class="govuk-body">正在等病毒检查，查完以后请按“重新检查”。</p>`
  }
  return at === 'refused' ? html`<p class="govuk-body">${refusedReason}</p>` : nothing
}

function findings({ findings: found }: ReplyAttachment): Html {
  if (found.length === 0) return nothing
  return html`<ul class="govuk-list govuk-list--bullet">
    ${found.map(
      ({ what, where, quote }) =>
        html`<li>${what}${where ? `（${where}）` : ''}${quote ? `：${quote}` : ''}</li> `,
    )}
  </ul>`
}

function acts(props: AttachmentPage, one: ReplyAttachment): Html {
  const { id, file: stored, outcome } = one
  const post = (act: AttachmentAct, label: string, body: Html) =>
    form({
      action: officePaths.attachmentAct(props.file.id, id, act),
      csrf: props.csrf,
      label: `${label}：${stored.name}`,
      body: html`${seen(props)} ${body}`,
    })
  const small = (text: string, style: 'secondary' | 'warning') =>
    button(text, { style, small: true, about: stored.name })
  return html`${
      outcome === 'findings' &&
      post(
        'accept',
        '保留',
        html`<p class="govuk-body">
            请去掉这些内容后上传新的文件，或者由系统生成副本代替；确实应当保留的，写明理由，理由随答复一起审签。遮盖号码也是不予公开，答复里要说明理由。
          </p>
          ${textarea({
            name: `reason-${id}`,
            label: `保留“${stored.name}”的理由`,
            form: props.view,
            rows: 2,
          })}
          ${small('说明理由，保留这个文件', 'secondary')}`,
      )
    }
    <div class="mq-file-acts">
      ${
        outcome === 'findings' &&
        html`${post('clean', '生成干净的副本', small('去掉隐藏的内容', 'secondary'))}
        ${post('masked', '生成遮盖的副本', small('遮盖个人号码', 'secondary'))}`
      }
      ${outcome !== 'passed' && post('check', '重新检查', small('重新检查', 'secondary'))}
      ${post('remove', '移除', small('移除', 'warning'))}
    </div>`
}

const seen = ({ file }: AttachmentPage) =>
  html`<input type="hidden" name="seenSeq" value="${file.state.lastSeq}" />`

function upload(props: AttachmentPage): Html {
  return html`<h3 class="govuk-heading-m">添加附件</h3>
    ${form({
      action: officePaths.attachments(props.file.id),
      csrf: props.csrf,
      files: true,
      showsProgress: true,
      label: '添加附件',
      body: html`${seen(props)}
      ${fileUpload({
        name: 'files',
        label: '文件',
        hint: `${ACCEPTED_WORDS}，每个不超过50 MB，一份答复最多20个。应当遮盖的内容请先处理；文件名也会给申请人看到`,
        form: props.view,
        multiple: true,
      })}
      ${button('上传并检查', { style: 'secondary' })}`,
    })}`
}
