/** 订阅人数: how many readers are told of what by mail. Numbers only; who they are nobody here can see. */
import type { FastifyInstance } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import {
  countSubscribers,
  type SubscriberCount,
} from '../../../domain/subscriptions/count-subscribers.ts'
import { isMailConfigured } from '../../../platform/mail/outbox.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { sendOfficePage } from '../send-page.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'

export function subscriberRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, outbox } = services
  app.get(officePaths.subscribers, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.read', officer.agencyId)
    const counts = await countSubscribers(db)
    const page = { title: '订阅人数', current: 'publications' } as const
    return sendOfficePage(services, request, reply, page, () =>
      subscribersPage(counts, isMailConfigured(outbox)),
    )
  })
}

function subscribersPage(counts: readonly SubscriberCount[], isOffered: boolean): Html {
  return html`${pageHeading('订阅人数')}
    ${!isOffered && inset('系统没有配邮件，门户上没有邮件订阅。')}
    <p class="govuk-body">
      公众在门户上用邮箱订阅、已经确认的。邮箱加密保存，这里看不到；按检索词订阅的只合计，不列出词。
    </p>
    ${table<SubscriberCount>({
      caption: '订阅人数，多的在前',
      captionHidden: true,
      columns: [
        { heading: '内容', rowHeader: true, cell: ({ subject }) => subject },
        { heading: '每天一封', numeric: true, cell: ({ daily }) => String(daily) },
        { heading: '每周一封', numeric: true, cell: ({ weekly }) => String(weekly) },
        { heading: '合计', numeric: true, cell: ({ daily, weekly }) => String(daily + weekly) },
      ],
      rows: counts,
      empty: '还没有人订阅。',
    })}`
}
