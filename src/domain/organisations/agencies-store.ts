import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Agencies } from '../../platform/database/schema.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { Agency, AgencyForm, AgencyKind } from './agency.ts'

export function toAgency(row: Selectable<Agencies>): Agency {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    shortName: row.short_name,
    uscc: row.uscc,
    indexPrefix: row.index_prefix ?? row.uscc,
    kind: row.kind as AgencyKind,
    supervisorId: row.supervisor_id,
    reportsAnnually: row.reports_annually,
    address: row.address,
    postcode: row.postcode,
    phone: row.phone,
    fax: row.fax,
    email: row.email,
    officeHours: row.office_hours,
    website: row.website,
    siteCode: row.site_code,
    letterPrefix: row.letter_prefix,
    lawSettings: row.law_settings as Record<string, unknown>,
    updatedAt: row.updated_at,
  }
}

export async function getAgency(db: Db | Tx, id: number): Promise<Agency> {
  const row = await db.selectFrom('agencies').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有这个机构。')
  return toAgency(row)
}

export async function findAgencyBySlug(db: Db | Tx, slug: string): Promise<Agency | undefined> {
  const row = await db
    .selectFrom('agencies')
    .selectAll()
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row && toAgency(row)
}

/** Whether other bodies file their cases with this one. */
export async function supervisesUnits(db: Db | Tx, id: number): Promise<boolean> {
  const unit = await db
    .selectFrom('agencies')
    .select('id')
    .where('supervisor_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return unit !== undefined
}

/** A body and the units that file with it, in their order: who may own a row of its catalogue. */
export async function listOwners(db: Db | Tx, agencyId: number): Promise<Agency[]> {
  const rows = await db
    .selectFrom('agencies')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', agencyId), eb('supervisor_id', '=', agencyId)]))
    .orderBy((eb) => eb('id', '=', agencyId), 'desc')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(toAgency)
}

/** The body whose name the portal bears: the first that files with nobody. Undefined on an empty installation. */
export async function findLeadAgency(db: Db | Tx): Promise<Agency | undefined> {
  const row = await db
    .selectFrom('agencies')
    .selectAll()
    .where('supervisor_id', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row && toAgency(row)
}

export interface NewAgency extends AgencyForm {
  readonly indexPrefix?: string | null
  readonly supervisorId?: number | null
  readonly reportsAnnually?: boolean
  readonly position?: number
}

export async function insertAgency(tx: Tx, agency: NewAgency): Promise<number> {
  const { id } = await tx
    .insertInto('agencies')
    .values({
      ...agencyColumns(agency),
      index_prefix: agency.indexPrefix ?? null,
      supervisor_id: agency.supervisorId ?? null,
      reports_annually: agency.reportsAnnually ?? true,
      position: agency.position ?? 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Fills in a body that was there before anybody set it up, because documents were imported into it. Its own code goes
 * before what index numbers were given meanwhile; those that are issued stay.
 */
export async function completeAgency(tx: Tx, id: number, form: AgencyForm): Promise<void> {
  await tx
    .updateTable('agencies')
    .set({ ...agencyColumns(form), ...(form.uscc === null ? {} : { index_prefix: null }) })
    .where('id', '=', id)
    .execute()
}

function agencyColumns(form: AgencyForm) {
  return {
    slug: form.slug,
    name: form.name,
    short_name: form.shortName,
    uscc: form.uscc,
    kind: form.kind,
    address: form.address,
    postcode: form.postcode,
    phone: form.phone,
    fax: form.fax,
    email: form.email,
    office_hours: form.officeHours,
    website: form.website,
    site_code: form.siteCode,
    letter_prefix: form.letterPrefix,
  }
}
