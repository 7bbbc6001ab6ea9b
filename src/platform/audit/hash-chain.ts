import { createHash } from 'node:crypto'

/** A value that survives JSON unchanged; what a chained record is made of. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/** One spelling per value: keys sorted, `undefined` left out. Two equal records have equal text. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as { readonly [key: string]: Json | undefined })
      .filter((entry): entry is [string, Json] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** SHA-256 over the previous record's hash and this record: a changed byte breaks every later link. */
export function chainHash(previous: Buffer | null, record: Json): Buffer {
  const hash = createHash('sha256')
  if (previous) hash.update(previous)
  return hash.update(canonicalJson(record)).digest()
}
