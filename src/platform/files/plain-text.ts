import { pieces, type Content } from './content.ts'

export type TextEncoding = 'utf-8' | 'gb18030'

// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/

/** @returns undefined when it is not text in either */
export async function textEncoding(content: Content): Promise<TextEncoding | undefined> {
  if (await isText(content, 'utf-8')) return 'utf-8'
  return (await isText(content, 'gb18030')) ? 'gb18030' : undefined
}

async function isText(content: Content, encoding: TextEncoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const piece of pieces(content)) {
      if (CONTROLS.test(decoder.decode(piece, { stream: true }))) return false
    }
    return !CONTROLS.test(decoder.decode())
  } catch {
    return false
  }
}
