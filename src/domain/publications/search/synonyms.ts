import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSynonyms, type Synonyms } from '../../../platform/search/synonyms.ts'

let known: Synonyms | undefined

/** What `synonyms.txt` holds; read once. */
export function listSynonyms(): Synonyms {
  known ??= parseSynonyms(readFileSync(join(import.meta.dirname, 'synonyms.txt'), 'utf8'))
  return known
}
