import { letterKey } from './letters.ts'

/** Words that mean the same to whoever looks for them. */
export interface Synonyms {
  /** the other words of its group; empty for a word in none */
  of(letters: string): readonly string[]
  /** a run of letters cut around the words that have others: 失业保险金申领 → 失业保险金, 申领 */
  split(letters: string): readonly string[]
}

export const NO_SYNONYMS: Synonyms = { of: () => [], split: (letters) => [letters] }

/** One group a line, words parted by blanks; `#` begins a comment. */
export function parseSynonyms(source: string): Synonyms {
  const others = new Map<string, Set<string>>()
  for (const line of source.split(/\r?\n/u)) {
    const words = line.replace(/#.*$/u, '').split(/\s+/u).map(letterKey)
    const group = words.filter((word) => word !== '')
    for (const word of group) {
      const known = others.get(word) ?? new Set()
      for (const other of group) if (other !== word) known.add(other)
      others.set(word, known)
    }
  }
  const entries = [...others.keys()].toSorted((a, b) => b.length - a.length)
  const pattern = entries.length === 0 ? undefined : new RegExp(`(${entries.join('|')})`, 'gu')
  return {
    of: (letters) => [...(others.get(letters) ?? [])],
    split: (letters) =>
      pattern === undefined ? [letters] : letters.split(pattern).filter((part) => part !== ''),
  }
}
