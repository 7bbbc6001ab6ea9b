import type { Glyph } from './marks.ts'

/** Glyphs as lines in the order they were painted; a wide gap is the border between two cells. */
export function linesOf(glyphs: readonly Glyph[]): string {
  let text = ''
  let before: Glyph | undefined
  for (const glyph of glyphs) {
    text += before ? between(before, glyph) : ''
    text += glyph.text
    before = glyph
  }
  return text
}

function between(before: Glyph, glyph: Glyph): string {
  const size = Math.max(before.size, glyph.size, 1)
  const isUnder = Math.abs(glyph.rect.bottom - before.rect.bottom) > size * 0.5
  if (isUnder) {
    // written from top to bottom, one below the other
    const isColumn =
      Math.abs(glyph.rect.left - before.rect.left) < size * 0.3 && glyph.run === before.run
    return isColumn ? '' : '\n'
  }
  const gap = glyph.rect.left - before.rect.right
  if (gap > size * 1.2 || gap < -size * 2) return '\t'
  return gap > size * 0.25 && before.text !== ' ' && glyph.text !== ' ' ? ' ' : ''
}
