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
import type { Files } from '../../../platform/files/files.ts'
import type { Agency } from '../../organisations/agency.ts'
import { learnFrequencies } from '../search/frequencies.ts'
import { sortInEntries } from '../search/index-edition.ts'
import type { CheckedRow, ImportFinding } from './check-row.ts'
import { checkRows, finding } from './check-rows.ts'
import type { ImportFolder } from './folder.ts'
import { openImportAccounts } from './import-accounts.ts'
import { locator } from './locate-files.ts'
import type { Manifest } from './manifest.ts'
import { prepareBatch, type PresentLine } from './prepare-batch.ts'
import type { PreparedDocument } from './prepare.ts'
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
  if (state.imported === 0 || dryRun) return
  await sortInEntries(db)
  await learnFrequencies(db)
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
      await document.original?.staged?.discard()
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
