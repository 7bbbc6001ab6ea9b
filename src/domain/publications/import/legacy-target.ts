/** Where a document is now that stood elsewhere: by its old address, as people and programs come with it. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { legacyAddress } from './legacy-addresses.ts'

interface Known {
  readonly address: string
  readonly index_number: string
}

/**
 * The index number of the public document that stood under this address, if one did. The path must be the same, with or
 * without a slash at its end; of the query, all that the old address names, in any order: what a messenger or a counter
 * adds makes no other page. As it is spelled first; else in any case, as the servers of many old sites answered.
 */
export async function findLegacyTarget(db: Db, asked: string): Promise<string | undefined> {
  const address = legacyAddress(asked)
  if (address === undefined) return undefined
  const { paths, parameters } = partsOf(address)
  const lower = paths.map((path) => path.toLowerCase())
  const variants = [...new Set([...paths, ...lower])]
  const spelled = bestOf(await listKnown(db, underPaths(variants)), { paths, parameters })
  return spelled?.index_number ?? (await inAnyCase(db, lower, parameters))?.index_number
}

interface Parts {
  readonly paths: readonly string[]
  readonly parameters: URLSearchParams
}

function partsOf(address: string): Parts {
  const at = address.indexOf('?')
  const path = at < 0 ? address : address.slice(0, at)
  const bare = path.replace(/\/+$/u, '')
  const parameters = new URLSearchParams(at < 0 ? '' : address.slice(at + 1))
  return { paths: [...new Set([path, bare, `${bare}/`])].filter((one) => one !== ''), parameters }
}

/** Of those whose every parameter was asked for: in the case it was asked in, then the most exact. */
function bestOf(known: readonly Known[], { paths, parameters }: Parts): Known | undefined {
  const rank = ({ address }: Known) => {
    const own = partsOf(address)
    return own.parameters.size * 2 + (own.paths.some((path) => paths.includes(path)) ? 1 : 0)
  }
  return known
    .filter(({ address }) =>
      [...partsOf(address).parameters].every(([name, value]) => parameters.has(name, value)),
    )
    .toSorted((a, b) => rank(b) - rank(a))[0]
}

/** So many addresses may share one path; more are told apart by nothing that is known. */
const MOST = 20_000

async function listKnown(db: Db, condition: RawBuilder<unknown>): Promise<readonly Known[]> {
  const { rows } = await sql<Known>`
    select l.address, d.index_number
    from legacy_addresses l join documents d on d.id = l.document_id
    where d.status <> 'draft' and (${condition})
    limit ${MOST}
  `.execute(db)
  return rows
}

/** By stretches of the primary key: the path itself, or the path and a query. '@' is the character after '?'. */
const underPaths = (paths: readonly string[]) =>
  sql.join(
    paths.map(
      (path) =>
        sql`l.address = ${path} or (l.address >= ${`${path}?`} and l.address < ${`${path}@`})`,
    ),
    sql` or `,
  )

const searching = new WeakSet<Db>()

/** Looks through them all, so one at a time: whoever asks for nothing but nonsense holds up nobody. */
async function inAnyCase(
  db: Db,
  lower: readonly string[],
  parameters: URLSearchParams,
): Promise<Known | undefined> {
  if (searching.has(db) || !/\p{L}/u.test(lower[0] ?? '')) return undefined
  searching.add(db)
  try {
    const condition = sql`lower(split_part(l.address, '?', 1)) = any(${[...lower]}::text[])`
    return bestOf(await listKnown(db, condition), { paths: [], parameters })
  } finally {
    searching.delete(db)
  }
}
