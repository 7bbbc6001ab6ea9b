/**
 * Import of an existing site. What stands there is public already, so that no review of ours went before: whoever
 * imports states the basis, and the basis stands as the review evidence of each document (条例 第十七条 asks for a
 * review before publication; this publication was made elsewhere). The database admits it nowhere else.
 */
import {
  inTransaction,
  sqlState,
  type Db,
  type Tx,
  isUniqueViolation,
} from '../../../platform/database/database.ts'
import type { Agency } from '../../organisations/agency.ts'
import { learnFrequencies } from '../search/index-edition.ts'
import { checkRow, type CheckedRow, type ImportFinding } from './check-row.ts'
import type { ImportFolder } from './folder.ts'
import { openImportAccounts } from './import-accounts.ts'
import type { Manifest } from './manifest.ts'
import { hashOf, prepareDocument, type PreparedDocument } from './prepare.ts'
import { reserveSerials, writeBatch, type OpenImport } from './write-batch.ts'

export interface ImportRequest {
  readonly agency: Agency & { readonly indexPrefix: string }
  readonly folder: ImportFolder
  readonly manifest: Manifest
  readonly manifestName: string
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
  /** of this step only */
  readonly findings: readonly ImportFinding[]
}

const BATCH = 200

/** Imports batch by batch, each in one transaction, and says after each how far it is. Running again goes on. */
export async function* importSite(
  db: Db,
  request: ImportRequest,
  now: Temporal.Instant,
): AsyncGenerator<ImportProgress> {
  const total = request.manifest.rows.length
  const first = checkRows(request, now)
  const state = {
    done: total - first.rows.length,
    imported: 0,
    already: 0,
    failed: total - first.rows.length,
  }
  yield { ...state, total, findings: first.findings }
  const open = request.dryRun ? undefined : await openImport(db, request, first.rows, now)
  let next = prepareBatch(db, request, first.rows.slice(0, BATCH))
  for (let at = 0; at < first.rows.length; at += BATCH) {
    const batch = await next
    // the next files are read while these are written
    next = prepareBatch(db, request, first.rows.slice(at + BATCH, at + 2 * BATCH))
    // when the writing fails, its failure is the one to be told
    next.catch(() => {})
    const outcome = await writeOrReport(db, open, batch.documents, now)
    state.done += Math.min(BATCH, first.rows.length - at)
    state.imported += outcome.imported
    state.already += batch.already
    state.failed += batch.failed + outcome.findings.length
    yield { ...state, total, findings: [...batch.findings, ...outcome.findings] }
  }
  if (state.imported > 0 && !request.dryRun) await learnFrequencies(db)
}

/** What can be said of the lines without opening a file: also of each against the others. */
function checkRows(
  { manifest }: ImportRequest,
  now: Temporal.Instant,
): { rows: CheckedRow[]; findings: ImportFinding[] } {
  const rows: CheckedRow[] = []
  const findings: ImportFinding[] = []
  const seen = { file: new Map<string, number>(), indexNumber: new Map<string, number>() }
  const addresses = new Map<string, number>()
  for (const line of manifest.rows) {
    const checked = checkRow(line, now)
    findings.push(...checked.findings)
    const { row } = checked
    if (row === undefined) continue
    const twice = repeated(row, seen)
    if (twice) findings.push(twice)
    else rows.push(withOwnAddress(row, addresses, findings))
  }
  return { rows, findings }
}

function repeated(
  row: CheckedRow,
  seen: Readonly<Record<'file' | 'indexNumber', Map<string, number>>>,
): ImportFinding | undefined {
  const { line, file } = row
  for (const at of ['file', 'indexNumber'] as const) {
    const value = row[at]
    if (value === null) continue
    const before = seen[at].get(value)
    if (before !== undefined) {
      const message =
        at === 'file' ? `与第${before}行是同一个文件` : `索引号${value}与第${before}行重复`
      return { severity: 'error', line, file, at, message }
    }
  }
  seen.file.set(file, line)
  if (row.indexNumber !== null) seen.indexNumber.set(row.indexNumber, line)
  return undefined
}

