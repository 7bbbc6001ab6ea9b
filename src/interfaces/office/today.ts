/** 今日待办: the first page of the day. */
import type { FastifyInstance } from 'fastify'
import { hasRole } from '../../domain/accounts/officer.ts'
import { mayAtHome } from '../../domain/accounts/permissions.ts'
import { countOpenCorrections } from '../../domain/corrections/corrections-store.ts'
import { listExpiryAlerts } from '../../domain/policies/expiry-alerts.ts'
import { listUnpackedPolicies } from '../../domain/policy-packs/unpacked-policies.ts'
import { countDesk } from '../../domain/publications/desk.ts'
import { overdueFormedOn } from '../../domain/publications/publication-clock.ts'
import { rolesFor } from '../../domain/requests/lifecycle.ts'
import { listUnseenNotices, markNoticesSeen } from '../../domain/requests/reminders/notices.ts'
import { listHandlers } from '../../domain/requests/handlers.ts'
import { listTodo } from '../../domain/requests/todo.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { formView, valueOf } from '../../platform/web/forms.ts'
import { html } from '../../platform/web/html.ts'
import { seeOther, sendPage } from '../../platform/web/reply.ts'
import { officeFrame } from './frame.ts'
import { officePage } from './layout.ts'
import { officePaths } from './paths.ts'
import { unpackedNotice } from './policy-packs/unpacked-notice.ts'
import { expiryNotices } from './policies/expiry-notices.ts'
import type { OfficeServices } from './services.ts'
import { officerOf } from './session.ts'
import { todayPage } from './today-page.ts'

export function todayRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, room, clock } = services
  app.get(officePaths.today, async (request, reply) => {
    const officer = officerOf(request)
    const today = dayOf(clock())
    const readsCases = mayAtHome(officer, 'requests.read')
    const onlyMine = valueOf(formView(request.query), 'handler') === 'me'
    const [cases, handlers, desk, notices, expiries, unpacked, corrections, frame] =
      await Promise.all([
        readsCases ? listTodo(room, officer, today, onlyMine ? { handlerId: officer.id } : {}) : [],
        readsCases ? listHandlers(db, officer, today) : [],
        mayAtHome(officer, 'publications.read')
          ? countDesk(db, officer, overdueFormedOn(today, room.calendar))
          : undefined,
        readsCases ? listUnseenNotices(db, officer) : [],
        listExpiryAlerts(db, officer, today),
        mayAtHome(officer, 'publications.draft')
          ? listUnpackedPolicies(db, officer.agencyId, room.calendar, today)
          : [],
        mayAtHome(officer, 'corrections.settle')
          ? countOpenCorrections(db, officer.agencyId, today)
          : undefined,
        officeFrame(services, request),
      ])
    const body = todayPage({
      today,
      cases,
      handlers,
      readsCases,
      mayAssign: hasRole(officer, ...rolesFor('assign-handler')),
      onlyMine,
      notices,
      policies: html`${expiryNotices(expiries, today, frame.csrf)} ${unpackedNotice(unpacked)}`,
      csrf: frame.csrf,
      corrections,
      editions: desk && {
        ...desk,
        ...(mayAtHome(officer, 'publications.review') ? {} : { inReview: 0, referred: 0 }),
        ...(mayAtHome(officer, 'publications.publish') ? {} : { reviewed: 0 }),
      },
    })
    return sendPage(reply, officePage(frame, { title: '今日待办', current: 'today', body }))
  })

  app.post(officePaths.noticesSeen, async (request, reply) => {
    const upTo = Number(valueOf(formView(request.body), 'upTo'))
    if (Number.isSafeInteger(upTo)) await markNoticesSeen(db, officerOf(request), upTo, clock())
    return seeOther(reply, officePaths.today)
  })
}
