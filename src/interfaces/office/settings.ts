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
import { formView, valueOf } from '../../platform/web/forms.ts'
import { seeOther } from '../../platform/web/reply.ts'
import { withDone } from './done.ts'
import type { OfficeFrame } from './layout.ts'
import { officePaths } from './paths.ts'
import { sendOfficePage } from './send-page.ts'
import type { OfficeServices } from './services.ts'
import { officerOf } from './session.ts'
import { settingsPage, settingValues } from './settings-page.ts'
import { orShowAgain, type Shown } from './show-again.ts'

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

async function show(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { view, status, refused }: Shown,
): Promise<FastifyReply> {
  const { agencyId } = officerOf(request)
  const agency = await getAgency(services.db, agencyId)
  const seen = fingerprintOf(lawSettingsOf(agency))
  const page = ({ csrf }: OfficeFrame) =>
    settingsPage({ view, seen, csrf, ...(refused ? { refused } : {}) })
  const titled = { title: '机构设置', current: 'settings' } as const
  return sendOfficePage(services, request, reply, titled, page, status)
}
