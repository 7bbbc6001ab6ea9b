/** 邮件订阅: who asked to be told of what is newly public, and how often. */
import type { Db } from '../../platform/database/database.ts'
import { CHINA_TIME_ZONE } from '../../platform/kernel/time.ts'
import type { Outbox } from '../../platform/mail/outbox.ts'
import { isMailConfigured } from '../../platform/mail/outbox.ts'
import type { Subject } from './subject.ts'

export const FREQUENCIES = ['daily', 'weekly'] as const
export type Frequency = (typeof FREQUENCIES)[number]

export const FREQUENCY_LABELS: Readonly<Record<Frequency, string>> = {
  daily: '每天一封',
  weekly: '每周一封',
}

export interface Subscription {
  readonly id: number
  readonly subject: Subject
  readonly frequency: Frequency
  /** of its links */
  readonly secret: Buffer
  readonly askedAt: Temporal.Instant
  readonly confirmedAt: Temporal.Instant | null
  /** What was published up to then has been told; null until confirmed. */
  readonly toldThrough: Temporal.Instant | null
}

/** Where the links of a mail lead: full addresses, made by whoever knows the site's own. */
export interface SubscriptionAddresses {
  document(indexNumber: string): string
  /** the list or the results that show the same */
  page(subject: Subject, agencySlug: string | undefined): string
  confirm(token: string): string
  unsubscribe(token: string): string
}

export interface SubscriptionRoom {
  readonly db: Db
  readonly outbox: Outbox
  /** Undefined: this installation does not know its own address, so its mails could lead nowhere. */
  readonly addresses: SubscriptionAddresses | undefined
}

/** Whether subscriptions are offered: where mail goes out, and can say where it came from. */
export function canSubscribe({ outbox, addresses }: Omit<SubscriptionRoom, 'db'>): boolean {
  return isMailConfigured(outbox) && addresses !== undefined
}

/** Days in which a link to confirm is good; after that nothing is kept of whoever asked. */
export const CONFIRM_WITHIN_DAYS = 3
export const confirmableSince = (now: Temporal.Instant): Temporal.Instant =>
  now.subtract({ hours: 24 * CONFIRM_WITHIN_DAYS })

/**
 * The moment up to which publications are told now: what was published yesterday or before goes out in the morning, what
 * was published last week on Monday. Hours lie between, so that no publication of the last moment is missed.
 */
export function toldUpTo(frequency: Frequency, today: Temporal.PlainDate): Temporal.Instant {
  const back = frequency === 'daily' ? 0 : today.dayOfWeek - 1
  return today.subtract({ days: back }).toZonedDateTime(CHINA_TIME_ZONE).toInstant()
}
