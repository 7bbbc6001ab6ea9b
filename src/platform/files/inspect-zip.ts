import { Refusal } from '../kernel/refusal.ts'
import { contentOf, type Content } from './content.ts'
import type { FileKindName } from './file-kind.ts'
import { extensionOf } from './file-name.ts'
import { DEFLATED, inflated, STORED } from './inflate.ts'
import { isZip, placeOf, readDirectory, type ZipDirectory, type ZipEntry } from './zip-directory.ts'

const MEGABYTE = 1024 * 1024
/** Together for an archive and those within it. */
const MOST_ENTRIES = 2000
const MOST_BYTES = 200 * MEGABYTE
/** Text packs ten- to fiftyfold; below this size nobody minds. */
const MOST_RATIO = 100
const RATIO_MATTERS_FROM = 10 * MEGABYTE
const LARGEST_NESTED = 32 * MEGABYTE
/** A zip may hold zips, those not again; Office documents hold Office documents. */
const DEEPEST_ZIP = 1
const DEEPEST = 3

type Container = Extract<FileKindName, 'docx' | 'xlsx' | 'pptx' | 'ofd' | 'zip'>

interface Budget {
  entries: number
  bytes: number
}

interface Depth {
  readonly archives: number
  readonly zips: number
}

/**
 * Looks through a zip archive to its true bytes, without holding them, and says which kind of document it is.
 * @throws Refusal `invalid` for bombs, encrypted, broken or smuggling archives, macros, programs and pages inside
 */
export function inspectZip(content: Content): Promise<Container> {
  const budget = { entries: MOST_ENTRIES, bytes: MOST_BYTES }
  return inspectArchive(content, budget, { archives: 0, zips: 0 })
}

async function inspectArchive(content: Content, budget: Budget, depth: Depth): Promise<Container> {
  const directory = await readDirectory(content, budget.entries)
  if (directory === 'broken') throw refused(BROKEN)
  if (directory === 'too-many-entries') throw refused(TOO_MANY)
  const { entries } = directory
  budget.entries -= entries.length
  checkNames(entries)
  checkSizes(entries, budget)
  const container = containerOf(entries)
  if (container === 'zip' && depth.zips > DEEPEST_ZIP) throw refused(TOO_DEEP)
  for (const [index, entry] of entries.entries()) {
    checkEntry(entry, container)
    await inspectEntry({ content, directory, index, container }, budget, depth)
  }
  return container
}

function checkNames(entries: readonly ZipEntry[]): void {
  const seen = new Set<string>()
  for (const { name } of entries) {
    const path = name.replaceAll('\\', '/')
    // oxlint-disable-next-line no-control-regex
    const isUnsafe = /^\/|^[a-z]:|(^|\/)\.\.(\/|$)|[\u0000-\u001f]/i.test(path) || path === ''
    if (isUnsafe || seen.has(path)) throw refused(SMUGGLING)
    seen.add(path)
  }
}

function checkSizes(entries: readonly ZipEntry[], budget: Budget): void {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.packedSize, 0)
  const isBomb = size > RATIO_MATTERS_FROM && size > packed * MOST_RATIO
  if (size > budget.bytes || isBomb) throw refused(TOO_LARGE)
}

function containerOf(entries: readonly ZipEntry[]): Container {
  const names = new Set(entries.map(({ name }) => name))
  if (names.has('OFD.xml')) return 'ofd'
  if (!names.has('[Content_Types].xml') || !names.has('_rels/.rels')) return 'zip'
  const holds = (folder: string) => entries.some(({ name }) => name.startsWith(folder))
  if (holds('word/')) return 'docx'
  if (holds('xl/')) return 'xlsx'
  return holds('ppt/') ? 'pptx' : 'zip'
}

const PROGRAMS = new Set(
  `exe com scr pif bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta msi msp msc cpl dll sys drv ocx lnk url inf reg
  jar class dex apk ipa app sh bash py pl rb php asp aspx jsp docm dotm xlsm xltm xlam pptm potm ppam iso img vhd`
    .split(/\s+/)
    .filter(Boolean),
)
const PAGES = new Set([
  'htm',
  'html',
  'xht',
  'xhtml',
  'mht',
  'mhtml',
  'svg',
  'svgz',
  'shtml',
  'swf',
])

