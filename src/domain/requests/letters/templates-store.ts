/** Which wording of a letter an agency uses on a day: its own latest, or the one that comes with the product. */
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { TemplateId } from './letter-kinds.ts'
import { builtInTemplate } from './templates/built-in.ts'

export interface Template {
  readonly id: TemplateId
  /** `own-3`, or `built-in-2019-05-15` */
  readonly version: string
  readonly title: string
  readonly body: string
}

/** A wording that an agency adopted; without title and body it went back to the product's. */
export interface OwnTemplate {
  readonly version: number
  readonly title: string | null
  readonly body: string | null
  readonly validFrom: Temporal.PlainDate
  readonly note: string
  readonly adoptedBy: string
  readonly adoptedAt: Temporal.Instant
}

/** Of several adopted wordings that are valid on the day, the one adopted last. */
export async function getTemplate(
  db: Db | Tx,
  agencyId: number,
  id: TemplateId,
  on: Temporal.PlainDate,
): Promise<Template> {
  const own = await db
    .selectFrom('letter_templates')
    .select(['version', 'title', 'body'])
    .where('agency_id', '=', agencyId)
    .where('template', '=', id)
    .where('valid_from', '<=', on)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (own?.title != null && own.body !== null) {
    return { id, version: `own-${own.version}`, title: own.title, body: own.body }
  }
  const { title, body, validFrom } = builtInTemplate(id, on)
  return { id, version: `built-in-${validFrom}`, title, body }
}

/** Every wording the agency ever adopted for a letter, the newest first. */
export async function listOwnTemplates(
  db: Db,
  agencyId: number,
  id: TemplateId,
): Promise<OwnTemplate[]> {
  const rows = await db
    .selectFrom('letter_templates as t')
    .innerJoin('users as u', 'u.id', 't.adopted_by')
    .select(['t.version', 't.title', 't.body', 't.valid_from', 't.note', 't.adopted_at'])
    .select('u.display_name')
    .where('t.agency_id', '=', agencyId)
    .where('t.template', '=', id)
    .orderBy('t.version', 'desc')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    title: row.title,
    body: row.body,
    validFrom: row.valid_from,
    note: row.note,
    adoptedBy: row.display_name,
    adoptedAt: row.adopted_at,
  }))
}

/** The letters for which the agency's own wording is in force on the day. */
export async function listOwnTemplateIds(
  db: Db,
  agencyId: number,
  on: Temporal.PlainDate,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('letter_templates')
    .distinctOn('template')
    .select(['template', 'body'])
    .where('agency_id', '=', agencyId)
    .where('valid_from', '<=', on)
    .orderBy('template')
    .orderBy('version', 'desc')
    .execute()
  return new Set(rows.filter(({ body }) => body !== null).map(({ template }) => template))
}
