import { Refusal } from '../../../platform/kernel/refusal.ts'
import { cleanBody } from '../body.ts'
import { readDocx } from './docx.ts'
import type { ForeignDocument } from './foreign-document.ts'
import { readHtml } from './html.ts'
import { readMarkdown } from './markdown.ts'
import { readPdf } from './pdf.ts'
import { decodeText, readText } from './text.ts'
import { readXlsx } from './xlsx.ts'

type Reader = (bytes: Uint8Array) => ForeignDocument | Promise<ForeignDocument>

const READERS: Readonly<Record<string, Reader>> = {
  md: (bytes) => readMarkdown(decodeText(bytes)),
  markdown: (bytes) => readMarkdown(decodeText(bytes)),
  html: (bytes) => readHtml(decodeText(bytes)),
  htm: (bytes) => readHtml(decodeText(bytes)),
  shtml: (bytes) => readHtml(decodeText(bytes)),
  txt: (bytes) => readText(decodeText(bytes)),
  docx: readDocx,
  pdf: readPdf,
  xlsx: readXlsx,
}

export const READABLE = '.md .html .txt .docx .pdf .xlsx'

export function isReadable(name: string): boolean {
  return extensionOf(name) in READERS
}

const extensionOf = (name: string) => /\.([a-z]{2,8})$/iu.exec(name)?.[1]?.toLowerCase() ?? ''

const BETWEEN_CELLS = /(<(?:\/t[dh]|tr)>)\s+(?=<t[dh]\b)/gu
const LARGEST = 50 * 1024 * 1024
/** As the form of an edition has it; see EditionForm. */
const LONGEST_BODY = 2_000_000

/**
 * Reads `.md`, `.html`, `.txt` (UTF-8, UTF-16, GB18030), `.docx`, `.pdf` or `.xlsx` into clean HTML.
 * @throws Refusal `invalid` for another or a broken file, and for one without words (a scan); `too-large`
 */
export async function readForeignDocument(
  name: string,
  bytes: Uint8Array,
): Promise<ForeignDocument> {
  const document = await readForeignFile(name, bytes)
  if (!hasWords(document)) throw new Refusal('invalid', '文件里没有文字（可能是扫描件）')
  return document
}

export function hasWords({ bodyHtml }: Pick<ForeignDocument, 'bodyHtml'>): boolean {
  return /[\p{L}\p{N}]/u.test(bodyHtml.replace(/<[^>]*>/gu, ''))
}

/** What somebody does about a format that is not read. */
const OTHER_FORMATS: Readonly<Record<string, string>> = {
  doc: '旧版Word（.doc）读不出来，请另存为.docx',
  wps: 'WPS文字（.wps）读不出来，请另存为.docx',
  xls: '旧版Excel（.xls）读不出来，请另存为.xlsx',
  et: 'WPS表格（.et）读不出来，请另存为.xlsx',
  ofd: '.ofd不在导入的格式里，请转为.pdf或.docx',
}

/**
 * As `readForeignDocument`, but of a scan, too: its body is empty.
 * @throws Refusal `invalid` for another or a broken file, `too-large`
 */
export async function readForeignFile(name: string, bytes: Uint8Array): Promise<ForeignDocument> {
  const extension = extensionOf(name)
  const read = READERS[extension]
  if (read === undefined)
    throw new Refusal('invalid', OTHER_FORMATS[extension] ?? `不是可以读取的格式（${READABLE}）`)
  if (bytes.length > LARGEST) throw new Refusal('too-large', '文件超过50MB')
  if (bytes.length === 0) throw new Refusal('invalid', '文件是空的')
  const document = await readOrRefuse(read, bytes)
  // cells of a row stand in one line, so that the words of the text keep their rows
  const bodyHtml = document.isClean
    ? document.bodyHtml
    : cleanBody(document.bodyHtml).replace(BETWEEN_CELLS, '$1')
  if (bodyHtml.length > LONGEST_BODY) throw new Refusal('too-large', '正文过长')
  return { ...document, bodyHtml }
}

async function readOrRefuse(read: Reader, bytes: Uint8Array): Promise<ForeignDocument> {
  try {
    return await read(bytes)
  } catch (error) {
    if (error instanceof Refusal) throw error
    // libraries throw whatever they like at what they do not understand
    throw new Refusal('invalid', '文件已损坏或加密，读不出来')
  }
}
