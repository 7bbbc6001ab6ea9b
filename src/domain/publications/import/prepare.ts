import { createHash } from 'node:crypto'
import type { Files } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { findPersonalNumbers, PERSONAL_NUMBER_WORDS } from '../gate/numbers-in-text.ts'
import type { ForeignDocument } from '../reading/foreign-document.ts'
import { hasWords, readForeignFile } from '../reading/read-foreign-document.ts'
import { textOfCleanBody } from '../body.ts'
import { takeApart, type NewlyIndexed } from '../search/index-edition.ts'
import { UNREADABLE_CHARACTER } from '../reading/text.ts'
import type { CheckedRow, ImportFinding } from './check-row.ts'
import { finding } from './check-rows.ts'
import type { ImportFolder } from './folder.ts'
import { isKept, prepareOriginal, wordsForFound, type Original } from './original.ts'
import { bodyBelow, titleFor } from './title.ts'

/** A document ready to be written. */
export interface PreparedDocument extends CheckedRow {
  readonly bodyHtml: string
  readonly bodyText: string
  /** of the file's bytes and its line in the manifest */
  readonly hash: Buffer
  readonly original: Original | undefined
  /** as the index knows it */
  readonly words: Pick<
    NewlyIndexed,
    'title' | 'document_number' | 'publisher' | 'category' | 'summary' | 'keywords'
  >
  readonly pieces: NewlyIndexed['body']
}

export type Prepared =
  | { readonly ok: true; readonly document: PreparedDocument; readonly findings: ImportFinding[] }
  | { readonly ok: false; readonly findings: ImportFinding[] }

/** Where files are read and kept. */
export interface Source {
  readonly folder: ImportFolder
  /** who published what the manifest names no publisher for */
  readonly publisher: string
  /** where originals are kept; without it only their words are */
  readonly files?: Files | undefined
  readonly rehearsal: boolean
}

/** Reads the file of a line. */
export async function prepareDocument(source: Source, row: CheckedRow): Promise<Prepared> {
  const bytes = await source.folder.read(row.file)
  if (bytes === 'missing') return failed(row, '没有这个文件')
  if (bytes === 'outside') return failed(row, '文件不在导入的目录里，不读取')
  const read = await readOrExplain(row.file, bytes)
  if (typeof read === 'string') return failed(row, read)
  const original = await originalOf(source, row, bytes, read)
  const scan = whyNoWords(row, { read, original, isBlank: isBlank(bytes) })
  if (scan?.severity === 'error') return { ok: false, findings: [scan] }
  const title = storable(row.title || titleFor(row.file, read))
  const bodyHtml = storable(bodyBelow(title, read))
  const bodyText = textOfCleanBody(bodyHtml)
  const words = {
    title,
    document_number: row.documentNumber,
    publisher: row.publisher || source.publisher,
    category: row.category,
    summary: '',
    keywords: [],
  }
  return {
    ok: true,
    document: {
      ...row,
      title,
      bodyHtml,
      bodyText,
      hash: hashOf(row, bytes),
      original: typeof original === 'string' ? undefined : original,
      words,
      pieces: source.rehearsal ? [] : takeApart({ ...words, body_text: bodyText }),
    },
    findings: [
      ...(row.title === '' ? [notice(row, 'title', `清单没有标题，用“${title}”`)] : []),
      ...(scan ? [scan] : []),
      ...aboutCharacters(row, bodyText),
      ...aboutNumbers(row, bodyText),
      ...aboutOriginal(row, original),
    ],
  }
}

/** What libraries read now and then, and no database keeps: half a character, or the character zero. */
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '')

async function readOrExplain(file: string, bytes: Uint8Array): Promise<ForeignDocument | string> {
  try {
    return await readForeignFile(file, bytes)
  } catch (error) {
    if (error instanceof Refusal) return error.message.replace(/。$/u, '')
    throw error
  }
}

async function originalOf(
  { files, rehearsal }: Source,
  { file }: CheckedRow,
  bytes: Uint8Array,
  { pages }: ForeignDocument,
): Promise<Original | string | undefined> {
  if (files === undefined || !isKept(file)) return undefined
  return prepareOriginal(files, { file, bytes, pages: pages?.length ?? null, rehearsal })
}

interface Wordless {
  readonly read: ForeignDocument
  readonly original: Original | string | undefined
  readonly isBlank: boolean
}

/**
 * A scan comes in by its title, with the file to look at; so does a page that the list gives a title and that holds no
 * more: its address leads somewhere. A blank file does not.
 */
function whyNoWords(
  row: CheckedRow,
  { read, original, isBlank }: Wordless,
): ImportFinding | undefined {
  if (hasWords(read)) return aboutPages(row, read)
  if (!isKept(row.file)) {
    if (isBlank || row.title === '') return finding('error', row, 'file', '文件里没有文字')
    return notice(row, 'file', '文件里没有正文，只有清单上的标题')
  }
  if (original !== undefined && typeof original !== 'string')
    return notice(row, 'file', '无文字层（扫描件），只能按标题、文号检索；原件已作附件')
  const because = original === undefined ? '' : `，原件也不能附上：${original}`
  return finding('error', row, 'file', `无文字层（扫描件）${because}`)
}

const BLANKS = new Set([0x09, 0x0a, 0x0d, 0x20])
const isBlank = (bytes: Uint8Array) => bytes.every((byte) => BLANKS.has(byte))

function aboutPages(row: CheckedRow, { pages = [] }: ForeignDocument): ImportFinding | undefined {
  const without = pages.filter(({ text }) => !/[\p{L}\p{N}]/u.test(text)).length
  if (without === 0) return undefined
  return notice(row, 'file', `共${pages.length}页，其中${without}页无文字层，检索不到`)
}

function aboutCharacters(row: CheckedRow, bodyText: string): ImportFinding[] {
  const broken = bodyText.split(UNREADABLE_CHARACTER).length - 1
  if (broken === 0) return []
  return [notice(row, 'file', `有${broken}个字的编码有误，读不出来`)]
}

function aboutNumbers(row: CheckedRow, bodyText: string): ImportFinding[] {
  const numbers = findPersonalNumbers(bodyText)
  if (numbers.length === 0) return []
  const kinds = new Set(numbers.map(({ kind }) => PERSONAL_NUMBER_WORDS[kind]))
  const message = `正文有${[...kinds].join('、')}${numbers.length}处，请核对是否应当公开`
  return [notice(row, 'file', message)]
}

function aboutOriginal(row: CheckedRow, original: Original | string | undefined): ImportFinding[] {
  if (original === undefined) return []
  if (typeof original === 'string')
    return [notice(row, 'file', `只导入文字，原件没有附上：${original}`)]
  const found = wordsForFound(original.found)
  return found === '' ? [] : [notice(row, 'file', `原件有${found}，请核对是否应当公开`)]
}

const failed = (row: CheckedRow, message: string): Prepared => ({
  ok: false,
  findings: [finding('error', row, 'file', message)],
})

const notice = (row: CheckedRow, at: ImportFinding['at'], message: string) =>
  finding('notice', row, at, message)

/** The line number is no part of it: a line may move. */
export function hashOf({ line: _line, ...row }: CheckedRow, bytes: Uint8Array): Buffer {
  const words = Object.entries(row).map(([name, value]) => [
    // as it was called when there was one at most: known hashes stay
    name === 'addresses' ? 'address' : name,
    value === null ? '' : String(value),
  ])
  return createHash('sha256').update(JSON.stringify(words)).update('\0').update(bytes).digest()
}
