import { isInside } from './folder.ts'

/** Where a file of the manifest lies in the folder; undefined when it is not there, or could be several. */
export type Locate = (file: string) => string | undefined

/**
 * Finds files as their names were meant: other capitals, another form of accents, percent signs, no ending, a folder
 * too many in front (`旧站/a.html` when 旧站 itself is imported), a bare name from a folder below.
 */
export function locator(present: readonly string[]): Locate {
  const known = new Set(present)
  const paths = new Map<string, string | undefined>()
  const names = new Map<string, string | undefined>()
  for (const path of present) {
    const folded = fold(path)
    const name = folded.split('/').at(-1)!
    for (const key of [folded, withoutEnding(folded)]) put(paths, key, path)
    for (const key of [name, withoutEnding(name)]) put(names, key, path)
  }
  return (file) => {
    if (known.has(file)) return file
    if (!isInside(file)) return undefined
    const parts = fold(file).split('/')
    for (let from = 0; from < parts.length; from += 1) {
      const found = paths.get(parts.slice(from).join('/'))
      if (found !== undefined) return found
    }
    return parts.length === 1 ? names.get(parts[0]!) : undefined
  }
}

/** What two files could be meant by means neither. */
function put(map: Map<string, string | undefined>, key: string, path: string): void {
  map.set(key, map.has(key) && map.get(key) !== path ? undefined : path)
}

function fold(path: string): string {
  return decoded(path).normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ')
}

function decoded(path: string): string {
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const withoutEnding = (path: string) => path.replace(/\.[a-z]{2,8}$/u, '')
