import { readdir, readFile, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { isReadable } from '../reading/read-foreign-document.ts'

/** The folder that is imported. Nothing outside of it is ever opened, whatever the manifest or a link says. */
export interface ImportFolder {
  read(file: string): Promise<Uint8Array | 'missing' | 'outside'>
  /** every file in it that could be read, as paths with `/` */
  list(): Promise<string[]>
}

export async function openImportFolder(path: string): Promise<ImportFolder> {
  const root = await realpath(path)
  return {
    async read(file) {
      if (!isInside(file)) return 'outside'
      // file systems keep accents and blanks in one of two forms
      for (const name of new Set([file, file.normalize('NFC'), file.normalize('NFD')])) {
        const real = await realpath(join(root, name)).catch(() => undefined)
        if (real === undefined) continue
        if (!real.startsWith(root + sep)) return 'outside'
        const bytes = await readFile(real).catch(() => undefined)
        if (bytes !== undefined) return bytes
      }
      return 'missing'
    },
    async list() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile() && isReadable(entry.name))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .toSorted()
    },
  }
}

/** `目录\\文件.docx` and `./目录/文件.docx` name the same file. */
export function cleanFilePath(text: string): string {
  return text
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/u, '')
    .replace(/\/{2,}/gu, '/')
}

export function isInside(file: string): boolean {
  if (file === '' || file.includes('\0') || /^(?:\/|[a-z]:)/iu.test(file)) return false
  return !file.split('/').includes('..')
}
