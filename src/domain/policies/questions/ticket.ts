/** Given with the form: says about which document and since when, and makes a question one however often it is sent. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Sealer } from '../../../platform/sealing/sealer.ts'

const Ticket = z.object({
  for: z.literal('policy-question'),
  document: z.number().int().positive(),
  at: z.number(),
  once: z.string(),
})

export interface QuestionTicket {
  readonly documentId: number
  readonly madeAt: Temporal.Instant
  readonly hash: Buffer
}

/** Long enough to read a policy; after that the page is opened anew. */
const GOOD_FOR = Temporal.Duration.from({ hours: 24 })

export function newTicket(sealer: Sealer, documentId: number, now: Temporal.Instant): string {
  const once = randomBytes(12).toString('base64url')
  const ticket = { for: 'policy-question', document: documentId, at: now.epochMilliseconds, once }
  return sealer.seal(JSON.stringify(ticket))
}

/** Undefined for what is not ours, from the future, or too old. */
export function openTicket(
  text: string,
  sealer: Sealer,
  now: Temporal.Instant,
): QuestionTicket | undefined {
  const ticket = Ticket.safeParse(opened(text, sealer))
  if (!ticket.success) return undefined
  const madeAt = Temporal.Instant.fromEpochMilliseconds(ticket.data.at)
  const age = madeAt.until(now)
  if (age.sign < 0 || Temporal.Duration.compare(age, GOOD_FOR) > 0) return undefined
  const hash = createHash('sha256').update(ticket.data.once).digest()
  return { documentId: ticket.data.document, madeAt, hash }
}

function opened(text: string, sealer: Sealer): unknown {
  try {
    return JSON.parse(sealer.open(text))
  } catch {
    return undefined
  }
}
