import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'

/** Characters of the text that stand in for an 内容概述 nobody wrote. */
const OPENING = 160

/** What public documents are about, by index number: 内容概述, or else how the text begins. */
export async function listSummaries(
  db: Db,
  indexNumbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (indexNumbers.length === 0) return new Map()
  const rows = await db
    .selectFrom('documents as d')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .select([
      'd.index_number',
      'e.summary',
      sql<string>`left(e.body_text, ${OPENING + 1})`.as('text'),
    ])
    .where('d.status', '=', 'published')
    .where('d.index_number', 'in', indexNumbers)
    .execute()
  return new Map(
    rows.map(({ index_number, summary, text }) => [index_number!, summary || openingOf(text)]),
  )
}

function openingOf(text: string): string {
  const opening = text.replaceAll(/\s+/g, ' ').trim()
  return text.length > OPENING ? `${[...opening].slice(0, OPENING).join('')}……` : opening
}
