/** The kinds of file that are taken in. Everything else is refused, whatever it is called. */
export interface FileKind {
  readonly mediaType: string
  /** The first is given to a file that came without one. */
  readonly extensions: readonly string[]
  /** Shown by the browser itself when asked for; everything else is only ever saved. */
  readonly mayInline: boolean
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'

export const FILE_KINDS = {
  pdf: kind('application/pdf', ['pdf'], true),
  png: kind('image/png', ['png'], true),
  jpeg: kind('image/jpeg', ['jpg', 'jpeg', 'jpe', 'jfif'], true),
  docx: kind(`${OFFICE}.wordprocessingml.document`, ['docx']),
  xlsx: kind(`${OFFICE}.spreadsheetml.sheet`, ['xlsx']),
  pptx: kind(`${OFFICE}.presentationml.presentation`, ['pptx']),
  // WPS writes the old formats of Word and Excel under names of its own
  doc: kind('application/msword', ['doc', 'wps']),
  xls: kind('application/vnd.ms-excel', ['xls', 'et']),
  // GB/T 33190 电子文件存储与交换格式 版式文档
  ofd: kind('application/ofd', ['ofd']),
  txt: kind('text/plain; charset=utf-8', ['txt']),
  'txt-gb18030': kind('text/plain; charset=gb18030', ['txt']),
  zip: kind('application/zip', ['zip']),
} as const satisfies Record<string, FileKind>

export type FileKindName = keyof typeof FILE_KINDS

function kind(mediaType: string, extensions: readonly string[], mayInline = false): FileKind {
  return { mediaType, extensions, mayInline }
}

/** What a form that takes files says beside the field. */
export const ACCEPTED_WORDS = 'PDF、OFD、Word、Excel、PPT、JPG、PNG、TXT 或 ZIP'

function kindNames(): FileKindName[] {
  return Object.keys(FILE_KINDS) as FileKindName[]
}

export function mayInline(mediaType: string): boolean {
  return kindNames().some(
    (name) => FILE_KINDS[name].mediaType === mediaType && FILE_KINDS[name].mayInline,
  )
}
