import { createHash } from 'node:crypto'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { findPersonalNumbers, PERSONAL_NUMBER_WORDS } from '../gate/numbers-in-text.ts'
import { readForeignDocument } from '../reading/read-foreign-document.ts'
import { textOfBody } from '../body.ts'
import type { CheckedRow, ImportFinding } from './check-row.ts'
import type { ImportFolder } from './folder.ts'

/** A document ready to be written. */
export interface PreparedDocument extends CheckedRow {
  readonly bodyHtml: string
  readonly bodyText: string
  /** of the file's bytes and its line in the manifest */
  readonly hash: Buffer
}

export type Prepared =
  | { readonly ok: true; readonly document: PreparedDocument; readonly findings: ImportFinding[] }
  | { readonly ok: false; readonly findings: ImportFinding[] }

/** Reads the file of a line. */
export async function prepareDocument(folder: ImportFolder, row: CheckedRow): Promise<Prepared> {
  const bytes = await folder.read(row.file)
  if (bytes === 'missing') return failed(row, '没有这个文件')
  if (bytes === 'outside') return failed(row, '文件不在导入的目录里，不读取')
  const read = await readOrExplain(row.file, bytes)
  if (typeof read === 'string') return failed(row, read)
  const findings: ImportFinding[] = []
  const title = row.title || (read.title ?? '').slice(0, 300).trim() || nameOf(row.file)
  if (row.title === '') findings.push(notice(row, 'title', `清单没有标题，用“${title}”`))
  const bodyText = textOfBody(read.bodyHtml)
  const numbers = findPersonalNumbers(bodyText)
  if (numbers.length > 0) {
    const kinds = new Set(numbers.map(({ kind }) => PERSONAL_NUMBER_WORDS[kind]))
    const message = `正文有${[...kinds].join('、')}${numbers.length}处，请核对是否应当公开`
    findings.push(notice(row, 'file', message))
  }
  const document = { ...row, title, bodyHtml: read.bodyHtml, bodyText, hash: hashOf(row, bytes) }
  return { ok: true, document, findings }
}

async function readOrExplain(file: string, bytes: Uint8Array) {
  try {
    return await readForeignDocument(file, bytes)
  } catch (error) {
    if (error instanceof Refusal) return error.message.replace(/。$/u, '')
    throw error
  }
}

const nameOf = (file: string) =>
  file
    .split('/')
    .at(-1)!
    .replace(/\.[a-z]+$/iu, '')

const failed = (row: CheckedRow, message: string): Prepared => ({
  ok: false,
  findings: [{ severity: 'error', line: row.line, file: row.file, at: 'file', message }],
})

function notice(row: CheckedRow, at: ImportFinding['at'], message: string): ImportFinding {
  return { severity: 'notice', line: row.line, file: row.file, at, message }
}

/** The line number is no part of it: a line may move. */
export function hashOf({ line: _line, ...row }: CheckedRow, bytes: Uint8Array): Buffer {
  const words = Object.entries(row).map(([name, value]) => [
    name,
    value === null ? '' : String(value),
  ])
  return createHash('sha256').update(JSON.stringify(words)).update('\0').update(bytes).digest()
}
