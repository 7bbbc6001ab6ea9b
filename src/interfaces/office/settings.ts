/** 机构设置: the office's choices where the law leaves room, and its approval chain. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertMay } from '../../domain/accounts/permissions.ts'
import { getAgency } from '../../domain/organisations/agencies-store.ts'
import {
  changeSettings,
  fingerprintOf,
  readSettings,
} from '../../domain/requests/change-settings.ts'
import { lawSettingsOf } from '../../domain/requests/law-settings-of.ts'
import { SETTING_NAMES } from '../../law/settings.ts'
import { formView, valueOf, type FormView } from '../../platform/web/forms.ts'
import { seeOther, sendPage } from '../../platform/web/reply.ts'
import { doneMessage, withDone } from './done.ts'
import { officeFrame } from './frame.ts'
import { officePage } from './layout.ts'
import { officePaths } from './paths.ts'
import type { OfficeServices } from './services.ts'
import { officerOf } from './session.ts'
import { settingsPage, settingValues } from './settings-page.ts'
import { orShowAgain } from './show-again.ts'

export function settingsRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.settings, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'settings.change', officer.agencyId)
    const current = lawSettingsOf(await getAgency(db, officer.agencyId))
    return show(services, request, reply, { view: formView(settingValues(current)) })
  })

  app.post(officePaths.settings, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'settings.change', officer.agencyId)
    const view = formView(request.body)
    const current = lawSettingsOf(await getAgency(db, officer.agencyId))
    const texts = SETTING_NAMES.map((name) => [name, valueOf(view, name).trim()] as const)
    const checked = readSettings(Object.fromEntries(texts), current)
    if (!checked.ok) {
      const again = formView(request.body, checked.problems)
      return show(services, request, reply, { view: again, status: 422 })
    }
    return orShowAgain(
      request.body,
      async () => {
        const change = { seen: valueOf(view, 'seen'), settings: checked.value }
        await changeSettings(db, officer, change, clock())
        return seeOther(reply, withDone(officePaths.settings, 'saved'))
      },
      (again) => show(services, request, reply, again),
      ['stale'],
    )
  })
}

interface Shown {
  readonly view: FormView
  readonly status?: number
  readonly refused?: string
}

async function show(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { view, status = 200, refused }: Shown,
): Promise<FastifyReply> {
  const { agencyId } = officerOf(request)
  const [agency, frame] = await Promise.all([
    getAgency(services.db, agencyId),
    officeFrame(services, request),
  ])
  const seen = fingerprintOf(lawSettingsOf(agency))
  const flash = doneMessage(request.query)
  const body = settingsPage({ view, seen, csrf: frame.csrf, ...(refused ? { refused } : {}) })
  const page = {
    title: '机构设置',
    current: 'settings',
    body,
    ...(flash ? { flash } : {}),
  } as const
  return sendPage(reply, officePage(frame, page), status)
}
