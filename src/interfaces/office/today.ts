/** 今日待办: the first page of the day. */
import type { FastifyInstance } from 'fastify'
import { html } from '../../platform/web/html.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { sendPage } from '../../platform/web/reply.ts'
import { officeFrame } from './frame.ts'
import { officePage } from './layout.ts'
import { officePaths } from './paths.ts'
import type { OfficeServices } from './services.ts'

export function todayRoutes(app: FastifyInstance, services: OfficeServices): void {
  app.get(officePaths.today, async (request, reply) => {
    const frame = await officeFrame(services, request)
    const body = html`${pageHeading('今日待办')}`
    return sendPage(reply, officePage(frame, { title: '今日待办', current: 'today', body }))
  })
}
