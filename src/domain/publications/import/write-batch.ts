/** Writes imported documents: each with its one edition, the basis as its review, and its place in the search index. */
import { formatIndexNumber, parseIndexNumber } from '../../../law/index-number.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { receiveFile, type Files } from '../../../platform/files/files.ts'
import { dayOf, formatChineseDate } from '../../../platform/kernel/time.ts'
import type { Agency } from '../../organisations/agency.ts'
import { takeIndexSerial } from '../documents-store.ts'
import type { Attachment } from '../edition.ts'
import { hasIndexNumber } from '../index-number-match.ts'
import { agencyListTag, ALL_DOCUMENTS_TAG, announcePublicChange } from '../publication-changed.ts'
import { indexDocuments } from '../search/index-edition.ts'
import type { EditionFinding } from '../gate/clearance.ts'
import { findInWords, SCANNER } from '../gate/scan-edition.ts'
import { publishedAtOf } from './check-row.ts'
import type { ImportAccounts } from './import-accounts.ts'
import type { PreparedDocument } from './prepare.ts'

export interface OpenImport {
  readonly id: number
  readonly agency: Agency & { readonly indexPrefix: string }
  readonly accounts: ImportAccounts
  readonly basis: string
  /** where originals are kept */
  readonly files: Files | undefined
}

/** A document in the writing: `publishedAt` and `indexNumber` decided. */
interface Written {
  readonly document: PreparedDocument
  readonly indexNumber: string
  readonly publishedAt: Temporal.Instant
  readonly attachment: Attachment | undefined
}

/** @returns the index numbers, in the order of `documents` */
export async function writeBatch(
  tx: Tx,
  open: OpenImport,
  documents: readonly PreparedDocument[],
  now: Temporal.Instant,
): Promise<string[]> {
  const written: Written[] = []
  for (const document of documents) {
    const publishedAt = publishedAtOf(document, now)
    const indexNumber = document.indexNumber ?? (await issueIndexNumber(tx, open, publishedAt))
    const attachment = await keepOriginal(tx, open, document, now)
    written.push({ document, indexNumber, publishedAt, attachment })
  }
  const ids = await insertDocuments(tx, open, written, now)
  await publishEditions(tx, open, written, ids, now)
  await noteImported(tx, open, written, ids, now)
  await indexDocuments(tx, [...ids.values()])
  await recordAudit(tx, now, {
    actor: open.accounts.stater,
    action: 'documents.imported',
    subject: `import:${open.id}`,
    detail: { documents: written.length, basis: open.basis },
  })
  await announcePublicChange(tx, [agencyListTag(open.agency.id), ALL_DOCUMENTS_TAG])
  return written.map(({ indexNumber }) => indexNumber)
}

async function keepOriginal(
  tx: Tx,
  { files }: OpenImport,
  { original }: PreparedDocument,
  now: Temporal.Instant,
): Promise<Attachment | undefined> {
  if (files === undefined || original?.staged === undefined) return undefined
  const { id, ...stored } = await receiveFile(files, tx, original.staged, now)
  const { name, sha256, size, mediaType } = stored
  const { pages } = original
  return { name, sha256, size, mediaType, fileId: id, role: 'original', pages }
}

/** In the year that the document came out. A number that the old site gave already is passed over. */
async function issueIndexNumber(
  tx: Tx,
  { agency }: OpenImport,
  publishedAt: Temporal.Instant,
): Promise<string> {
  const organCode = agency.indexPrefix
  const { year } = dayOf(publishedAt)
  for (;;) {
    const serial = await takeIndexSerial(tx, organCode, year)
    const indexNumber = formatIndexNumber({ organCode, year, serial })
    const taken = await tx
      .selectFrom('documents')
      .select('id')
      .where(hasIndexNumber('index_number', indexNumber))
      .executeTakeFirst()
    if (!taken) return indexNumber
  }
}

async function insertDocuments(
  tx: Tx,
  open: OpenImport,
  written: readonly Written[],
  now: Temporal.Instant,
): Promise<Map<string, number>> {
  const rows = await tx
    .insertInto('documents')
    .values(
      written.map(({ indexNumber, publishedAt }) => ({
        agency_id: open.agency.id,
        index_number: indexNumber,
        status: 'published',
        published_at: publishedAt,
        created_at: now,
        import_id: open.id,
      })),
    )
    .returning(['id', 'index_number'])
    .execute()
  return new Map(rows.map(({ id, index_number }) => [index_number!, id]))
}

