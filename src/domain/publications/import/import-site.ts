/**
 * Import of an existing site. What stands there is public already, so that no review of ours went before: whoever
 * imports states the basis, and the basis stands as the review evidence of each document (条例 第十七条 asks for a
 * review before publication; this publication was made elsewhere). The database admits it nowhere else.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import {
  inTransaction,
  sqlState,
  type Db,
  type Tx,
  isUniqueViolation,
} from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Agency } from '../../organisations/agency.ts'
import { learnFrequencies } from '../search/frequencies.ts'
import type { CheckedRow, ImportFinding } from './check-row.ts'
import { checkRows, finding } from './check-rows.ts'
import type { ImportFolder } from './folder.ts'
import { openImportAccounts } from './import-accounts.ts'
import { locator } from './locate-files.ts'
import type { Manifest } from './manifest.ts'
import { hashOf, prepareDocument, type PreparedDocument, type Source } from './prepare.ts'
import { reserveSerials } from './issue-numbers.ts'
import { writeBatch, type OpenImport } from './write-batch.ts'

export interface ImportRequest {
  readonly agency: Agency & { readonly indexPrefix: string }
  readonly folder: ImportFolder
  readonly manifest: Manifest
  readonly manifestName: string
  /** where the files themselves are kept beside their words; absent: they are not */
  readonly files?: Files | undefined
  /** 依据 of 此前已公开 */
  readonly basis: string
  /** login name of the officer who states it; absent: the command line */
  readonly by?: string | undefined
  /** reads and checks everything, and writes nothing */
  readonly dryRun?: boolean
}

export interface ImportProgress {
  readonly done: number
  readonly total: number
  readonly imported: number
  /** imported by an earlier run, and unchanged since */
  readonly already: number
  readonly failed: number
  /** lines that name the file of an earlier line */
  readonly repeated: number
  /** of this step only */
  readonly findings: readonly ImportFinding[]
  /** of this step only: what is in now, by this run or an earlier one; nothing new in a rehearsal */
  readonly present: readonly PresentLine[]
}

/** Under which number a line is in. */
export interface PresentLine {
  readonly line: number
  readonly file: string
  readonly indexNumber: string
}

const BATCH = 200

/** Imports batch by batch, each in one transaction, and says after each how far it is. Running again goes on. */
export async function* importSite(
  db: Db,
  request: ImportRequest,
  now: Temporal.Instant,
): AsyncGenerator<ImportProgress> {
  const { manifest, folder, files, dryRun = false } = request
  const total = manifest.rows.length
  const first = checkRows(manifest, locator(await folder.list()), now)
  const { failed, repeated } = first
  const state = { done: failed + repeated, imported: 0, already: 0, failed, repeated }
  yield { ...state, total, findings: first.findings, present: [] }
  const open = dryRun ? undefined : await openImport(db, request, first.rows, now)
  const source = { folder, files, rehearsal: dryRun, publisher: request.agency.name }
  const moment = runningFrom(now)
  const prepare = (at: number) =>
    prepareBatch(db, request.agency.id, source, first.rows.slice(at, at + BATCH))
  let next = prepare(0)
  for (let at = 0; at < first.rows.length; at += BATCH) {
    const batch = await next
    // the next files are read while these are written
    next = prepare(at + BATCH)
    // when the writing fails, its failure is the one to be told
    next.catch(() => {})
    const outcome = await writeOrReport(db, open, batch.documents, moment())
    state.done += Math.min(BATCH, first.rows.length - at)
    state.imported += outcome.imported
    state.already += batch.already
    state.failed += batch.failed + outcome.findings.length
    const findings = [...batch.findings, ...outcome.findings]
    const present = [...batch.present, ...outcome.written]
    yield { ...state, total, findings, present }
  }
  if (state.imported > 0 && !dryRun) await learnFrequencies(db)
}

/** Each batch becomes public at its own moment: whoever follows the changes meanwhile has passed that of the first. */
function runningFrom(now: Temporal.Instant): () => Temporal.Instant {
  const started = performance.now()
  return () => now.add({ milliseconds: Math.floor(performance.now() - started) })
}

