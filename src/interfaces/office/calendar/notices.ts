/** 节假日安排: import by the administrator, and the head's signature under every day that moves. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasRole } from '../../../domain/accounts/officer.ts'
import { assertMay, mayAtHome } from '../../../domain/accounts/permissions.ts'
import { getCaseFile } from '../../../domain/requests/case-file.ts'
import { RecomputeForm, recomputeClock } from '../../../domain/requests/handling/recompute-clock.ts'
import {
  importNotice,
  listImportedNotices,
  loadCalendar,
} from '../../../domain/requests/holiday-notices.ts'
import { listMovedClocks, type MovedClock } from '../../../domain/requests/moved-clocks.ts'
import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import { parseNotice } from '../../../law/calendar/parse-notice.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import {
  emptyForm,
  formView,
  parseForm,
  valueOf,
  type FormView,
} from '../../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../../platform/web/reply.ts'
import { doneMessage, withDone } from '../done.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import { recordId } from '../record-id.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'
import { calendarNoticesPage } from './notices-page.ts'

const MOST_MOVED = 100

export function calendarNoticeRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, room, clock } = services

  app.get(officePaths.calendarNotices, (request, reply) => show(services, request, reply))

  app.post(officePaths.calendarNotices, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'calendar.import', officer.agencyId)
    const typed = formView(request.body)
    const source = readJson(valueOf(typed, 'notice'))
    const checked = parseNotice(source)
    if (!checked.ok) {
      return show(services, request, reply, formView(request.body, atField(checked.problems)))
    }
    const actor = { id: officer.id, name: officer.displayName }
    await importNotice(db, checked.value, source, actor, clock())
    return seeOther(reply, withDone(officePaths.calendarNotices, 'notice-imported'))
  })

  app.post<{ Params: { id: string } }>(
    '/office/calendar-notices/:id/sign',
    async (request, reply) => {
      const officer = officerOf(request)
      assertMay(officer, 'requests.read', officer.agencyId)
      if (!hasRole(officer, 'head')) {
        throw new Refusal('forbidden', '期限的变动由机构负责人签署。')
      }
      const id = recordId(request.params.id)
      await getCaseFile(room, officer, id, dayOf(clock()))
      const checked = parseForm(RecomputeForm, request.body)
      if (!checked.ok) throw new Refusal('invalid', '没有依据的放假通知。', checked.problems)
      const seenSeq = Number(valueOf(formView(request.body), 'seenSeq')) || 0
      // this node may have read the notices a minute ago; the signature is for those of now
      const current = { db, sealer: room.sealer, calendar: await loadCalendar(db) }
      await recomputeClock(current, officer, { id, seenSeq }, checked.value, clock())
      return seeOther(reply, withDone(officePaths.calendarNotices, 'clock-signed'))
    },
  )
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Everything is wrong with the one field there is; where in it, stands in front. */
const atField = (problems: readonly Problem[]): readonly Problem[] => [
  {
    at: 'notice',
    message: problems
      .slice(0, 5)
      .map(({ at, message }) => (at === '' ? message : `${at}：${message}`))
      .join('；'),
  },
]

async function show(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  view: FormView = emptyForm,
): Promise<FastifyReply> {
  const { db } = services
  const officer = officerOf(request)
  const readsCases = mayAtHome(officer, 'requests.read')
  const calendar = await loadCalendar(db)
  const moved = readsCases ? await firstMoved(db, calendar, officer.agencyId) : []
  const imported = await listImportedNotices(db)
  const frame = await officeFrame(services, request)
  const body = calendarNoticesPage({
    notices: calendar.notices,
    imported: new Set(imported.map(({ year }) => year)),
    moved: moved.slice(0, MOST_MOVED),
    hasMore: moved.length > MOST_MOVED,
    readsCases,
    mayImport: mayAtHome(officer, 'calendar.import'),
    maySign: hasRole(officer, 'head'),
    view,
    csrf: frame.csrf,
  })
  const flash = doneMessage(request.query)
  const page = officePage(frame, {
    title: '节假日安排',
    current: 'calendar-notices',
    body,
    ...(flash ? { flash } : {}),
  })
  return sendPage(reply, page, view.problems.length > 0 ? 422 : 200)
}

async function firstMoved(
  db: Db,
  calendar: WorkingCalendar,
  agencyId: number,
): Promise<MovedClock[]> {
  const moved: MovedClock[] = []
  for await (const one of listMovedClocks(db, calendar, agencyId)) {
    moved.push(one)
    if (moved.length > MOST_MOVED) break
  }
  return moved
}
