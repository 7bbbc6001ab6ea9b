import type { FastifyReply } from 'fastify'
import type { PublicRemoval, RemovalKind } from '../../domain/publications/removals.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { link } from '../../platform/web/components/button.ts'
import { summaryList } from '../../platform/web/components/summary-list.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { sendPage } from '../../platform/web/reply.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'

const HEADINGS = {
  'published-in-error': '这个网址上的文件已撤下',
  superseded: '这份文件已由其他文件替代',
  withdrawn: '这份文件已撤回',
} as const satisfies Record<RemovalKind, string>

/** Gone for good, and why: kept by nobody, found by no search engine. */
export function sendRemoved(
  reply: FastifyReply,
  frame: PortalFrame,
  removal: PublicRemoval,
): FastifyReply {
  reply.header('x-robots-tag', 'noindex')
  return sendPage(reply, removedPage(frame, removal), 410)
}

export function sendRemovedText(reply: FastifyReply, removal: PublicRemoval): FastifyReply {
  return reply
    .code(410)
    .type('text/plain; charset=utf-8')
    .header('x-robots-tag', 'noindex')
    .send(`\uFEFF${HEADINGS[removal.kind]}：${removal.reason}\r\n`)
}

function removedPage(frame: PortalFrame, removal: PublicRemoval): Html {
  const heading = HEADINGS[removal.kind]
  const { indexNumber, title, reason, removedAt, successor } = removal
  return portalPage(frame, {
    title: heading,
    current: 'documents',
    breadcrumbs: [{ text: '法定主动公开内容', href: paths.CONTENT }, { text: heading }],
    meta: { kind: 'site' },
    body: html`<h1 class="govuk-heading-l">${heading}</h1>
      ${summaryList(
        [
          { key: '索引号', value: indexNumber },
          { key: '标题', value: title },
          { key: '撤下日期', value: dayOf(removedAt).toString() },
          { key: '理由', value: reason },
          {
            key: '替代文件',
            value: successor && link(successor.title, paths.documentPath(successor.indexNumber)),
          },
        ],
        { compact: true },
      )}
      <p class="govuk-body">
        需要相关信息的，可以查看${link('法定主动公开内容', paths.CONTENT)}，也可以${link('申请公开', paths.APPLY)}。
      </p>`,
  })
}
