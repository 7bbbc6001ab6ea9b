import type { Scan } from '../report.ts'
import { openObjects } from './find-objects.ts'
import { readRaw } from './raw-pdf.ts'
import { hasSignature, readObjects } from './read-objects.ts'
import { readPages, wordsOfPages } from './read-pages.ts'

/** @throws Unreadable when it is encrypted, broken or has too many pages */
export async function readPdf(scan: Scan, bytes: Buffer): Promise<void> {
  const { report } = scan
  const { revisionEnds, start } = readRaw(report, bytes)
  const objects = await openObjects(bytes)
  const isSigned = hasSignature(objects)
  readObjects(report, objects)
  await readPages(scan, objects)
  if (revisionEnds.length < 2) return
  const earlier = revisionEnds.slice(0, -1).map((end) => bytes.subarray(start, end))
  if (isSigned && (await allSayTheSame(bytes, earlier))) return
  report.find(
    'earlier-revision',
    'PDF 文件',
    `文件里还有${earlier.length}个以前的版本，改动以前的内容可以恢复`,
  )
}

/** A signature is appended to the document it signs: the version before it is the same, unsigned. */
async function allSayTheSame(bytes: Buffer, earlier: readonly Buffer[]): Promise<boolean> {
  try {
    const words = await wordsOfPages(bytes)
    for (const version of earlier) if ((await wordsOfPages(version)) !== words) return false
    return true
  } catch {
    return false
  }
}
