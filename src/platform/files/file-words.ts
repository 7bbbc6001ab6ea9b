import { FILE_KINDS, type FileKindName } from './file-kind.ts'

/** 12 KB, 1.5 MB */
export function sizeText(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1024)
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

/** PDF, DOCX: what a person calls the kind of a file; empty for one that is not taken in. */
export function kindText(mediaType: string): string {
  const names = Object.keys(FILE_KINDS) as FileKindName[]
  const found = names.find((name) => FILE_KINDS[name].mediaType === mediaType)
  return found === undefined ? '' : (FILE_KINDS[found].extensions[0] ?? '').toUpperCase()
}
