/** The imported file itself, kept beside its text as 原件. */
import type { Files } from '../../../platform/files/files.ts'
import { stageFile, type StagedFile } from '../../../platform/files/stage-file.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { FINDING_KINDS, type Finding } from '../../../platform/release-scan/kinds.ts'
import { scanForRelease } from '../../../platform/release-scan/scan.ts'

export interface Original {
  readonly name: string
  /** undefined in a rehearsal */
  readonly staged: StagedFile | undefined
  /** null: it has none, or does not say */
  readonly pages: number | null
  /** what the gate found in it */
  readonly found: readonly Finding[]
}

const LARGEST = 50 * 1024 * 1024

/** Files that lose something when only their words are kept; a page or a plain text is its words. */
export function isKept(file: string): boolean {
  return /\.(?:docx|pdf|xlsx)$/iu.test(file)
}

interface Given {
  /** within the folder */
  readonly file: string
  readonly bytes: Uint8Array
  readonly pages: number | null
  readonly rehearsal: boolean
}

/**
 * Looks through a file as the gate does, and puts it beside the store until its document is written.
 * @returns a sentence for the report when it cannot be kept: what nobody can look into does not go out
 */
export async function prepareOriginal(
  files: Files,
  { file, bytes, pages, rehearsal }: Given,
): Promise<Original | string> {
  const name = file.split('/').at(-1)!
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const scanned = await scanForRelease(name, content)
    if (!scanned.ok) return scanned.message.replace(/。$/u, '')
    const staged = rehearsal
      ? undefined
      : await stageFile(files, { name, content }, { maxBytes: LARGEST })
    return { name: staged?.name ?? name, staged, pages, found: scanned.findings }
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'unavailable')
      return error.message.replace(/。$/u, '')
    throw error
  }
}

/** What was found that readers would not see in the text: `批注3处、修订痕迹1处`; `''` for nothing but properties. */
export function wordsForFound(found: readonly Finding[]): string {
  const counts = new Map<string, number>()
  for (const { kind } of found) {
    if (kind !== 'metadata')
      counts.set(FINDING_KINDS[kind], (counts.get(FINDING_KINDS[kind]) ?? 0) + 1)
  }
  return [...counts].map(([words, count]) => `${words}${count}处`).join('、')
}
