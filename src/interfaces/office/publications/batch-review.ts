/** 成批审查: everything that waits for this reviewer on one screen. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  listReviewBatch,
  reviewBatch,
  type BatchDecision,
} from '../../../domain/publications/review-batch.ts'
import { parseForm } from '../../../platform/web/forms.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { batchReviewPage } from './batch-review-page.ts'

const Item = z.object({
  conclusion: z.enum(['', 'may-publish', 'return']).catch(''),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  opinion: z.string().trim().max(2000).default(''),
})
const BatchForm = z.object({ editions: z.record(z.string().regex(/^e[1-9]\d{0,9}$/), Item) })

export function batchReviewRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.reviewBatch, async (request, reply) => {
    const items = await listReviewBatch(db, officerOf(request))
    const frame = await officeFrame(services, request)
    const body = batchReviewPage({ items, outcomes: [], csrf: frame.csrf })
    return sendPage(reply, officePage(frame, { title: '成批审查', current: 'publications', body }))
  })

  app.post(officePaths.reviewBatch, async (request, reply) => {
    const officer = officerOf(request)
    const checked = parseForm(BatchForm, request.body)
    const decisions = checked.ok ? decisionsOf(checked.value) : []
    const outcomes = await reviewBatch(db, officer, decisions, clock())
    const [items, frame] = await Promise.all([
      listReviewBatch(db, officer),
      officeFrame(services, request),
    ])
    const isIdle = decisions.length === 0
    const body = batchReviewPage({ items, outcomes, csrf: frame.csrf, isIdle })
    const page = { title: '成批审查', current: 'publications', body } as const
    return sendPage(reply, officePage(frame, page), isIdle ? 422 : 200)
  })
}

/** What was left undecided is left alone. */
function decisionsOf({ editions }: z.infer<typeof BatchForm>): BatchDecision[] {
  return Object.entries(editions).flatMap(([key, { conclusion, contentHash, opinion }]) => {
    if (conclusion === '') return []
    return [{ editionId: Number(key.slice(1)), contentHash, conclusion, opinion }]
  })
}
