import type { Db } from '../../../platform/database/database.ts'
import { findLeadAgency } from '../../organisations/agencies-store.ts'
import { findSite } from '../../organisations/sites-store.ts'

export interface Sender {
  /** As the portal's pages are headed. */
  readonly name: string
  /** For a subject line. */
  readonly shortName: string
}

/** Whose portal the mail comes from; undefined before it is set up. */
export async function findSender(db: Db): Promise<Sender | undefined> {
  const agency = await findLeadAgency(db)
  if (!agency) return undefined
  const { name } = await findSite(db, agency.id)
  return { name: name || agency.name, shortName: name || agency.shortName }
}
