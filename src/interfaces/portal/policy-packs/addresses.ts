/** Where packs and items live. An address with an index number is permanent: it hangs on walls as a code. */
import type { FastifyRequest } from 'fastify'
import type { PortalServices } from '../services.ts'

export const POLICY_PACKS = '/policy-packs'
export const FINDER = '/policy-packs/finder'

interface Numbered {
  readonly indexNumber: string
}

/** Of an item or a pack: one form for both. */
export function policyPath({ indexNumber }: Numbered): string {
  return `${POLICY_PACKS}/${indexNumber.split('/').map(encodeURIComponent).join('/')}`
}

export type PolicyFile = 'qr.svg' | 'qr.png' | 'poster.pdf' | 'booklet.pdf'

export function policyFilePath(policy: Numbered, file: PolicyFile): string {
  return `${policyPath(policy)}/${file}`
}

/** With scheme and host: what a code holds and a poster prints. */
export function absoluteAddress(
  { domain }: PortalServices,
  { protocol, host }: FastifyRequest,
  policy: Numbered,
): string {
  return `${protocol}://${domain ?? host}${policyPath(policy)}`
}
