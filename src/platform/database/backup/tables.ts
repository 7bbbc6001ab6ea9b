import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { copyOut } from '../copy.ts'

export interface Table {
  readonly name: string
  /** Without those that PostgreSQL computes itself. */
  readonly columns: readonly string[]
  readonly key: readonly string[]
  /** Its size on disk in bytes: how long copying takes. */
  readonly size: number
}

export interface TableDigest {
  readonly rows: number
  readonly sha256: string
}

/** Written by the migrations themselves, so neither saved nor compared. */
const LEDGER = 'schema_migrations'

/** Every table, those that others refer to first. */
export async function listTables(client: Client): Promise<Table[]> {
  const { rows: tables } = await client.query<Table>(TABLES, [LEDGER])
  const { rows: references } = await client.query<{ from: string; to: string }>(REFERENCES)
  const ordered: Table[] = []
  const visited = new Set<string>()
  const visit = (table: Table) => {
    if (visited.has(table.name)) return
    visited.add(table.name)
    for (const { from, to } of references) {
      const referred = from === table.name ? tables.find(({ name }) => name === to) : undefined
      if (referred) visit(referred)
    }
    ordered.push(table)
  }
  tables.forEach(visit)
  return ordered
}

const TABLES = `
  select c.relname as name, pg_relation_size(c.oid) as size,
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    coalesce((select array_agg(a.attname::text order by k.at) from pg_index i
      cross join unnest(i.indkey) with ordinality as k (attnum, at)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary), '{}') as key
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> $1
  order by c.relname`

const REFERENCES = `
  select conrelid::regclass::text as "from", confrelid::regclass::text as "to"
  from pg_constraint
  where contype = 'f' and conrelid <> confrelid and connamespace = 'public'::regnamespace
  order by conname`

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export function columnList({ columns }: Table): string {
  return columns.map(quoted).join(', ')
}

/** The rows of a table as COPY text, in the order of its key, so that equal tables give equal bytes. */
export function readRows(client: Client, table: Table): AsyncIterable<Buffer> {
  const order = table.key.length > 0 ? table.key.map(quoted) : table.columns.map(quoted)
  return copyOut(
    client,
    `copy (select ${columnList(table)} from ${quoted(table.name)} order by ${order.join(', ')}) to stdout`,
  )
}

/** Fixes how values are written as text, for this transaction. */
export async function fixTextForm(client: Client): Promise<void> {
  await client.query(`
    set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
    set local bytea_output = 'hex'; set local extra_float_digits = 1;`)
}

const NEWLINE = 0x0a

/** Counts and hashes rows as they pass. COPY text has one newline per row; those inside values are escaped. */
export class RowMeter {
  readonly #hash = createHash('sha256')
  #rows = 0

  add(chunk: Buffer): void {
    this.#hash.update(chunk)
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) {
      this.#rows += 1
    }
  }

  digest(): TableDigest {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') }
  }
}

export async function digestTable(client: Client, table: Table): Promise<TableDigest> {
  const meter = new RowMeter()
  for await (const chunk of readRows(client, table)) meter.add(chunk)
  return meter.digest()
}
