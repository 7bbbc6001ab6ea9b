import { pieces, type Content } from './content.ts'

/** What makes a browser, or a server's interpreter, take a file for a page or a program. */
const MARKUP =
  /<!doctype\s|<html[\s>]|<head[\s>]|<body[\s>]|<script|<svg[\s>/]|<iframe|<\?xml|<\?php|<%@/
/** In an image, where such words may stand in the describing data but never these. */
const ACTIVE = /<!doctype\s+html|<html[\s>]|<script|<iframe|<\?php/
const LONGEST_MATCH = 16

export const hasMarkup = (content: Content) => finds(content, MARKUP, content.size)

export const hasMarkupAtStart = (content: Content) => finds(content, MARKUP, 1024)

export const hasActiveMarkup = (content: Content) => finds(content, ACTIVE, content.size)

async function finds(content: Content, pattern: RegExp, end: number): Promise<boolean> {
  let tail = ''
  for await (const piece of pieces(content, 0, Math.min(end, content.size))) {
    // NULs between the letters would hide UTF-16 from the eye and not from a browser
    const text = tail + piece.toString('latin1').toLowerCase().replaceAll('\0', '')
    if (pattern.test(text)) return true
    tail = text.slice(-LONGEST_MATCH)
  }
  return false
}
