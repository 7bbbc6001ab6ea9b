import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { CheckedRow, ImportFinding } from './check-row.ts'
import { finding } from './check-rows.ts'
import type { ImportFolder } from './folder.ts'
import { hashOf, prepareDocument, type PreparedDocument, type Source } from './prepare.ts'

/** Under which number a line is in. */
export interface PresentLine {
  readonly line: number
  readonly file: string
  readonly indexNumber: string
}

export interface Batch {
  readonly documents: readonly PreparedDocument[]
  readonly already: number
  readonly failed: number
  readonly findings: readonly ImportFinding[]
  /** by an earlier run */
  readonly present: readonly PresentLine[]
}

/** Reads the files of lines that are not in yet. */
export async function prepareBatch(
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
