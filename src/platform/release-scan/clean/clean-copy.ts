import { isZip } from '../../files/zip-directory.ts'
import { unzip, type ZipPart } from '../archive/zip-parts.ts'
import { imageKindOf } from '../image/read-image.ts'
import { inspect } from '../inspect.ts'
import type { Finding } from '../kinds.ts'
import type { ScanLimits } from '../limits.ts'
import { newBudget, type Findings } from '../report.ts'
import { cleanImage } from './clean-image.ts'
import { cleanOffice } from './clean-office.ts'
import type { Cleaned } from './clean-pdf.ts'
import { editPackage } from './package-editor.ts'
import { writeZip } from './write-zip.ts'

export interface CleanCopy {
  readonly bytes: Buffer
  readonly removed: readonly Finding[]
  /** Still there: numbers of persons in the text, and what cannot be taken out without changing it. */
  readonly remaining: readonly Finding[]
}

/**
 * A copy without what nobody should see, and with every word that everybody does.
 *
 * @returns `cannot` when it cannot be made, or when the words it shows are not shown to be the same
 * @throws Unreadable when the file, or the copy, cannot be searched
 */
export async function cleanCopy(
  name: string,
  bytes: Buffer,
  limits: ScanLimits,
): Promise<CleanCopy | { readonly cannot: string }> {
  const before = await inspect(name, bytes, limits)
  const cleaned = await cleanBytes(name, bytes, limits)
  if ('cannot' in cleaned) return cleaned
  const after = await inspect(name, cleaned.bytes, limits)
  if (shownWords(before) !== shownWords(after)) {
    return { cannot: '清理以后显示的文字会和原件不同，没有生成副本。请在原来的软件里处理。' }
  }
  const left = new Set(after.findings.map(keyOf))
  return {
    bytes: cleaned.bytes,
    removed: before.findings.filter((finding) => !left.has(keyOf(finding))),
    remaining: after.findings,
  }
}

const keyOf = ({ kind, message }: Finding) => `${kind} ${message}`

/** Without spaces and ends of lines: the emptied part of a row leaves none behind. */
function shownWords({ texts }: Findings): string {
  return texts
    .filter(({ isShown }) => isShown)
    .map(({ text }) => text.replaceAll(/\s/g, ''))
    .join('')
}

async function cleanBytes(
  name: string,
  bytes: Buffer,
  limits: ScanLimits,
  depth = 0,
): Promise<Cleaned> {
  if (bytes.subarray(0, 1024).includes('%PDF-')) {
    const { cleanPdf } = await import('./clean-pdf.ts')
    return cleanPdf(bytes)
  }
  const kind = imageKindOf(bytes)
  const picture = kind && cleanImage(kind, bytes)
  if (picture) return { bytes: picture }
  if (!isZip(bytes)) return cannot(name)
  const { parts } = await unzip(bytes, newBudget(limits))
  if (parts.some((part) => part.name === '[Content_Types].xml')) {
    const editor = editPackage(parts)
    const why = cleanOffice(editor)
    return why === undefined ? { bytes: editor.save() } : { cannot: why }
  }
  if (parts.some((part) => part.name === 'OFD.xml') || depth > limits.maxDepth) return cannot(name)
  return cleanArchive(parts, limits, depth)
}

/** What the packing system left behind goes; every member is cleaned, or let be when it is only text. */
async function cleanArchive(
  parts: readonly ZipPart[],
  limits: ScanLimits,
  depth: number,
): Promise<Cleaned> {
  const kept: ZipPart[] = []
  for (const { name, bytes } of parts) {
    if (/(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\.~lock\.)/i.test(name))
      continue
    if (/\.(?:txt|csv|md)$/i.test(name) || bytes.length === 0) {
      kept.push({ name, bytes })
      continue
    }
    const cleaned = await cleanBytes(name, bytes, limits, depth + 1)
    if ('cannot' in cleaned) return { cannot: `压缩包里的“${name}”：${cleaned.cannot}` }
    kept.push({ name, bytes: cleaned.bytes })
  }
  return { bytes: writeZip(kept) }
}

function cannot(name: string): Cleaned {
  const extension = /\.[^.]+$/.exec(name)?.[0] ?? ''
  return {
    cannot: `这种文件${extension === '' ? '' : `（${extension}）`}不能自动清理，请在原来的软件里处理。`,
  }
}
