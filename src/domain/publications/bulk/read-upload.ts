/** One file from an office as the beginning of a draft: text by our allow-list, a proposed header, and what to look at. */
import {
  proposeHeader,
  titleLines,
  type ProposedHeader,
} from '../../../law/document-rules-propose.ts'
import { contentOf } from '../../../platform/files/content.ts'
import { readDirectory } from '../../../platform/files/zip-directory.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { cleanBody, textOfBody } from '../body.ts'
import { readForeignDocument } from '../reading/read-foreign-document.ts'
import { readOfd } from './ofd.ts'
import { asHeadings, blocksOf, hasHeadings, joinBlocks, tidyCells } from './shape-text.ts'

export interface ReadUpload {
  readonly bodyHtml: string
  readonly header: ProposedHeader
  /** sentences for the editor: what was left out, what should be compared with the original */
  readonly warnings: readonly string[]
}

/** What can be read; other files are kept as originals beside a text that somebody types. */
export const IMPORTED = ['.docx', '.pdf', '.ofd', '.xlsx', '.html', '.htm', '.txt', '.md'] as const

const extensionOf = (name: string) => /\.[a-z0-9]+$/i.exec(name)?.[0].toLowerCase() ?? ''

/**
 * @throws Refusal `invalid` for a file that is broken, without words, or of a kind that is not read; `too-large`
 */
export async function readUpload(name: string, bytes: Buffer): Promise<ReadUpload> {
  const extension = extensionOf(name)
  if (extension === '.doc' || extension === '.wps')
    throw new Refusal('invalid', '旧格式的Word或者WPS文件读不出文字，请另存为.docx再导入')
  const read =
    extension === '.ofd' ? await readOfdFile(bytes) : await readForeignDocument(name, bytes)
  const text = textOfBody(read.bodyHtml)
  const header = proposeHeader(text, read.title)
  const bodyHtml = shaped(read.bodyHtml, read.title === undefined, extension)
  const warnings = [...(await picturesIn(extension, bytes)), ...lookAt(extension, bodyHtml)]
  return { bodyHtml, header, warnings }
}

async function readOfdFile(bytes: Buffer) {
  const read = await readOfd(bytes)
  if (textOfBody(read.bodyHtml) === '')
    throw new Refusal('invalid', '这个OFD文件里没有文字（可能是扫描件）')
  return { ...read, title: undefined }
}

/** Headings where the file has only their words; the title not again above the text, since it stands in the header. */
function shaped(bodyHtml: string, titleIsInText: boolean, extension: string): string {
  const blocks = blocksOf(bodyHtml)
  const lines = blocks.map((block) => textOfBody(block))
  const title = titleIsInText ? titleLines(lines.filter((line) => line !== '')) : undefined
  const kept = title ? withoutRun(blocks, lines, title) : blocks
  const isPlain = extension !== '.md' && extension !== '.xlsx' && !hasHeadings(bodyHtml)
  return cleanBody(tidyCells(joinBlocks(isPlain ? asHeadings(kept) : kept)))
}

function withoutRun(
  blocks: readonly string[],
  lines: readonly string[],
  title: readonly string[],
): readonly string[] {
  const start = lines.findIndex(
    (line, at) => title.every((part, n) => lines[at + n] === part) && line !== '',
  )
  return start === -1 ? blocks : blocks.toSpliced(start, title.length)
}

const MOST_PARTS = 10_000

async function picturesIn(extension: string, bytes: Buffer): Promise<string[]> {
  if (extension !== '.docx') return []
  const directory = await readDirectory(contentOf(bytes), MOST_PARTS)
  if (typeof directory === 'string') return []
  const count = directory.entries.filter(({ name }) =>
    /^word\/media\/.+\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?)$/i.test(name),
  ).length
  return count === 0
    ? []
    : [`文件里有${count}张图片没有导入正文。图片请作为附件上传，图中的内容请用文字写明。`]
}

function lookAt(extension: string, bodyHtml: string): string[] {
  const found: string[] = []
  if (extension === '.pdf' || extension === '.ofd')
    found.push('版式文件只能读出文字：段落是按行重新连接的，表格成了普通文字，请与原件逐段核对。')
  const tables = bodyHtml.match(/<table>/g)?.length ?? 0
  const withHeader = bodyHtml.match(/<table>(?:(?!<\/table>).)*<th\b/gs)?.length ?? 0
  if (tables > withHeader)
    found.push(
      `有${tables - withHeader}个表格没有表头，请在编辑器里用“首行作表头”标出，读屏软件才能念清楚。`,
    )
  return found
}