function checkEntry(entry: ZipEntry, container: Container): void {
  if (entry.isEncrypted) throw refused(ENCRYPTED)
  if (entry.isLink) throw refused(SMUGGLING)
  if (entry.method !== STORED && entry.method !== DEFLATED) throw refused(UNREADABLE)
  if (/(^|\/)vbaProject[^/]*\.bin$/i.test(entry.name)) throw refused(MACROS)
  const extension = extensionOf(entry.name)
  // Word keeps drawings as svg inside its documents; nobody opens those by themselves
  if (PROGRAMS.has(extension) || (container === 'zip' && PAGES.has(extension))) {
    throw refused(ACTIVE)
  }
}

interface Opened {
  readonly content: Content
  readonly directory: ZipDirectory
  readonly index: number
  readonly container: Container
}

async function inspectEntry(opened: Opened, budget: Budget, depth: Depth): Promise<void> {
  const { content, directory, index, container } = opened
  const entry = directory.entries[index]!
  const nextAt = directory.entries[index + 1]?.headerAt ?? directory.at
  const place = await placeOf(content, entry, nextAt)
  if (place === undefined) throw refused(BROKEN)
  const nested: Buffer[] = []
  let isNested = false
  let size = 0
  for await (const piece of withBrokenRefused(inflated(content, entry, place))) {
    if (size === 0) {
      checkStart(piece, container)
      isNested = isZip(piece)
    }
    size += piece.length
    budget.bytes -= piece.length
    if (size > entry.size || budget.bytes < 0) throw refused(TOO_LARGE)
    if (isNested) nested.push(piece)
    if (isNested && size > LARGEST_NESTED) throw refused(TOO_LARGE)
  }
  if (size !== entry.size) throw refused(BROKEN)
  if (isNested) await inspectNested(Buffer.concat(nested), container, budget, depth)
}

async function inspectNested(
  bytes: Buffer,
  container: Container,
  budget: Budget,
  depth: Depth,
): Promise<void> {
  const deeper = {
    archives: depth.archives + 1,
    zips: depth.zips + (container === 'zip' ? 1 : 0),
  }
  if (deeper.archives > DEEPEST) throw refused(TOO_DEEP)
  await inspectArchive(contentOf(bytes), budget, deeper)
}

const startsOf = (...starts: readonly string[]) => starts.map((hex) => Buffer.from(hex, 'hex'))
// MZ, ELF, #!, Mach-O in both orders and widths, Java
const PROGRAM_STARTS = startsOf(
  '4d5a',
  '7f454c46',
  '2321',
  'feedface',
  'feedfacf',
  'cefaedfe',
  'cffaedfe',
  'cafebabe',
)
// rar, 7z, gzip, xz, bzip2
const OTHER_ARCHIVES = startsOf('526172211a07', '377abcaf271c', '1f8b', 'fd377a585a00', '425a68')

function checkStart(piece: Buffer, container: Container): void {
  const startsWith = (start: Buffer) => piece.subarray(0, start.length).equals(start)
  if (PROGRAM_STARTS.some(startsWith)) throw refused(ACTIVE)
  // Word packs some of its pictures with gzip
  if (container === 'zip' && OTHER_ARCHIVES.some(startsWith)) throw refused(UNREADABLE)
}

async function* withBrokenRefused(source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* source
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw code.startsWith('Z_') ? refused(BROKEN) : error
  }
}

const BROKEN = '压缩格式的内容已损坏或不规范，请重新保存或重新压缩后再上传。'
const TOO_MANY = `压缩包里的文件超过${MOST_ENTRIES}个，请分开上传。`
const TOO_LARGE = `压缩包展开后过大（上限${MOST_BYTES / MEGABYTE} MB），请分开上传。`
const TOO_DEEP = '压缩包里的压缩包套得太深，请展开后再上传。'
const SMUGGLING = '压缩包里有不安全的文件名，请重新压缩后再上传。'
const ENCRYPTED = '文件加了密码，无法检查。请去掉密码后再上传。'
const UNREADABLE = '压缩包里有无法检查的内容，请改用普通 ZIP 压缩后再上传。'
const MACROS = '文件里有宏，不能接收。请另存为不带宏的格式后再上传。'
const ACTIVE = '压缩包里有程序或网页文件，不能接收。'

function refused(message: string): Refusal {
  return new Refusal('invalid', message)
}
