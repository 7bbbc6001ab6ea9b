import { isZip } from '../../files/zip-directory.ts'
import { unzip } from '../archive/zip-parts.ts'
import { editPackage } from '../clean/package-editor.ts'
import { imageKindOf } from '../image/read-image.ts'
import { inspect } from '../inspect.ts'
import type { Finding } from '../kinds.ts'
import type { ScanLimits } from '../limits.ts'
import { textOfBytes } from '../markup/read-text.ts'
import { mainPart } from '../ooxml/package.ts'
import { newBudget, type Findings } from '../report.ts'
import { maskHtml } from './mask-html.ts'
import { maskText, type Masking, type Replacement } from './mask-text.ts'
import { maskWord } from './mask-word.ts'
import { maskWorkbook } from './mask-workbook.ts'

export interface MaskedCopy {
  readonly bytes: Buffer
  readonly replaced: readonly Replacement[]
  readonly remaining: readonly Finding[]
}

/**
 * A copy of a Word file, workbook, page or text with stars in the middle of every number of a person.
 *
 * @param keep numbers in plain digits, and addresses, that were accepted and stay
 * @returns `cannot` for other kinds, or when anything but the numbers would change
 * @throws Unreadable when the file, or the copy, cannot be searched
 */
export async function maskedCopy(
  name: string,
  bytes: Buffer,
  keep: readonly string[],
  limits: ScanLimits,
): Promise<MaskedCopy | { readonly cannot: string }> {
  const before = await inspect(name, bytes, limits)
  const masking: Masking = { keep: new Set(keep), replaced: [] }
  const copy = await maskBytes(name, bytes, masking, limits)
  if (copy === undefined) {
    return { cannot: '这种文件不能自动遮盖，请在 Word、Excel 原件里遮盖后再导出。' }
  }
  const after = await inspect(name, copy, limits)
  if (!differsByStars(before, after)) return { cannot: '遮盖会改动别的文字，没有生成副本。' }
  return { bytes: copy, replaced: masking.replaced, remaining: after.findings }
}

async function maskBytes(
  name: string,
  bytes: Buffer,
  masking: Masking,
  limits: ScanLimits,
): Promise<Buffer | undefined> {
  if (isZip(bytes)) {
    const { parts } = await unzip(bytes, newBudget(limits))
    if (!parts.some((part) => part.name === '[Content_Types].xml')) return undefined
    const editor = editPackage(parts)
    const type = editor.pack.contentTypeOf(mainPart(editor.pack) ?? '')
    if (/wordprocessingml|ms-word/.test(type)) maskWord(editor, masking)
    else if (/spreadsheetml|ms-excel/.test(type)) maskWorkbook(editor, masking)
    else return undefined
    return editor.save()
  }
  if (imageKindOf(bytes) || bytes.subarray(0, 1024).includes('%PDF-')) return undefined
  const text = await textOfBytes(bytes)
  if (text === undefined || /^\s*(?:<\?xml|<svg)/i.test(text)) return undefined
  const isPage = /\.x?html?$/i.test(name) || /<!doctype html|<html[\s>]/i.test(text.slice(0, 2000))
  return Buffer.from(isPage ? maskHtml(text, masking) : maskText(text, masking))
}

/** Whether every word that is shown is the same, or was made a star. */
function differsByStars(before: Findings, after: Findings): boolean {
  const [original, copy] = [shownWords(before), shownWords(after)]
  if (original.length !== copy.length) return false
  for (let at = 0; at < copy.length; at += 1) {
    if (copy[at] !== original[at] && copy[at] !== '*') return false
  }
  return true
}

function shownWords({ texts }: Findings): string {
  return texts
    .filter(({ isShown, where }) => isShown && !where.endsWith('的超链接'))
    .map(({ text }) => text.replaceAll(/\s/g, ''))
    .join('')
}
