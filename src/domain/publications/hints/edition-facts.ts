import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { DocumentFacts } from '../../../law/document-rules-kinds.ts'
import { parseDocumentNumber } from '../../../law/document-rules-number.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import type { Edition } from '../edition.ts'
import { listWords } from './word-lists.ts'

/** What the rules need to know of an edition, its body and the body's other documents. */
export async function factsOf(
  db: Db,
  edition: Edition,
  now: Temporal.Instant,
): Promise<DocumentFacts> {
  const [agency, organCodes, hasInterpretation, words] = await Promise.all([
    getAgency(db, edition.agencyId),
    knownOrganCodes(db, edition.agencyId),
    isInterpreted(db, edition.documentId),
    listWords(db, edition.agencyId),
  ])
  return {
    ...edition,
    kind: edition.kind === 'document' ? 'document' : 'other',
    normative: edition.normativeKind !== null,
    publishedOn: dayOf(edition.firstPublishedAt ?? now),
    isPublished: edition.firstPublishedAt !== null,
    indexPrefix: agency.indexPrefix,
    text: edition.bodyText,
    attachmentNames: edition.attachments.map(({ name }) => name),
    organNames: [agency.name, agency.shortName],
    organCodes,
    hasInterpretation,
    wrongWords: words.filter(({ kind }) => kind === 'wrong'),
    sensitiveWords: words.filter(({ kind }) => kind === 'sensitive'),
  }
}

/** As often as this a body has published under a code, nobody doubts that it is its own. */
const LEARNED_FROM = 3

/** 机关代字: what the office registered; of what it did not, what its published documents show again and again. */
async function knownOrganCodes(db: Db, agencyId: number): Promise<Map<string, readonly string[]>> {
  const registered = await db
    .selectFrom('organ_codes')
    .select(['code', 'organ'])
    .where('agency_id', '=', agencyId)
    .execute()
  const codes = new Map<string, string[]>()
  for (const { code, organ } of registered) codes.set(code, [...(codes.get(code) ?? []), organ])
  for (const [code, organs] of await learnedCodes(db, agencyId))
    if (!codes.has(code)) codes.set(code, organs)
  return codes
}

async function learnedCodes(db: Db, agencyId: number): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ document_number: string; publisher: string }>`
    select e.document_number, e.publisher from editions e join documents d on d.id = e.document_id
    where d.agency_id = ${agencyId} and e.state = 'published' and e.kind = 'document' and e.document_number <> ''
    order by e.id desc limit 1000
  `.execute(db)
  const counted = new Map<string, Map<string, number>>()
  for (const { document_number: text, publisher } of rows) {
    const code = parseDocumentNumber(text)?.code
    if (code === undefined) continue
    const organs = counted.get(code) ?? new Map<string, number>()
    organs.set(publisher, (organs.get(publisher) ?? 0) + 1)
    counted.set(code, organs)
  }
  const learned = [...counted].map(([code, organs]) => {
    const usual = [...organs].filter(([, count]) => count >= LEARNED_FROM)
    return [code, usual.map(([organ]) => organ)] as const
  })
  return new Map(learned.filter(([, organs]) => organs.length > 0).map(([c, o]) => [c, [...o]]))
}

/** A published interpretation, or one in hand that says what it interprets. */
async function isInterpreted(db: Db, documentId: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1 from document_relations where to_id = ${documentId} and kind = 'interprets'
    ) or exists (
      select 1 from editions e where e.kind = 'interpretation'
        and e.structure -> 'interprets' @> to_jsonb(array[${documentId}::bigint])
        and e.state not in ('superseded', 'removed')
    ) as found
  `.execute(db)
  return rows[0]?.found === true
}
