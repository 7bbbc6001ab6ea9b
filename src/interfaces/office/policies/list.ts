/** 规范性文件 of the body, drafts among them, and what is about to end. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { listExpiryAlerts, markExpiriesSeen } from '../../../domain/policies/expiry-alerts.ts'
import {
  listUninterpreted,
  type Uninterpreted,
} from '../../../domain/policies/interpretations/missing.ts'
import { listPolicyDesk, type PolicyLine } from '../../../domain/policies/policy-desk.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { stepPagination } from '../../../platform/web/components/pagination.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView, valueOf } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { seeOther } from '../../../platform/web/reply.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { EDITION_STATE_TAGS } from '../words.ts'
import { expiryNotices } from './expiry-notices.ts'
import { policyPaths } from './paths.ts'
import { sendPolicyPage } from './send.ts'
import { INTERPRETATION_TAGS, VALIDITY_TAGS } from './words.ts'

const Query = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export function policyListRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(policyPaths.list, async (request, reply) => {
    const officer = officerOf(request)
    const { page } = Query.parse(request.query)
    const today = dayOf(clock())
    const { lines, hasMore } = await listPolicyDesk(db, officer, page, today)
    const alerts = await listExpiryAlerts(db, officer, today)
    return sendPolicyPage(services, request, reply, {
      title: '规范性文件',
      tab: 'documents',
      body: ({ csrf }) =>
        html`${pageHeading('规范性文件')} ${expiryNotices(alerts, today, csrf)} ${lineTable(lines)}
        ${stepPagination({
          label: '文件翻页',
          ...(page > 1 ? { previous: `${policyPaths.list}?page=${page - 1}` } : {}),
          ...(hasMore ? { next: `${policyPaths.list}?page=${page + 1}` } : {}),
        })}`,
    })
  })

  app.get(policyPaths.interpretations, async (request, reply) => {
    const lines = await listUninterpreted(db, officerOf(request), dayOf(clock()))
    return sendPolicyPage(services, request, reply, {
      title: '没有解读的政策性文件',
      tab: 'interpretations',
      body: () => html`${pageHeading('没有解读的政策性文件')} ${uninterpretedTable(lines)}`,
    })
  })

  app.post(policyPaths.expiriesSeen, async (request, reply) => {
    const upTo = Number(valueOf(formView(request.body), 'upTo'))
    if (Number.isSafeInteger(upTo)) await markExpiriesSeen(db, officerOf(request), upTo, clock())
    return seeOther(reply, officePaths.today)
  })
}

const mark = ({ word, tone }: { word: string; tone: Parameters<typeof tag>[1] }) => tag(word, tone)

function lineTable(lines: readonly PolicyLine[]): Html {
  return table<PolicyLine>({
    caption: '规范性文件和政策性文件',
    captionHidden: true,
    sticky: true,
    columns: [
      {
        heading: '标题',
        rowHeader: true,
        wide: true,
        cell: ({ title, documentId }) => link(title, policyPaths.document(documentId)),
      },
      { heading: '文号', nowrap: true, cell: ({ documentNumber }) => documentNumber },
      { heading: '登记号', nowrap: true, cell: ({ registrationNumber }) => registrationNumber },
      { heading: '稿子', nowrap: true, cell: ({ state }) => mark(EDITION_STATE_TAGS[state]) },
      {
        heading: '有效性',
        nowrap: true,
        cell: ({ validity }) => (validity ? mark(VALIDITY_TAGS[validity]) : '未公布'),
      },
      { heading: '有效期至', nowrap: true, cell: ({ expiresOn }) => expiresOn?.toString() ?? '' },
      {
        heading: '合法性审核',
        nowrap: true,
        cell: ({ isNormative, isReviewedLegally }) =>
          isNormative ? (isReviewedLegally ? '已登记' : tag('未登记', 'urgent')) : nothing,
      },
      {
        heading: '解读',
        nowrap: true,
        cell: ({ interpretation }) => mark(INTERPRETATION_TAGS[interpretation]),
      },
    ],
    rows: lines,
    empty: html`还没有规章、规范性文件。在${link('文件发布', officePaths.publications)}里起草，写明性质后会列在这里。`,
  })
}

function uninterpretedTable(lines: readonly Uninterpreted[]): Html {
  return table<Uninterpreted>({
    caption: '没有解读的政策性文件',
    captionHidden: true,
    columns: [
      {
        heading: '标题',
        rowHeader: true,
        wide: true,
        cell: ({ title, documentId }) => link(title, policyPaths.document(documentId)),
      },
      { heading: '文号', nowrap: true, cell: ({ documentNumber }) => documentNumber },
      { heading: '公布日期', nowrap: true, cell: ({ publishedOn }) => publishedOn.toString() },
      { heading: '已公布', nowrap: true, cell: ({ days }) => `${days}日` },
      {
        heading: '计划解读',
        nowrap: true,
        cell: ({ plannedOn }) => plannedOn?.toString() ?? '没有方案',
      },
      { heading: '解读稿', nowrap: true, cell: ({ isInHand }) => (isInHand ? '在办' : '没有') },
    ],
    rows: lines,
    empty: '现行有效的政策性文件都有解读。',
  })
}
