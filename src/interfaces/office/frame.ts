/** `const frame = await officeFrame(services, request)`: what surrounds an office page for the person at the desk. */
import type { FastifyRequest } from 'fastify'
import { mayAtHome, maySuperviseAny } from '../../domain/accounts/permissions.ts'
import type { Officer, Role } from '../../domain/accounts/officer.ts'
import { getAgency, supervisesUnits } from '../../domain/organisations/agencies-store.ts'
import { csrfToken } from '../../platform/web/csrf.ts'
import type { OfficeEntry, OfficeFrame } from './layout.ts'
import type { OfficeServices } from './services.ts'
import { navigationCounts } from './navigation-counts.ts'
import { officerOf } from './session.ts'
import { ROLE_NAMES } from './words.ts'

export async function officeFrame(
  services: OfficeServices,
  request: FastifyRequest,
  counts: NonNullable<OfficeFrame['counts']> = {},
): Promise<OfficeFrame> {
  const officer = officerOf(request)
  const [agency, hasUnits, counted] = await Promise.all([
    getAgency(services.db, officer.agencyId),
    supervisesUnits(services.db, officer.agencyId),
    navigationCounts(services, officer),
  ])
  return {
    asset: services.asset,
    csrf: csrfToken(request.sessionToken ?? ''),
    counts: { ...counted, ...counts },
    user: {
      name: officer.displayName,
      unit: agency.shortName,
      roles: [...officer.roles].map((role) => roleInWords(officer, role)),
      entries: entriesOf(officer, hasUnits),
    },
  }
}

/** 机构负责人, or 代某人（机构负责人） for a role held for somebody absent. */
function roleInWords({ deputyOf = [] }: Officer, role: Role): string {
  const names = deputyOf.filter((one) => one.role === role).map(({ personName }) => personName)
  return names.length === 0 ? ROLE_NAMES[role] : `代${names.join('、')}（${ROLE_NAMES[role]}）`
}

/** The doors shown to a person; the rooms behind them ask again. */
function entriesOf(officer: Officer, hasUnits: boolean): readonly OfficeEntry[] {
  const doors: readonly (readonly [OfficeEntry, boolean])[] = [
    ['today', true],
    ['calendar', mayAtHome(officer, 'requests.read')],
    ['requests', mayAtHome(officer, 'requests.read')],
    ['new-request', mayAtHome(officer, 'requests.register')],
    ['filings', hasUnits && maySuperviseAny(officer, 'filings.read')],
    ['assistance', mayAtHome(officer, 'requests.read')],
    ['determinations', mayAtHome(officer, 'determinations.read')],
    ['publications', mayAtHome(officer, 'publications.read')],
    ['policies', mayAtHome(officer, 'policies.read')],
    ['policy-packs', mayAtHome(officer, 'publications.read')],
    ['proposals', mayAtHome(officer, 'proposals.read')],
    ['consultations', mayAtHome(officer, 'consultations.read')],
    ['corrections', mayAtHome(officer, 'corrections.read')],
    ['catalogue', mayAtHome(officer, 'catalogue.read')],
    ['registers', mayAtHome(officer, 'registers.read')],
    ['annual-reports', mayAtHome(officer, 'reports.read')],
    ['letter-templates', mayAtHome(officer, 'letters.templates')],
    ['calendar-notices', true],
    ['settings', mayAtHome(officer, 'settings.change')],
    ['deputies', mayAtHome(officer, 'deputies.appoint')],
    ['people', mayAtHome(officer, 'accounts.manage')],
    ['audit', mayAtHome(officer, 'audit.read')],
  ]
  return doors.filter(([, open]) => open).map(([entry]) => entry)
}
