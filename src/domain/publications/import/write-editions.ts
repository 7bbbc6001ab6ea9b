/** The one edition of each imported document: through the gate, with the basis as its review, published. */
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/database.ts'
import { dayOf, formatChineseDate } from '../../../platform/kernel/time.ts'
import type { Agency } from '../../organisations/agency.ts'
import type { Attachment } from '../edition.ts'
import type { EditionFinding } from '../gate/clearance.ts'
import { findInWords, SCANNER } from '../gate/scan-edition.ts'
import type { ImportAccounts } from './import-accounts.ts'
import type { PreparedDocument } from './prepare.ts'

/** A document whose row is written. */
export interface WrittenDocument {
  readonly documentId: number
  readonly document: PreparedDocument
  readonly indexNumber: string
  readonly publishedAt: Temporal.Instant
  readonly attachment: Attachment | undefined
}

interface Importing {
  readonly agency: Agency
  readonly accounts: ImportAccounts
  readonly basis: string
}

/** @returns the edition's id of each document */
export async function writeEditions(
  tx: Tx,
  importing: Importing,
  written: readonly WrittenDocument[],
  now: Temporal.Instant,
): Promise<Map<number, number>> {
  const note = `原网站的文件，${formatChineseDate(dayOf(now))}迁移入库。`
  const editions = await insertEditions(tx, importing, written, { note, now })
  const byDocument = new Map(written.map((one) => [one.documentId, one]))
  const scanned = editions.map(({ id, document_id, content_hash }) => ({
    editionId: id,
    contentHash: content_hash,
    findings: findingsOf(byDocument.get(document_id)!, importing.agency, note),
  }))
  await passGate(tx, importing, scanned, now)
  const ids = editions.map(({ id }) => id)
  await stateBasis(tx, importing, ids, now)
  await publish(tx, importing, ids, now)
  return new Map(editions.map(({ id, document_id }) => [document_id, id]))
}

interface Inserted {
  readonly id: number
  readonly document_id: number
  readonly content_hash: Buffer
}

async function insertEditions(
  tx: Tx,
  { agency, accounts: { originId } }: Importing,
  written: readonly WrittenDocument[],
  { note, now }: { readonly note: string; readonly now: Temporal.Instant },
): Promise<readonly Inserted[]> {
  const contents = JSON.stringify(written.map((one) => contentColumns(one, agency)))
  // the database computes the hash itself
  const { rows } = await sql<Inserted>`
    insert into editions (document_id, number, title, publisher, category, disclosure, document_number, formed_on,
      effective_from, expires_on, repealed_on, normative_kind, body_html, body_text, attachments, public_note,
      drafted_by, contributors, created_at, updated_at, content_hash)
    select document_id, 1, title, publisher, category, 'proactive', document_number, formed_on,
      effective_from, expires_on, repealed_on, normative_kind, body_html, body_text, attachments, ${note},
      ${originId}::int, array[${originId}::int], ${now}::timestamptz, ${now}::timestamptz, ''
    from json_populate_recordset(null::editions, ${contents}::json)
    returning id, document_id, content_hash
  `.execute(tx)
  return rows
}

function contentColumns({ documentId, document, attachment }: WrittenDocument, agency: Agency) {
  return {
    document_id: documentId,
    title: document.title,
    publisher: document.publisher || agency.name,
    category: document.category,
    document_number: document.documentNumber,
    formed_on: document.issuedOn,
    effective_from: document.effectiveFrom,
    expires_on: document.expiresOn,
    repealed_on: document.repealedOn,
    normative_kind: document.normativeKind,
    body_html: document.bodyHtml,
    body_text: document.bodyText,
    attachments: attachment ? [attachment] : [],
  }
}

/** The gate looks through every word that readers get, and through the original. */
function findingsOf(
  { document, attachment }: WrittenDocument,
  agency: Agency,
  publicNote: string,
): EditionFinding[] {
  const { title, category, documentNumber, bodyText, bodyHtml, original } = document
  const inWords = findInWords(
    {
      title,
      publisher: document.publisher || agency.name,
      category,
      documentNumber,
      bodyText,
      bodyHtml,
      publicNote,
      subjectCategory: '',
      genre: '',
      registrationNumber: '',
      summary: '',
      keywords: [],
      structure: null,
    },
    agency,
  )
  if (attachment === undefined || original === undefined) return inWords
  const { name: place, fileId } = attachment
  const inFile = original.found.map(({ kind, where, message }) => ({
    place,
    fileId,
    kind,
    where,
    message,
  }))
  return [...inWords, ...inFile]
}

interface Scanned {
  readonly editionId: number
  readonly contentHash: Buffer
  readonly findings: readonly EditionFinding[]
}

/**
 * The gate looks at imported documents as at all others. What it finds stands on the record and is reported; that it
 * is public already is the reason why it may pass.
 */
async function passGate(
  tx: Tx,
  { accounts, basis }: Importing,
  scanned: readonly Scanned[],
  now: Temporal.Instant,
): Promise<void> {
  const row = ({ editionId, contentHash, findings }: Scanned) => ({
    edition_id: editionId,
    content_hash: contentHash,
    scanner: SCANNER,
    findings: JSON.stringify(findings),
    outcome: findings.length === 0 ? 'clear' : 'blocked',
    scanned_at: now,
  })
  await tx.insertInto('edition_clearances').values(scanned.map(row)).execute()
  const blocked = scanned.filter(({ findings }) => findings.length > 0)
  if (blocked.length === 0) return
  const decided = { decided_by: accounts.stater.id, decided_at: now, reason: basis }
  const accepted = blocked.map((one) => ({ ...row(one), outcome: 'accepted', ...decided }))
  await tx.insertInto('edition_clearances').values(accepted).execute()
}

/** The basis is the review of exactly this content (migrations/0042). */
async function stateBasis(
  tx: Tx,
  { accounts, basis }: Importing,
  editionIds: readonly number[],
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into edition_reviews (edition_id, content_hash, conclusion, checks, opinion, evidence, reviewer_id, reviewed_at)
    select id, content_hash, 'may-publish', '{}', ${basis}, 'already-public', ${accounts.stater.id}::int, ${now}::timestamptz
    from editions where id = any (${[...editionIds]}::bigint[])
  `.execute(tx)
}

/** On the day of the import: the document's own 发布日期 is that of the old site. */
async function publish(
  tx: Tx,
  { accounts }: Importing,
  editionIds: readonly number[],
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update editions set state = 'published', published_by = ${accounts.stater.id}::int, published_at = ${now}::timestamptz
    where id = any (${[...editionIds]}::bigint[])
  `.execute(tx)
}
