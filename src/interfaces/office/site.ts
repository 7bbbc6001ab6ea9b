/** 网站与联系方式: what the foot of every public page and the 指南 state of the body. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { changeSite, fingerprintOfSite } from '../../domain/accounts/change-site.ts'
import { assertMay } from '../../domain/accounts/permissions.ts'
import { findLeadAgency, getAgency } from '../../domain/organisations/agencies-store.ts'
import {
  ContactForm,
  SiteAndContactForm,
  type SiteFields,
} from '../../domain/organisations/site.ts'
import { readSiteFields } from '../../domain/organisations/sites-store.ts'
import { formView, parseForm, valueOf, type FormView } from '../../platform/web/forms.ts'
import { seeOther } from '../../platform/web/reply.ts'
import { withDone } from './done.ts'
import type { OfficeFrame } from './layout.ts'
import { officePaths } from './paths.ts'
import { sendOfficePage } from './send-page.ts'
import type { OfficeServices } from './services.ts'
import { officerOf } from './session.ts'
import { orShowAgain, type Shown } from './show-again.ts'
import { sitePage } from './site-page.ts'

export function siteSettingsRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services

  app.get(officePaths.siteSettings, async (request, reply) => {
    const { agencyId } = allowed(request)
    return show(services, request, reply, {
      view: formView(await readSiteFields(db, agencyId)),
    })
  })

  app.post(officePaths.siteSettings, async (request, reply) => {
    const officer = allowed(request)
    const current = await readSiteFields(db, officer.agencyId)
    const checked = (await isLead(services, officer.agencyId))
      ? parseForm(SiteAndContactForm, request.body)
      : parseForm(ContactForm, request.body)
    if (!checked.ok) {
      const again = formView(request.body, checked.problems)
      return show(services, request, reply, { view: again, status: 422 })
    }
    const change = {
      seen: valueOf(formView(request.body), 'seen'),
      fields: { ...current, ...checked.value },
    }
    return orShowAgain(
      request.body,
      async () => {
        await changeSite(db, officer, change, clock())
        return seeOther(reply, withDone(officePaths.siteSettings, 'saved'))
      },
      (again) => show(services, request, reply, again),
      ['stale'],
    )
  })
}

function allowed(request: FastifyRequest) {
  const officer = officerOf(request)
  assertMay(officer, 'settings.change', officer.agencyId)
  return officer
}

const isLead = async ({ db }: OfficeServices, agencyId: number): Promise<boolean> =>
  (await findLeadAgency(db))?.id === agencyId

/** Of what is kept, what the form would overwrite. */
function otherThan(view: FormView, kept: SiteFields): Partial<SiteFields> {
  return Object.fromEntries(
    Object.entries(kept).filter(
      ([name, value]) => name in view.values && valueOf(view, name).trim() !== value,
    ),
  )
}

async function show(
  services: OfficeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { view, status, refused }: Shown,
): Promise<FastifyReply> {
  const { agencyId } = officerOf(request)
  const [agency, fields, lead] = await Promise.all([
    getAgency(services.db, agencyId),
    readSiteFields(services.db, agencyId),
    isLead(services, agencyId),
  ])
  const page = ({ csrf }: OfficeFrame) =>
    sitePage({
      view,
      seen: fingerprintOfSite(fields),
      csrf,
      isLead: lead,
      agencyName: agency.name,
      ...(refused ? { refused, meanwhile: otherThan(view, fields) } : {}),
    })
  const titled = { title: '网站与联系方式', current: 'settings' } as const
  return sendOfficePage(services, request, reply, titled, page, status)
}
