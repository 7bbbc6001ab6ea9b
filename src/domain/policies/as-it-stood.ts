/** A document as it stood on a day: the edition that was public then, and its validity on that day. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { CHINA_TIME_ZONE } from '../../platform/kernel/time.ts'

export interface EditionOnDay {
  readonly number: number
  readonly title: string
  readonly documentNumber: string
  readonly bodyHtml: string
  readonly publicNote: string
  readonly publishedAt: Temporal.Instant
  /** It is also what is public now. */
  readonly isCurrent: boolean
  /** The day lies before the first publication here: the first edition is shown in its place. */
  readonly isBeforeFirst: boolean
}

/**
 * The edition that was public when the day ended; before the first publication, the first edition. Only of a document that
 * is public now: what was taken down is not shown by asking for an earlier day.
 */
export async function findEditionOn(
  db: Db | Tx,
  documentId: number,
  day: Temporal.PlainDate,
): Promise<EditionOnDay | undefined> {
  const end = day.add({ days: 1 }).toZonedDateTime(CHINA_TIME_ZONE).toInstant()
  const { rows } = await sql<EditionOnDay>`
    select e.number, e.title, e.document_number as "documentNumber", e.body_html as "bodyHtml",
      e.public_note as "publicNote", came.out as "publishedAt", e.state = 'published' as "isCurrent",
      came.out >= ${end} as "isBeforeFirst"
    from editions e join documents d on d.id = e.document_id and d.status = 'published'
    -- the first of a document from another site came out there
    cross join lateral (
      select case e.number when 1 then d.published_at else e.published_at end as out
    ) as came
    where e.document_id = ${documentId} and e.state in ('published', 'superseded')
    order by came.out >= ${end}, case when came.out >= ${end} then e.number else -e.number end
    limit 1
  `.execute(db)
  return rows[0]
}
