/**
 * What a page without cookies hands to the next one: facts of ours that the browser carries in a hidden field and can
 * neither read nor change. Each token says what it is for and when it was made, and is good for a while.
 */
import { z } from 'zod'
import type { Sealer } from '../../../platform/sealing/sealer.ts'

export interface TokenKind<T> {
  readonly purpose: string
  readonly schema: z.ZodType<T>
  readonly minutes: number
}

const Envelope = z.object({ for: z.string(), at: z.number(), is: z.unknown() })

export interface OpenedToken<T> {
  readonly value: T
  readonly madeAt: Temporal.Instant
}

export function sealToken<T>(
  kind: TokenKind<T>,
  value: T,
  sealer: Sealer,
  now: Temporal.Instant,
): string {
  return sealer.seal(JSON.stringify({ for: kind.purpose, at: now.epochMilliseconds, is: value }))
}

/** Undefined for a token that is not ours, of another kind, from the future, or too old. */
export function openToken<T>(
  kind: TokenKind<T>,
  token: string,
  sealer: Sealer,
  now: Temporal.Instant,
): OpenedToken<T> | undefined {
  const envelope = Envelope.safeParse(opened(token, sealer))
  if (!envelope.success || envelope.data.for !== kind.purpose) return undefined
  const age = now.epochMilliseconds - envelope.data.at
  if (age < 0 || age > kind.minutes * 60_000) return undefined
  const value = kind.schema.safeParse(envelope.data.is)
  if (!value.success) return undefined
  return { value: value.data, madeAt: Temporal.Instant.fromEpochMilliseconds(envelope.data.at) }
}

function opened(token: string, sealer: Sealer): unknown {
  try {
    return JSON.parse(sealer.open(token))
  } catch {
    return undefined
  }
}