function withOwnAddress(
  row: CheckedRow,
  addresses: Map<string, number>,
  findings: ImportFinding[],
): CheckedRow {
  const { address, line, file } = row
  if (address === null) return row
  const before = addresses.get(address)
  if (before === undefined) {
    addresses.set(address, line)
    return row
  }
  const message = `原网址与第${before}行相同，跳转到那一件`
  findings.push({ severity: 'notice', line, file, at: 'address', message })
  return { ...row, address: null }
}

async function openImport(
  db: Db,
  { agency, basis, by, manifestName }: ImportRequest,
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
    return { id, agency, accounts, basis }
  })
}

interface Batch {
  readonly documents: readonly PreparedDocument[]
  readonly already: number
  readonly failed: number
  readonly findings: readonly ImportFinding[]
}

async function prepareBatch(
  db: Db,
  { folder, agency }: ImportRequest,
  rows: readonly CheckedRow[],
): Promise<Batch> {
  const known = await listKnown(db, agency.id, rows)
  const documents: PreparedDocument[] = []
  const findings: ImportFinding[] = []
  let already = 0
  let failed = 0
  for (const row of rows) {
    const before = known.files.get(row.file)
    if (before !== undefined) {
      already += 1
      const changed = await changedSince(folder, row, before)
      if (changed) findings.push(changed)
      continue
    }
    if (row.indexNumber !== null && known.indexNumbers.has(row.indexNumber)) {
      findings.push(error(row, 'indexNumber', `索引号${row.indexNumber}已有别的文件使用`))
      failed += 1
      continue
    }
    const prepared = await prepareDocument(folder, row)
    findings.push(...prepared.findings)
    if (prepared.ok) documents.push(prepared.document)
    else failed += 1
  }
  return { documents, already, failed, findings }
}

const error = (row: CheckedRow, at: ImportFinding['at'], message: string): ImportFinding => ({
  severity: 'error',
  line: row.line,
  file: row.file,
  at,
  message,
})

interface Known {
  readonly files: ReadonlyMap<string, Buffer>
  readonly indexNumbers: ReadonlySet<string>
}

async function listKnown(db: Db, agencyId: number, rows: readonly CheckedRow[]): Promise<Known> {
  if (rows.length === 0) return { files: new Map(), indexNumbers: new Set() }
  const [files, documents] = await Promise.all([
    db
      .selectFrom('imported_documents')
      .select(['file', 'hash'])
      .where('agency_id', '=', agencyId)
      .where(
        'file',
        'in',
        rows.map(({ file }) => file),
      )
      .execute(),
    db
      .selectFrom('documents')
      .select('index_number')
      .where('index_number', 'in', ['', ...rows.flatMap(({ indexNumber }) => indexNumber ?? [])])
      .execute(),
  ])
  return {
    files: new Map(files.map(({ file, hash }) => [file, hash])),
    indexNumbers: new Set(documents.map(({ index_number }) => index_number!)),
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
  return { severity: 'notice', line: row.line, file: row.file, at: 'file', message }
}

interface Outcome {
  readonly imported: number
  readonly findings: readonly ImportFinding[]
}

/** All in one transaction; when the database refuses one of them, each in its own, so that only that one is left out. */
async function writeOrReport(
  db: Db,
  open: OpenImport | undefined,
  documents: readonly PreparedDocument[],
  now: Temporal.Instant,
): Promise<Outcome> {
  if (open === undefined || documents.length === 0)
    return { imported: documents.length, findings: [] }
  const write = (some: readonly PreparedDocument[]) => (tx: Tx) => writeBatch(tx, open, some, now)
  try {
    await inTransaction(db, write(documents))
    return { imported: documents.length, findings: [] }
  } catch (failure) {
    if (!isAboutData(failure)) throw failure
  }
  const findings: ImportFinding[] = []
  for (const document of documents) {
    try {
      await inTransaction(db, write([document]))
    } catch (failure) {
      if (!isAboutData(failure)) throw failure
      findings.push(error(document, 'file', refusalOf(failure)))
    }
  }
  return { imported: documents.length - findings.length, findings }
}

/** Classes of errors that one document brings about: its data, or what it collides with. */
const isAboutData = (failure: unknown) => /^2[23]/u.test(sqlState(failure) ?? '')

const refusalOf = (failure: unknown) =>
  isUniqueViolation(failure)
    ? '同一文件或索引号刚由另一次导入写入'
    : `数据库没有接受（${sqlState(failure)}）`
