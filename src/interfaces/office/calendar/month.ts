/** 到期日历. */
import type { FastifyInstance } from 'fastify'
import { listAssistanceDueBetween } from '../../../domain/requests/assistance/due-assistance.ts'
import { listDueBetween } from '../../../domain/requests/todo-calendar.ts'
import { dayOf, parseDay } from '../../../platform/kernel/time.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { monthPage } from './month-page.ts'

export function monthRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { room, clock } = services
  app.get(officePaths.calendar, async (request, reply) => {
    const officer = officerOf(request)
    const today = dayOf(clock())
    const month = monthOf(request.query) ?? today.toPlainYearMonth()
    const first = month.toPlainDate({ day: 1 })
    const last = month.toPlainDate({ day: month.daysInMonth })
    const [due, assistance, frame] = await Promise.all([
      listDueBetween(room, officer, first, last, today),
      listAssistanceDueBetween(room, officer, first, last, today),
      officeFrame(services, request),
    ])
    const body = monthPage({ month, today, due, assistance, calendar: room.calendar })
    return sendPage(reply, officePage(frame, { title: '到期日历', current: 'calendar', body }))
  })
}

/** `?month=2024-06`, within the years in which an application can be due. */
function monthOf(query: unknown): Temporal.PlainYearMonth | undefined {
  const { month } = query as { month?: unknown }
  const first = typeof month === 'string' ? parseDay(`${month}-01`) : undefined
  return first && first.year >= 2008 && first.year <= 2100 ? first.toPlainYearMonth() : undefined
}
