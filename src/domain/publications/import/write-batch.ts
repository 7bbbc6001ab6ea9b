/** Writes imported documents: each with its one edition, the file it was read from, and its place in the search index. */
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { receiveFile, type Files } from '../../../platform/files/files.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Agency } from '../../organisations/agency.ts'
import type { Attachment } from '../edition.ts'
import { agencyListTag, ALL_DOCUMENTS_TAG, announcePublicChange } from '../publication-changed.ts'
import { gatherEntries, indexNew } from '../search/index-edition.ts'
import { publishedAtOf } from './check-row.ts'
import type { ImportAccounts } from './import-accounts.ts'
import { issueIndexNumbers } from './issue-numbers.ts'
import type { PreparedDocument } from './prepare.ts'
import { writeEditions, type WrittenDocument } from './write-editions.ts'

export interface OpenImport {
  readonly id: number
  readonly agency: Agency & { readonly indexPrefix: string }
  readonly accounts: ImportAccounts
  readonly basis: string
  /** where originals are kept */
  readonly files: Files | undefined
}

/** @returns the index numbers, in the order of `documents` */
export async function writeBatch(
  tx: Tx,
  open: OpenImport,
  documents: readonly PreparedDocument[],
  now: Temporal.Instant,
): Promise<string[]> {
  const written = await writeDocuments(tx, open, documents, now)
  const editionIds = await writeEditions(tx, open, written, now)
  await noteImported(tx, open, written, now)
  await leaveUnread(tx, written, now)
  await redirectAddresses(tx, written, now)
  await indexWritten(tx, open, written, editionIds)
  await recordAudit(tx, now, {
    actor: open.accounts.stater,
    action: 'documents.imported',
    subject: `import:${open.id}`,
    detail: { documents: written.length, basis: open.basis },
  })
  await announcePublicChange(tx, [agencyListTag(open.agency.id), ALL_DOCUMENTS_TAG])
  return written.map(({ indexNumber }) => indexNumber)
}

async function writeDocuments(
  tx: Tx,
  open: OpenImport,
  documents: readonly PreparedDocument[],
  now: Temporal.Instant,
): Promise<WrittenDocument[]> {
  const dated = documents.map((document) => ({
    document,
    publishedAt: publishedAtOf(document, now),
  }))
  const years = dated
    .filter(({ document }) => document.indexNumber === null)
    .map(({ publishedAt }) => dayOf(publishedAt).year)
  const issued = await issueIndexNumbers(tx, open.agency.indexPrefix, years)
  const numbered = dated.map(({ document, publishedAt }) => ({
    document,
    publishedAt,
    indexNumber: document.indexNumber ?? issued.shift()!,
  }))
  const ids = await insertDocuments(tx, open, numbered, now)
  const written: WrittenDocument[] = []
  for (const one of numbered) {
    const attachment = await keepOriginal(tx, open, one.document, now)
    written.push({ ...one, documentId: ids.get(one.indexNumber)!, attachment })
  }
  return written
}

async function insertDocuments(
  tx: Tx,
  open: OpenImport,
  numbered: readonly Pick<WrittenDocument, 'indexNumber' | 'publishedAt'>[],
  now: Temporal.Instant,
): Promise<Map<string, number>> {
  const rows = await tx
    .insertInto('documents')
    .values(
      numbered.map(({ indexNumber, publishedAt }) => ({
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

async function keepOriginal(
  tx: Tx,
  { files }: OpenImport,
  { original }: PreparedDocument,
  now: Temporal.Instant,
): Promise<Attachment | undefined> {
  if (files === undefined || original?.staged === undefined) return undefined
  const { id, name, sha256, size, mediaType } = await receiveFile(files, tx, original.staged, now)
  return { name, sha256, size, mediaType, fileId: id, role: 'original', pages: original.pages }
}

async function noteImported(
  tx: Tx,
  open: OpenImport,
  written: readonly WrittenDocument[],
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('imported_documents')
    .values(
      written.map(({ document, documentId }) => ({
        document_id: documentId,
        import_id: open.id,
        agency_id: open.agency.id,
        file: document.file,
        hash: document.hash,
        imported_at: now,
      })),
    )
    .execute()
}

/** What an original says is the document's own text, which is searched already. */
async function leaveUnread(
  tx: Tx,
  written: readonly WrittenDocument[],
  now: Temporal.Instant,
): Promise<void> {
  const files = written.flatMap(({ attachment }) => attachment?.fileId ?? [])
  if (files.length === 0) return
  await tx
    .insertInto('attachments_read')
    .values(files.map((file_id) => ({ file_id, read_at: now })))
    .execute()
}

async function redirectAddresses(
  tx: Tx,
  written: readonly WrittenDocument[],
  now: Temporal.Instant,
): Promise<void> {
  const addresses = written.flatMap(({ document, documentId }) =>
    document.addresses.map((address) => ({ address, document_id: documentId, created_at: now })),
  )
  if (addresses.length === 0) return
  await tx
    .insertInto('legacy_addresses')
    .values(addresses)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function indexWritten(
  tx: Tx,
  { agency }: OpenImport,
  written: readonly WrittenDocument[],
  editionIds: ReadonlyMap<number, number>,
): Promise<void> {
  const editions = written.map(
    ({ document, documentId, indexNumber, publishedAt, attachment }) => ({
      ...document.words,
      document_id: documentId,
      edition_id: editionIds.get(documentId)!,
      agency_id: agency.id,
      index_number: indexNumber,
      kind: 'document',
      published_at: publishedAt,
      attachments: attachment ? [attachment] : [],
      body: document.pieces,
    }),
  )
  await gatherEntries(tx)
  await indexNew(tx, editions)
}
