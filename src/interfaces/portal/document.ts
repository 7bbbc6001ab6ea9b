import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findEditionOn } from '../../domain/policies/as-it-stood.ts'
import {
  findPublicDocument,
  type DocumentNeighbour,
  type EditionNote,
  type PublicDocument,
} from '../../domain/publications/public-document.ts'
import { agencyListTag, documentTag } from '../../domain/publications/publication-changed.ts'
import { findPublicRemoval } from '../../domain/publications/removals.ts'
import { countVisit } from './count-visit.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { dayOf, formatMinute, parseDay } from '../../platform/kernel/time.ts'
import { attachment, keepPage, sendPage } from '../../platform/web/reply.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { link, linkButton } from '../../platform/web/components/button.ts'
import { twoThirds } from '../../platform/web/components/grid.ts'
import { summaryList } from '../../platform/web/components/summary-list.ts'
import { attachmentList } from './document-attachments.ts'
import { relatedDocuments } from './document-relations.ts'
import { sendRemoved, sendRemovedText } from './document-removed.ts'
import { documentData } from './document-data.ts'
import { documentText } from './document-text.ts'
import { documentFiles, readingTools, shareAndCorrect } from './document-tools.ts'
import { portalFrame } from './frame.ts'
import { parseIndexAddress } from './index-address.ts'
import { showKind } from './kinds/registry.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import { prose } from './prose.ts'
import { answersBelow } from './policies/answers.ts'
import { asItStoodPage } from './policies/as-it-stood.ts'
import type { PortalServices } from './services.ts'
import { validityTag } from './validity-tag.ts'

interface Address {
  readonly Params: { readonly organCode: string; readonly serial: string }
  readonly Querystring: { readonly on?: unknown }
}

/** `/content/11371000004359440C/2020-01027`, and the same with `.txt` for the words alone. */
export function documentRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get<Address>(`${paths.CONTENT}/:organCode/:serial`, async (request, reply) => {
    const { organCode, serial } = request.params
    const asText = /\.txt$/i.test(serial)
    const indexNumber = parseIndexAddress(`${organCode}/${serial.replace(/\.txt$/i, '')}`)
    if (indexNumber === undefined) throw noSuchDocument()
    const document = await findPublicDocument(services.db, indexNumber)
    if (!document) return sendWithout(services, request, reply, { indexNumber, asText })
    const addressOf = asText ? paths.documentTextPath : paths.documentPath
    const address = addressOf(document.indexNumber)
    // other spellings of the same number lead to the one address
    if (decodeURIComponent(request.url.split('?')[0]!) !== decodeURIComponent(address))
      return reply.redirect(address, 301)
    if (asText) return sendText(reply, document)
    const { on } = request.query
    if (typeof on === 'string') return sendAsItStood(services, request, reply, document, on)
    countVisit(services, request, document.documentId)
    keepPage(reply, tagsOf(document), String(document.documentId))
    const frame = await portalFrame(services, request)
    const today = dayOf(services.clock())
    const [ofKind, below] = await Promise.all([
      showKind(services, document, today),
      answersBelow(services, document),
    ])
    return sendPage(reply, documentPage(frame, { document, today, ofKind, below }))
  })

  app.get<{ Params: { indexNumber: string } }>(
    `${paths.CONTENT}/:indexNumber`,
    async (request, reply) => {
      const indexNumber = parseIndexAddress(request.params.indexNumber)
      if (indexNumber === undefined) throw noSuchDocument()
      const document = await findPublicDocument(services.db, indexNumber)
      if (!document) return sendWithout(services, request, reply, { indexNumber, asText: false })
      return reply.redirect(paths.documentPath(document.indexNumber), 301)
    },
  )
}

/** Taken down: says so, for ever. Never public: looks like what does not exist. */
async function sendWithout(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { indexNumber, asText }: { readonly indexNumber: string; readonly asText: boolean },
): Promise<FastifyReply> {
  const removal = await findPublicRemoval(services.db, indexNumber)
  if (!removal) throw noSuchDocument()
  if (asText) return sendRemovedText(reply, removal)
  return sendRemoved(reply, await portalFrame(services, request), removal)
}

/** Looked up each time, not kept: there are as many days as readers think of. */
async function sendAsItStood(
  services: PortalServices,
  request: FastifyRequest,
  reply: FastifyReply,
  document: PublicDocument,
  text: string,
): Promise<FastifyReply> {
  const on = parseDay(text.trim())
  const edition = on && (await findEditionOn(services.db, document.documentId, on))
  if (!on || !edition) return reply.redirect(paths.documentPath(document.indexNumber), 302)
  const frame = await portalFrame(services, request)
  return sendPage(reply, asItStoodPage(frame, { document, edition, on }))
}

/** Its own records, its neighbours in the list, and whatever it names. */
const tagsOf = ({ documentId, agencyId, relations }: PublicDocument) => [
  documentTag(documentId),
  agencyListTag(agencyId),
  ...relations.map((related) => documentTag(related.documentId)),
]

const noSuchDocument = () => new Refusal('not-found', '没有找到这份文件。')

function sendText(reply: FastifyReply, document: PublicDocument): FastifyReply {
  keepPage(reply, [documentTag(document.documentId)])
  const name = `${document.indexNumber.replaceAll('/', '_')}.txt`
  return reply
    .type('text/plain; charset=utf-8')
    .header('content-disposition', attachment(name))
    .send(documentText(document))
}

export interface DocumentProps {
  readonly document: PublicDocument
  readonly today: Temporal.PlainDate
  /** what its kind adds */
  readonly ofKind?: Html | undefined
  /** what stands below its text: questions and answers */
  readonly below?: Html | undefined
}

