/** The morning's round: to whom something new is owed. It only writes down who gets a mail; the mail writes itself later. */
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { defineSweep } from '../../platform/jobs/job.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { queueComposed } from '../../platform/mail/outbox.ts'
import type { Sealer } from '../../platform/sealing/sealer.ts'
import type { Span } from '../publications/public-documents.ts'
import { forgetUnconfirmed } from './handling.ts'
import { DIGEST } from './mails/digest.ts'
import { readNews } from './news.ts'
import { subjectKey } from './subject.ts'
import {
  canSubscribe,
  FREQUENCIES,
  toldUpTo,
  type Frequency,
  type Subscription,
  type SubscriptionRoom,
} from './subscription.ts'
import { toSubscription } from './subscriptions-store.ts'

export const SEND_DIGESTS = defineSweep('send-digests')
/** From the early morning on, every hour: a server that slept catches up, and nothing is told twice. */
export const SEND_DIGESTS_CRON = '10 6-22 * * *'

const AT_ONCE = 500
/** Who was not written to for longer, because no mail went out, is told no more than this. */
const LONGEST_SPAN = { hours: 24 * 14 } as const

/**
 * Queues a mail for everybody to whom news is owed; who is owed none is marked as told all the same.
 * @returns how many were queued
 */
export async function sendDigests(
  room: SubscriptionRoom,
  now: Temporal.Instant,
  stopping?: AbortSignal,
): Promise<number> {
  await forgetUnconfirmed(room.db, now)
  if (!canSubscribe(room)) return 0
  const hasNews = askedOnce(room, now)
  let queued = 0
  for (const frequency of FREQUENCIES) {
    const through = toldUpTo(frequency, dayOf(now))
    for (let last = 0; ;) {
      const due = await listDue(room.db, room.outbox.sealer, { frequency, through, last })
      for (const subscription of due) {
        if (stopping?.aborted) return queued
        const span = spanOf(subscription, through)
        const isNews = await hasNews(subscription, span)
        if (await markTold(room, subscription, { span, isNews }, now)) queued += 1
      }
      if (due.length < AT_ONCE) break
      last = due.at(-1)!.id
    }
  }
  return queued
}

interface Due extends Subscription {
  readonly toldThrough: Temporal.Instant
}

async function listDue(
  db: Db,
  sealer: Sealer,
  {
    frequency,
    through,
    last,
  }: {
    readonly frequency: Frequency
    readonly through: Temporal.Instant
    readonly last: number
  },
): Promise<Due[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('frequency', '=', frequency)
    .where('confirmed_at', 'is not', null)
    .where('told_through', '<', through)
    .where('id', '>', last)
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()
  return rows.flatMap((row) => {
    const subscription = toSubscription(row, sealer)
    const { toldThrough } = subscription
    return toldThrough === null ? [] : { ...subscription, toldThrough }
  })
}

function spanOf({ toldThrough }: Due, through: Temporal.Instant): Span {
  const earliest = through.subtract(LONGEST_SPAN)
  const isTooOld = Temporal.Instant.compare(toldThrough, earliest) < 0
  return { after: isTooOld ? earliest : toldThrough, through }
}

/** Many subscribe to the same: it is read once. */
function askedOnce({ db }: SubscriptionRoom, now: Temporal.Instant) {
  const known = new Map<string, boolean>()
  return async ({ subject }: Due, span: Span): Promise<boolean> => {
    const key = `${span.after.toString()} ${span.through.toString()} ${subjectKey(subject)}`
    const told = known.get(key) ?? (await readNews(db, subject, span, now)).items.length > 0
    known.set(key, told)
    return told
  }
}

/** In one transaction with the mail; on two nodes at once only one of them finds it untold. */
function markTold(
  { db, outbox }: SubscriptionRoom,
  { id, toldThrough }: Due,
  { span, isNews }: { readonly span: Span; readonly isNews: boolean },
  now: Temporal.Instant,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('subscriptions')
      .set({ told_through: span.through })
      .where('id', '=', id)
      .where('told_through', '=', toldThrough)
      .executeTakeFirst()
    if (numUpdatedRows === 0n || !isNews) return false
    const from = {
      subscription: id,
      after: span.after.toString(),
      through: span.through.toString(),
    }
    await queueComposed(outbox, tx, { composer: DIGEST, from, bulk: true }, now)
    return true
  })
}
