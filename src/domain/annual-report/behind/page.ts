import { sql, type RawBuilder } from 'kysely'

/** A page of a list; pages count from 1. */
export interface Page {
  readonly number: number
  readonly size: number
}

export function limitTo({ number, size }: Page): RawBuilder<unknown> {
  return sql`limit ${size} offset ${(number - 1) * size}`
}
