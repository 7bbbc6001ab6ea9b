import { sql } from 'kysely'
import { STATUTORY_ITEMS, type StatutoryItem } from '../../law/catalogue/statutory.ts'
import type { Db } from '../../platform/database/database.ts'

/** An item of 条例 第二十条、第二十一条 that the catalogue has a row for, and how many documents are public under it. */
export interface StatutoryNode extends StatutoryItem {
  readonly published: number
  /** short names of the bodies that the catalogue holds to it */
  readonly owners: readonly string[]
}

export interface StatutoryQuestion {
  readonly today: Temporal.PlainDate
  /** counts the documents of this body alone */
  readonly agencyId?: number | undefined
}

/** 法定主动公开内容 as the catalogue in force today divides it, in the order of the text. Reads what is public only. */
export async function readStatutoryTree(
  db: Db,
  { today, agencyId }: StatutoryQuestion,
): Promise<StatutoryNode[]> {
  const ofAgency = agencyId === undefined ? sql`true` : sql`d.agency_id = ${agencyId}`
  const { rows } = await sql<{ branch: string; published: number; owners: string[] }>`
    select r.branch, count(distinct d.id) filter (where ${ofAgency}) as published,
      array_agg(distinct o.short_name) as owners
    from catalogue_rows r
    join agencies o on o.id = r.owner_id
    left join catalogue_bindings b on b.item_id = r.item_id
    left join documents d on d.id = b.document_id and d.status = 'published'
    where ${inForce(today)}
    group by r.branch
  `.execute(db)
  const byCode = new Map(rows.map((row) => [row.branch, row]))
  return STATUTORY_ITEMS.flatMap((item) => {
    const row = byCode.get(item.code)
    return row ? [{ ...item, published: row.published, owners: row.owners }] : []
  })
}

/** The public documents bound to rows of one statutory item. */
export async function listDocumentsUnder(
  db: Db,
  code: string,
  today: Temporal.PlainDate,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct d.id
    from catalogue_rows r
    join catalogue_bindings b on b.item_id = r.item_id
    join documents d on d.id = b.document_id and d.status = 'published'
    where ${inForce(today)} and r.branch = ${code}
  `.execute(db)
  return rows.map(({ id }) => id)
}

const inForce = (today: Temporal.PlainDate) => sql`
  r.part = 'statutory' and r.manner = 'proactive'
  and r.valid_from <= ${today} and (r.valid_to is null or r.valid_to >= ${today})`
