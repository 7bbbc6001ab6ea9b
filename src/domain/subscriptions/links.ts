/**
 * The links in a mail. Whoever has one may do that one thing with that one subscription and nothing else; they are kept
 * nowhere, but computed from the subscription's secret with our key, and die with it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Sealer } from '../../platform/sealing/sealer.ts'
import { FREQUENCIES, type Frequency, type Subscription } from './subscription.ts'

type Linked = Pick<Subscription, 'id' | 'secret'>

export const confirmToken = (sealer: Sealer, of: Linked, frequency: Frequency): string =>
  `${of.id.toString(36)}.${frequency}.${markOf(sealer, of, `confirm ${frequency}`)}`

export const unsubscribeToken = (sealer: Sealer, of: Linked): string =>
  `${of.id.toString(36)}.${markOf(sealer, of, 'unsubscribe')}`

/** What a token claims; believed only after `isGenuine`. */
export interface Claim {
  readonly id: number
  readonly purpose: string
  readonly mark: string
}

export function parseConfirmToken(
  token: string,
): (Claim & { readonly frequency: Frequency }) | undefined {
  const [id = '', chosen = '', mark = '', ...rest] = token.split('.')
  const frequency = FREQUENCIES.find((one) => one === chosen)
  if (rest.length > 0 || frequency === undefined || !ID.test(id) || !MARK.test(mark))
    return undefined
  return { id: Number.parseInt(id, 36), purpose: `confirm ${frequency}`, mark, frequency }
}

/** Undefined for what no mail of ours ever held. */
export function parseUnsubscribeToken(token: string): Claim | undefined {
  const [id = '', mark = '', ...rest] = token.split('.')
  if (rest.length > 0 || !ID.test(id) || !MARK.test(mark)) return undefined
  return { id: Number.parseInt(id, 36), purpose: 'unsubscribe', mark }
}

const ID = /^[0-9a-z]{1,10}$/
const MARK = /^[\w-]{24}$/

export function isGenuine(sealer: Sealer, of: Linked, { purpose, mark }: Claim): boolean {
  const due = Buffer.from(markOf(sealer, of, purpose))
  const given = Buffer.from(mark)
  return due.length === given.length && timingSafeEqual(due, given)
}

/** 144 bits: short enough for one line of a mail. */
function markOf(sealer: Sealer, { id, secret }: Linked, purpose: string): string {
  return createHmac('sha256', sealer.keyFor('subscription-links'))
    .update(`${purpose}\n${id}\n`)
    .update(secret)
    .digest()
    .subarray(0, 18)
    .toString('base64url')
}
