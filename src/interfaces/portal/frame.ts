import type { FastifyRequest } from 'fastify'
import { findLeadAgency } from '../../domain/organisations/agencies-store.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import { NO_SITE, type Site } from '../../domain/organisations/site.ts'
import { findSite } from '../../domain/organisations/sites-store.ts'
import { isCategoryPublic } from '../../domain/publications/public-lists.ts'
import { canSubscribe } from '../../domain/subscriptions/subscription.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { ENTERPRISE_CATEGORY, type PortalFrame } from './layout.ts'
import { contactLine, websiteHost } from './office-contact.ts'
import type { PortalSite } from './portal-site.ts'
import type { PortalServices } from './services.ts'
import { findUnit } from './unit.ts'

/** What every page shows of the office itself. */
interface Masthead {
  readonly agency: Agency
  readonly stated: Site
  readonly enterprisePolicies: boolean
}

const remembered = new WeakMap<PortalServices, { version: number; masthead: Masthead }>()

/**
 * The same on every page, so it is read again only when something public has changed since.
 * @throws Refusal `unavailable` before the first office is set up, so that no page from then is kept
 */
async function readMasthead(services: PortalServices): Promise<Masthead> {
  const { db, pages } = services
  const { version, paused } = pages
  const known = remembered.get(services)
  if (known && !paused && known.version === version) return known.masthead
  const [agency, enterprisePolicies] = await Promise.all([
    findLeadAgency(db),
    isCategoryPublic(db, ENTERPRISE_CATEGORY),
  ])
  if (!agency)
    throw new Refusal('unavailable', '本平台正在设置，还没有开始公开信息。请过些时候再来。')
  const stated = await findSite(db, agency.id)
  const masthead = { agency, stated, enterprisePolicies }
  if (!paused) remembered.set(services, { version, masthead })
  return masthead
}

export async function portalFrame(
  services: PortalServices,
  request: FastifyRequest,
): Promise<PortalFrame> {
  const [masthead, unit] = await Promise.all([
    readMasthead(services),
    findUnit(services.db, request),
  ])
  return { ...frameOf(masthead, services, request), unit }
}

function frameOf(
  { agency, stated = NO_SITE, enterprisePolicies }: Partial<Masthead>,
  services: PortalServices,
  request: FastifyRequest,
): PortalFrame {
  const domain = knownDomain(services, agency)
  // shown to who claimed it, and to nobody else
  if (domain === undefined) request.namesClaimedHost = true
  return {
    site: siteOf(agency, stated, domain ?? request.hostname),
    asset: services.asset,
    elder: request.cookies['elder'] === '1',
    path: request.url,
    origin: services.origin,
    enterprisePolicies: enterprisePolicies ?? false,
    mailSubscriptions: canSubscribe(services.subscriptions),
  }
}

/** For the page that says so when the records cannot be read. */
export function frameWithoutRecords(
  services: PortalServices,
  request: FastifyRequest,
): PortalFrame {
  return frameOf({}, services, request)
}

/** The body whose portal this is. @throws Refusal `unavailable` before it is set up */
export async function getPortalAgency(services: PortalServices): Promise<Agency> {
  return (await readMasthead(services)).agency
}

/** The host of this site as the office names it; never one that only a request claims, which anybody may forge. */
function knownDomain(services: PortalServices, agency: Agency | undefined): string | undefined {
  return services.domain ?? (agency && websiteHost(agency))
}

function siteOf(agency: Agency | undefined, stated: Site, domain: string): PortalSite {
  if (!agency) return { name: '', domain }
  return {
    name: stated.name || agency.name,
    domain,
    sponsor: stated.sponsor || agency.name,
    contact: contactLine(agency),
    idCode: agency.siteCode || undefined,
    icpFiling: stated.icpFiling || undefined,
    policeFiling: stated.policeFiling || undefined,
    partyGovernmentMark: stated.partyGovernmentMark || undefined,
  }
}
