/** What readers do: ask, confirm, end it. Nobody is written to again who has not pressed the link of the first mail. */
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { queueComposed } from '../../platform/mail/outbox.ts'
import { isGenuine, parseConfirmToken, parseUnsubscribeToken } from './links.ts'
import { CONFIRMATION } from './mails/confirmation.ts'
import {
  canSubscribe,
  confirmableSince,
  type Frequency,
  type Subscription,
  type SubscriptionRoom,
} from './subscription.ts'
import {
  countAsks,
  deleteSubscription,
  findSubscription,
  hashOfMailbox,
  lockMailbox,
  markConfirmed,
  noteAsk,
  writeWish,
  type Wish,
} from './subscriptions-store.ts'

const READER = { id: null, name: '读者' } as const

/** Confirmations that one mailbox gets in 24 hours, whoever asks for them. */
const MOST_ASKS = 5

/**
 * Takes in a wish to be told, and sends the mail that asks for its confirmation. Whether the address is known, confirmed,
 * or has been asked for too often, the caller cannot tell and must not say.
 * @returns nothing, ever
 */
export async function askToSubscribe(
  room: SubscriptionRoom,
  wish: Wish,
  now: Temporal.Instant,
): Promise<void> {
  if (!canSubscribe(room)) return
  const { sealer } = room.outbox
  const mailboxHash = hashOfMailbox(sealer, wish.address)
  await inTransaction(room.db, async (tx) => {
    await lockMailbox(tx, mailboxHash)
    if ((await countAsks(tx, mailboxHash, now.subtract({ hours: 24 }))) >= MOST_ASKS) return
    await noteAsk(tx, mailboxHash, now)
    const id = await writeWish(tx, sealer, wish, now)
    const from = { subscription: id, frequency: wish.frequency }
    await queueComposed(room.outbox, tx, { composer: CONFIRMATION, from }, now)
  })
}

export interface Confirmable {
  readonly subscription: Subscription
  readonly frequency: Frequency
}

/** What a link would confirm; undefined for one that is not ours, too old, or whose subscription is gone. */
export async function findConfirmable(
  { db, outbox }: SubscriptionRoom,
  token: string,
  now: Temporal.Instant,
): Promise<Confirmable | undefined> {
  const claim = parseConfirmToken(token)
  const subscription = claim && (await findSubscription(db, outbox.sealer, claim.id))
  if (!subscription || !isGenuine(outbox.sealer, subscription, claim)) return undefined
  const isLate = Temporal.Instant.compare(subscription.askedAt, confirmableSince(now)) <= 0
  return isLate ? undefined : { subscription, frequency: claim.frequency }
}

/**
 * From now on what is newly published is told. Pressed twice it stays confirmed once.
 * @returns undefined as `findConfirmable` does
 */
export async function confirmSubscription(
  room: SubscriptionRoom,
  token: string,
  now: Temporal.Instant,
): Promise<Confirmable | undefined> {
  const confirmable = await findConfirmable(room, token, now)
  if (!confirmable) return undefined
  const { id, confirmedAt } = confirmable.subscription
  await inTransaction(room.db, async (tx) => {
    await markConfirmed(tx, id, confirmable.frequency, now)
    if (confirmedAt !== null) return
    await recordAudit(tx, now, {
      actor: READER,
      action: 'subscription.confirmed',
      subject: `subscription:${id}`,
    })
  })
  return confirmable
}

/** What a link would end; undefined when it is gone already. */
export async function findSubscribed(
  { db, outbox }: SubscriptionRoom,
  token: string,
): Promise<Subscription | undefined> {
  const claim = parseUnsubscribeToken(token)
  const subscription = claim && (await findSubscription(db, outbox.sealer, claim.id))
  return subscription && isGenuine(outbox.sealer, subscription, claim) ? subscription : undefined
}

/**
 * Ends a subscription: nothing of it is kept, and what still waits to be sent is not (个人信息保护法 第十五条、第四十七条).
 * Ended twice it is as ended as once.
 * @throws Refusal `not-found` for a link that no mail ever held
 */
export async function unsubscribe(
  room: SubscriptionRoom,
  token: string,
  now: Temporal.Instant,
): Promise<void> {
  if (!parseUnsubscribeToken(token)) throw new Refusal('not-found', '没有这个链接。')
  const subscription = await findSubscribed(room, token)
  if (!subscription) return
  await inTransaction(room.db, async (tx) => {
    if (!(await deleteSubscription(tx, subscription.id))) return
    await recordAudit(tx, now, {
      actor: READER,
      action: 'subscription.ended',
      subject: `subscription:${subscription.id}`,
    })
  })
}

/** Forgets who asked and never confirmed, and when anybody asked. */
export async function forgetUnconfirmed(db: Db, now: Temporal.Instant): Promise<void> {
  await db
    .deleteFrom('subscriptions')
    .where('confirmed_at', 'is', null)
    .where('asked_at', '<=', confirmableSince(now))
    .execute()
  await db
    .deleteFrom('subscription_asks')
    .where('asked_at', '<=', now.subtract({ hours: 24 }))
    .execute()
}