export function documentPage(frame: PortalFrame, props: DocumentProps): Html {
  const { document } = props
  return portalPage(frame, {
    title: document.title,
    current: 'documents',
    breadcrumbs: [
      { text: '法定主动公开内容', href: paths.CONTENT },
      { text: document.category, href: paths.contentPath({ category: document.category }) },
      { text: document.title },
    ],
    meta: {
      kind: 'article',
      column: {
        name: document.category,
        type: '信息公开',
        description: `${document.category}：依法主动公开的政府文件`,
        keywords: [document.category, '法定主动公开内容'],
      },
      title: document.title,
      publishedAt: document.publishedAt,
      source: document.publisher,
      keywords: document.keywords,
      description: document.summary,
    },
    body: twoThirds(
      html`<article>
          ${title(props)} ${header(document)} ${onPaper(frame, document)} ${props.ofKind}
          ${readingTools()}
          <div class="mq-prose mq-document__text">${prose(document.bodyHtml)}</div>
        </article>
        ${documentData(document, props.today, frame.origin)} ${attachmentList(document)}
        ${props.below} ${history(document.history)} ${neighbours(document)}`,
      html`${relatedDocuments(besides(document), props.today)}
        <div class="mq-screen-only">${downloads(document)}</div>`,
      { printed: true },
    ),
  })
}

/** A notice of results lists in its text what it marks; answers stand below the policy they are about. */
function besides({ kind, relations }: PublicDocument) {
  if (kind === 'cleanup-result') return relations.filter(({ end }) => end === 'to')
  return relations.filter((one) => one.kind !== 'answers' || one.end === 'from')
}

function title({ document, today }: DocumentProps): Html {
  const validity = validityTag(document, today, 'always')
  return html`${
      document.documentNumber !== '' &&
      html`<p class="govuk-caption-l">${document.documentNumber}</p>`
    }
    <h1 class="govuk-heading-l">${document.title}</h1>
    ${validity !== nothing && html`<p class="mq-validity">${validity}</p>`}`
}

/** A sheet says where it was printed from, so that somebody who holds it finds what holds today. */
function onPaper({ site }: PortalFrame, { indexNumber }: PublicDocument): Html {
  return html`<p class="mq-on-paper">网址：${site.domain}${paths.documentPath(indexNumber)}</p>`
}

/** The seed's header in its order; facts the document does not have are left out. */
function header(document: PublicDocument): Html {
  const day = (value: Temporal.PlainDate | null) => value?.toString()
  return summaryList(
    [
      { key: '索引号', value: document.indexNumber },
      { key: '公开方式', value: '主动公开' },
      { key: '发布机构', value: document.publisher },
      { key: '组配分类', value: document.category },
      { key: '主题分类', value: document.subjectCategory || undefined },
      { key: '体裁分类', value: document.genre || undefined },
      { key: '标题', value: document.title },
      { key: '文号', value: document.documentNumber || undefined },
      { key: '登记号', value: document.registrationNumber || undefined },
      { key: '内容概述', value: document.summary || undefined },
      { key: '关键词', value: document.keywords.join('；') || undefined },
      { key: '成文日期', value: day(document.formedOn) },
      { key: '发布日期', value: formatMinute(document.publishedAt) },
      { key: '施行日期', value: day(document.effectiveFrom) },
      { key: '有效期至', value: day(document.expiresOn) },
      { key: '废止日期', value: day(document.repealedOn) },
      { key: '宣布失效', value: day(document.lapsedOn) },
      { key: '访问次数', value: document.visits },
    ],
    { compact: true },
  )
}

function downloads(document: PublicDocument): Html {
  const { indexNumber, category } = document
  const { year } = dayOf(document.publishedAt)
  return html`${documentFiles(document)} ${shareAndCorrect(document)}
    <h2 class="govuk-heading-s">同类文件</h2>
    <ul class="govuk-list mq-links">
      <li>${link(category, paths.contentPath({ category }))}</li>
      <li>${link(`${year}年发布的文件`, paths.contentPath({ year }))}</li>
    </ul>
    <h2 class="govuk-heading-s">没找到需要的信息？</h2>
    ${linkButton('申请相关信息', paths.applyAboutPath(indexNumber), { style: 'secondary' })}`
}

/** When editions came out and what changed; a document published once needs none, unless it says where it came from. */
function history(notes: readonly EditionNote[]): Html {
  if (notes.length < 2 && !notes[0]?.note) return nothing
  return html`<section aria-labelledby="history">
    <h2 class="govuk-heading-m" id="history">版本沿革</h2>
    <ol class="govuk-list mq-history" reversed>
      ${notes.map(
        ({ number, publishedAt, note }) =>
          html`<li>
            <time datetime="${publishedAt.toString()}">${formatMinute(publishedAt)}</time>
            第${number}版${note !== '' ? `：${note}` : number === 1 ? '，首次发布' : ''}
          </li> `,
      )}
    </ol>
  </section>`
}

function neighbours({ older, newer }: PublicDocument): Html {
  if (!older && !newer) return nothing
  const item = (label: string, rel: string, to: DocumentNeighbour | undefined) =>
    to &&
    html`<li>
      <span>${label}</span>
      <a class="govuk-link" rel="${rel}" href="${paths.documentPath(to.indexNumber)}"
        >${to.title}</a
      >
    </li> `
  return html`<nav class="mq-neighbours" aria-label="前后文件">
    <ul>
      ${item('上一篇', 'prev', newer)} ${item('下一篇', 'next', older)}
    </ul>
  </nav>`
}
