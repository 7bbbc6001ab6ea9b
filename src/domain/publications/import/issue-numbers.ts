import { sql } from 'kysely'
import { formatIndexNumber, parseIndexNumber } from '../../../law/index-number.ts'
import type { Tx } from '../../../platform/database/database.ts'

/**
 * Index numbers in the years that the documents came out, in their order. Numbers that the old site gave already are
 * passed over.
 */
export async function issueIndexNumbers(
  tx: Tx,
  organCode: string,
  years: readonly number[],
): Promise<string[]> {
  const issued = new Map<number, string[]>()
  for (const [year, documents] of Map.groupBy(years, (one) => one))
    issued.set(year, await issueInYear(tx, { organCode, year }, documents.length))
  return years.map((year) => issued.get(year)!.shift()!)
}

async function issueInYear(
  tx: Tx,
  of: { readonly organCode: string; readonly year: number },
  count: number,
): Promise<string[]> {
  const free: string[] = []
  while (free.length < count) {
    const wanted = count - free.length
    const last = await takeSerials(tx, of, wanted)
    const numbers = Array.from({ length: wanted }, (_, at) =>
      formatIndexNumber({ ...of, serial: last - wanted + 1 + at }),
    )
    const taken = await listTaken(tx, numbers)
    free.push(...numbers.filter((number) => !taken.has(number.toUpperCase())))
  }
  return free
}

/** @returns the last of them */
async function takeSerials(
  tx: Tx,
  { organCode: prefix, year }: { readonly organCode: string; readonly year: number },
  count: number,
): Promise<number> {
  const { last_number: last } = await tx
    .insertInto('index_counters')
    .values({ prefix, year, last_number: count })
    .onConflict((conflict) =>
      conflict
        .columns(['prefix', 'year'])
        .doUpdateSet({ last_number: sql`index_counters.last_number + excluded.last_number` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last
}

async function listTaken(tx: Tx, numbers: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ number: string }>`
    select upper(index_number) as number from documents
    where upper(index_number) = any (${numbers.map((number) => number.toUpperCase())}::text[])
  `.execute(tx)
  return new Set(rows.map(({ number }) => number))
}

/** Numbers that are issued later go on after those that the old site gave. */
export async function reserveSerials(tx: Tx, indexNumbers: readonly string[]): Promise<void> {
  const highest = new Map<string, { prefix: string; year: number; serial: number }>()
  for (const indexNumber of indexNumbers) {
    // the same number in any case; codes that numbers are issued under are in capitals
    const { organCode: prefix, year, month, serial } = parseIndexNumber(indexNumber.toUpperCase())
    if (year === undefined || month !== undefined || serial === undefined) continue
    const key = `${prefix} ${year}`
    if ((highest.get(key)?.serial ?? 0) < serial) highest.set(key, { prefix, year, serial })
  }
  if (highest.size === 0) return
  await tx
    .insertInto('index_counters')
    .values([...highest.values()].map(({ serial, ...of }) => ({ ...of, last_number: serial })))
    .onConflict((conflict) =>
      conflict.columns(['prefix', 'year']).doUpdateSet((eb) => ({
        last_number: eb.fn('greatest', [
          eb.ref('index_counters.last_number'),
          eb.ref('excluded.last_number'),
        ]),
      })),
    )
    .execute()
}
