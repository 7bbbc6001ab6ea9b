import type { Db, Tx } from '../../platform/database/database.ts'
import { getAgency } from './agencies-store.ts'
import { NO_SITE, siteFields, type Site, type SiteFields } from './site.ts'

/** What the site of a body states of itself; nothing, before anybody entered it. */
export async function findSite(db: Db | Tx, agencyId: number): Promise<Site> {
  const row = await db
    .selectFrom('portal_sites')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .executeTakeFirst()
  if (!row) return NO_SITE
  return {
    name: row.name,
    sponsor: row.sponsor,
    icpFiling: row.icp_filing,
    policeFiling: row.police_filing,
    partyGovernmentMark: row.party_government_mark,
  }
}

export async function readSiteFields(db: Db | Tx, agencyId: number): Promise<SiteFields> {
  return siteFields(await getAgency(db, agencyId), await findSite(db, agencyId))
}

/** The body's row is touched only where it changes: 指南 states when that was. */
export async function saveSiteFields(tx: Tx, agencyId: number, fields: SiteFields): Promise<void> {
  const { name, sponsor, icpFiling, policeFiling, partyGovernmentMark } = fields
  const { siteCode, address, officeHours, phone, fax, email, postcode, website } = fields
  const site = {
    name,
    sponsor,
    icp_filing: icpFiling,
    police_filing: policeFiling,
    party_government_mark: partyGovernmentMark,
  }
  await tx
    .insertInto('portal_sites')
    .values({ agency_id: agencyId, ...site })
    .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(site))
    .execute()
  await tx
    .updateTable('agencies')
    .set({
      site_code: siteCode,
      address,
      office_hours: officeHours,
      phone,
      fax,
      email,
      postcode,
      website,
    })
    .where('id', '=', agencyId)
    .execute()
}
