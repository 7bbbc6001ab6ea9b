/** Events as they are stored: one JSON spelling, each hashed over its predecessor. */
import { canonicalJson, chainHash, type Json } from '../../platform/audit/hash-chain.ts'
import { encodeEventBody, parseEventBody, type CaseEvent, type EventBody } from './case.ts'

export interface StoredEvent {
  readonly seq: number
  readonly type: string
  readonly happened_on: Temporal.PlainDate
  readonly recorded_at: Temporal.Instant
  readonly actor_id: number | null
  /** whom the actor stood in for; part of the record only when there is one, as before there were deputies */
  readonly deputy_for?: number | null
  readonly payload: unknown
  readonly previous_hash: Buffer | null
  readonly hash: Buffer
}

/** What a verb decided: what happened, and on which legal day. */
export interface Happening {
  readonly body: EventBody
  readonly happenedOn: Temporal.PlainDate
}

interface Link {
  readonly seq: number
  readonly hash: Buffer | null
}

/** The happenings as events that continue the chain after `last`, ready to be written. */
export function linkEvents(
  happenings: readonly Happening[],
  last: Link,
  actorId: number | null,
  now: Temporal.Instant,
  deputyFor: number | null = null,
): { readonly events: readonly CaseEvent[]; readonly stored: readonly StoredEvent[] } {
  // the database keeps microseconds, the chain milliseconds: nothing finer may enter
  const recordedAt = now.round('millisecond')
  const events: CaseEvent[] = []
  const stored: StoredEvent[] = []
  const actor = { actor_id: actorId, ...(deputyFor !== null && { deputy_for: deputyFor }) }
  let { seq, hash } = last
  for (const { body, happenedOn } of happenings) {
    seq += 1
    const row = { seq, type: body.type, happened_on: happenedOn, recorded_at: recordedAt }
    const payload: unknown = encodeEventBody(body).payload
    const next = hashOf({ ...row, ...actor, payload }, hash)
    stored.push({ ...row, ...actor, payload, previous_hash: hash, hash: next })
    events.push({ ...body, seq, happenedOn, recordedAt, actorId, deputyFor })
    hash = next
  }
  return { events, stored }
}

export function hashOf(
  event: Omit<StoredEvent, 'hash' | 'previous_hash'>,
  previous: Buffer | null,
): Buffer {
  return chainHash(previous, recordOf(event))
}

/** The text that is hashed for an event, apart from its predecessor. */
export function recordText(event: Omit<StoredEvent, 'hash' | 'previous_hash'>): string {
  return canonicalJson(recordOf(event))
}

function recordOf(event: Omit<StoredEvent, 'hash' | 'previous_hash'>): Json {
  return {
    seq: event.seq,
    type: event.type,
    happenedOn: event.happened_on.toString(),
    recordedAt: event.recorded_at.epochMilliseconds,
    actorId: event.actor_id,
    ...(event.deputy_for != null && { deputyFor: event.deputy_for }),
    payload: event.payload as Json,
  }
}

/** @throws ZodError when the payload is not one of this type */
export function parseStoredEvent(row: StoredEvent): CaseEvent {
  return {
    ...parseEventBody(row.type, row.payload),
    seq: row.seq,
    happenedOn: row.happened_on,
    recordedAt: row.recorded_at,
    actorId: row.actor_id,
    deputyFor: row.deputy_for ?? null,
  }
}
