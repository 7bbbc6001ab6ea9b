/** 惠企政策服务包: what an edition of the kind `policy-pack` holds in its `structure`. */
import { z } from 'zod'
import type { EditionStructure } from '../publications/structures/kinds.ts'

export const PackGroup = z.object({
  name: z.string(),
  about: z.string(),
  /** numbers of the items' documents, in the order in which they are shown */
  items: z.array(z.number().int().positive()),
})
export type PackGroup = z.infer<typeof PackGroup>

export const PolicyPack = z.object({
  year: z.number().int(),
  introduction: z.string(),
  groups: z.array(PackGroup),
})
export type PolicyPack = z.infer<typeof PolicyPack>

/** What is stored was written by this room: anything else is a bug. */
export function policyPackOf(structure: EditionStructure | null): PolicyPack {
  return PolicyPack.parse(structure)
}
