/** What a public document is connected with, in both directions; shown only where both ends are public. */
import type { Db, Tx } from '../../platform/database/database.ts'
import { validityOfRow, type DocumentValidity } from './validity.ts'

export const LINK_KINDS = [
  'interprets',
  'amends',
  'repeals',
  'keeps',
  'to-be-amended',
  'lapses',
  'answers',
  'based-on',
  'forwards',
  'result-of',
] as const
export type LinkKind = (typeof LINK_KINDS)[number]

export interface DocumentLink {
  readonly kind: LinkKind
  /** `from`: this document does it to the other; `to`: the other does it to this one. */
  readonly direction: 'from' | 'to'
  readonly documentId: number
  readonly agencyId: number
  readonly indexNumber: string
  readonly title: string
  readonly documentNumber: string
  readonly appliesFrom: Temporal.PlainDate | null
  readonly publishedAt: Temporal.Instant
  readonly validity: DocumentValidity
}

/** @param day the day for which the other documents' validity is shown */
export async function listPublicLinks(
  db: Db | Tx,
  documentId: number,
  day: Temporal.PlainDate,
): Promise<DocumentLink[]> {
  const rows = await db
    .selectFrom('document_relations as r')
    .innerJoin('documents as d', (join) =>
      join.on((eb) =>
        eb(
          'd.id',
          '=',
          eb
            .case()
            .when('r.from_id', '=', documentId)
            .then(eb.ref('r.to_id'))
            .else(eb.ref('r.from_id'))
            .end(),
        ),
      ),
    )
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .innerJoin('document_validity as v', 'v.document_id', 'd.id')
    .selectAll('v')
    .select([
      'r.kind',
      'r.from_id',
      'r.applies_from',
      'd.agency_id',
      'd.index_number',
      'd.published_at',
      'e.title',
      'e.document_number',
    ])
    .where((eb) => eb.or([eb('r.from_id', '=', documentId), eb('r.to_id', '=', documentId)]))
    .where('r.kind', 'in', LINK_KINDS)
    .where('d.status', '=', 'published')
    .orderBy('r.applies_from')
    .orderBy('r.position')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    kind: row.kind as LinkKind,
    direction: row.from_id === documentId ? 'from' : 'to',
    documentId: row.document_id,
    agencyId: row.agency_id,
    indexNumber: row.index_number!, // published
    title: row.title,
    documentNumber: row.document_number,
    appliesFrom: row.applies_from,
    publishedAt: row.published_at!, // published
    validity: validityOfRow(row, day),
  }))
}
