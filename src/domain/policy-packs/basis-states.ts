import { sql } from 'kysely'
import { endOf } from '../../law/validity.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { validityOfDocuments, type DocumentValidity } from '../policies/validity.ts'
import type { BasisState } from './flags.ts'

/** The title of what was published in error may be the error. */
const UNNAMED = '已撤下的文件'

interface BasisRow {
  readonly id: number
  readonly index_number: string
  readonly title: string
  readonly document_number: string
}

/**
 * How the named documents stand on a day, by number. A document that was never public is left out: nobody may learn that
 * it exists. One that was taken down is told by the title it last had.
 */
export async function readBasisStates(
  db: Db | Tx,
  documentIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<number, BasisState>> {
  if (documentIds.length === 0) return new Map()
  const ids = [...new Set(documentIds)]
  const [validity, { rows }] = await Promise.all([
    validityOfDocuments(db, ids, today),
    sql<BasisRow>`
      select distinct on (d.id) d.id, d.index_number, e.document_number,
        case when r.kind = 'published-in-error' then ${UNNAMED} else e.title end as title
      from documents d
      left join document_removals r on r.document_id = d.id
      join editions e on e.document_id = d.id and e.state in ('published', 'superseded', 'removed')
      where d.id = any(${ids}::bigint[]) and d.status in ('published', 'removed')
      order by d.id, e.number desc
    `.execute(db),
  ])
  return new Map(rows.map((row) => [row.id, stateOf(row, validity.get(row.id))]))
}

function stateOf(row: BasisRow, validity: DocumentValidity | undefined): BasisState {
  return {
    documentId: row.id,
    indexNumber: row.index_number,
    title: row.title,
    documentNumber: row.document_number,
    // what is not public has no validity
    validity: validity?.validity ?? 'removed',
    since: validity && endOf(validity.dates)?.on,
  }
}
