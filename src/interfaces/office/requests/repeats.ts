/** 查重: an earlier case beside this one. */
import type { FastifyInstance } from 'fastify'
import { getCaseFile } from '../../../domain/requests/case-file.ts'
import { compareCases } from '../../../domain/requests/repeats/compare-cases.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { html } from '../../../platform/web/html.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { caseHead } from './case-page.ts'
import { comparePage } from './repeats-section.ts'

export function compareRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services
  app.get<{ Params: { id: string; earlier: string } }>(
    '/office/requests/:id/compare/:earlier',
    async (request, reply) => {
      const officer = officerOf(request)
      const id = recordId(request.params.id)
      const file = await getCaseFile(room, officer, id, dayOf(clock()))
      const comparison = await compareCases(room, officer, id, recordId(request.params.earlier))
      const frame = await officeFrame(services, request)
      const body = html`${caseHead(file)} ${comparePage(comparison)}`
      return sendPage(reply, officePage(frame, { title: '查重对照', current: 'requests', body }))
    },
  )
}
