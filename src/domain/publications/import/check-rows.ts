import { checkRow, type CheckedRow, type ImportFinding } from './check-row.ts'
import type { Locate } from './locate-files.ts'
import type { Manifest } from './manifest.ts'

export interface CheckedRows {
  /** one a document */
  readonly rows: readonly CheckedRow[]
  readonly findings: readonly ImportFinding[]
  readonly failed: number
  /** lines that name a file again */
  readonly repeated: number
}

/** What can be said of the lines without opening a file: also of each against the others. */
export function checkRows(
  { rows: lines }: Manifest,
  locate: Locate,
  now: Temporal.Instant,
): CheckedRows {
  const table: Table = {
    rows: [],
    byFile: new Map(),
    byIndexNumber: new Map(),
    byAddress: new Map(),
  }
  const findings: ImportFinding[] = []
  let [failed, repeated] = [0, 0]
  for (const line of lines) {
    const checked = checkRow(line, now)
    findings.push(...checked.findings)
    const row = checked.row && atItsPlace(checked.row, locate, findings)
    if (row === undefined) {
      failed += 1
      continue
    }
    const outcome = takeIn(table, row)
    findings.push(...outcome.findings)
    if (outcome.is === 'failed') failed += 1
    if (outcome.is === 'repeated') repeated += 1
  }
  return { rows: table.rows, findings, failed, repeated }
}

interface Table {
  readonly rows: CheckedRow[]
  /** places in `rows` */
  readonly byFile: Map<string, number>
  /** lines */
  readonly byIndexNumber: Map<string, number>
  readonly byAddress: Map<string, number>
}

interface Outcome {
  readonly is: 'new' | 'repeated' | 'failed'
  readonly findings: readonly ImportFinding[]
}

function atItsPlace(row: CheckedRow, locate: Locate, findings: ImportFinding[]): CheckedRow {
  const file = locate(row.file)
  if (file === undefined || file === row.file) return row
  if (file.normalize('NFC') !== row.file.normalize('NFC'))
    findings.push(finding('notice', row, 'file', `没有这个名字的文件，读取“${file}”`))
  return { ...row, file }
}

function takeIn(table: Table, row: CheckedRow): Outcome {
  const key = row.file.normalize('NFC')
  const place = table.byFile.get(key)
  const number = row.indexNumber?.toUpperCase()
  const user = number === undefined ? undefined : table.byIndexNumber.get(number)
  const before = place === undefined ? undefined : table.rows[place]!
  if (user !== undefined && user !== before?.line)
    return failure(row, 'indexNumber', `索引号${row.indexNumber}与第${user}行重复`)
  if (before === undefined) {
    table.byFile.set(key, table.rows.length)
    const { addresses, findings } = ownAddresses(table, row)
    table.rows.push({ ...row, addresses })
    if (number !== undefined) table.byIndexNumber.set(number, row.line)
    return { is: 'new', findings }
  }
  if (before.indexNumber?.toUpperCase() !== number && number !== undefined)
    return failure(row, 'file', `与第${before.line}行是同一个文件，索引号不同`)
  return takeInAgain(table, place!, row)
}

/** One document; it is known by the addresses of both lines. */
function takeInAgain(table: Table, place: number, row: CheckedRow): Outcome {
  const before = table.rows[place]!
  const { addresses } = ownAddresses(table, row)
  table.rows[place] = { ...before, addresses: [...before.addresses, ...addresses] }
  const also = addresses.length > 0 ? '，原网址一并跳转' : ''
  const message = `与第${before.line}行是同一个文件，只导入一次${also}`
  return { is: 'repeated', findings: [finding('notice', row, 'file', message)] }
}

function ownAddresses(
  { byAddress }: Table,
  row: CheckedRow,
): { addresses: string[]; findings: ImportFinding[] } {
  const addresses: string[] = []
  const findings: ImportFinding[] = []
  for (const address of row.addresses) {
    const before = byAddress.get(address)
    if (before === undefined) {
      byAddress.set(address, row.line)
      addresses.push(address)
    } else {
      const message = `原网址${address}与第${before}行相同，跳转到那一件`
      findings.push(finding('notice', row, 'address', message))
    }
  }
  return { addresses, findings }
}

function failure(row: CheckedRow, at: ImportFinding['at'], message: string): Outcome {
  return { is: 'failed', findings: [finding('error', row, at, message)] }
}

export function finding(
  severity: ImportFinding['severity'],
  { line, file }: Pick<CheckedRow, 'line' | 'file'>,
  at: ImportFinding['at'],
  message: string,
): ImportFinding {
  return { severity, line, file, at, message }
}
