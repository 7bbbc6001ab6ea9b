import { createHash } from 'node:crypto'
import { Client, type QueryResult } from 'pg'

/** Statements that one process names; ours are written by hand or by Kysely, so there are a few hundred. */
const MOST_NAMES = 1000
const names = new Map<string, string>()

/** The same name on every connection: a statement is its text. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name
}

const PREPARABLE = /^\s*(select|with|insert|update|delete)\b/i

/**
 * Parses and plans each statement once a connection instead of once a call: for our short queries that takes longer
 * than running them. Needs connections of its own; a pooler in transaction mode between us and PostgreSQL would not do.
 */
export class PreparedClient extends Client {
  // `pg` declares a dozen overloads; the pool hands Kysely the one with text and values, and only that is named
  override query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
    const query = Client.prototype.query as (...given: unknown[]) => Promise<QueryResult>
    const isPlain = typeof text === 'string' && Array.isArray(values) && rest.length === 0
    const name = isPlain && PREPARABLE.test(text) ? nameOf(text) : undefined
    if (name === undefined) return query.call(this, text, values, ...rest)
    return query.call(this, { name, text, values })
  }) as Client['query']
}
