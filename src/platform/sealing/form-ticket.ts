/** Given with a form that needs no account: says about what and since when, and makes it one however often it is sent. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Sealer } from './sealer.ts'

const Ticket = z.object({
  for: z.string(),
  about: z.number().int().positive(),
  at: z.number(),
  once: z.string(),
})

/** What a form is for, so that a ticket of one opens no other. */
export type TicketPurpose =
  | 'policy-question'
  | 'consultation-opinion'
  | 'subscription'
  | 'correction'

export interface FormTicket {
  /** number of the record the form is about */
  readonly about: number
  readonly madeAt: Temporal.Instant
  readonly hash: Buffer
}

/** Long enough to read what it is about; after that the page is opened anew. */
const GOOD_FOR = Temporal.Duration.from({ hours: 24 })

export function newTicket(
  sealer: Sealer,
  purpose: TicketPurpose,
  about: number,
  now: Temporal.Instant,
): string {
  const once = randomBytes(12).toString('base64url')
  const ticket = { for: purpose, about, at: now.epochMilliseconds, once }
  return sealer.seal(JSON.stringify(ticket))
}

/** Undefined for what is not ours, from the future, or too old. */
export function openTicket(
  sealer: Sealer,
  purpose: TicketPurpose,
  text: string,
  now: Temporal.Instant,
): FormTicket | undefined {
  const ticket = Ticket.safeParse(opened(text, sealer))
  if (!ticket.success || ticket.data.for !== purpose) return undefined
  const madeAt = Temporal.Instant.fromEpochMilliseconds(ticket.data.at)
  const age = madeAt.until(now)
  if (age.sign < 0 || Temporal.Duration.compare(age, GOOD_FOR) > 0) return undefined
  const hash = createHash('sha256').update(ticket.data.once).digest()
  return { about: ticket.data.about, madeAt, hash }
}

function opened(text: string, sealer: Sealer): unknown {
  try {
    return JSON.parse(sealer.open(text))
  } catch {
    return undefined
  }
}
