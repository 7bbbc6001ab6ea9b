/** What became public since the last one. Written when it goes out: what was taken back until then stands in none. */
import { z } from 'zod'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { dayOf, type Clock } from '../../../platform/kernel/time.ts'
import type { ComposedMail, Composer } from '../../../platform/mail/outbox.ts'
import type { Agency } from '../../organisations/agency.ts'
import type { Span } from '../../publications/public-documents.ts'
import { unsubscribeToken } from '../links.ts'
import { readNews, type News, type NewsItem } from '../news.ts'
import { describeSubject, type Subject } from '../subject.ts'
import {
  FREQUENCY_LABELS,
  type SubscriptionAddresses,
  type SubscriptionRoom,
} from '../subscription.ts'
import { findSubscription } from '../subscriptions-store.ts'
import { findSender } from './sender.ts'

export const DIGEST = 'subscription-digest'

const moment = z.string().transform((text) => Temporal.Instant.from(text))
const From = z.object({ subscription: z.number().int(), after: moment, through: moment })

/** Digests in a row that were not taken; after them the mailbox is taken to be gone. */
const MOST_REFUSALS = 3

export function digestComposer(room: SubscriptionRoom, clock: Clock): Composer {
  return {
    name: DIGEST,
    compose: (from) => compose(room, from, clock()),
    async settled(tx, from, outcome) {
      const { subscription } = From.parse(from)
      await (outcome === 'sent' ? forgetRefusals(tx, subscription) : noteRefusal(tx, subscription))
    },
  }
}

async function compose(
  { db, outbox, addresses }: SubscriptionRoom,
  from: unknown,
  now: Temporal.Instant,
): Promise<ComposedMail | undefined> {
  const { subscription: id, ...span } = From.parse(from)
  const [subscription, sender] = await Promise.all([
    findSubscription(db, outbox.sealer, id),
    findSender(db),
  ])
  if (!subscription || subscription.confirmedAt === null || !sender || !addresses) return undefined
  const { subject, frequency } = subscription
  const news = await readNews(db, subject, span, now)
  if (news.items.length === 0) return undefined
  const unit = await findUnit(db, subject)
  const about = describeSubject(subject, unit?.name)
  const unsubscribeAt = addresses.unsubscribe(unsubscribeToken(outbox.sealer, subscription))
  return {
    to: outbox.sealer.open(subscription.sealedAddress),
    subject: `${sender.shortName}新公开${countOf(news)}：${about}`,
    body: [
      `您订阅的“${about}”，${daysOf(span)}新公开${countOf(news)}：`,
      ...news.items.map((item, at) => entry(item, at + 1, addresses)),
      ...(news.more ? [`其余的请看：\n${addresses.page(subject, unit?.slug)}`] : []),
      `这项订阅${FREQUENCY_LABELS[frequency]}，没有新公开的就不寄。不想再收到，请打开：\n${unsubscribeAt}`,
      `这封邮件由系统发出，请勿回复。\n${sender.name}`,
    ].join('\n\n'),
    unsubscribeAt,
  }
}

async function findUnit(
  db: Db,
  { agencyId }: Subject,
): Promise<Pick<Agency, 'name' | 'slug'> | undefined> {
  if (agencyId === undefined) return undefined
  return db
    .selectFrom('agencies')
    .select(['name', 'slug'])
    .where('id', '=', agencyId)
    .executeTakeFirst()
}

const countOf = ({ items, more }: News) => `${items.length}件${more ? '以上' : ''}`

/** `2020-08-17`, or from the first day to the last. */
function daysOf({ after, through }: Span): string {
  const first = dayOf(after)
  const last = dayOf(through.subtract({ nanoseconds: 1 }))
  return first.equals(last) ? first.toString() : `${first.toString()}至${last.toString()}`
}

function entry(item: NewsItem, number: number, addresses: SubscriptionAddresses): string {
  const day = dayOf(item.publishedAt).toString()
  const facts = [item.documentNumber, item.publisher, day].filter((fact) => fact !== '')
  return `${number}. ${item.title}\n${facts.join('　')}\n${addresses.document(item.indexNumber)}`
}

async function forgetRefusals(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('subscriptions')
    .set({ refusals: 0 })
    .where('id', '=', id)
    .where('refusals', '>', 0)
    .execute()
}

async function noteRefusal(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('subscriptions')
    .set((eb) => ({ refusals: eb('refusals', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await tx
    .deleteFrom('subscriptions')
    .where('id', '=', id)
    .where('refusals', '>=', MOST_REFUSALS)
    .execute()
}
