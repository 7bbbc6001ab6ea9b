import {
  stageOn,
  type Consultation,
} from '../../../domain/participation/consultations/consultation.ts'
import { PROPOSAL_KIND_LABELS } from '../../../domain/participation/proposals/proposal.ts'
import type { PublicReply } from '../../../domain/participation/proposals/proposals-store.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { subscribableList } from '../subscriptions/feed-links.ts'

const CONSULTATIONS = {
  name: '征求意见',
  type: '互动交流',
  description: '正在征求意见的政策文件稿，已经结束的征求意见和采纳情况',
  keywords: ['征求意见', '意见采纳情况'],
} as const

export function consultationsPage(
  frame: PortalFrame,
  consultations: readonly Consultation[],
  today: Temporal.PlainDate,
): Html {
  const { feed, line } = subscribableList(frame, CONSULTATIONS.name, { kind: 'consultation' })
  return portalPage(frame, {
    title: CONSULTATIONS.name,
    current: 'documents',
    breadcrumbs: [{ text: '法定主动公开内容', href: paths.CONTENT }, { text: CONSULTATIONS.name }],
    meta: { kind: 'column', ...CONSULTATIONS },
    feed,
    body: html`${pageHeading(CONSULTATIONS.name)}
      <p class="govuk-body">
        政策文件定稿以前在这里公布稿子，任何人都可以在截止日期以前提意见；截止以后公布意见采纳情况，没有采纳的说明理由。也可以向${link('公开工作机构', paths.GUIDE)}当面或者写信提出。
      </p>
      ${table<Consultation>({
        caption: CONSULTATIONS.name,
        captionHidden: true,
        stacks: true,
        columns: [
          {
            heading: '标题',
            rowHeader: true,
            wide: true,
            cell: ({ title, indexNumber }) => link(title, paths.documentPath(indexNumber!)), // public
          },
          { heading: '开始', nowrap: true, cell: ({ opensOn }) => opensOn.toString() },
          { heading: '截止', nowrap: true, cell: ({ closesOn }) => closesOn.toString() },
          { heading: '状态', cell: (one) => standing(one, today) },
        ],
        rows: consultations,
        empty: '现在没有征求意见的文件。',
      })}
      ${line}`,
  })
}

function standing(one: Consultation, today: Temporal.PlainDate): Html {
  if (one.resultIndexNumber !== null)
    return html`${tag('已公布采纳情况', 'good')}
    ${link('采纳情况', paths.documentPath(one.resultIndexNumber), one.title)}`
  const stage = stageOn(one, today)
  if (stage === 'not-open') return tag('尚未开始')
  if (stage === 'open') {
    const left = today.until(one.closesOn).days
    return html`${tag('正在征求', 'active')} ${left === 0 ? '今天截止' : `还有${left}天`}`
  }
  return html`${tag('已截止', 'waiting')} 采纳情况应于${one.resultDueOn.toString()}前公布`
}

const REPLIES = {
  name: '建议提案办理',
  type: '信息公开',
  description: '人大代表建议、政协委员提案的答复',
  keywords: ['人大代表建议', '政协委员提案', '答复'],
} as const

export function repliesPage(frame: PortalFrame, replies: readonly PublicReply[]): Html {
  const { feed, line } = subscribableList(frame, REPLIES.name, { kind: 'proposal-reply' })
  return portalPage(frame, {
    title: REPLIES.name,
    current: 'documents',
    breadcrumbs: [{ text: '法定主动公开内容', href: paths.CONTENT }, { text: REPLIES.name }],
    meta: { kind: 'column', ...REPLIES },
    feed,
    body: html`${pageHeading(REPLIES.name)}
      <p class="govuk-body">
        人大代表建议和政协委员提案，由承办单位答复后在这里公开。对答复有疑问的，可以问答复上写明的承办单位，或者${link('公开工作机构', paths.GUIDE)}。
      </p>
      ${table<PublicReply>({
        caption: REPLIES.name,
        captionHidden: true,
        stacks: true,
        columns: [
          {
            heading: '答复',
            rowHeader: true,
            wide: true,
            cell: ({ title, indexNumber }) => link(title, paths.documentPath(indexNumber)),
          },
          { heading: '类别', nowrap: true, cell: ({ kind }) => PROPOSAL_KIND_LABELS[kind] },
          { heading: '届次', nowrap: true, cell: ({ session }) => session },
          { heading: '编号', nowrap: true, cell: ({ number }) => number },
          {
            heading: '答复日期',
            nowrap: true,
            cell: ({ repliedOn }) => repliedOn?.toString() ?? '',
          },
          {
            heading: '公开日期',
            nowrap: true,
            cell: ({ publishedAt }) => dayOf(publishedAt).toString(),
          },
        ],
        rows: replies,
        empty: '还没有公开的建议提案答复。',
      })}
      ${line}`,
  })
}