async function openImport(
  db: Db,
  { agency, basis, by, manifestName, files }: ImportRequest,
  rows: readonly CheckedRow[],
  now: Temporal.Instant,
): Promise<OpenImport> {
  return inTransaction(db, async (tx) => {
    const accounts = await openImportAccounts(tx, agency.id, by, now)
    const { id } = await tx
      .insertInto('imports')
      .values({
        agency_id: agency.id,
        basis,
        manifest: manifestName,
        started_by: accounts.stater.id,
        started_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await reserveSerials(
      tx,
      rows.flatMap(({ indexNumber }) => indexNumber ?? []),
    )
    return { id, agency, accounts, basis, files }
  })
}

interface Batch {
  readonly documents: readonly PreparedDocument[]
  readonly already: number
  readonly failed: number
  readonly findings: readonly ImportFinding[]
  /** by an earlier run */
  readonly present: readonly PresentLine[]
}

async function prepareBatch(
  db: Db,
  agencyId: number,
  source: Source,
  rows: readonly CheckedRow[],
): Promise<Batch> {
  const known = await listKnown(db, agencyId, rows)
  const documents: PreparedDocument[] = []
  const findings: ImportFinding[] = []
  const present: PresentLine[] = []
  let failed = 0
  const prepared = await severalAtOnce(rows, (row) => prepareUnlessKnown(known, source, row))
  for (const one of prepared) {
    findings.push(...one.findings)
    if (one.is === 'ready') documents.push(one.document)
    else if (one.is === 'already') present.push(one.present)
    else failed += 1
  }
  return { documents, already: present.length, failed, findings, present }
}

type Line = { readonly findings: readonly ImportFinding[] } & (
  | { readonly is: 'failed' }
  | { readonly is: 'already'; readonly present: PresentLine }
  | { readonly is: 'ready'; readonly document: PreparedDocument }
)

async function prepareUnlessKnown(known: Known, source: Source, row: CheckedRow): Promise<Line> {
  const before = known.files.get(row.file)
  if (before !== undefined) {
    const changed = await changedSince(source.folder, row, before.hash)
    const { line, file } = row
    const present = { line, file, indexNumber: before.indexNumber }
    return { is: 'already', present, findings: changed ? [changed] : [] }
  }
  if (row.indexNumber !== null && known.indexNumbers.has(row.indexNumber.toUpperCase())) {
    const message = `索引号${row.indexNumber}已有别的文件使用`
    return { is: 'failed', findings: [finding('error', row, 'indexNumber', message)] }
  }
  const prepared = await prepareDocument(source, row)
  if (!prepared.ok) return { is: 'failed', findings: prepared.findings }
  return { is: 'ready', document: prepared.document, findings: prepared.findings }
}

/** While one waits for the disk or for the gate, another is read. */
const AT_ONCE = 4

/** In their order. */
async function severalAtOnce<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const done: R[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const at = next
      next += 1
      done[at] = await work(items[at]!)
      // the answers of the database are not kept waiting
      await nextTurn()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return done
}

interface Known {
  readonly files: ReadonlyMap<string, { readonly hash: Buffer; readonly indexNumber: string }>
  readonly indexNumbers: ReadonlySet<string>
}

async function listKnown(db: Db, agencyId: number, rows: readonly CheckedRow[]): Promise<Known> {
  if (rows.length === 0) return { files: new Map(), indexNumbers: new Set() }
  const [files, documents] = await Promise.all([
    db
      .selectFrom('imported_documents as i')
      .innerJoin('documents as d', 'd.id', 'i.document_id')
      .select(['i.file', 'i.hash', 'd.index_number'])
      .where('i.agency_id', '=', agencyId)
      .where(
        'i.file',
        'in',
        rows.map(({ file }) => file),
      )
      .execute(),
    db
      .selectFrom('documents')
      .select('index_number')
      .where(sql`upper(index_number)`, 'in', [
        '',
        ...rows.flatMap(({ indexNumber }) => indexNumber?.toUpperCase() ?? []),
      ])
      .execute(),
  ])
  return {
    files: new Map(
      files.map(({ file, hash, index_number }) => [file, { hash, indexNumber: index_number! }]),
    ),
    indexNumbers: new Set(documents.map(({ index_number }) => index_number!.toUpperCase())),
  }
}

/** What is public here is changed here, with a review; an import never writes over it. */
async function changedSince(
  folder: ImportFolder,
  row: CheckedRow,
  before: Buffer,
): Promise<ImportFinding | undefined> {
  const bytes = await folder.read(row.file)
  if (typeof bytes === 'string' || hashOf(row, bytes).equals(before)) return undefined
  const message = '已经导入过，之后文件或清单有改动；没有改动已公开的内容，需要修改的请在工作台办理'
  return finding('notice', row, 'file', message)
}

interface Outcome {
  readonly imported: number
  readonly findings: readonly ImportFinding[]
  readonly written: readonly PresentLine[]
}

/** All in one transaction; when the database refuses one of them, each in its own, so that only that one is left out. */
async function writeOrReport(
  db: Db,
  open: OpenImport | undefined,
  documents: readonly PreparedDocument[],
  now: Temporal.Instant,
): Promise<Outcome> {
  if (open === undefined || documents.length === 0)
    return { imported: documents.length, findings: [], written: [] }
  const write = async (some: readonly PreparedDocument[]): Promise<PresentLine[]> => {
    const numbers = await inTransaction(db, (tx: Tx) => writeBatch(tx, open, some, now))
    return some.map(({ line, file }, at) => ({ line, file, indexNumber: numbers[at]! }))
  }
  try {
    const written = await write(documents)
    return { imported: written.length, findings: [], written }
  } catch (failure) {
    if (!isAboutData(failure)) throw failure
  }
  return writeEach(documents, write)
}

async function writeEach(
  documents: readonly PreparedDocument[],
  write: (some: readonly PreparedDocument[]) => Promise<PresentLine[]>,
): Promise<Outcome> {
  const findings: ImportFinding[] = []
  const written: PresentLine[] = []
  for (const document of documents) {
    try {
      written.push(...(await write([document])))
    } catch (failure) {
      if (!isAboutData(failure)) throw failure
      findings.push(finding('error', document, 'file', refusalOf(failure)))
    }
  }
  return { imported: written.length, findings, written }
}

/** Classes of errors that one document brings about: its data, or what it collides with. */
const isAboutData = (failure: unknown) => /^2[23]/u.test(sqlState(failure) ?? '')

const refusalOf = (failure: unknown) =>
  isUniqueViolation(failure)
    ? '同一文件或索引号刚由另一次导入写入'
    : `数据库没有接受（${sqlState(failure)}）`
