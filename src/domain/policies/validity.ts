/**
 * The one answer to "how does this document stand on that day": the days kept in `document_validity` (see
 * docs/decisions/where-validity-comes-from.md), read through `law/validity.ts`. Everything that cites a document asks here.
 */
import type { Selectable } from 'kysely'
import {
  datesOfRecord,
  validityOn,
  type ValidityDates,
  type ValidityFinding,
} from '../../law/validity.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { DocumentValidity as Row } from '../../platform/database/schema.ts'

export interface DocumentValidity extends ValidityFinding {
  readonly documentId: number
  readonly dates: ValidityDates
  /** 规章, 规范性文件, or any document with a day of force or of end: others carry no mark. */
  readonly isShown: boolean
}

export type ValidityRow = Pick<
  Selectable<Row>,
  | 'normative_kind'
  | 'issued_on'
  | 'effective_on'
  | 'expires_on'
  | 'repealed_on'
  | 'lapsed_on'
  | 'amended_on'
>

const datesOf = (row: ValidityRow): ValidityDates =>
  datesOfRecord({
    effectiveFrom: row.effective_on,
    expiresOn: row.expires_on,
    repealedOn: row.repealed_on,
    lapsedOn: row.lapsed_on,
    amendedOn: row.amended_on,
  })

export function validityOfRow(
  row: ValidityRow & { readonly document_id: number },
  day: Temporal.PlainDate,
): DocumentValidity {
  const dates = datesOf(row)
  const isShown = row.normative_kind !== null || Object.keys(dates).length > 0
  return { documentId: row.document_id, dates, isShown, ...validityOn(dates, day) }
}

/** How published documents stand on a day, by number; a document that is not public is left out. */
export async function validityOfDocuments(
  db: Db | Tx,
  documentIds: readonly number[],
  day: Temporal.PlainDate,
): Promise<ReadonlyMap<number, DocumentValidity>> {
  if (documentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('document_validity')
    .selectAll()
    .where('document_id', 'in', [...new Set(documentIds)])
    .execute()
  return new Map(rows.map((row) => [row.document_id, validityOfRow(row, day)]))
}

/** How one document stands on a day; undefined when it is not public. */
export async function validityOfDocument(
  db: Db | Tx,
  documentId: number,
  day: Temporal.PlainDate,
): Promise<DocumentValidity | undefined> {
  return (await validityOfDocuments(db, [documentId], day)).get(documentId)
}
