/** Where packs and items live. An address with an index number is permanent: it hangs on walls as a code. */
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
