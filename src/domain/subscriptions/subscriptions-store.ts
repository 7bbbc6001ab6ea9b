import { randomBytes } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import { json, type Db, type Tx } from '../../platform/database/database.ts'
import type { Subscriptions } from '../../platform/database/schema.ts'
import type { Sealer } from '../../platform/sealing/sealer.ts'
import { narrowingOf, parseNarrowing, subjectKey, type Subject } from './subject.ts'
import type { Frequency, Subscription } from './subscription.ts'

/** Finds the same address again without opening anything. */
const hashOfAddress = (sealer: Sealer, address: string): Buffer =>
  sealer.blindIndex(`subscriber\n${address.trim().toLowerCase()}`)

/** However it is written: what stands after a plus leads to the same mailbox. */
export function hashOfMailbox(sealer: Sealer, address: string): Buffer {
  const [, name = '', host = ''] = /^([^+@]*)[^@]*@(.*)$/.exec(address.trim().toLowerCase()) ?? []
  return sealer.blindIndex(`mailbox\n${name}@${host}`)
}

/** Until the end of the transaction, nobody else asks for this mailbox. */
export async function lockMailbox(tx: Tx, mailboxHash: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(${mailboxHash.readBigInt64BE(0)})`.execute(tx)
}

export async function countAsks(
  tx: Tx,
  mailboxHash: Buffer,
  since: Temporal.Instant,
): Promise<number> {
  const { asks } = await tx
    .selectFrom('subscription_asks')
    .select((eb) => eb.fn.countAll<number>().as('asks'))
    .where('address_hash', '=', mailboxHash)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow()
  return asks
}

export async function noteAsk(tx: Tx, mailboxHash: Buffer, now: Temporal.Instant): Promise<void> {
  await tx
    .insertInto('subscription_asks')
    .values({ address_hash: mailboxHash, asked_at: now })
    .execute()
}

export interface Wish {
  readonly address: string
  readonly subject: Subject
  readonly frequency: Frequency
}

/** Written down once for an address and a subject; one that is confirmed stays as it is until its link is pressed anew. */
export async function writeWish(
  tx: Tx,
  sealer: Sealer,
  { address, subject, frequency }: Wish,
  now: Temporal.Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto('subscriptions')
    .values({
      address_hash: hashOfAddress(sealer, address),
      sealed_address: sealer.seal(address),
      subject: json(narrowingOf(subject)),
      sealed_query: subject.words === undefined ? null : sealer.seal(subject.words),
      subject_hash: sealer.blindIndex(`subject\n${subjectKey(subject)}`),
      frequency,
      secret: randomBytes(16),
      asked_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['address_hash', 'subject_hash']).doUpdateSet({ asked_at: now }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function findSubscription(
  db: Db | Tx,
  sealer: Sealer,
  id: number,
): Promise<(Subscription & { readonly sealedAddress: string }) | undefined> {
  const row = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...toSubscription(row, sealer), sealedAddress: row.sealed_address }
}

export function toSubscription(
  row: Omit<Selectable<Subscriptions>, 'address_hash' | 'sealed_address'>,
  sealer: Sealer,
): Subscription {
  return {
    id: row.id,
    subject: {
      ...parseNarrowing(row.subject),
      ...(row.sealed_query !== null && { words: sealer.open(row.sealed_query) }),
    },
    frequency: row.frequency as Frequency,
    secret: row.secret,
    askedAt: row.asked_at,
    confirmedAt: row.confirmed_at,
    toldThrough: row.told_through,
  }
}

export async function markConfirmed(
  tx: Tx,
  id: number,
  frequency: Frequency,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('subscriptions')
    .set((eb) => ({
      frequency,
      confirmed_at: eb.fn.coalesce('confirmed_at', eb.val(now)),
      told_through: eb.fn.coalesce('told_through', eb.val(now)),
      refusals: 0,
    }))
    .where('id', '=', id)
    .execute()
}

export async function deleteSubscription(tx: Tx, id: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('subscriptions')
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
