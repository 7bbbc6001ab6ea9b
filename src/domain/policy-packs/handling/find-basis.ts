import type { Db } from '../../../platform/database/database.ts'
import type { Basis } from '../item.ts'

/** A policy as an officer names it: by 索引号, 文号 or title, and the clause meant. */
export interface NamedBasis {
  readonly reference: string
  readonly clause: string
}

/**
 * Links what is named to the public document that bears this index number, document number or title; of several the
 * newest. What is not on this platform keeps the name it was given.
 */
export async function findBasis(db: Db, named: readonly NamedBasis[]): Promise<Basis[]> {
  const wanted = named.map(({ reference }) => normalised(reference))
  const rows = await db
    .selectFrom('documents as d')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .select(['d.id', 'd.index_number', 'e.document_number', 'e.title'])
    .where('d.status', '=', 'published')
    .where('e.kind', 'not in', ['policy-item', 'policy-pack'])
    .where((eb) =>
      eb.or([
        eb('d.index_number', 'in', [...wanted, '']),
        eb('e.document_number', 'in', [...wanted, '-']),
        eb('e.title', 'in', [...wanted, '']),
      ]),
    )
    .orderBy('d.published_at', 'desc')
    .execute()
  return named.map(({ reference, clause }, at) => {
    const name = wanted[at]!
    const found = rows.find((row) =>
      [row.index_number, row.document_number, row.title].includes(name),
    )
    return found
      ? { documentId: found.id, title: found.title, clause }
      : { documentId: null, title: unquoted(reference), clause }
  })
}

const unquoted = (reference: string) => reference.trim().replace(/^《([^《》]+)》$/, '$1')

/** 威高管办发[2020]13号, full-width digits, 《…》 around a title: as it stands on the document. */
function normalised(reference: string): string {
  const plain = unquoted(reference)
  if (/^[\da-z-]+\/[\da-z-]+$/i.test(plain.normalize('NFKC')))
    return plain.normalize('NFKC').toUpperCase()
  return plain.replace(/[[［〔(（【]\s*(\d{4})\s*[\]］〕)）】]/u, '〔$1〕')
}

/** How each basis is best named in a form: by index number where it is public here, so that it is found again. */
export async function namesOfBasis(db: Db, basis: readonly Basis[]): Promise<string[]> {
  const ids = basis.flatMap(({ documentId }) => (documentId === null ? [] : [documentId]))
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('documents')
          .select(['id', 'index_number'])
          .where('id', 'in', ids)
          .where('status', '=', 'published')
          .execute()
  const numbers = new Map(rows.map(({ id, index_number: number }) => [id, number]))
  return basis.map(({ documentId, title }) => numbers.get(documentId ?? 0) ?? title)
}