async function publishEditions(
  tx: Tx,
  open: OpenImport,
  written: readonly Written[],
  ids: ReadonlyMap<string, number>,
  now: Temporal.Instant,
): Promise<void> {
  const { originId, stater } = open.accounts
  const note = `原网站的文件，${formatChineseDate(dayOf(now))}迁移入库。`
  const byDocument = new Map(written.map((one) => [ids.get(one.indexNumber)!, one]))
  const editions = await tx
    .insertInto('editions')
    .values(
      written.map(({ document, indexNumber, attachment }) => ({
        document_id: ids.get(indexNumber)!,
        number: 1,
        ...contentColumns(document, open.agency),
        attachments: JSON.stringify(attachment ? [attachment] : []),
        public_note: note,
        drafted_by: originId,
        contributors: [originId],
        created_at: now,
        updated_at: now,
        // the database computes the hash itself
        content_hash: Buffer.alloc(0),
      })),
    )
    .returning(['id', 'document_id', 'content_hash'])
    .execute()
  const scanned = editions.map(({ id, document_id, content_hash }) => {
    const one = byDocument.get(document_id)!
    const words = scannedWords(one.document, open.agency, note)
    const findings = [...findInWords(words, open.agency), ...findingsInFile(one)]
    return { editionId: id, contentHash: content_hash, findings }
  })
  await passGate(tx, open, scanned, now)
  await tx
    .insertInto('edition_reviews')
    .values(
      editions.map(({ id, content_hash }) => ({
        edition_id: id,
        content_hash,
        conclusion: 'may-publish',
        checks: '{}',
        opinion: open.basis,
        evidence: 'already-public',
        reviewer_id: stater.id,
        reviewed_at: now,
      })),
    )
    .execute()
  await tx
    .updateTable('editions')
    // the document keeps the day it came out; this edition is public here from now on, as other systems follow it
    .set({ state: 'published', published_by: stater.id, published_at: now })
    .where(
      'id',
      'in',
      editions.map(({ id }) => id),
    )
    .execute()
}

/** As `contentColumns`, for the gate: it looks through every word that readers get. */
function scannedWords(document: PreparedDocument, agency: Agency, publicNote: string) {
  const { title, category, documentNumber, bodyText, bodyHtml } = document
  const publisher = document.publisher || agency.name
  return {
    title,
    publisher,
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
  }
}

function findingsInFile({ document: { original }, attachment }: Written): EditionFinding[] {
  if (original === undefined || attachment === undefined) return []
  const { name: place, fileId } = attachment
  return original.found.map(({ kind, where, message }) => ({ place, fileId, kind, where, message }))
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
  open: OpenImport,
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
  const decided = { decided_by: open.accounts.stater.id, decided_at: now, reason: open.basis }
  const accepted = blocked.map((one) => ({ ...row(one), outcome: 'accepted', ...decided }))
  await tx.insertInto('edition_clearances').values(accepted).execute()
}

function contentColumns(document: PreparedDocument, agency: Agency) {
  return {
    title: document.title,
    publisher: document.publisher || agency.name,
    category: document.category,
    disclosure: 'proactive',
    document_number: document.documentNumber,
    formed_on: document.issuedOn,
    effective_from: document.effectiveFrom,
    expires_on: document.expiresOn,
    repealed_on: document.repealedOn,
    normative_kind: document.normativeKind,
    body_html: document.bodyHtml,
    body_text: document.bodyText,
  }
}

async function noteImported(
  tx: Tx,
  open: OpenImport,
  written: readonly Written[],
  ids: ReadonlyMap<string, number>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('imported_documents')
    .values(
      written.map(({ document, indexNumber }) => ({
        document_id: ids.get(indexNumber)!,
        import_id: open.id,
        agency_id: open.agency.id,
        file: document.file,
        hash: document.hash,
        imported_at: now,
      })),
    )
    .execute()
  await leaveUnread(tx, written, now)
  const addresses = written.flatMap(({ document, indexNumber }) =>
    document.addresses.map((address) => ({
      address,
      document_id: ids.get(indexNumber)!,
      created_at: now,
    })),
  )
  if (addresses.length === 0) return
  await tx
    .insertInto('legacy_addresses')
    .values(addresses)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What an original says is the document's own text, which is searched already. */
async function leaveUnread(
  tx: Tx,
  written: readonly Written[],
  now: Temporal.Instant,
): Promise<void> {
  const files = written.flatMap(({ attachment }) => attachment?.fileId ?? [])
  if (files.length === 0) return
  await tx
    .insertInto('attachments_read')
    .values(files.map((file_id) => ({ file_id, read_at: now })))
    .execute()
}

/** Numbers that are issued later go on after those that the old site gave. */
export async function reserveSerials(tx: Tx, indexNumbers: readonly string[]): Promise<void> {
  const highest = new Map<string, { prefix: string; year: number; serial: number }>()
  for (const indexNumber of indexNumbers) {
    const { organCode: prefix, year, month, serial } = parseIndexNumber(indexNumber)
    if (year === undefined || month !== undefined || serial === undefined) continue
    const key = `${prefix} ${year}`
    if ((highest.get(key)?.serial ?? 0) < serial) highest.set(key, { prefix, year, serial })
  }
  if (highest.size === 0) return
  await tx
    .insertInto('index_counters')
    .values([...highest.values()].map(({ serial, ...of }) => ({ ...of, last_number: serial })))
    .onConflict((conflict) =>
      conflict.columns(['prefix', 'year']).doUpdateSet((eb) => ({
        last_number: eb.fn('greatest', [
          eb.ref('index_counters.last_number'),
          eb.ref('excluded.last_number'),
        ]),
      })),
    )
    .execute()
}
