import { isUtf8 } from 'node:buffer'

export type FileKind = 'html' | 'text' | 'json' | 'pdf' | 'zip' | 'old-office' | 'rtf' | 'binary'

/** What a file is by what is in it; its name is not asked. */
export function kindOfFile(bytes: Uint8Array): FileKind {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    return 'zip'
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return 'old-office'
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith('{\\rtf')) return 'rtf'
  const text = decodeText(bytes.subarray(0, 200_000))
  if (text === undefined) return 'binary'
  return kindOfText(text)
}

export function kindOfText(text: string): 'html' | 'text' | 'json' {
  if (/^\s*\{/u.test(text.replace(/^\uFEFF/u, ''))) return 'json'
  return /<(?:!doctype\s+html|html|body|table|tr|td|p|div|span)\b/iu.test(text) ? 'html' : 'text'
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

/** Text in UTF-8, UTF-16 with a mark, or GB18030 (GBK); undefined for what is no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) return undefined
  // A cut at 200,000 bytes may fall inside a character; the tail decides nothing.
  const utf8 = isUtf8(bytes) || isUtf8(bytes.subarray(0, lastWhole(bytes)))
  const text = new TextDecoder(utf8 ? 'utf-8' : 'gb18030').decode(bytes)
  return looksLikeText(text) ? text : undefined
}

/** The end of the last whole UTF-8 character. */
function lastWhole(bytes: Uint8Array): number {
  let end = bytes.length
  while (end > 0 && end > bytes.length - 4 && (bytes[end - 1]! & 0xc0) === 0x80) end -= 1
  return Math.max(0, end - 1)
}

function looksLikeText(text: string): boolean {
  let strange = 0
  const sample = text.slice(0, 20_000)
  for (const character of sample) {
    const code = character.codePointAt(0) ?? 0
    const control = code < 32 && ![9, 10, 12, 13].includes(code)
    if (control || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) strange += 1
  }
  return strange <= sample.length * 0.02
}
