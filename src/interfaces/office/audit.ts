/** 操作日志, for the auditor. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { assertMay } from '../../domain/accounts/permissions.ts'
import { listUsers } from '../../domain/accounts/users.ts'
import { listLog } from '../../platform/audit/read-log.ts'
import { sendPage } from '../../platform/web/reply.ts'
import { auditPage } from './audit-page.ts'
import { officeFrame } from './frame.ts'
import { officePage } from './layout.ts'
import { officePaths } from './paths.ts'
import type { OfficeServices } from './services.ts'
import { officerOf } from './session.ts'

const LINES = 100
const Query = z.object({ before: z.coerce.number().int().positive().optional().catch(undefined) })

export function auditRoutes(app: FastifyInstance, services: OfficeServices): void {
  app.get(officePaths.audit, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'audit.read', officer.agencyId)
    const { before } = Query.parse(request.query)
    const colleagues = await listUsers(services.db, officer)
    const actorIds = colleagues.map(({ id }) => id)
    const found = await listLog(services.db, { actorIds, before, limit: LINES + 1 })
    const lines = found.slice(0, LINES)
    const older = found.length > LINES ? lines.at(-1)?.id : undefined
    const frame = await officeFrame(services, request)
    const body = auditPage({ lines, older })
    return sendPage(reply, officePage(frame, { title: '操作日志', current: 'audit', body }))
  })
}
