import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'

export interface DocumentNeighbour {
  readonly title: string
  readonly indexNumber: string
}

/** The published documents right before and after this one in the list of its own body, newest first. */
export async function findDocumentNeighbours(
  db: Db,
  indexNumber: string,
): Promise<{ newer: DocumentNeighbour | undefined; older: DocumentNeighbour | undefined }> {
  const { rows } = await sql<{ side: 'newer' | 'older'; title: string; index_number: string }>`
    with here as (
      select id, agency_id, published_at from documents
      where index_number = ${indexNumber} and status = 'published'
    ), newer as (
      select d.id from here, documents d
      where d.status = 'published' and d.agency_id = here.agency_id
        and (d.published_at, d.id) > (here.published_at, here.id)
      order by d.published_at, d.id limit 1
    ), older as (
      select d.id from here, documents d
      where d.status = 'published' and d.agency_id = here.agency_id
        and (d.published_at, d.id) < (here.published_at, here.id)
      order by d.published_at desc, d.id desc limit 1
    )
    select side, e.title, d.index_number
    from (select 'newer' as side, id from newer union all select 'older', id from older) beside
    join documents d on d.id = beside.id
    join editions e on e.document_id = d.id and e.state = 'published'
  `.execute(db)
  const at = (side: 'newer' | 'older') => {
    const row = rows.find((candidate) => candidate.side === side)
    return row && { title: row.title, indexNumber: row.index_number }
  }
  return { newer: at('newer'), older: at('older') }
}
