import { Refusal } from '../kernel/refusal.ts'
import { contentOf, type Content } from './content.ts'
import { ACCEPTED_WORDS, FILE_KINDS, type FileKindName } from './file-kind.ts'
import { extensionOf } from './file-name.ts'
import { endsAsArchive, isPolyglotImage, startsAsPdf } from './foreign-ends.ts'
import { isJpeg, isPng, jpegSize, pngSize, type ImageSize } from './image-size.ts'
import { inspectZip } from './inspect-zip.ts'
import { hasMarkup, hasMarkupAtStart } from './markup.ts'
import { isOle2, ole2Names } from './ole2.ts'
import { textEncoding } from './plain-text.ts'
import { firstEntryAt, isZip } from './zip-directory.ts'

const START = 64
/** An A4 page at 600 dpi has 35 million. */
const MOST_PIXELS = 60_000_000
const LONGEST_SIDE = 30_000
const PDF_END_WITHIN = 2048

/**
 * What a file is, by its content alone.
 * @throws Refusal `invalid` with a sentence for whoever sent it: another kind, broken, encrypted, or two kinds at once
 */
export async function inspectContent(content: Content): Promise<FileKindName> {
  const start = await content.read(0, START)
  if (start.toString('latin1').startsWith('%PDF-')) return inspectPdf(content)
  if (isPng(start)) return inspectImage(content, 'png', await pngSize(content))
  if (isJpeg(start)) return inspectImage(content, 'jpeg', await jpegSize(content))
  if (isOle2(start)) return inspectOle2(content)
  if (isZip(start)) return inspectArchive(content)
  return inspectText(content, start)
}

async function inspectPdf(content: Content): Promise<FileKindName> {
  const from = Math.max(0, content.size - PDF_END_WITHIN)
  const end = await content.read(from, PDF_END_WITHIN)
  if (!end.includes('%%EOF')) throw refused(BROKEN)
  if ((await endsAsArchive(content)) || (await hasMarkupAtStart(content))) throw refused(TWO_KINDS)
  return 'pdf'
}

async function inspectImage(
  content: Content,
  kind: 'png' | 'jpeg',
  size: ImageSize | undefined,
): Promise<FileKindName> {
  if (size === undefined || size.width === 0 || size.height === 0) throw refused(BROKEN)
  const { width, height } = size
  if (width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
    throw refused('图片的像素太多，请缩小后再上传。')
  }
  if (await isPolyglotImage(content)) throw refused(TWO_KINDS)
  return kind
}

async function inspectArchive(content: Content): Promise<FileKindName> {
  const container = await inspectZip(content)
  const head = contentOf(await content.read(0, await firstEntryAt(content)))
  if ((await startsAsPdf(head)) || (await hasMarkup(head))) throw refused(TWO_KINDS)
  return container
}

async function inspectOle2(content: Content): Promise<FileKindName> {
  const names = await ole2Names(content)
  if (names === undefined) throw refused(BROKEN)
  if (names.has('EncryptedPackage')) throw refused('文件加了密码，无法检查。请去掉密码后再上传。')
  if (names.has('_VBA_PROJECT') || names.has('_VBA_PROJECT_CUR')) {
    throw refused('文件里有宏，不能接收。请另存为不带宏的格式后再上传。')
  }
  if (await endsAsArchive(content)) throw refused(TWO_KINDS)
  if (names.has('WordDocument')) return 'doc'
  if (names.has('Workbook') || names.has('Book')) return 'xls'
  throw refused(OTHER_KIND)
}

async function inspectText(content: Content, start: Buffer): Promise<FileKindName> {
  const encoding = await textEncoding(content)
  if (encoding === undefined) throw refused(OTHER_KIND)
  if (start.toString('latin1').startsWith('#!') || (await hasMarkup(content))) {
    throw refused('不接收网页、脚本和程序文件。')
  }
  if (await startsAsPdf(content)) throw refused(TWO_KINDS)
  return encoding === 'utf-8' ? 'txt' : 'txt-gb18030'
}

/**
 * The name under which a file of this kind is kept. A name without extension gets one.
 * @throws Refusal `invalid` when name and content disagree
 */
export function agreedName(name: string, kind: FileKindName): string {
  const { extensions } = FILE_KINDS[kind]
  const extension = extensionOf(name)
  if (extensions.some((known) => known === extension)) return name
  if (extension === '' || name.endsWith('.')) return `${name}.${extensions[0]}`
  throw refused(
    `文件名以 .${extension} 结尾，内容却是 ${extensions[0]?.toUpperCase()} 格式，请核对后再上传。`,
  )
}

const OTHER_KIND = `不接收这种文件。可以上传 ${ACCEPTED_WORDS} 文件。`
const BROKEN = '文件已损坏或不完整，打不开。请重新保存后再上传。'
const TWO_KINDS = '文件里夹带了另一种格式的内容，不能接收。请重新保存后再上传。'

function refused(message: string): Refusal {
  return new Refusal('invalid', message)
}
