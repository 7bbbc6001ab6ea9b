import { isUtf8 } from 'node:buffer'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { ForeignDocument } from './foreign-document.ts'

/**
 * Text in UTF-8, UTF-16 with a mark, or GB18030 (GBK, GB2312).
 * @throws Refusal `invalid` for what is no text
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw new Refusal('invalid', '不是文本文件')
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes)
  const broken = brokenUtf8(bytes)
  if (broken !== undefined) return broken
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('invalid', '文字编码不是UTF-8或GB18030')
  }
}

/** A character that was cut or lost in UTF-8 text. */
export const UNREADABLE_CHARACTER = '\uFFFD'
/** Characters beyond ASCII for each unreadable one; in GB18030 taken for UTF-8 nearly all are unreadable. */
const READABLE_PER_BROKEN = 50

/** UTF-8 with a few broken characters; GB18030 would make other words of it without a complaint. */
function brokenUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes)
  let [broken, beyondAscii] = [0, 0]
  for (const character of text) {
    if (character === UNREADABLE_CHARACTER) broken += 1
    else if (character > '\u007F') beyondAscii += 1
  }
  return beyondAscii >= broken * READABLE_PER_BROKEN ? text : undefined
}

/** Plain text: a line is a paragraph, whatever signs stand in it. */
export function readText(text: string): ForeignDocument {
  return { bodyHtml: paragraphs(text.split(/\r\n|\r|\n/u)), isClean: true }
}

/** As the allow-list leaves it: nothing but paragraphs of text. */
export function paragraphs(lines: readonly string[]): string {
  const kept = lines.map((line) => line.trim()).filter((line) => line !== '')
  return kept.map((line) => `<p>${escapeText(line)}</p>`).join('\n')
}

export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
