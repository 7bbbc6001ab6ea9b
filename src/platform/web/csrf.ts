/**
 * The token in every form of a signed-in person. It is derived from the session's own secret, so it needs no storage,
 * is the same on every node and dies with the session; a fresh mask each time keeps compressed pages from leaking it.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../kernel/refusal.ts'

const LENGTH = 32

function secretOf(sessionToken: string): Buffer {
  return createHash('sha256').update(`csrf ${sessionToken}`).digest()
}

function masked(secret: Buffer, mask: Buffer): Buffer {
  return Buffer.from(secret.map((byte, index) => byte ^ mask[index]!))
}

export function csrfToken(sessionToken: string): string {
  const mask = randomBytes(LENGTH)
  return Buffer.concat([mask, masked(secretOf(sessionToken), mask)]).toString('base64url')
}

export function isCsrfToken(token: unknown, sessionToken: string): boolean {
  if (typeof token !== 'string') return false
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 2 * LENGTH) return false
  const secret = masked(bytes.subarray(LENGTH), bytes.subarray(0, LENGTH))
  return timingSafeEqual(secret, secretOf(sessionToken))
}

/** @throws Refusal `forbidden` when the form did not come from a page of this session. */
export function assertCsrfToken(body: unknown, sessionToken: string): void {
  const token = typeof body === 'object' && body !== null && 'csrf' in body ? body.csrf : undefined
  if (isCsrfToken(token, sessionToken)) return
  throw new Refusal('forbidden', '这张表单已经过期，请返回上一页刷新后重新提交。')
}
