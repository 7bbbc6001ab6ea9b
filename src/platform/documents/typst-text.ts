import { printableText } from './printable-text.ts'

/**
 * Text as Typst source. Templates take their data as JSON and need none of this (see pdf.ts); it is for sources
 * that are put together, where a name or a sentence of a citizen must never become markup or code.
 */

/** A string literal for Typst code: `"…"`. Inside one, only the backslash and the double quote mean anything. */
export function typstString(text: string): string {
  const escaped = printableText(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return `"${escaped}"`
}

/**
 * The text as inert Typst markup. The semicolon closes the expression: without it, text that follows such as
 * `.len()` or `[…]` would be read as a method call or an argument.
 */
export function escapeTypst(text: string): string {
  return `#${typstString(text)};`
}
